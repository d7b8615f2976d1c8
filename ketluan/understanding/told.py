"""Whom a text tells, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from ketluan.model.notice import Party
from ketluan.understanding.printed_name import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Bodies told by a text; `ordered` when it says so in as many words (giao, yêu cầu, đề nghị ...), `acts` when it
    begins with what is to be done."""

    lead: tuple[Party, ...] = ()
    ordered: bool = False
    acts: bool = False


NOBODY = Told()


def parties(names: tuple[Name, ...]) -> tuple[Party, ...]:
    """The bodies named, not yet looked up in a register."""
    return tuple(Party(name=name.text, words=name.words) for name in names)
