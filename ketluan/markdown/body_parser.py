"""A body's Markdown as blocks and as the elements of its page, read by markdown-it.

The format has headings, paragraphs, bullets, tables, rules and footnotes (a line behind `>`), and inside a line
escapes, emphasis, links, images and line breaks. Whatever else Markdown knows is off: HTML, entities, code and numbered
lists stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, zip_longest
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.rules_block.table import table
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.image import image
from markdown_it.token import Token

from ketluan.markdown.attributes import read_hand
from ketluan.markdown.blocks import NOT_BY_HAND, Block, BlockKind, Hand, TableCell
from ketluan.markdown.markdown_table import RawCell, Spans, parted_row
from ketluan.model.message import Message, say

# all else that CommonMark knows stays text: HTML, code, references, set-off headings
BLOCK_RULES = ["table", "blockquote", "hr", "list", "heading"]
INLINE_RULES = ["newline", "escape", "emphasis", "link", "image", "autolink"]
DEEPEST_LIST = 6
STRAY = "{{: }} must stand at the end of a heading or on the line under a paragraph or item"
SAFE_SCHEMES = {"", "http", "https", "mailto"}

_ATTRIBUTES = re.compile(r"(?<!\\)\{:([^{}]*)\}\s*")
_ROW = re.compile(r"\s*\|.*\|\s*")
# a paragraph or a heading that ends with its line; others open something else, or have a mark that may be none
_ALONE = re.compile(r"(?:(#{1,6}) +(?!.*#))?(?=[^\s#*+>_|-])(.*)")
# a bullet of one line, which opens nothing else
_BULLET = re.compile(r"- (?=[^\s#*+>_|-])(.*)")
# of CommonMark: a backslash in front of a mark of ASCII takes its meaning away
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(slots=True)
class ParsedBlock:
    """A block with its element; a row of a table with its cells, each with the element that shows it."""

    element: Element
    block: Block
    cells: Sequence[RawCell] = ()


@dataclass(slots=True)
class ParsedBody:
    """The blocks of a body in order, under `root`; `problems` are (line, message) of attributes."""

    root: Element
    blocks: list[ParsedBlock]
    problems: list[tuple[int, Message]]


@dataclass(slots=True, kw_only=True)
class _Open:
    """A block while it is read; `attributes` are (line, text) of `{: ... }`."""

    element: Element
    kind: BlockKind
    line: int
    level: int = 0
    bullet: str = ""
    text: str = ""
    attributes: list[tuple[int, str]] = field(default_factory=list)
    cells: list[RawCell] = field(default_factory=list)
    first: bool = False


def parse_body(text: str, first_line: int) -> ParsedBody:
    """The body's blocks with what a person says of them; lines count from `first_line`."""
    reader = _BodyReader(text.split("\n"), first_line)
    reader.read()
    problems = [(line, say(STRAY)) for line in reader.stray]
    blocks = [ParsedBlock(each.element, _block(each, problems), each.cells) for each in reader.blocks]
    problems += _repeated_ids(blocks)
    return ParsedBody(reader.root, blocks, problems)


def _block(found: _Open, problems: list[tuple[int, Message]]) -> Block:
    cells = tuple(map(_cell, found.cells))
    return Block(
        kind=found.kind,
        level=found.level,
        marker=found.bullet,
        text=" ".join(cell.text for cell in cells if cell.text) if cells else found.text,
        line=found.line,
        hand=_hand(found, problems) if found.attributes else NOT_BY_HAND,
        cells=cells,
        first=found.first,
    )


def _hand(found: _Open, problems: list[tuple[int, Message]]) -> Hand:
    hand, messages = read_hand(" ".join(text for _, text in found.attributes))
    problems += [(found.attributes[0][0], message) for message in messages]
    return hand


def _cell(raw: RawCell) -> TableCell:
    """The cell as plain text; its paragraphs are parted by line breaks in its element."""
    if raw.merged:
        return TableCell(merged=raw.merged)
    lines: list[str] = []
    for source in raw.lines:
        content = Element(raw.element.tag)
        write_inline(content, source)
        lines.append(" ".join("".join(content.itertext()).split()))
        _add_paragraph(raw.element, content)
    return TableCell(lines=tuple(lines))


def _add_paragraph(cell: Element, paragraph: Element) -> None:
    if cell.text or len(cell):
        SubElement(cell, "br").tail = paragraph.text
    else:
        cell.text = paragraph.text
    cell.extend(paragraph)


def _repeated_ids(blocks: Sequence[ParsedBlock]) -> Iterator[tuple[int, Message]]:
    seen: set[str] = set()
    for block in (each.block for each in blocks if each.block.hand.id):
        if block.hand.id in seen:
            yield block.line, say("id must be given once in a notice, not '{id}' again", id=block.hand.id)
        seen.add(block.hand.id or "")


def write_inline(element: Element, text: str) -> None:
    """Fill an empty element with a marked-up text."""
    if not any(map(text.__contains__, "*[<\n")):
        element.text = "".join(_ESCAPED.split(text)) if "\\" in text else text
        return
    for token in _parser().parseInline(text):
        _fill(element, token.children or ())


def is_safe(url: str) -> bool:
    """Whether an address is relative or of the web or mail, also when its scheme is disguised by control letters."""
    try:
        return urlsplit("".join(c for c in url if c.isprintable())).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False


def is_within(url: str) -> bool:
    """Whether an address stays in the site: a picture from elsewhere is asked for by everyone who reads the page.

    Browsers take `\\` for `/`, and any number of them at the beginning for two: `/\\host` is another host.
    """
    return is_safe(url) and not urlsplit(url).scheme and not url.replace("\\", "/").startswith("//")


@cache
def _block_parser() -> MarkdownIt:
    """It leaves the words of blocks alone: most hold no mark, and `write_inline` reads those that do."""
    parser = _new_parser()
    parser.core.ruler.disable(["inline", "text_join"])
    return parser


@cache
def _parser() -> MarkdownIt:
    return _new_parser()


def _new_parser() -> MarkdownIt:
    """Addresses stay as they are written, and only safe ones become links."""
    parser = MarkdownIt("zero").enable(BLOCK_RULES + INLINE_RULES)
    parser.block.ruler.at("list", _bullets, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.at("table", _tables, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("blockquote", _notes, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.inline.ruler.before("emphasis", "underline", _underlines)
    parser.inline.ruler.at("image", _pictures)
    parser.validateLink = is_safe  # type: ignore[method-assign]
    parser.normalizeLink = parser.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    return parser


def _bullets(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Lists of bullets; a printed number stays a printed number, and a bullet that stands too deep is text."""
    at = state.bMarks[startLine] + state.tShift[startLine]
    if state.src[at : at + 1].isdigit() or state.level >= 2 * DEEPEST_LIST:
        return False
    return list_block(state, startLine, endLine, silent)


def _tables(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A table ends with its last line between pipes; Markdown at large would take the paragraph behind it for a row.
    Its cells are read elsewhere."""
    end = startLine
    while end < endLine and _ROW.fullmatch(state.src[state.bMarks[end] : state.eMarks[end]]):
        end += 1
    if end <= startLine + 1 or not table(state, startLine, end, True):
        return False
    if not silent:
        state.line = next((at for at in range(startLine, end) if state.sCount[at] < state.blkIndent), end)
        state.push("table_open", "table", 1).map = [startLine, state.line]
        state.push("table_close", "table", -1)
    return True


def _notes(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A footnote is one line behind `>`; Markdown at large would take whole blocks for quoted."""
    at = state.bMarks[startLine] + state.tShift[startLine]
    line = state.src[at : state.eMarks[startLine]]
    if not line.startswith("> ") or not line[2:].strip():
        return False
    if not silent:
        state.push("note_open", "blockquote", 1).map = [startLine, startLine + 1]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = line[2:].strip(), [startLine, startLine + 1], []
        state.push("note_close", "blockquote", -1)
        state.line = startLine + 1
    return True


def _underlines(state: StateInline, silent: bool) -> bool:
    """Underlines are blanks to be filled in, never emphasis."""
    if state.src[state.pos] != "_":
        return False
    if not silent:
        state.pending += "_"
    state.pos += 1
    return True


def _pictures(state: StateInline, silent: bool) -> bool:
    """Pictures of this site; one from elsewhere is shown as it was typed."""
    start, before, pending = state.pos, len(state.tokens), state.pending
    if not image(state, silent):
        return False
    if not silent and not is_within(str(state.tokens[-1].attrs["src"])):
        del state.tokens[before:]
        state.pending = pending + state.src[start : state.pos]
    return True


class _BodyReader:
    def __init__(self, lines: Sequence[str], first_line: int) -> None:
        self.lines = lines
        self.first_line = first_line
        self.root = Element("div")
        self.blocks: list[_Open] = []
        self.stray: list[int] = []
        self.parents = [self.root]
        self.items: list[tuple[str, bool]] = []  # bullets that are open, and whether their own text was read

    def read(self) -> None:
        """A paragraph or a heading alone between empty lines, as most are, ends whatever stands before it and is read
        at once, as is a list of bullets of one line; what else stands between them is left to the parser of blocks."""
        read, before = 0, ""
        for number, (line, behind) in enumerate(zip_longest(self.lines, self.lines[1:], fillvalue="")):
            if not (before or behind) and (alone := _ALONE.fullmatch(line)):
                if number > read + 1:
                    self._parsed(read, number)
                self._text(number, alone[2].strip(), len(alone[1] or ""))
                read = number + 1
            before = line
        self._parsed(read, len(self.lines))

    def _parsed(self, start: int, end: int) -> None:
        bullets = [(at, _BULLET.fullmatch(self.lines[at])) for at in range(start, end) if self.lines[at]]
        if not bullets:
            return
        if all(found for _, found in bullets):
            self._list([(number, found[1].strip()) for number, found in bullets if found])
            return
        tokens = _block_parser().parse("\n".join(self.lines[start:end]))
        for token, following in zip_longest(tokens, tokens[1:]):
            first, last = (start + at for at in token.map or (0, 0))
            if token.type in ("heading_open", "paragraph_open"):
                self._text(first, following.content, int(token.tag[1:] or 0))
            elif token.type == "note_open":
                _write(self._block(first, "note", SubElement(self.parents[-1], "blockquote")), following.content)
            elif token.type == "table_open":
                self._table(first, last)
            elif token.type == "hr":
                SubElement(self.root, "hr")
            elif token.type in ("bullet_list_open", "list_item_open"):
                self._open(token, first)
            elif token.type in ("bullet_list_close", "list_item_close"):
                self._close(token)

    def _list(self, bullets: Sequence[tuple[int, str]]) -> None:
        """Bullets of one line each."""
        self.parents.append(SubElement(self.root, "ul"))
        for number, content in bullets:
            self._open_item("-", number)
            self._text(number, content, 0)
            self._close_item()
        self.parents.pop()

    def _open(self, token: Token, number: int) -> None:
        if token.type == "list_item_open":
            self._open_item(token.markup, number)
        else:
            self.parents.append(SubElement(self.parents[-1], token.tag))

    def _close(self, token: Token) -> None:
        if token.type == "list_item_close":
            self._close_item()
        else:
            self.parents.pop()

    def _open_item(self, bullet: str, number: int) -> None:
        self.parents.append(SubElement(self.parents[-1], "li"))
        self.items.append((bullet, False))
        block = self._block(number, "item", self.parents[-1])
        block.level, block.bullet = len(self.items), bullet

    def _close_item(self) -> None:
        self.parents.pop()
        self.items.pop()

    def _block(self, number: int, kind: BlockKind, element: Element) -> _Open:
        block = _Open(element=element, kind=kind, line=self.first_line + number)
        self.blocks.append(block)
        return block

    def _text(self, number: int, content: str, level: int) -> None:
        """A heading with its level, or a paragraph; the first paragraph of an item is the item's own text."""
        first = number + self.first_line
        attributes, text = [], content
        if "{:" in content:
            attributes = [(line, found[1]) for line, found in self._attribute_lines(content, first)]
            kept = [line for line in content.split("\n") if not _ATTRIBUTES.fullmatch(line.lstrip())]
            if not kept:
                self._attribute_paragraph(first, attributes)
                return
            text = "\n".join(kept)
        block = self._opened(number, level)
        block.attributes += attributes
        if block.kind == "heading":
            text = self._heading_text(block, text, first)
        _write(block, text)

    def _attribute_lines(self, content: str, first: int) -> Iterator[tuple[int, re.Match[str]]]:
        for line, text in enumerate(content.split("\n"), first):
            if found := _ATTRIBUTES.fullmatch(text.lstrip()):
                yield line, found

    def _attribute_paragraph(self, first: int, attributes: list[tuple[int, str]]) -> None:
        """Attributes alone belong to the heading or item on the line above, or to nothing."""
        above = self.blocks[-1] if self.blocks else None
        if above is not None and above.kind in ("heading", "item") and first - above.line <= 1:
            above.attributes += attributes
        else:
            self.stray += [line for line, _ in attributes]

    def _opened(self, number: int, level: int) -> _Open:
        if level:
            block = self._block(number, "heading", SubElement(self.root, f"h{max(2, level)}"))
            block.level = max(2, level)
            return block
        if self.items and not self.items[-1][1]:
            self.items[-1] = (self.items[-1][0], True)
            return next(block for block in reversed(self.blocks) if block.kind == "item")
        return self._block(number, "paragraph", SubElement(self.parents[-1], "p"))

    def _heading_text(self, block: _Open, text: str, line: int) -> str:
        if at_end := _ATTRIBUTES.fullmatch(text, max(0, text.rfind("{:"))):
            block.attributes.append((line, at_end[1]))
            return text[: at_end.start()].rstrip()
        return text

    def _table(self, start: int, end: int) -> None:
        """A head row, a row of rules, then rows; rows into which a cell of the head reaches down belong to the head."""
        table = SubElement(self.root, "table")
        heads, rows = SubElement(table, "thead"), SubElement(table, "tbody")
        spans, heading = Spans(), True
        for number in (start, *range(start + 2, end)):
            cells, attributes = parted_row(self.lines[number])
            heading = heading and (number == start or spans.reaches_into(cells))
            row = SubElement(heads if heading else rows, "tr")
            placed = spans.placed(row, cells, tag="th" if heading else "td")
            line = self.first_line + number
            self.blocks.append(
                _Open(
                    element=row,
                    kind="table",
                    line=line,
                    cells=placed,
                    first=number == start,
                    attributes=[(line, text) for text in attributes],
                )
            )


def _write(block: _Open, text: str) -> None:
    write_inline(block.element, text)
    whole = "".join(block.element.itertext()) if len(block.element) else block.element.text or ""
    block.text = " ".join(whole.split())


def _fill(element: Element, tokens: Sequence[Token]) -> None:
    """Inline tokens as elements; text between them is joined."""
    open_ = [element]
    for text, group in groupby(tokens, key=lambda token: token.type in ("text", "text_special", "softbreak")):
        if text:
            _append(open_[-1], "".join("\n" if token.type == "softbreak" else token.content for token in group))
            continue
        for token in group:
            _mark(open_, token)


def _mark(open_: list[Element], token: Token) -> None:
    if token.nesting == -1:
        open_.pop()
    elif token.type == "image":
        SubElement(open_[-1], "img", src=str(token.attrs["src"]), alt=token.content)
    elif token.nesting == 1:
        href = {"href": str(token.attrs["href"])} if "href" in token.attrs else {}
        open_.append(SubElement(open_[-1], token.tag, href))
    elif token.type == "hardbreak":
        SubElement(open_[-1], "br").tail = "\n"
    else:
        _append(open_[-1], token.content)


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
