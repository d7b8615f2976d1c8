"""What a register answered when a notice was read: whoever knows that another one answers the same need not read the
notice again."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ketluan.model.agency import Register
from ketluan.model.notice import Notice
from ketluan.understanding.registered_names import names_within


class RegisterAnswers(NamedTuple):
    """Whether the issuer is in it; its names that may stand in the text; which body each printed name means, and how
    each is called that a person gave by its id."""

    has_issuer: bool
    names: tuple[str, ...]
    bodies: tuple[tuple[str, str | None], ...]
    by_hand: tuple[tuple[str, str], ...]


def register_answers(register: Register, notice: Notice, text: str) -> RegisterAnswers:
    """Of a notice that was read from a text."""
    parties = [party for task in notice.directives for party in (*task.lead, *task.coordinate)]
    printed = dict.fromkeys(party.name for party in parties if party.origin != "hand")
    given = dict.fromkeys(party.id for party in parties if party.origin == "hand" and party.id)
    return RegisterAnswers(
        has_issuer=notice.issuer in register.agencies,
        names=names_within(register.names_in(notice.jurisdiction), text),
        bodies=tuple((name, register.resolve(name, notice.jurisdiction)) for name in printed),
        by_hand=tuple((id, _called(register, id)) for id in given),
    )


def answers_the_same(
    register: Register, notice: Notice, known: RegisterAnswers, text: Callable[[], str] | None
) -> bool:
    """Whether the register answers what is known of a notice; without a text its names for the place are the same."""
    place = notice.jurisdiction
    return (
        known.has_issuer
        and notice.issuer in register.agencies
        and all(register.resolve(name, place) == id for name, id in known.bodies)
        and all(_called(register, id) == name for id, name in known.by_hand)
        and (text is None or names_within(register.names_in(place), text()) == known.names)
    )


def _called(register: Register, id: str) -> str:
    agency = register.agencies.get(id)
    return agency.name if agency else ""
