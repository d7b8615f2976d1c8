"""What a person says of one block of the body, as attributes of the file: only what differs from what stands there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from ketluan.desk.header_form import Mistyped, typed_date
from ketluan.desk.reading_view import ShownBlock, ShownParty, shown_limit, shown_parties
from ketluan.importing.parsing.body_markdown import escaped_start, shown
from ketluan.markdown.blocks import Hand
from ketluan.model.agency import Register
from ketluan.model.notice import Deadline, Party, Recurring

ROLES = {"": "như chương trình nhận ra", "directive": "là nhiệm vụ", "assessment": "không phải nhiệm vụ"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockState:
    """What a form shows of a block before a person changes it: bodies by their keys, the first limit, the role."""

    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    due: str = ""
    recurring: str = ""
    role: str = ""


def block_state(block: ShownBlock, hand: Hand, register: Register) -> BlockState:
    """Of a task what was understood; of what is none what a person said of it, which holds for what stands under it."""
    if block.task is None:
        lead = shown_parties([Party(name=each, id=each, origin="hand") for each in hand.lead or ()], register)
        limits = (shown_limit(Deadline(phrase="", date=hand.due, recurring=hand.recurring)),)
        return BlockState(
            lead=tuple(party.key for party in lead),
            due=limits[0].date,
            recurring=limits[0].recurring,
            role=hand.role or "",
        )
    first = block.limits[0] if block.limits else None
    return BlockState(
        lead=tuple(party.key for party in block.lead),
        coordinate=tuple(party.key for party in block.coordinate),
        due=first.date if first else "",
        recurring=first.recurring if first else "",
        role=hand.role or "",
    )


def chosen_bodies(keys: Sequence[str], register: Register) -> tuple[ShownParty, ...]:
    """Bodies by their keys, as a form lists those that were chosen."""
    names = (key.removeprefix("?") for key in keys)
    parties = (Party(name=name, id=None if key.startswith("?") else key) for key, name in zip(keys, names, strict=True))
    return shown_parties(tuple(parties), register)


def attribute_changes(
    state: BlockState, typed: Mapping[str, Sequence[str]], known: Mapping[str, object]
) -> dict[str, str | None]:
    """The attributes to be written (None takes one out); `known` are the ids of the register.

    Raises Mistyped for what cannot be written.
    """
    found: dict[str, str | None] = {}
    for name, before in (("lead", state.lead), ("coordinate", state.coordinate)):
        if f"{name}-sent" in typed and tuple(typed.get(name, ())) != before:
            found[name] = _bodies(typed.get(name, ()), known)
    found |= _limit(state, _one(typed, "due", state.due), _one(typed, "recurring", state.recurring))
    role = _one(typed, "role", state.role)
    if role not in ROLES:
        raise Mistyped("Vai trò của đoạn không có trong danh sách.")
    if role != state.role:
        found["role"] = role or None
    return found


def _one(typed: Mapping[str, Sequence[str]], name: str, before: str) -> str:
    values = typed.get(name, ())
    return " ".join(values[0].split()) if values else before


def _bodies(keys: Sequence[str], known: Mapping[str, object]) -> str:
    for key in keys:
        if key not in known:
            name = key.removeprefix("?")
            raise Mistyped(
                f"“{name}” chưa có trong danh mục cơ quan: hãy thêm cơ quan mới, hoặc bỏ tên này khỏi danh sách."
            )
    return " ".join(dict.fromkeys(keys))


def _limit(state: BlockState, due: str, recurring: str) -> dict[str, str | None]:
    if (due, recurring) == (state.due, state.recurring):
        return {}
    if recurring and recurring not in get_args(Recurring):
        raise Mistyped("Kỳ hạn không có trong danh sách.")
    if due and recurring:
        raise Mistyped("Chỉ ghi một trong hai: ngày đến hạn, hoặc kỳ hạn.")
    if recurring:
        return {"due": None, "recurring": recurring}
    day: dt.date | None = typed_date(due, "Thời hạn") if due else None
    return {"due": day.isoformat() if day else "", "recurring": None}


def typed_parts(typed: str, *, behind: str = "") -> list[str]:
    """The paragraphs that a person typed, one a line, as Markdown that shows exactly these words; the first stands
    `behind` the sign of its block: a heading's number opens no list and needs no backslash."""
    lines = [" ".join(line.split()) for line in typed.splitlines() if line.strip()]
    first = [shown(line) for line in lines[:1]] if behind.startswith("#") else []
    return [*first, *(escaped_start(shown(line)) for line in lines[len(first) :])]
