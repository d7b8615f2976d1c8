"""What each block of a body is (a directive, a heading or introducing line, or neither), and the directives.

A pure function from blocks to readings; the rules are those of the labelling guide, see each docstring.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ketluan.markdown.blocks import Block, Hand
from ketluan.markdown.outline import NO_SECTION, Position, introduces, outline, with_markers
from ketluan.model.notice import Deadline, Directive, Party
from ketluan.text.citations import find_citations
from ketluan.understanding import passages
from ketluan.understanding.addressees import (
    NOBODY,
    Addressees,
    is_addressee,
    preamble_addressees,
    sentence_addressees,
    title_addressees,
)
from ketluan.understanding.block_roles import (
    FOOTNOTE,
    ONLY_NAMES,
    TABLE_ROW,
    BlockContext,
    BlockRuling,
    Part,
    Passed,
    is_title,
    part_of,
    ruling,
)
from ketluan.understanding.cooperation import helpers
from ketluan.understanding.deadlines import find_deadlines
from ketluan.understanding.ocr_folding import as_read, folding_of
from ketluan.understanding.registered_names import lexicon_of
from ketluan.understanding.task_table import TaskRow, task_rows
from ketluan.understanding.words import registered

LONGEST_DUST = 3
RECIPIENT_ONLY = "người nhận công văn: câu giao việc không nêu tên"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one block is and why; `directive` when it assigns something, `place` where it stands, `column` where a row
    of a table has its task."""

    block: Block
    place: Position
    ruling: BlockRuling
    directive: Directive | None = None
    column: int = 0


def understand(blocks: Sequence[Block], issued: dt.date | None, names: tuple[str, ...] = ()) -> tuple[Reading, ...]:
    """The reading of every block, in order; `issued` is the day of the notice, for years left out, `names` those that
    a register holds for its place."""
    running = [at for at, block in enumerate(blocks) if block.kind != "note"]
    marked, markers = with_markers([blocks[at] for at in running])
    with registered(lexicon_of(names)):
        readings = iter([*_BodyReading(marked, outline(marked, markers), issued).readings()])
    return tuple(_noted(block) if block.kind == "note" else _among_all(next(readings), running) for block in blocks)


def _noted(block: Block) -> Reading:
    """A footnote assigns nothing, and nothing stands under it."""
    place = Position(parents=(), section="", key=NO_SECTION)
    return Reading(block=block, place=place, ruling=BlockRuling("note", FOOTNOTE))


def _among_all(reading: Reading, running: Sequence[int]) -> Reading:
    """The reading with its parents counted among all blocks, footnotes too."""
    place = reading.place
    return replace(reading, place=replace(place, parents=tuple(running[parent] for parent in place.parents)))


class _BodyReading:
    """Goes through the blocks of one body from top to bottom; `meant` are the blocks with misread words folded."""

    def __init__(self, blocks: Sequence[Block], places: Sequence[Position], issued: dt.date | None) -> None:
        folding = folding_of([block.text for block in blocks])
        self.blocks, self.places, self.issued = blocks, places, issued
        self.meant = [replace(block, text=folding(block.text)) for block in blocks]
        self.rows = task_rows(blocks, issued)
        self.start, self.last_marked = _start(self.meant), _last_marked(self.meant)
        self.opening = self.start - (self.start > 0 and passages.concludes(self.meant[self.start - 1].text))
        self.passed: dict[int, Passed] = {}
        self.assigning: set[tuple[int, ...]] = set()
        self.named: tuple[Party, ...] = ()
        self.recipients: tuple[Party, ...] = ()
        self.appendices = 0
        self.taken = {block.hand.id for block in blocks if block.hand.id}
        self.ordinals: Counter[str] = Counter()

    def readings(self) -> Iterator[Reading]:
        """Of every block."""
        for at, block in enumerate(self.meant):
            context = self._context(at)
            self.appendices += block.kind == "heading" and passages.is_appendix(block.text)
            row = self.rows.get(at)
            yield self._row(at, context, row) if row and _row_assigns(context) else self._block(at, context)

    def _context(self, at: int) -> BlockContext:
        block, place = self.meant[at], self.places[at]
        above = tuple(self._above(at))
        leaf = not _has_items(self.meant, self.places, at)
        titled = is_title(block, leaf=leaf)
        assigned = place.parents in self.assigning
        part = part_of(block, above, titled=titled, before_start=at < self.start, assigned=assigned)
        if self.appendices:
            part = "appendix"
        if titled and part == "assigning":
            self.assigning.add(place.parents)
        return BlockContext(
            block=block,
            place=place,
            above=above,
            part=part,
            leaf=leaf,
            tail=at > self.last_marked,
            titled=titled,
            alone=_is_alone(self.meant, self.places, at),
            last=_is_last(self.meant, at),
        )

    def _above(self, at: int) -> Iterator[Passed]:
        """What the blocks above pass on; the list of those to whom a letter goes ends where its text has begun."""
        for parent in self.places[at].parents:
            passed = self.passed.get(parent)
            if passed and not (passed.part == "address" and parent < self.opening <= at):
                yield passed

    def _row(self, at: int, context: BlockContext, row: TaskRow) -> Reading:
        block, place = self.blocks[at], context.place
        if context.part == "appendix":
            place = _in_appendix(place, max(self.appendices, 1))
        directive = _row_directive(context, row, self.issued, place, self._anchor(block, place))
        ruled = BlockRuling("directive", TABLE_ROW)
        return Reading(block=block, place=place, ruling=ruled, directive=directive, column=row.column)

    def _block(self, at: int, context: BlockContext) -> Reading:
        block, meant = self.blocks[at], context.block
        addressed = _own_addressees(context)
        if self.named and not addressed.lead and passages.continues_names(meant.text):
            addressed = replace(addressed, lead=self.named)
        if context.part == "address":
            self.recipients += _recipients(meant)
        ruled = ruling(context, addressed)
        if ruled.role == "lead-in" and not addressed.lead and not context.lead and passages.concludes(meant.text):
            addressed = replace(addressed, lead=self.recipients)
        self.named = (*self.named, *_named(meant)) if ruled.reason == ONLY_NAMES else ()
        addressed = replace(addressed, lead=_as_read(addressed.lead, meant, block))
        directive = None
        if ruled.role == "directive":
            directive = self._directive(context, addressed, block)
        self.passed[at] = self._passed_on(context, ruled, addressed, directive, block)
        return Reading(block=block, place=context.place, ruling=ruled, directive=directive)

    def _directive(self, context: BlockContext, addressed: Addressees, block: Block) -> Directive:
        meant = context.block
        lead = _by_hand(block.hand.lead)
        if lead is None:
            lead = addressed.lead or context.lead
        coordinate = _by_hand(block.hand.coordinate)
        return Directive(
            id=self._anchor(block, context.place),
            section=context.place.section,
            marker=block.marker,
            text=block.text,
            headings=tuple(above.title for above in context.above if above.title),
            lead=lead,
            coordinate=_as_read(helpers(meant.text, lead), meant, block) if coordinate is None else coordinate,
            deadlines=_deadlines(meant, block, self.issued) or context.deadlines,
            citations=find_citations(passages.without_page_note(block.text)),
            line=block.line,
        )

    def _passed_on(
        self,
        context: BlockContext,
        ruled: BlockRuling,
        addressed: Addressees,
        directive: Directive | None,
        block: Block,
    ) -> Passed:
        """Titles and introducing lines pass on addressee and limits; a plain directive passes on nothing."""
        looks_back = context.part in ("assessment", "topic")
        part: Part = "assigning" if looks_back and passages.opens_tasks(context.block.text) else context.part
        is_heading = ruled.role == "heading"
        if ruled.role not in ("heading", "lead-in") and not introduces(block.text):
            return Passed(title="", lead=(), deadlines=(), part=part, is_heading=False)
        lead = _by_hand(block.hand.lead)
        deadlines = directive.deadlines if directive else _deadlines(context.block, block, self.issued)
        return Passed(
            title=block.printed if context.part != "preamble" or is_heading else "",
            lead=_with_origin(
                addressed.lead if lead is None else lead, "heading" if is_heading or context.titled else "inherited"
            ),
            deadlines=tuple(replace(deadline, origin="inherited") for deadline in deadlines),
            part=part,
            is_heading=is_heading,
        )

    def _anchor(self, block: Block, place: Position) -> str:
        """`<section>-<ordinal>`; an id given by hand keeps its place in the count and is given to no other."""
        self.ordinals[place.key] += 1
        anchor = block.hand.id or f"{place.key}-{self.ordinals[place.key]}"
        while anchor in self.taken and anchor != block.hand.id:
            anchor += "b"
        return anchor


def _as_read(parties: tuple[Party, ...], meant: Block, block: Block) -> tuple[Party, ...]:
    """Parties found in the folded text, with the words of the text itself."""
    if meant.text == block.text:
        return parties
    return tuple(
        replace(
            party,
            name=as_read(party.name, meant.text, block.text),
            words=as_read(party.words, meant.text, block.text),
        )
        for party in parties
    )


def _named(block: Block) -> tuple[Party, ...]:
    return title_addressees(passages.without_brackets(block.text)).lead


def _recipients(block: Block) -> tuple[Party, ...]:
    """Those to whom a letter goes; as addressees of its tasks they are not sure, for its text may mean others."""
    text = passages.without_salutation(passages.without_brackets(block.text))
    return tuple(replace(party, certain=False, why=RECIPIENT_ONLY) for party in title_addressees(text).lead)


def _has_items(blocks: Sequence[Block], places: Sequence[Position], at: int) -> bool:
    """Whether something stands under a block; the closing sentence only stands behind the last one."""
    if at + 1 == len(places) or places[at + 1].parents[-1:] != (at,):
        return False
    following = blocks[at + 1]
    ends = passages.closes(following.text) or passages.speaks_of_trouble(following.text)
    return following.kind != "paragraph" or bool(following.marker) or not ends


def _is_alone(blocks: Sequence[Block], places: Sequence[Position], at: int) -> bool:
    """Whether a block is the first words under a heading or title."""
    return bool(at) and places[at].parents[-1:] == (at - 1,) and is_title(blocks[at - 1], leaf=False)


def _is_last(blocks: Sequence[Block], at: int) -> bool:
    """Whether only dust, closing sentences and appendices follow."""
    for block in blocks[at + 1 :]:
        if block.kind == "heading" and passages.is_appendix(block.text):
            return True
        if len(block.text) > LONGEST_DUST and not passages.closes(block.text):
            return False
    return True


def _start(blocks: Sequence[Block]) -> int:
    """Where the preamble ends: after the paragraph that ends `kết luận ...:`, else at the first marked block."""
    addressed = False
    for at, block in enumerate(blocks):
        if passages.addresses(block.text):
            addressed = True
        elif block.kind == "paragraph" and not block.marker and passages.concludes(block.text):
            return at + 1
        elif block.kind == "heading" and block.marker:
            return at
    first = (at for at, block in enumerate(blocks) if block.marker or block.kind == "heading")
    return next(first, 0) if not addressed else 0


def _last_marked(blocks: Sequence[Block]) -> int:
    return max((at for at, block in enumerate(blocks) if block.marker or block.kind == "heading"), default=-1)


def _own_addressees(context: BlockContext) -> Addressees:
    """Those that the block itself names: as a whole when it is a title or introduces, else by its sentences."""
    block = context.block
    if block.kind == "table" or context.part in ("appendix", "address"):
        return NOBODY
    if context.part == "preamble" and block.kind != "heading":
        return preamble_addressees(block.text)
    if introduces(block.text) or (context.titled and not (context.leaf and block.kind != "heading")):
        return title_addressees(block.text.rstrip(" *:.;"))
    return sentence_addressees(block.text, under_heading=context.under_heading)


def _with_origin(parties: tuple[Party, ...], origin: Literal["heading", "inherited"]) -> tuple[Party, ...]:
    return tuple(party if party.origin == "hand" else replace(party, origin=origin) for party in parties)


def _row_assigns(context: BlockContext) -> bool:
    """Rows of a table of tasks do, unless a person says otherwise or the part looks back."""
    if context.block.hand.role:
        return context.block.hand.role == "directive"
    return context.part in ("assigning", "appendix")


def _in_appendix(place: Position, number: int) -> Position:
    """Rows of appendices are counted for each of these alone: `PL1-3`."""
    return replace(place, section=f"PL{number}", key=f"PL{number}")


def _row_directive(
    context: BlockContext, row: TaskRow, issued: dt.date | None, place: Position, anchor: str
) -> Directive:
    """What a row assigns; columns that its table does not have leave the word to the group, the task's own words and
    the headings above."""
    block = context.block
    lead, coordinate = _by_hand(block.hand.lead), _by_hand(block.hand.coordinate)
    if lead is None:
        lead = row.lead if row.lead is not None else _row_lead(context, row)
    if coordinate is None:
        coordinate = row.coordinate if row.coordinate is not None else helpers(row.text, lead)
    by_hand = _deadlines(block, block, issued) if block.hand.due or block.hand.recurring else ()
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


def _row_lead(context: BlockContext, row: TaskRow) -> tuple[Party, ...]:
    for group in reversed(row.groups):
        if is_addressee(group):
            return tuple(replace(party, origin="heading") for party in title_addressees(group).lead)
    return sentence_addressees(row.text, under_heading=context.under_heading).lead or context.lead


def _deadlines(meant: Block, block: Block, issued: dt.date | None) -> tuple[Deadline, ...]:
    hand: Hand = block.hand
    if hand.due or hand.recurring:
        return (Deadline(phrase="", date=hand.due, recurring=hand.recurring, origin="hand"),)
    found = find_deadlines(meant.text, issued)
    return tuple(replace(limit, phrase=as_read(limit.phrase, meant.text, block.text)) for limit in found)


def _by_hand(ids: tuple[str, ...] | None) -> tuple[Party, ...] | None:
    """Parties given by a person, named by their id until the register is asked."""
    return None if ids is None else tuple(Party(name=agency, id=agency, origin="hand") for agency in ids)
