"""What each block of a body is (a directive, a heading or introducing line, or neither), and the directives.

A pure function from blocks to readings; the rules are those of the labelling guide, see each docstring.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ketluan.markdown.blocks import Block
from ketluan.markdown.outline import NO_SECTION, Position, introduces, outline, with_markers
from ketluan.model.notice import Deadline, Directive, Party
from ketluan.text.citations import find_citations
from ketluan.understanding import part_titles, passages
from ketluan.understanding.addressees import Addressees
from ketluan.understanding.assigned_values import (
    in_appendix,
    limits_in,
    named_alone,
    own_addressees,
    parties_as_read,
    parties_by_hand,
    recipients,
    row_assigns,
    row_directive,
    with_origin,
    with_roles,
)
from ketluan.understanding.block_context import BlockContext, Part, Passed, is_title, part_of
from ketluan.understanding.block_roles import (
    FOOTNOTE,
    IN_ASSESSMENT,
    ONLY_NAMES,
    QUOTES,
    ROLE_LINE,
    ROLES_BELOW,
    TABLE_ROW,
    BlockRuling,
    asks_anew,
    ruling,
)
from ketluan.understanding.body_shape import conclusions_start, has_items, is_alone, last_blocks, last_marked_block
from ketluan.understanding.cooperation import helpers
from ketluan.understanding.effect_days import effect_days
from ketluan.understanding.glued_words import parted
from ketluan.understanding.misread_names import mended
from ketluan.understanding.ocr_folding import folding_of
from ketluan.understanding.opening_sentence import speakers
from ketluan.understanding.registered_names import lexicon_of
from ketluan.understanding.role_lines import NO_ROLES, RoleLine, role_lines
from ketluan.understanding.short_names import short_names
from ketluan.understanding.task_table import TaskRow, task_rows
from ketluan.understanding.words import registered


class Reading(NamedTuple):
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
    with registered(lexicon_of(names, short_names([block.text for block in blocks]))):
        readings = iter([*_BodyReading(marked, outline(marked, markers), issued, names).readings()])
    if len(running) == len(blocks):
        return tuple(readings)
    return tuple(_noted(block) if block.kind == "note" else _among_all(next(readings), running) for block in blocks)


def _noted(block: Block) -> Reading:
    """A footnote assigns nothing, and nothing stands under it."""
    place = Position(parents=(), section="", key=NO_SECTION)
    return Reading(block=block, place=place, ruling=BlockRuling("note", FOOTNOTE))


def _among_all(reading: Reading, running: Sequence[int]) -> Reading:
    """The reading with its parents counted among all blocks, footnotes too."""
    place = reading.place
    return reading._replace(place=place._replace(parents=tuple(running[parent] for parent in place.parents)))


def _as_meant(blocks: Sequence[Block], names: tuple[str, ...]) -> Iterator[Block]:
    """The blocks with glued words apart, misread ones and names of bodies as they are meant."""
    texts = [parted(block.text) for block in blocks]
    folding = folding_of(texts)
    by_machine = folding is not str
    for block, apart in zip(blocks, texts, strict=True):
        text = mended(folding(apart), names, by_machine=by_machine)
        yield block if text == block.text else block._replace(text=text)


class _BodyReading:
    """Goes through the blocks of one body from top to bottom; `meant` are the blocks with misread words folded."""

    def __init__(
        self, blocks: Sequence[Block], places: Sequence[Position], issued: dt.date | None, names: tuple[str, ...]
    ) -> None:
        self.blocks, self.places, self.issued = blocks, places, issued
        self.meant = [*_as_meant(blocks, names)]
        self.effects = effect_days([block.text for block in self.meant])
        self.rows = task_rows(blocks, issued)
        self.role_lines = role_lines(self.meant, places, issued)
        self.start, self.last_marked = conclusions_start(self.meant), last_marked_block(self.meant)
        self.last = last_blocks(self.meant, self.last_marked + 1)
        self.opening = self.start - (self.start > 0 and passages.concludes(self.meant[self.start - 1].text))
        self.passed: dict[int, Passed] = {}
        self.assigning: set[tuple[int, ...]] = set()
        self.named: tuple[Party, ...] = ()
        self.recipients: tuple[Party, ...] = ()
        self.addressing = self.tasked = False
        self.speakers: frozenset[str] = frozenset()
        self.ordered: tuple[Party, ...] = ()
        self.appendices = 0
        self.taken = {block.hand.id for block in blocks if block.hand.id}
        self.ordinals: Counter[str] = Counter()

    def readings(self) -> Iterator[Reading]:
        """Of every block."""
        for at, block in enumerate(self.meant):
            context = self._context(at)
            self.appendices += block.kind == "heading" and part_titles.is_appendix(block.text)
            row = self.rows.get(at)
            if row and row_assigns(context):
                yield self._row(at, context, row)
            elif at in self.role_lines:
                yield self._role_line(at, context)
            else:
                yield self._block(at, context)

    def _context(self, at: int) -> BlockContext:
        block, place = self.meant[at], self.places[at]
        above = self._above(at)
        own_lines = [line for line, (host, _) in self.role_lines.items() if host == at] if self.role_lines else ()
        leaf = not has_items(self.meant, self.places, at, own_lines)
        titled = is_title(block, leaf=leaf)
        assigned = place.parents in self.assigning
        part = part_of(block, above, titled=titled, before_start=at < self.start, assigned=assigned)
        tail = at > self.last_marked
        if self.appendices:
            part = "appendix"
        elif self.addressing and block.kind == "item" and at < self.opening:
            part = "address"  # a scan may leave specks behind `Kính gửi:`, so that it introduces nothing
        self.addressing = part == "address"
        if titled and part == "assigning":
            self.assigning.add(place.parents)
        return BlockContext(
            block=block,
            place=place,
            above=above,
            part=part,
            leaf=leaf,
            tail=tail,
            titled=titled,
            alone=tail and is_alone(self.meant, self.places, at),
            last=at in self.last,
            marked=self.last_marked >= 0,
            tasked=self.tasked,
        )

    def _above(self, at: int) -> tuple[Passed, ...]:
        """What the blocks above pass on; the list of those to whom a letter goes ends where its text has begun."""
        above = [parent for parent in self.places[at].parents if parent in self.passed]
        if above and above[0] < self.opening <= at:
            above = [parent for parent in above if self.passed[parent].part != "address" or parent >= self.opening]
        return tuple([self.passed[parent] for parent in above]) if above else ()

    def _row(self, at: int, context: BlockContext, row: TaskRow) -> Reading:
        block, place = self.blocks[at], context.place
        if context.part == "appendix":
            place = in_appendix(place, max(self.appendices, 1))
        self.tasked = True
        directive = row_directive(context, row, self.issued, place, self._anchor(block, place))
        ruled = BlockRuling("directive", TABLE_ROW)
        return Reading(block=block, place=place, ruling=ruled, directive=directive, column=row.column)

    def _role_line(self, at: int, context: BlockContext) -> Reading:
        """It is part of the task above; items under that task take its addressees over."""
        host, said = self.role_lines[at]
        if context.part == "assessment":
            return Reading(block=self.blocks[at], place=context.place, ruling=BlockRuling("assessment", IN_ASSESSMENT))
        if said.lead and (above := self.passed.get(host)) and not above.lead:
            self.passed[host] = above._replace(lead=with_origin(said.lead, "inherited"))
        return Reading(block=self.blocks[at], place=context.place, ruling=BlockRuling("note", ROLE_LINE))

    def _roles_below(self, at: int) -> RoleLine:
        """What the lines right below a task say of it."""
        said = [line for host, line in self.role_lines.values() if host == at]
        if not said:
            return NO_ROLES
        return RoleLine(
            lead=tuple(party for line in said for party in line.lead),
            coordinate=tuple(party for line in said for party in line.coordinate),
            deadlines=tuple(limit for line in said for limit in line.deadlines),
        )

    def _block(self, at: int, context: BlockContext) -> Reading:
        block, meant = self.blocks[at], context.block
        addressed = own_addressees(context)
        if addressed.acts and context.lead and not addressed.ordered:
            addressed = self._without_speaker(addressed)
        if self.named and not addressed.lead and passages.continues_names(meant.text):
            addressed = addressed._replace(lead=self.named)
        if context.part == "address":
            self.recipients += recipients(meant)
        ruled = ruling(context, addressed)
        if ruled.role == "lead-in" and not addressed.lead and not context.lead and passages.concludes(meant.text):
            addressed = addressed._replace(lead=self.recipients)
        if ruled.role in ("lead-in", "directive") and context.part == "preamble":
            self.speakers = speakers(meant.text)
        self.named = (*self.named, *named_alone(meant)) if ruled.reason == ONLY_NAMES else ()
        below = self._roles_below(at) if context.leaf and self.role_lines else NO_ROLES
        unsure = not ruled.certain or ruled.role in ("heading", "lead-in")
        if below is not NO_ROLES and context.part == "assigning" and unsure:
            ruled = BlockRuling("directive", ROLES_BELOW)
        addressed = self._with_those_ordered(context, ruled, addressed)
        lead = parties_as_read(below.lead or addressed.lead, meant, block)
        addressed = addressed if lead is addressed.lead else addressed._replace(lead=lead)
        directive = None
        if ruled.role == "directive":
            directive = with_roles(self._directive(context, addressed, block), below)
        headed = context.part == "assigning" and (bool(block.marker) or block.kind == "heading")
        self.tasked = self.tasked or bool(directive) or (headed and ruled.role != "assessment")
        self.passed[at] = self._passed_on(context, ruled, addressed, directive, block)
        return Reading(block=block, place=context.place, ruling=ruled, directive=directive)

    def _with_those_ordered(self, context: BlockContext, ruled: BlockRuling, addressed: Addressees) -> Addressees:
        """In running text a paragraph that goes on with what is to be done, and names nobody, tells those whom the
        paragraph before it ordered (`Thủ tướng yêu cầu UBND các tỉnh rà soát ...`, `Trong đó tập trung ...`)."""
        before, self.ordered = self.ordered, ()
        if context.marked or ruled.role != "directive":
            return addressed
        if addressed.lead:
            self.ordered = addressed.lead if addressed.ordered else ()
        elif before and not context.lead and not asks_anew(context.block.text):
            self.ordered = before
            addressed = addressed._replace(lead=with_origin(before, "inherited"))
        return addressed

    def _without_speaker(self, addressed: Addressees) -> Addressees:
        """`Rà soát hồ sơ. Bộ Y tế gửi kèm mẫu báo cáo ...`: what the one who speaks does besides is no one's task."""
        others = tuple(party for party in addressed.lead if party.name.lower() not in self.speakers)
        return addressed if others == addressed.lead else addressed._replace(lead=others)

    def _directive(self, context: BlockContext, addressed: Addressees, block: Block) -> Directive:
        meant = context.block
        lead = parties_by_hand(block.hand.lead)
        if lead is None:
            lead = addressed.lead or context.lead
        coordinate = parties_by_hand(block.hand.coordinate)
        return Directive(
            id=self._anchor(block, context.place),
            section=context.place.section,
            marker=block.marker,
            text=block.text,
            headings=tuple(above.title for above in context.above if above.title),
            lead=lead,
            coordinate=parties_as_read(helpers(meant.text, lead), meant, block) if coordinate is None else coordinate,
            deadlines=self._limits(context, block),
            citations=find_citations(passages.without_page_note(block.text)),
            line=block.line,
        )

    def _limits(self, context: BlockContext, block: Block) -> tuple[Deadline, ...]:
        """Its own, else those above, unless a person says that it has none."""
        own = limits_in(context.block, block, self.issued, self.effects)
        return own or (() if block.hand.unlimited else context.deadlines)

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
        if ruled.reason == QUOTES:
            part = "assessment"
        elif part == "assigning" and not addressed.ordered and _describes_items(ruled, block):
            part = "topic"
        is_heading = ruled.role == "heading"
        if ruled.role not in ("heading", "lead-in") and not introduces(block.text):
            return Passed(title="", lead=(), deadlines=(), part=part, is_heading=False)
        lead = parties_by_hand(block.hand.lead)
        if lead is None and not addressed.lead and directive and context.under_heading:
            lead = context.lead
        deadlines = directive.deadlines if directive else limits_in(context.block, block, self.issued, self.effects)
        return Passed(
            title=block.printed if context.part != "preamble" or is_heading else "",
            lead=with_origin(
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


def _describes_items(ruled: BlockRuling, block: Block) -> bool:
    return ruled.role == "lead-in" and introduces(block.text) and passages.describes_items(block.text)
