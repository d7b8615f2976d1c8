"""A notice's body: the one Markdown extension that reads it, gives directives their ids and collects them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self
from xml.etree.ElementTree import Element, ElementTree, SubElement, tostring

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import Registry

from ketluan.markdown.attributes import read_hand
from ketluan.markdown.block_parser import RawBlock, Structure
from ketluan.markdown.blocks import NOT_BY_HAND, Block, Hand, TableCell
from ketluan.markdown.inline import write_inline
from ketluan.markdown.markdown_table import RawCell
from ketluan.model.agency import Register
from ketluan.model.ledger import PublishedId, heading_words, words_of
from ketluan.model.notice import Body, Directive, IdFinding, Party, TocItem
from ketluan.store.identity import Candidate, identify
from ketluan.understanding.directive import Reading, understand
from ketluan.understanding.genre import is_appendix

PERMALINK_LABEL = "Liên kết tới mục này"

_PAGE_ID = re.compile(
    r"(?:muc|de-muc|phu-luc|kl|ks)-.*|phu-luc|noi-dung|danh-muc|(?:noi-nhan|ban-goc|lien-quan)(?:-h)?"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


@dataclass(frozen=True, slots=True, order=True)
class BodyProblem:
    """One thing to mend in a body, at a line of the file."""

    line: int
    message: str


def read_body(
    text: str, *, date: dt.date | None, first_line: int = 1, published: Sequence[PublishedId] = ()
) -> tuple[Body, tuple[BodyProblem, ...]]:
    """The body as understood, names not yet looked up in a register, and what is wrong with its attributes.

    `date` is the day the notice counts under, for years left out; `first_line` the file's line that `text` starts on;
    `published` the ids that its tasks have in the ledger.
    """
    extension = BodyExtension(date, first_line, published)
    html = _Bare(extensions=[extension]).convert(normalised(text))
    found = extension.found
    body = Body(
        html=html,
        toc=tuple(found.toc),
        directives=tuple(reading.directive for reading in found.readings if reading.directive),
        roles=tuple((reading.role, reading.block.printed) for reading in found.readings),
        ids=found.ids,
        findings=found.findings,
    )
    return body, tuple(sorted(found.problems))


def resolve_body(body: Body, register: Register, jurisdiction: str) -> Body:
    """The body with every party led to its entry in the register; pure, so that a changed register needs no reading."""
    return replace(
        body, directives=tuple(_resolved(directive, register, jurisdiction) for directive in body.directives)
    )


def _resolved(directive: Directive, register: Register, jurisdiction: str) -> Directive:
    return replace(
        directive,
        lead=tuple(_resolved_party(party, register, jurisdiction) for party in directive.lead),
        coordinate=tuple(_resolved_party(party, register, jurisdiction) for party in directive.coordinate),
    )


def _resolved_party(party: Party, register: Register, jurisdiction: str) -> Party:
    if party.origin != "hand":
        return replace(party, id=register.resolve(party.name, jurisdiction))
    agency = register.agencies.get(party.id or "")
    return replace(party, name=agency.name) if agency else party


def normalised(text: str) -> str:
    """Composed letters, plain line ends, no tabs and no control letters (Python-Markdown uses some as its own)."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    return _CONTROL.sub("", text)


class _Bare(Markdown):
    def build_parser(self) -> Self:
        """Nothing: the extension brings every part, and making the usual ones costs each notice a twentieth more."""
        return self


class BodyExtension(Extension):
    """Reads the format of notice bodies; `found` holds what one conversion collected."""

    def __init__(self, date: dt.date | None, first_line: int, published: Sequence[PublishedId]) -> None:
        super().__init__()
        self.found = _Found(date=date, first_line=first_line, published=published)

    def extendMarkdown(self, md: Markdown) -> None:
        """Raw HTML, entities and everything the format does not use are off: they stay the text they are."""
        md.preprocessors = Registry()
        md.inlinePatterns = Registry()
        md.postprocessors = Registry()
        md.treeprocessors = Registry()
        md.treeprocessors.register(_Inline(md, self.found), "inline", 20)
        md.treeprocessors.register(_Understanding(md, self.found), "understanding", 10)
        md.parser = _BodyParser(md, self.found)


class _Found:
    """What one body holds, filled step by step by the parser and the treeprocessors."""

    def __init__(self, *, date: dt.date | None, first_line: int, published: Sequence[PublishedId]) -> None:
        self.date = date
        self.first_line = first_line
        self.published = published
        self.raw: list[RawBlock] = []
        self.blocks: list[Block] = []
        self.readings: tuple[Reading, ...] = ()
        self.toc: list[TocItem] = []
        self.ids: tuple[tuple[str, str, str], ...] = ()
        self.findings: tuple[IdFinding, ...] = ()
        self.problems: list[BodyProblem] = []


class _BodyParser(BlockParser):
    def __init__(self, md: Markdown, found: _Found) -> None:
        super().__init__(md)
        self.found = found

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:
        """The blocks of the format in place of those of Markdown at large."""
        structure = Structure(Element("div"))
        structure.read(list(lines), self.found.first_line)
        self.found.raw = structure.blocks
        message = "{: } must stand at the end of a heading or on the line under a paragraph or item"
        self.found.problems += [BodyProblem(line, message) for line in structure.stray]
        self.root = structure.root
        return ElementTree(structure.root)


class _Inline(Treeprocessor):
    """Marks inside the lines to elements, blocks to plain text."""

    def __init__(self, md: Markdown, found: _Found) -> None:
        super().__init__(md)
        self.found = found

    def run(self, root: Element) -> None:
        """Fill every element and collect the blocks; the output format was chosen after extensions were loaded."""
        self.md.serializer = _to_html
        self.found.blocks = [self._block(raw) for raw in self.found.raw]
        self.found.problems += _repeated_ids(self.found.blocks)

    def _block(self, raw: RawBlock) -> Block:
        if raw.kind == "table":
            cells = tuple(_cell(cell) for cell in raw.cells)
            text = " ".join(cell.text for cell in cells if cell.text)
            return Block(kind="table", text=text, line=raw.line, hand=self._hand(raw), cells=cells, first=raw.first)
        content = Element(raw.element.tag)
        write_inline(content, "\n".join(raw.lines))
        raw.element.text = content.text
        raw.element[:0] = content[:]
        plain = "".join(content.itertext()) if len(content) else content.text or ""
        return Block(
            kind=raw.kind,
            level=raw.level,
            marker=raw.bullet,
            text=" ".join(plain.split()),
            line=raw.line,
            hand=self._hand(raw),
        )

    def _hand(self, raw: RawBlock) -> Hand:
        if not raw.attributes:
            return NOT_BY_HAND
        hand, messages = read_hand(" ".join(text for _, text in raw.attributes))
        self.found.problems += [BodyProblem(raw.attributes[0][0], message) for message in messages]
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
        _append(raw.element, content)
    return TableCell(lines=tuple(lines))


def _append(cell: Element, paragraph: Element) -> None:
    if cell.text or len(cell):
        SubElement(cell, "br").tail = paragraph.text
    else:
        cell.text = paragraph.text
    cell.extend(paragraph)


class _Understanding(Treeprocessor):
    """Decides what every block is and writes ids, classes and permalinks into the elements."""

    def __init__(self, md: Markdown, found: _Found) -> None:
        super().__init__(md)
        self.found = found

    def run(self, root: Element) -> None:
        """Decide and mark, in printed order."""
        found = self.found
        readings = understand(found.blocks, found.date)
        blocks = [_candidate(reading, readings) for reading in readings]
        ids, found.findings = identify(blocks, found.published)
        found.readings = tuple(_with_id(reading, anchor) for reading, anchor in zip(readings, ids, strict=True))
        named = ((anchor, each) for anchor, each in zip(ids, blocks, strict=True) if anchor)
        found.ids = tuple((anchor, words_of(each.text), heading_words(each.heading)) for anchor, each in named)
        taken: Counter[str] = Counter()
        for raw, reading in zip(found.raw, found.readings, strict=True):
            if reading.directive:
                self._mark_task(raw, reading, reading.directive)
            elif reading.block.kind == "heading":
                self._mark_heading(raw.element, reading, taken)
            elif reading.block.hand.id:
                self._mark_other(raw.element, reading.block)
        found.problems += _doubled(found.raw, found.readings)

    def _mark_task(self, raw: RawBlock, reading: Reading, directive: Directive) -> None:
        if raw.kind == "table":
            _mark_row(raw, reading)
        else:
            _mark_directive(raw.element, directive.id)
        self._refuse_page_id(directive.id, reading.block.line)

    def _mark_other(self, element: Element, block: Block) -> None:
        """A place that is no task and has an id, by hand or because it was published as one."""
        element.set("id", block.hand.id or "")
        self._refuse_page_id(block.hand.id or "", block.line)

    def _refuse_page_id(self, anchor: str, line: int) -> None:
        if _PAGE_ID.fullmatch(anchor):
            self.found.problems.append(BodyProblem(line, f"id must be none that the page gives itself, not '{anchor}'"))

    def _mark_heading(self, element: Element, reading: Reading, taken: Counter[str]) -> None:
        anchor = _heading_anchor(reading, taken)
        element.set("id", anchor)
        self.found.toc.append(TocItem(level=reading.block.level, id=anchor, text=reading.block.printed))


def _candidate(reading: Reading, readings: Sequence[Reading]) -> Candidate:
    block, parents = reading.block, reading.place.parents
    cells = [cell.text for cell in block.cells if re.search(r"[^\W\d_]", cell.text)]
    tasks = [reading.directive.text if reading.directive else block.text, *([] if reading.directive else cells)]
    first, *others = (" · ".join([task, *(cell for cell in cells if cell != task)]) for task in tasks)
    return Candidate(
        text=first,
        others=tuple(others),
        heading=readings[parents[-1]].block.text if parents else "",
        line=block.line,
        numbered=reading.directive.id if reading.directive else None,
        given=block.hand.id,
    )


def _with_id(reading: Reading, anchor: str | None) -> Reading:
    """With the id that it was found to have; on a block that is no directive it is as one given by hand."""
    if reading.directive and anchor:
        return replace(reading, directive=replace(reading.directive, id=anchor))
    return replace(reading, block=replace(reading.block, hand=replace(reading.block.hand, id=anchor)))


def _heading_anchor(reading: Reading, taken: Counter[str]) -> str:
    if reading.block.hand.id:
        return reading.block.hand.id
    if reading.block.marker:
        return f"muc-{reading.place.key}"
    kind = "phu-luc" if is_appendix(reading.block.text) else "de-muc"
    taken[kind] += 1
    return f"{kind}-{taken[kind]}" if kind == "de-muc" or taken[kind] > 1 else kind


def _mark_directive(element: Element, anchor: str) -> None:
    """The permalink stands after the directive's own words, before bullets under it."""
    element.set("id", anchor)
    element.set("class", "directive")
    link = _permalink(anchor)
    under = next((at for at, child in enumerate(element) if child.tag in ("ul", "p")), len(element))
    element.insert(under, link)


def _permalink(anchor: str) -> Element:
    return Element("a", {"class": "permalink", "href": f"#{anchor}", "aria-label": PERMALINK_LABEL})


def _mark_row(raw: RawBlock, reading: Reading) -> None:
    """The row is the anchor; the permalink ends its task's cell, or its first own one when the task stands above."""
    if reading.directive is None:
        return
    own = [at for at, cell in enumerate(raw.cells) if not cell.merged]
    at = reading.column if reading.column in own else own[0] if own else reading.column
    raw.cells[at].element.set("class", "task")
    raw.cells[at].element.append(_permalink(reading.directive.id))
    raw.element.set("id", reading.directive.id)
    raw.element.set("class", "directive")


def _repeated_ids(blocks: Sequence[Block]) -> Iterator[BodyProblem]:
    seen: set[str] = set()
    for block in blocks:
        if block.hand.id in seen:
            yield BodyProblem(block.line, f"id must be given once in a notice, not '{block.hand.id}' again")
        if block.hand.id:
            seen.add(block.hand.id)


def _doubled(raw: Sequence[RawBlock], readings: Sequence[Reading]) -> Iterator[BodyProblem]:
    """A heading's id given by hand that the numbering gives to another heading."""
    owners = Counter(block.element.get("id") for block in raw)
    given = Counter(reading.block.hand.id for reading in readings)
    for reading in readings:
        anchor = reading.block.hand.id
        if reading.block.kind == "heading" and anchor and owners[anchor] > given[anchor] == 1:
            yield BodyProblem(reading.block.line, f"id must be free, not '{anchor}' (another heading has it)")


def _to_html(root: Element) -> str:
    """Every `<`, `>` and `&` of the text is escaped; Python-Markdown's own serializer lets entities through."""
    return tostring(root, encoding="unicode", method="html")
