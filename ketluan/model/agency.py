"""The register of agencies as values: who there is, how each is called, what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ketluan.model.name_index import Names, chain

Kind = Literal[
    "issuer",
    "department",
    "central branch",
    "local government",
    "steering committee",
    "mass organisation",
    "company",
    "group",
]
Reason = Literal["renamed", "merged", "replaced", "split", "dissolved", "devolved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One body of the register.

    `id` is `<jurisdiction>/<slug>`, the jurisdiction being the place it serves (`kon-tum`,
    `dong-thap/huyen-hong-ngu`, `trung-uong`); `name` as printed without the place; `aliases` all other ways
    to write it; `parent` the body above, of a steering committee its standing agency, of its members the
    committee; `members` ids, of a group; `closed` its last day, with reason and `successors`.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A jurisdiction: its printed name (`tỉnh Kon Tum`), and its end when it has one.

    `closed` is its last day; `successors` the places it went into.
    """

    id: str
    name: str
    closed: dt.date | None = None
    successors: tuple[str, ...] = ()
    source: str | None = None
    line: int = 0


@dataclass(frozen=True)
class Register:
    """All bodies; `places` names each jurisdiction (`kon-tum` -> `tỉnh Kon Tum`); `not_agencies` printed names
    that someone marked as no agency; `territory` the places with what became of them; `topics` the controlled list."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    not_agencies: frozenset[str] = frozenset()
    territory: dict[str, Place] = field(default_factory=dict)
    topics: tuple[str, ...] = ()

    def resolve(self, printed: str, jurisdiction: str) -> str | None:
        """The id of the body that a printed name means in a notice of that jurisdiction, None when unknown.

        Looked for in the jurisdiction itself, then in the places above it, then among the central bodies; a name
        that names another place ("UBND tỉnh Lào Cai") is looked for there only. Never guessed: letter case, tone
        places, marks between words and blanks aside, the name must be one of those registered, or an abbreviation
        made of one by rule; a name that two bodies share is nobody's.
        """
        return self._names.resolve(printed, jurisdiction)

    def place_of(self, printed: str, jurisdiction: str) -> str:
        """The place that a printed name names ("Sở Y tế Lào Cai"), else the notice's own jurisdiction."""
        return self._names.place_of(printed, jurisdiction)

    def nearest(self, printed: str, jurisdiction: str) -> tuple[Agency, ...]:
        """Up to three bodies whose names look like the printed one, best first; to be offered, never taken."""
        return tuple(self.agencies[agency] for agency in self._names.nearest(printed, jurisdiction))

    def names_in(self, jurisdiction: str) -> tuple[str, ...]:
        """What single bodies are called that a notice of that jurisdiction means by their names alone."""
        if jurisdiction not in self._local_names:
            places = chain(jurisdiction)
            bodies = (agency for agency in self.agencies.values() if agency.kind != "group")
            near = (agency for agency in bodies if agency.jurisdiction in places)
            called = {name for agency in near for name in (agency.name, agency.short, *agency.aliases) if name}
            self._local_names[jurisdiction] = tuple(sorted(called))
        return self._local_names[jurisdiction]

    @cached_property
    def _local_names(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _names(self) -> Names:
        ended = [place.id for place in self.territory.values() if place.closed]
        return Names(self.agencies.values(), self.places, ended)

    @cached_property
    def predecessors(self) -> dict[str, tuple[str, ...]]:
        """For each id the ids of all bodies it succeeded, directly or by steps, the latest first."""
        return _closure({agency.id: agency.successors for agency in self.agencies.values()})

    @cached_property
    def groups_of(self) -> dict[str, tuple[str, ...]]:
        """For each id the groups it is a member of, directly or through another group."""
        return _closure({agency.id: agency.members for agency in self.agencies.values()})


def _closure(ahead: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """For each target the sources that lead to it, nearest first; a circle ends where it began."""
    behind: dict[str, list[str]] = {}
    for source, targets in sorted(ahead.items()):
        for target in targets:
            behind.setdefault(target, []).append(source)
    return {target: tuple(_reached(target, behind)) for target in behind}


def _reached(start: str, behind: Mapping[str, list[str]]) -> list[str]:
    found: dict[str, None] = {}
    waiting = list(behind.get(start, ()))
    while waiting:
        step = waiting.pop(0)
        if step != start and step not in found:
            found[step] = None
            waiting += behind.get(step, ())
    return list(found)
