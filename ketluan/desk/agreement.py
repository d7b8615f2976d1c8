"""What a person is asked before something is written that they may not have meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

AGREED = "dong-y"
"""In the form that is sent once more: a person said yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing to know before answering; `place` is the address where it stands, empty where there is none."""

    said: str
    place: str = ""


@dataclass(kw_only=True, eq=False)
class NeedsAgreement(Exception):
    """Stops an action until a person agrees.

    `back` is where one goes who does not, `key` agrees as a click does.
    """

    title: str
    lead: str
    points: Sequence[Point]
    agree: str
    back: str
    key: str = ""
