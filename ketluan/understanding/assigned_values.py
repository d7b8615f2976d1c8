"""The parties and limits of a task: found in its words, set by a person, or given by a row of a table."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Literal

from ketluan.markdown.blocks import Block, Hand
from ketluan.markdown.outline import Position, introduces
from ketluan.model.notice import Deadline, Directive, Party
from ketluan.text.citations import find_citations
from ketluan.understanding import passages
from ketluan.understanding.addressees import NOBODY, Addressees, sentence_addressees
from ketluan.understanding.block_context import BlockContext
from ketluan.understanding.cooperation import helpers
from ketluan.understanding.deadlines import find_deadlines, may_limit
from ketluan.understanding.effect_days import NO_EFFECTS, Effects, counted_from_effect
from ketluan.understanding.ocr_folding import as_read, as_read_apart
from ketluan.understanding.opening_sentence import preamble_addressees
from ketluan.understanding.role_lines import NO_ROLES, RoleLine
from ketluan.understanding.task_table import TaskRow
from ketluan.understanding.title_addressees import is_addressee, title_addressees
from ketluan.understanding.words import words_of

# bodies of the Party, which lead others
_PARTY = re.compile(
    r"\b(?:(?:đảng|tỉnh|thành|thị|huyện|quận|cấp|chi) [uủ][yỷ]|đảng bộ|chi bộ|ban thường vụ|tổ chức đảng)\b", re.I
)

RECIPIENT_ONLY = "người nhận công văn: câu giao việc không nêu tên"


def parties_as_read(parties: tuple[Party, ...], meant: Block, block: Block) -> tuple[Party, ...]:
    """Parties found in the folded text, with the words of the text itself."""
    if meant.text == block.text:
        return parties
    return tuple(
        replace(
            party,
            name=as_read_apart(party.name, meant.text, block.text),
            words=as_read(party.words, meant.text, block.text),
        )
        for party in parties
    )


def row_assigns(context: BlockContext) -> bool:
    """Rows of a table of tasks do, unless a person says otherwise or the part looks back."""
    if context.block.hand.role:
        return context.block.hand.role == "directive"
    return context.part in ("assigning", "appendix")


def in_appendix(place: Position, number: int) -> Position:
    """Rows of appendices are counted for each of these alone: `PL1-3`."""
    return place._replace(section=f"PL{number}", key=f"PL{number}")


def row_directive(
    context: BlockContext, row: TaskRow, issued: dt.date | None, place: Position, anchor: str
) -> Directive:
    """What a row assigns; columns that its table does not have leave the word to the group, the task's own words and
    the headings above."""
    block = context.block
    lead, coordinate = parties_by_hand(block.hand.lead), parties_by_hand(block.hand.coordinate)
    if lead is None:
        lead = row.lead if row.lead is not None else _row_lead(context, row)
    if coordinate is None:
        coordinate = row.coordinate if row.coordinate is not None else helpers(row.text, lead)
    by_hand = limit_by_hand(block.hand)
    deadlines = by_hand or row.deadlines or find_deadlines(row.text, issued)
    return Directive(
        id=anchor,
        section=place.section,
        marker=row.marker,
        text=row.text,
        headings=(*(above.title for above in context.above if above.title), *row.groups),
        lead=lead,
        coordinate=coordinate,
        deadlines=() if block.hand.unlimited else deadlines or (() if row.limited else context.deadlines),
        citations=find_citations(" ; ".join([row.text, *(text for _, text in row.columns)])),
        line=block.line,
        columns=row.columns,
    )


def _row_lead(context: BlockContext, row: TaskRow) -> tuple[Party, ...]:
    for group in reversed(row.groups):
        if is_addressee(group):
            return tuple(replace(party, origin="heading") for party in title_addressees(group).lead)
    return sentence_addressees(row.text, under_heading=context.under_heading).lead or context.lead


def limits_in(
    meant: Block, block: Block, issued: dt.date | None, effects: Effects = NO_EFFECTS
) -> tuple[Deadline, ...]:
    """The limits of a block; `effects` are the days from which documents have effect, as the body prints them."""
    if block.hand.unlimited:
        return ()
    if by_hand := limit_by_hand(block.hand):
        return by_hand
    if not may_limit(meant.text, words_of(meant.text).folded):
        return ()
    found = tuple(counted_from_effect(limit, effects) for limit in find_deadlines(meant.text, issued))
    if meant.text == block.text:
        return found
    return tuple(replace(limit, phrase=as_read(limit.phrase, meant.text, block.text)) for limit in found)


def limit_by_hand(hand: Hand) -> tuple[Deadline, ...]:
    """The limit given by a person."""
    if not (hand.due or hand.recurring):
        return ()
    return (Deadline(phrase="", date=hand.due, recurring=hand.recurring, origin="hand"),)


def parties_by_hand(ids: tuple[str, ...] | None) -> tuple[Party, ...] | None:
    """Parties given by a person, named by their id until the register is asked."""
    return None if ids is None else tuple(Party(name=agency, id=agency, origin="hand") for agency in ids)


def own_addressees(context: BlockContext) -> Addressees:
    """Those that the block itself names: as a whole when it is a title or introduces, else by its sentences."""
    block = context.block
    if block.kind == "table" or context.part in ("appendix", "address"):
        return NOBODY
    if context.part == "preamble" and block.kind != "heading":
        return preamble_addressees(block.text)
    if introduces(block.text) or (context.titled and not (context.leaf and block.kind != "heading")):
        return title_addressees(block.text)
    found = sentence_addressees(block.text, under_heading=context.under_heading)
    return found._replace(lead=(), acts=True) if _leads_below(context, found) else found


def _leads_below(context: BlockContext, found: Addressees) -> bool:
    """`Lãnh đạo UBND xã đẩy nhanh ...` under the heading of a committee of the Party: what the committee does."""
    if found.ordered or not context.block.text.startswith("Lãnh đạo ") or not context.under_heading:
        return False
    office = any(party.name.startswith("Lãnh đạo ") for party in found.lead[:1])
    return office and any(_PARTY.search(party.name) for party in context.lead)


def named_alone(block: Block) -> tuple[Party, ...]:
    return title_addressees(passages.without_brackets(block.text)).lead


def recipients(block: Block) -> tuple[Party, ...]:
    """Those to whom a letter goes; as addressees of its tasks they are not sure, for its text may mean others."""
    text = passages.without_brackets(passages.without_salutation(block.text))
    return tuple(replace(party, certain=False, why=RECIPIENT_ONLY) for party in title_addressees(text).lead)


def with_roles(directive: Directive, below: RoleLine) -> Directive:
    """With those who help and the limits that the lines below the task name."""
    if below is NO_ROLES:
        return directive
    helping = (party for party in below.coordinate if party not in directive.coordinate)
    return replace(
        directive,
        coordinate=(*directive.coordinate, *helping),
        deadlines=below.deadlines or directive.deadlines,
    )


def with_origin(parties: tuple[Party, ...], origin: Literal["heading", "inherited"]) -> tuple[Party, ...]:
    return tuple([party if party.origin in ("hand", origin) else replace(party, origin=origin) for party in parties])
