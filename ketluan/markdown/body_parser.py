"""A body's Markdown as blocks and as the elements of its page, read by markdown-it.

The format has headings, paragraphs, bullets, tables and rules, and inside a line escapes, emphasis, links, images and
line breaks. Whatever else Markdown knows is off: HTML, entities, code, quotes and numbered lists stay the text they are.
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
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ketluan.markdown.blocks import BlockKind
from ketluan.markdown.markdown_table import RawCell, Spans, parted_row

BLOCK_RULES = ["table", "hr", "list", "heading"]
INLINE_RULES = ["newline", "escape", "emphasis", "link", "image", "autolink"]
DEEPEST_LIST = 6
SAFE_SCHEMES = {"", "http", "https", "mailto"}

_ATTRIBUTES = re.compile(r"(?<!\\)\{:([^{}]*)\}\s*")
_MARKS = re.compile(r"[\\*\[<\n]")


@dataclass(slots=True, kw_only=True)
class RawBlock:
    """A block with its element, already filled; `text` is plain, `attributes` are (line, text) of `{: ... }`.

    A row of a table has `cells`, and is `first` when the table begins with it.
    """

    element: Element
    kind: BlockKind
    line: int
    level: int = 0
    bullet: str = ""
    text: str = ""
    attributes: list[tuple[int, str]] = field(default_factory=list)
    cells: list[RawCell] = field(default_factory=list)
    first: bool = False


@dataclass(slots=True)
class ParsedBody:
    """What one body consists of; `stray` are the lines of attributes that belong to no block."""

    root: Element = field(default_factory=lambda: Element("div"))
    blocks: list[RawBlock] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)


def parse_body(text: str, first_line: int) -> ParsedBody:
    """The body's blocks in order, their lines counted from `first_line`."""
    return _Reader(text.split("\n"), first_line).read(_parser().parse(text))


def write_inline(element: Element, text: str) -> None:
    """Fill an empty element with a marked-up text."""
    if not _MARKS.search(text):
        element.text = text
        return
    for token in _parser().parseInline(text):
        _fill(element, token.children or ())


def is_safe(url: str) -> bool:
    """Whether an address is relative or of the web or mail, also when its scheme is disguised by control letters."""
    try:
        return urlsplit("".join(c for c in url if c.isprintable())).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False


@cache
def _parser() -> MarkdownIt:
    """One for all bodies: addresses stay as they are written, and only safe ones become links."""
    parser = MarkdownIt("zero").enable(BLOCK_RULES + INLINE_RULES)
    parser.block.ruler.at("list", _bullets, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.inline.ruler.before("emphasis", "underline", _underlines)
    parser.validateLink = is_safe  # type: ignore[method-assign]
    parser.normalizeLink = parser.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    return parser


def _bullets(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Lists of bullets; a printed number stays a printed number, and a bullet that stands too deep is text."""
    at = state.bMarks[startLine] + state.tShift[startLine]
    if state.src[at : at + 1].isdigit() or state.level >= 2 * DEEPEST_LIST:
        return False
    return list_block(state, startLine, endLine, silent)


def _underlines(state: StateInline, silent: bool) -> bool:
    """Underlines are blanks to be filled in, never emphasis."""
    if state.src[state.pos] != "_":
        return False
    if not silent:
        state.pending += "_"
    state.pos += 1
    return True


class _Reader:
    def __init__(self, lines: Sequence[str], first_line: int) -> None:
        self.lines = lines
        self.first_line = first_line
        self.body = ParsedBody()
        self.parents = [self.body.root]
        self.items: list[tuple[str, bool]] = []  # bullets that are open, and whether their own text was read

    def read(self, tokens: Sequence[Token]) -> ParsedBody:
        for token, following in zip_longest(tokens, tokens[1:]):
            if token.type == "inline":
                continue
            if token.type in ("heading_open", "paragraph_open") and following is not None:
                self._text(token, following)
            elif token.type == "table_open":
                self._table(token)
            elif token.type == "hr":
                SubElement(self.body.root, "hr")
            elif token.type in ("bullet_list_open", "list_item_open"):
                self._open(token)
            elif token.type in ("bullet_list_close", "list_item_close"):
                self._close(token)
        return self.body

    def _open(self, token: Token) -> None:
        self.parents.append(SubElement(self.parents[-1], token.tag))
        if token.type == "list_item_open":
            self.items.append((token.markup, False))
            block = self._block(token, "item", self.parents[-1])
            block.level, block.bullet = len(self.items), token.markup

    def _close(self, token: Token) -> None:
        self.parents.pop()
        if token.type == "list_item_close":
            self.items.pop()

    def _block(self, token: Token, kind: BlockKind, element: Element) -> RawBlock:
        block = RawBlock(element=element, kind=kind, line=self.first_line + (token.map or [0])[0])
        self.body.blocks.append(block)
        return block

    def _text(self, token: Token, inline: Token) -> None:
        """A heading or a paragraph; the first paragraph of an item is the item's own text."""
        first = (token.map or [0])[0] + self.first_line
        attributes = [(line, found[1]) for line, found in self._attribute_lines(inline.content, first)]
        kept = [line for line in inline.content.split("\n") if not _ATTRIBUTES.fullmatch(line.lstrip())]
        if not kept:
            self._attribute_paragraph(first, attributes)
            return
        block = self._opened(token)
        block.attributes += attributes
        text = "\n".join(kept)
        if block.kind == "heading":
            text = self._heading_text(block, text, first)
        _write(block, text)

    def _attribute_lines(self, content: str, first: int) -> Iterator[tuple[int, re.Match[str]]]:
        for line, text in enumerate(content.split("\n"), first):
            if found := _ATTRIBUTES.fullmatch(text.lstrip()):
                yield line, found

    def _attribute_paragraph(self, first: int, attributes: list[tuple[int, str]]) -> None:
        """Attributes alone belong to the heading or item on the line above, or to nothing."""
        above = self.body.blocks[-1] if self.body.blocks else None
        if above is not None and above.kind in ("heading", "item") and first - above.line <= 1:
            above.attributes += attributes
        else:
            self.body.stray += [line for line, _ in attributes]

    def _opened(self, token: Token) -> RawBlock:
        if token.type == "heading_open":
            level = max(2, int(token.tag[1:]))
            block = self._block(token, "heading", SubElement(self.body.root, f"h{level}"))
            block.level = level
            return block
        if self.items and not self.items[-1][1]:
            self.items[-1] = (self.items[-1][0], True)
            return next(block for block in reversed(self.body.blocks) if block.kind == "item")
        return self._block(token, "paragraph", SubElement(self.parents[-1], "p"))

    def _heading_text(self, block: RawBlock, text: str, line: int) -> str:
        if at_end := _ATTRIBUTES.fullmatch(text, max(0, text.rfind("{:"))):
            block.attributes.append((line, at_end[1]))
            return text[: at_end.start()].rstrip()
        return text

    def _table(self, token: Token) -> None:
        """A head row, a row of rules, then rows; rows into which a cell of the head reaches down belong to the head."""
        start, end = token.map or [0, 0]
        table = SubElement(self.body.root, "table")
        heads, rows = SubElement(table, "thead"), SubElement(table, "tbody")
        spans, heading = Spans(), True
        for number in (start, *range(start + 2, end)):
            cells, attributes = parted_row(self.lines[number])
            heading = heading and (number == start or spans.reaches_into(cells))
            row = SubElement(heads if heading else rows, "tr")
            placed = spans.placed(row, cells, tag="th" if heading else "td")
            line = self.first_line + number
            self.body.blocks.append(
                RawBlock(
                    element=row,
                    kind="table",
                    line=line,
                    cells=placed,
                    first=number == start,
                    attributes=[(line, text) for text in attributes],
                )
            )


def _write(block: RawBlock, text: str) -> None:
    write_inline(block.element, text)
    block.text = " ".join("".join(block.element.itertext()).split())


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
