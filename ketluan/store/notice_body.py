"""A notice's body: read once, it gives the page its HTML and the index its directives, with the same ids.

The HTML has slots, comments that the page fills: `facts:II.1-3` behind a directive's own words, `heading:2` and
`/heading` around a heading's words, `under:2` behind the heading.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from xml.etree.ElementTree import Comment, Element

from ketluan.markdown.body_parser import ParsedBlock, ParsedBody, parse_body
from ketluan.model.agency import Register
from ketluan.model.ledger import PublishedId, heading_words, words_of
from ketluan.model.message import Message, say
from ketluan.model.notice import AccountedBlock, Body, Deadline, Directive, IdFinding, Party, TocItem
from ketluan.store.identity import Candidate, identify
from ketluan.understanding.directive import Reading, understand
from ketluan.understanding.part_titles import is_appendix

READ_FROM_PICTURE = "đọc từ hình bằng nhận dạng chữ (OCR)"

# ids that the page itself gives out: none of them may be a task's
_PAGE_ID = re.compile(
    r"(?:muc|de-muc|phu-luc|kl|ks)-.*|phu-luc|noi-dung|danh-muc|(?:noi-nhan|ban-goc|lien-quan)(?:-h)?"
)
_ITEMS = frozenset({"ul", "ol", "table", "blockquote"})
_VOID = frozenset({"br", "hr", "img"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LETTER = re.compile(r"[^\W\d_]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


@dataclass(frozen=True, slots=True, order=True)
class BodyProblem:
    """One thing to mend in a body, at a line of the file."""

    line: int
    message: Message


def read_body(
    text: str,
    *,
    date: dt.date | None,
    first_line: int = 1,
    published: Sequence[PublishedId] = (),
    names: tuple[str, ...] = (),
) -> tuple[Body, tuple[BodyProblem, ...]]:
    """The body as understood, names not yet looked up in a register, and what is wrong with its attributes.

    `date` is the day the notice counts under, for years left out; `first_line` the file's line that `text` starts on;
    `published` the ids that its tasks have in the ledger; `names` those that a register holds for the place.
    """
    parsed = parse_body(normalised(text), first_line)
    marking = _Marking(parsed)
    marking.decide(date, published, names)
    marking.mark()
    _add_heading_slots(parsed.root)
    body = Body(
        html=_to_html(parsed.root),
        toc=tuple(marking.toc),
        directives=tuple([reading.directive for reading in marking.readings if reading.directive]),
        blocks=tuple(map(_accounted, marking.readings)),
        ids=marking.ids,
        findings=marking.findings,
    )
    return body, tuple(sorted(marking.problems))


def _accounted(reading: Reading) -> AccountedBlock:
    role, reason, certain = reading.ruling
    block = reading.block
    return AccountedBlock(line=block.line, role=role, reason=reason, text=block.printed, certain=certain)


def resolve_body(body: Body, register: Register, jurisdiction: str) -> Body:
    """The body with every party led to its entry in the register; pure, so that a changed entry needs no reading."""
    return replace(
        body, directives=tuple(_resolved(directive, register, jurisdiction) for directive in body.directives)
    )


def unsure_body(body: Body) -> Body:
    """The body of a notice that was read from a picture: no limit of it is sure until a person has set it or
    read the notice through."""
    return replace(body, directives=tuple(_unsure(directive) for directive in body.directives))


def _unsure(directive: Directive) -> Directive:
    return replace(directive, deadlines=tuple(map(_unsure_limit, directive.deadlines)))


def _unsure_limit(limit: Deadline) -> Deadline:
    return limit if limit.origin == "hand" else replace(limit, certain=False, why=limit.why or READ_FROM_PICTURE)


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
    """Composed letters, plain line ends, no tabs and no control letters."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    return _CONTROL.sub("", text)


class _Marking:
    """Decides what every block is, and writes ids and classes into the elements."""

    def __init__(self, parsed: ParsedBody) -> None:
        self.parsed = parsed
        self.toc: list[TocItem] = []
        self.readings: tuple[Reading, ...] = ()
        self.ids: tuple[tuple[str, str, str], ...] = ()
        self.findings: tuple[IdFinding, ...] = ()
        self.problems = [BodyProblem(*problem) for problem in parsed.problems]

    def decide(self, date: dt.date | None, published: Sequence[PublishedId], names: tuple[str, ...]) -> None:
        """In printed order; a task keeps the id under which its words were published."""
        readings = understand([each.block for each in self.parsed.blocks], date, names)
        blocks = [_candidate(reading, readings) for reading in readings]
        ids, self.findings = identify(blocks, published)
        self.readings = tuple(map(_with_id, readings, ids))
        named = [(anchor, each) for anchor, each in zip(ids, blocks, strict=True) if anchor]
        self.ids = tuple([(anchor, words_of(each.text), heading_words(each.headings)) for anchor, each in named])

    def mark(self) -> None:
        """Every task and heading gets its id; so does what only a person gave one."""
        taken: Counter[str] = Counter()
        for parsed, reading in zip(self.parsed.blocks, self.readings, strict=True):
            if reading.directive:
                self._mark_task(parsed, reading, reading.directive)
            elif reading.block.kind == "heading":
                self._mark_heading(parsed.element, reading, taken)
            elif reading.block.hand.id:
                self._mark_other(parsed.element, reading.block.hand.id, reading.block.line)
        self.problems += _doubled(self.parsed.blocks, self.readings)

    def _mark_task(self, parsed: ParsedBlock, reading: Reading, directive: Directive) -> None:
        if reading.block.kind == "table":
            _mark_row(parsed, reading)
        else:
            _mark_directive(parsed.element, directive.id)
        self._refuse_page_id(directive.id, reading.block.line)

    def _mark_other(self, element: Element, anchor: str, line: int) -> None:
        """A place that is no task and has an id, by hand or because it was published as one."""
        element.set("id", anchor)
        self._refuse_page_id(anchor, line)

    def _refuse_page_id(self, anchor: str, line: int) -> None:
        if _PAGE_ID.fullmatch(anchor):
            message = say("id must be none that the page gives itself, not '{id}'", id=anchor)
            self.problems.append(BodyProblem(line, message))

    def _mark_heading(self, element: Element, reading: Reading, taken: Counter[str]) -> None:
        anchor = _heading_anchor(reading, taken)
        element.set("id", anchor)
        self.toc.append(TocItem(level=reading.block.level, id=anchor, text=reading.block.printed))


def _candidate(reading: Reading, readings: Sequence[Reading]) -> Candidate:
    """With the headings above it; of lines that only introduce, the one right above."""
    block, parents = reading.block, [readings[at].block for at in reading.place.parents]
    headings = [above.text for above in parents[:-1] if above.kind == "heading" or above.marker]
    first, *others = _texts(reading) if block.cells else [reading.directive.text if reading.directive else block.text]
    return Candidate(
        text=first,
        others=tuple(others),
        headings=(*headings, parents[-1].text) if parents else (),
        line=block.line,
        numbered=reading.directive.id if reading.directive else None,
        given=block.hand.id,
    )


def _texts(reading: Reading) -> Iterator[str]:
    """The texts of a row: that of its task with its other cells, or of each cell that may be its task."""
    block, directive = reading.block, reading.directive
    cells = [text for cell in block.cells if _LETTER.search(text := cell.text)]
    for task in [directive.text] if directive else [block.text, *cells]:
        yield " · ".join([task, *(cell for cell in cells if cell != task)])


def _with_id(reading: Reading, anchor: str | None) -> Reading:
    """With the id that it was found to have; on a block that is no directive it is as one given by hand."""
    if anchor == (reading.directive.id if reading.directive else reading.block.hand.id):
        return reading
    if reading.directive and anchor:
        return reading._replace(directive=replace(reading.directive, id=anchor))
    return reading._replace(block=reading.block._replace(hand=replace(reading.block.hand, id=anchor)))


def _heading_anchor(reading: Reading, taken: Counter[str]) -> str:
    if reading.block.hand.id:
        return reading.block.hand.id
    if reading.block.marker:
        return f"muc-{reading.place.key}"
    kind = "phu-luc" if is_appendix(reading.block.text) else "de-muc"
    taken[kind] += 1
    return f"{kind}-{taken[kind]}" if kind == "de-muc" or taken[kind] > 1 else kind


def _mark_directive(element: Element, anchor: str) -> None:
    """The slot stands behind the directive's own words, before items under it."""
    element.set("id", anchor)
    element.set("class", "directive")
    under = next((at for at, child in enumerate(element) if child.tag in _ITEMS), len(element))
    element.insert(under, Comment(f"facts:{anchor}"))


def _mark_row(raw: ParsedBlock, reading: Reading) -> None:
    """The row is the anchor; the slot ends its task's cell, or its first own one when the task stands above."""
    if reading.directive is None:
        return
    own = [at for at, cell in enumerate(raw.cells) if not cell.merged]
    at = reading.column if reading.column in own else own[0] if own else reading.column
    raw.cells[at].element.set("class", "task")
    raw.cells[at].element.append(Comment(f"facts:{reading.directive.id}"))
    raw.element.set("id", reading.directive.id)
    raw.element.set("class", "directive")


def _doubled(blocks: Sequence[ParsedBlock], readings: Sequence[Reading]) -> Iterator[BodyProblem]:
    """A heading's id given by hand that the numbering gives to another heading."""
    by_hand = [reading for reading in readings if reading.block.hand.id]
    owners = Counter(block.element.get("id") for block in blocks if by_hand)
    given = Counter(reading.block.hand.id for reading in by_hand)
    for reading in by_hand:
        anchor = reading.block.hand.id
        if reading.block.kind == "heading" and owners[anchor] > given[anchor] == 1:
            message = say("id must be free, not '{id}' (another heading has it)", id=anchor)
            yield BodyProblem(reading.block.line, message)


def _add_heading_slots(root: Element) -> None:
    """Around the words of each heading, and behind it."""
    children: list[Element[Any]] = []
    number = 0
    for child in root:
        children.append(child)
        if child.tag in _HEADINGS:
            number += 1
            children.append(_slots(child, number))
    root[:] = children


def _slots(heading: Element, number: int) -> Element[Any]:
    """The slot behind a heading, those around its words put in."""
    begin, end, under = Comment(f"heading:{number}"), Comment("/heading"), Comment(f"under:{number}")
    begin.tail, heading.text = heading.text, None
    facts = next((at for at, child in enumerate(heading) if callable(child.tag)), len(heading))
    heading.insert(facts, end)
    heading.insert(0, begin)
    under.tail, heading.tail = heading.tail, None
    return under


def _to_html(element: Element) -> str:
    """What an element holds; every `<`, `>` and `&` of the text is escaped."""
    inside = "".join(map(_written, element))
    return _escaped(element.text) + inside if element.text else inside


def _written(element: Element) -> str:
    """An element with the text behind it."""
    tag, behind = element.tag, _escaped(element.tail) if element.tail else ""
    if callable(tag):
        return f"<!--{_escaped(element.text or '')}-->{behind}"
    items = element.items()
    attributes = "".join([f' {name}="{_quoted(value)}"' for name, value in items]) if items else ""
    return f"<{tag}{attributes}>{behind}" if tag in _VOID else f"<{tag}{attributes}>{_to_html(element)}</{tag}>{behind}"


def _escaped(text: str) -> str:
    return escape(text, quote=False) if "<" in text or ">" in text or "&" in text else text


def _quoted(value: str) -> str:
    if '"' in value or ">" in value or "&" in value:
        return value.replace("&", "&amp;").replace('"', "&quot;").replace(">", "&gt;")
    return value
