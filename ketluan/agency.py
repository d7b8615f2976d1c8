"""The register of agencies as values: who there is, how each is called, what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Kind = Literal["issuer", "department", "local government", "steering committee", "mass organisation", "company", "group"]
Reason = Literal["renamed", "merged", "replaced", "split", "dissolved", "devolved"]

CENTRAL = "trung-uong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One body of the register.

    `id` is `<jurisdiction>/<slug>`, the jurisdiction being the place it serves (`kon-tum`,
    `dong-thap/huyen-hong-ngu`, `trung-uong`); `name` as printed without the place; `aliases` all other ways
    to write it; `members` ids, of a group; `closed` its last day, with reason and `successors`.
    """

    id: str
    name: str
    kind: Kind
    short: str | None = None
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    members: tuple[str, ...] = ()
    closed: dt.date | None = None
    reason: Reason | None = None
    successors: tuple[str, ...] = ()
    source: str | None = None
    confirmed: bool = True
    line: int = 0

    @property
    def jurisdiction(self) -> str:
        """The place it serves: its id without the last part."""
        return self.id.rpartition("/")[0]


@dataclass(frozen=True)
class Register:
    """All bodies; `places` names each jurisdiction (`kon-tum` -> `tỉnh Kon Tum`); `not_agencies` printed names
    that someone marked as no agency."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    not_agencies: frozenset[str] = frozenset()

    def resolve(self, printed: str, jurisdiction: str) -> str | None:
        """The id of the body that a printed name means in a notice of that jurisdiction, None when unknown.

        Looked for in the jurisdiction itself, then in the places above it, then among the central bodies; never
        guessed: letter case, tone places, `-`/`–` and blanks aside, the name must be one of those registered.
        """
        raise NotImplementedError

    def nearest(self, printed: str, jurisdiction: str) -> tuple[Agency, ...]:
        """Up to three bodies whose names look like the printed one, best first; to be offered, never taken."""
        raise NotImplementedError

    @cached_property
    def predecessors(self) -> dict[str, tuple[str, ...]]:
        """For each id the ids of all bodies it succeeded, directly or by steps."""
        raise NotImplementedError

    @cached_property
    def groups_of(self) -> dict[str, tuple[str, ...]]:
        """For each id the groups it is a member of, directly or through another group."""
        raise NotImplementedError
