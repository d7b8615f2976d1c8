"""What a person says of a block in `{: ... }`: the attributes that are allowed, and what is wrong with the others."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import get_args

from ketluan.markdown.blocks import Hand
from ketluan.model.message import Message, say
from ketluan.model.notice import Recurring
from ketluan.model.problem import nearest

ALLOWED = ("lead", "coordinate", "due", "recurring", ".directive", ".assessment", "#id")

_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s=#.{}]+)=(?:"(?P<value>[^"]*)"|'(?P<other>[^']*)'|(?P<bare>\S*))|(?P<flag>[#.]\S+)|(?P<word>\S+)"""
)
_AGENCY = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)+")
_ANCHOR = re.compile(r"[^\W_][\w.~-]*")


def read_hand(text: str) -> tuple[Hand, tuple[Message, ...]]:
    """The attributes of one `{: ... }` and the messages about those that are dropped."""
    hand = Hand()
    messages: list[Message] = []
    for found in _ATTRIBUTE.finditer(text):
        try:
            hand = _with_attribute(hand, found)
        except ValueError as error:
            messages.append(error.args[0])
    return hand, tuple(messages)


def _with_attribute(hand: Hand, found: re.Match[str]) -> Hand:
    if found["flag"]:
        return _with_flag(hand, found["flag"])
    name, value = found["name"] or found["word"], found["value"] or found["other"] or found["bare"] or ""
    read = _READERS.get(name)
    if read is None or found["word"]:
        raise ValueError(_none_of("attribute", name, ALLOWED))
    return read(hand, value)


def _with_flag(hand: Hand, flag: str) -> Hand:
    if flag == ".directive":
        return replace(hand, role="directive")
    if flag == ".assessment":
        return replace(hand, role="assessment")
    if flag.startswith("."):
        raise ValueError(_none_of("class", flag, (".directive", ".assessment")))
    if not _ANCHOR.fullmatch(flag[1:]):
        raise ValueError(say("id must be letters, digits, '.', '-' and '~', not '{id}'", id=flag[1:]))
    return replace(hand, id=flag[1:])


def _none_of(name: str, value: str, allowed: Sequence[str]) -> Message:
    choice = say("one of {allowed}", allowed=", ".join(allowed))
    given = {"name": say(name) if name != "recurring" else name, "wanted": choice, "shown": f"'{value}'"}
    return say("{name} must be {wanted}, not {shown}", **given) + nearest(value, allowed)


def _agencies(name: str, value: str) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(value.split()))
    for agency in ids:
        if not _AGENCY.fullmatch(agency):
            raise ValueError(
                say("{name} must be ids of the register apart by blanks, not '{id}'", name=name, id=agency)
            )
    return ids


def _with_due(hand: Hand, value: str) -> Hand:
    if not value:
        return replace(hand, unlimited=True)
    try:
        return replace(hand, due=dt.date.fromisoformat(value))
    except ValueError:
        raise ValueError(say("due must be a date such as 2014-12-31, not '{value}'", value=value)) from None


def _with_recurring(hand: Hand, value: str) -> Hand:
    for recurring in _recurrences():
        if value == recurring:
            return replace(hand, recurring=recurring)
    raise ValueError(_none_of("recurring", value, get_args(Recurring)))


def _recurrences() -> Iterator[Recurring]:
    yield from get_args(Recurring)


_READERS: dict[str, Callable[[Hand, str], Hand]] = {
    "lead": lambda hand, value: replace(hand, lead=_agencies("lead", value)),
    "coordinate": lambda hand, value: replace(hand, coordinate=_agencies("coordinate", value)),
    "due": _with_due,
    "recurring": _with_recurring,
}
