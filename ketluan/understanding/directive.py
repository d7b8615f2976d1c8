"""What each block of a body is (a directive, a heading or introducing line, or neither), and the directives.

A pure function from blocks to readings; the rules are those of the labelling guide, see each docstring.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ketluan.markdown.blocks import Block, Hand
from ketluan.markdown.outline import Position, introduces, outline, with_markers
from ketluan.model.notice import Deadline, Directive, Party
from ketluan.text.citations import find_citations
from ketluan.understanding import genre
from ketluan.understanding.addressees import NOBODY, Told, is_addressee, told_by_preamble, told_by_text, told_by_title
from ketluan.understanding.cooperation import helpers
from ketluan.understanding.deadlines import find_deadlines
from ketluan.understanding.registered_names import lexicon_of
from ketluan.understanding.task_table import TaskRow, task_rows
from ketluan.understanding.words import registered

Role = Literal["directive", "heading", "introduction", "other"]
Part = Literal["preamble", "assessment", "assigning", "appendix"]

LONGEST_TITLE = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one block is; `directive` when it assigns something, `place` where it stands, `column` where a row of a
    table has its task."""

    block: Block
    place: Position
    role: Role
    directive: Directive | None = None
    column: int = 0


class _Above(NamedTuple):
    """What a heading or introducing block passes on to the blocks under it."""

    title: str
    lead: tuple[Party, ...]
    deadlines: tuple[Deadline, ...]
    part: Part
    is_heading: bool


class _Context(NamedTuple):
    """What is known of a block before its role is decided; `titled` when it stands on a line of its own."""

    block: Block
    place: Position
    above: tuple[_Above, ...]
    part: Part
    leaf: bool
    tail: bool
    titled: bool

    @property
    def lead(self) -> tuple[Party, ...]:
        """The nearest addressee above."""
        return next((above.lead for above in reversed(self.above) if above.lead), ())

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The nearest limits above."""
        return next((above.deadlines for above in reversed(self.above) if above.deadlines), ())

    @property
    def under_heading(self) -> bool:
        """Whether the nearest addressee is that of a heading or introducing line right above, not a general one."""
        return bool(self.above) and bool(self.above[-1].lead)


def understand(blocks: Sequence[Block], issued: dt.date | None, names: tuple[str, ...] = ()) -> tuple[Reading, ...]:
    """The reading of every block, in order; `issued` is the day of the notice, for years left out, `names` those that
    a register holds for its place."""
    marked, markers = with_markers(blocks)
    places = outline(marked, markers)
    with registered(lexicon_of(names)):
        return tuple(_readings(marked, places, issued))


def _readings(blocks: Sequence[Block], places: Sequence[Position], issued: dt.date | None) -> Iterator[Reading]:
    start, last = _start(blocks), _last_marked(blocks)
    passed: dict[int, _Above] = {}
    taken = {block.hand.id for block in blocks if block.hand.id}
    ordinals: Counter[str] = Counter()
    rows, appendices = task_rows(blocks, issued), 0
    for at, (block, place) in enumerate(zip(blocks, places, strict=True)):
        above = tuple(passed[parent] for parent in place.parents if parent in passed)
        leaf, titled = not _has_items(blocks, places, at), _is_title(block)
        part = _part(block, above, titled=titled, before_start=at < start)
        context = _Context(block=block, place=place, above=above, part=part, leaf=leaf, tail=at > last, titled=titled)
        appendices += block.kind == "heading" and genre.is_appendix(block.text)
        if (row := rows.get(at)) and _row_assigns(context):
            if part == "appendix":
                place = _in_appendix(place, max(appendices, 1))
            assigned = _row_directive(context, row, issued, place, _anchor(block, place, taken, ordinals))
            yield Reading(block=block, place=place, role="directive", directive=assigned, column=row.column)
            continue
        told = _told(context)
        role = _role(context, told)
        directive = None
        if role == "directive":
            directive = _directive(context, told, issued, _anchor(block, place, taken, ordinals))
        passed[at] = _passed_on(context, role, told, directive, issued)
        yield Reading(block=block, place=place, role=role, directive=directive)


def _has_items(blocks: Sequence[Block], places: Sequence[Position], at: int) -> bool:
    """Whether something stands under a block; the closing sentence only stands behind the last one."""
    if at + 1 == len(places) or places[at + 1].parents[-1:] != (at,):
        return False
    return blocks[at + 1].kind != "paragraph" or not genre.closes(blocks[at + 1].text)


def _start(blocks: Sequence[Block]) -> int:
    """Where the preamble ends: after the paragraph that ends `kết luận ...:`, else at the first marked block."""
    for at, block in enumerate(blocks):
        if block.kind == "paragraph" and not block.marker and genre.concludes(block.text):
            return at + 1
        if block.kind == "heading" and block.marker:
            return at
    return next((at for at, block in enumerate(blocks) if block.marker or block.kind == "heading"), 0)


def _last_marked(blocks: Sequence[Block]) -> int:
    return max((at for at, block in enumerate(blocks) if block.marker or block.kind == "heading"), default=-1)


def _part(block: Block, above: Sequence[_Above], *, titled: bool, before_start: bool) -> Part:
    inherited: Part = above[-1].part if above else "preamble" if before_start else "assigning"
    if block.kind == "heading" and genre.is_appendix(block.text):
        return "appendix"
    if inherited == "preamble" and not before_start:
        inherited = "assigning"
    if inherited == "appendix" or not titled:
        return inherited
    if genre.assesses_by_title(block.text):
        return "assessment"
    return "assigning" if genre.assigns_by_title(block.text) and not before_start else inherited


def _is_title(block: Block) -> bool:
    """A heading on a line of its own: short, and no sentence (one that ends in a colon still is a title)."""
    if block.kind == "heading":
        words = len(block.text.split())
        return words <= LONGEST_TITLE and (words <= 12 or not block.text.endswith((".", ";", "./")))
    return (
        bool(block.marker)
        and block.kind == "paragraph"
        and len(block.text.split()) <= 15
        and (block.text[-1:] not in ".;," or is_addressee(block.text))
    )


def _is_topic(context: _Context, told: Told) -> bool:
    """A numbered sentence that only names what the paragraphs under it assign to somebody."""
    text = context.block.text
    return (
        bool(context.block.marker)
        and not (told.lead or context.lead)
        and len(text.split()) <= LONGEST_TITLE
        and ". " not in text
    )


def _told(context: _Context) -> Told:
    """Who is told by the block itself: by its whole text when it is a title or introduces, else by its sentences."""
    block = context.block
    if block.kind == "table" or context.part == "appendix":
        return NOBODY
    if context.part == "preamble" and block.kind != "heading":
        return told_by_preamble(block.text)
    if introduces(block.text) or (context.titled and not (context.leaf and block.kind != "heading")):
        return told_by_title(block.text.rstrip(" *:.;"))
    return told_by_text(block.text, under_heading=context.under_heading)


def _role(context: _Context, told: Told) -> Role:
    block = context.block
    if block.hand.role:
        return "directive" if block.hand.role == "directive" else "other"
    if block.kind == "heading" and context.titled:
        return "heading"
    if block.kind == "table" or context.part == "appendix" or not block.text:
        return "other"
    if context.part == "preamble":
        return "introduction" if introduces(block.text) else "other"
    if introduces(block.text):
        return "directive" if _instructs_itself(context, told) else "introduction"
    if not context.leaf and (context.titled or _is_topic(context, told)):
        return "introduction"
    return "directive" if _assigns(context, told) else "other"


def _instructs_itself(context: _Context, told: Told) -> bool:
    """A numbered paragraph with instructions of its own AND items under it counts as a directive too."""
    return (
        context.part == "assigning"
        and genre.instructs_before_items(context.block.text)
        and bool(told.lead or context.lead)
    )


def _assigns(context: _Context, told: Told) -> bool:
    """Leaf items of the assigning part do; praise, agreements without an order, exhortations, closings do not."""
    block, text = context.block, context.block.text
    if _ends_notice(context, told) or genre.defers(text):
        return False
    if context.part == "assessment":
        return told.ordered
    if told.ordered:
        return True
    if genre.agrees(text):
        return bool(told.lead)
    if told.lead:
        return True
    if context.under_heading:
        return True
    return not genre.looks_back(text) and (bool(block.marker) or block.kind == "heading" or told.acts)


def _ends_notice(context: _Context, told: Told) -> bool:
    """The last exhortation to everybody and the closing sentence are no directives."""
    if context.block.marker:
        return False
    if genre.closes(context.block.text):
        return True
    if not context.tail:
        return False
    everybody = all(party.name.lower().find("các") >= 0 for party in told.lead)
    return genre.speaks_of_trouble(context.block.text) or bool(
        told.lead and everybody and genre.exhorts(context.block.text)
    )


def _passed_on(
    context: _Context, role: Role, told: Told, directive: Directive | None, issued: dt.date | None
) -> _Above:
    """Titles and introducing lines pass on addressee and deadline; a plain directive passes on nothing."""
    block = context.block
    heads = role in ("heading", "introduction") or introduces(block.text)
    hand = _by_hand(block.hand.lead)
    lead = hand if hand is not None else told.lead
    origin: Literal["heading", "inherited"] = "heading" if role == "heading" or context.titled else "inherited"
    deadlines = directive.deadlines if directive else _deadlines(block, issued) if heads else ()
    return _Above(
        title=block.printed if heads and (context.part != "preamble" or role == "heading") else "",
        lead=tuple(party if party.origin == "hand" else replace(party, origin=origin) for party in lead)
        if heads
        else (),
        deadlines=tuple(replace(deadline, origin="inherited") for deadline in deadlines) if heads else (),
        part="assigning" if context.part == "assessment" and genre.opens_tasks(block.text) else context.part,
        is_heading=role == "heading",
    )


def _directive(context: _Context, told: Told, issued: dt.date | None, anchor: str) -> Directive:
    block = context.block
    lead = _by_hand(block.hand.lead)
    if lead is None:
        lead = told.lead or context.lead
    coordinate = _by_hand(block.hand.coordinate)
    return Directive(
        id=anchor,
        section=context.place.section,
        marker=block.marker,
        text=block.text,
        headings=tuple(above.title for above in context.above if above.title),
        lead=lead,
        coordinate=helpers(block.text, lead) if coordinate is None else coordinate,
        deadlines=_deadlines(block, issued) or context.deadlines,
        citations=find_citations(block.text),
        line=block.line,
    )


def _row_assigns(context: _Context) -> bool:
    """Rows of a table of tasks do, unless a person says otherwise or the part looks back."""
    if context.block.hand.role:
        return context.block.hand.role == "directive"
    return context.part in ("assigning", "appendix")


def _in_appendix(place: Position, number: int) -> Position:
    """Rows of appendices are counted for each of these alone: `PL1-3`."""
    return replace(place, section=f"PL{number}", key=f"PL{number}")


def _row_directive(context: _Context, row: TaskRow, issued: dt.date | None, place: Position, anchor: str) -> Directive:
    """What a row assigns; columns that its table does not have leave the word to the group, the task's own words and
    the headings above."""
    block = context.block
    lead, coordinate = _by_hand(block.hand.lead), _by_hand(block.hand.coordinate)
    if lead is None:
        lead = row.lead if row.lead is not None else _row_lead(context, row)
    if coordinate is None:
        coordinate = row.coordinate if row.coordinate is not None else helpers(row.text, lead)
    by_hand = _deadlines(block, issued) if block.hand.due or block.hand.recurring else ()
    deadlines = by_hand or row.deadlines or find_deadlines(row.text, issued)
    return Directive(
        id=anchor,
        section=place.section,
        marker=row.marker,
        text=row.text,
        headings=(*(above.title for above in context.above if above.title), *row.groups),
        lead=lead,
        coordinate=coordinate,
        deadlines=deadlines or (() if row.limited else context.deadlines),
        citations=find_citations(" ; ".join([row.text, *(text for _, text in row.columns)])),
        line=block.line,
        columns=row.columns,
    )


def _row_lead(context: _Context, row: TaskRow) -> tuple[Party, ...]:
    for group in reversed(row.groups):
        if is_addressee(group):
            return tuple(replace(party, origin="heading") for party in told_by_title(group).lead)
    return told_by_text(row.text, under_heading=context.under_heading).lead or context.lead


def _deadlines(block: Block, issued: dt.date | None) -> tuple[Deadline, ...]:
    hand: Hand = block.hand
    if hand.due or hand.recurring:
        return (Deadline(phrase="", date=hand.due, recurring=hand.recurring, origin="hand"),)
    return find_deadlines(block.text, issued)


def _by_hand(ids: tuple[str, ...] | None) -> tuple[Party, ...] | None:
    """Parties given by a person, named by their id until the register is asked."""
    return None if ids is None else tuple(Party(name=agency, id=agency, origin="hand") for agency in ids)


def _anchor(block: Block, place: Position, taken: set[str], ordinals: Counter[str]) -> str:
    """`<section>-<ordinal>`; an id given by hand keeps its place in the count and is given to no other."""
    ordinals[place.key] += 1
    anchor = block.hand.id or f"{place.key}-{ordinals[place.key]}"
    while anchor in taken and anchor != block.hand.id:
        anchor += "b"
    return anchor
