"""How many directives a body has, in the one way that pages, data files and the search share.

A directive counts for a body in the roles that it surely has there. Where nobody can be sure that the body is meant,
the directive counts once as unsure, and in no other figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal, NamedTuple

from ketluan.model.archive import ROLES, UNREGISTERED, Archive, Role
from ketluan.model.keyed_rule import KeyedRule
from ketluan.model.limit_counts import LimitCounts, limit_counts

Way = Role | Literal["group", "former"]
WAYS: tuple[Way, ...] = ("lead", "coordinate", "unsure", "group", "former", "replaced")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCounts:
    """How many directives a body leads, coordinates, perhaps has, and has through a group or from a predecessor; those
    of `replaced` notices are listed and in no sum."""

    lead: int = 0
    coordinate: int = 0
    unsure: int = 0
    group: int = 0
    former: int = 0
    replaced: int = 0

    @property
    def total(self) -> int:
        """The sum; a directive both led and coordinated counts twice."""
        return self.lead + self.coordinate + self.unsure + self.group + self.former


def counted(ways: Iterable[Way]) -> AgencyCounts:
    """One way for each directive, or two for one that is both led and coordinated."""
    number = Counter(ways)
    return AgencyCounts(**{way: number[way] for way in WAYS})


def of_ways(*rows: tuple[int, ...]) -> AgencyCounts:
    """The sum of rows of numbers, each in the order of `WAYS`."""
    return AgencyCounts(**{way: sum(row[at] for row in rows) for at, way in enumerate(WAYS)})


class BodyYearSums(NamedTuple):
    """What a body has of a year: how many directives in each of `ROLES`; how many notices name it; how many of its
    directives stand in a calendar; and the limits of those that it leads, as in `LimitCounts`."""

    roles: tuple[int, ...]
    notices: int
    in_calendar: int
    alike: tuple[tuple[int, bool, int], ...]
    followed: tuple[tuple[str, int], ...]


def year_key(body: str, year: str) -> str:
    """Of a body and a year."""
    return f"{body} {year}"


def body_and_year(key: str) -> tuple[str, str]:
    """Of such a key."""
    body, _, year = key.rpartition(" ")
    return body, year


def _sums(archive: Archive, key: str) -> BodyYearSums | None:
    roles = archive.by_body_year.get(body_and_year(key))
    if roles is None:
        return None
    tasks = {task.key: task for role in ROLES for task in roles[role]}
    limits = limit_counts(roles["lead"])
    return BodyYearSums(
        roles=tuple(len(roles[role]) for role in ROLES),
        notices=len({id for id, _ in tasks}),
        in_calendar=sum(1 for task in tasks.values() if task.counts and task.has_limits),
        alike=limits.alike,
        followed=limits.followed,
    )


def _every_key(archive: Archive) -> Iterator[str]:
    return (year_key(*each) for each in archive.by_body_year)


body_year_sums = KeyedRule("body_year_sums", BodyYearSums, keys=_every_key, make=_sums)
"""What each body that is named has of each year; without groups and predecessors."""


class BodySums(NamedTuple):
    """What a body has of each year."""

    years: tuple[tuple[str, BodyYearSums], ...]

    def counts(self) -> AgencyCounts:
        """Of all years."""
        return _of_roles(map(sum, zip(*(sums.roles for _, sums in self.years), strict=True)))

    @property
    def leads(self) -> int:
        """How many it leads."""
        return sum(sums.roles[0] for _, sums in self.years)

    @property
    def led_limits(self) -> LimitCounts:
        alike = chain.from_iterable(sums.alike for _, sums in self.years)
        return LimitCounts(tuple(alike), tuple(chain.from_iterable(sums.followed for _, sums in self.years)))


def _of_roles(numbers: Iterable[int]) -> AgencyCounts:
    return AgencyCounts(**dict(zip(ROLES, numbers, strict=True)))


def body_sums(archive: Archive) -> dict[str, BodySums]:
    """What each body that is named has, by its `body_id`; without groups and predecessors."""
    years: dict[str, list[tuple[str, BodyYearSums]]] = {}
    for key, sums in archive.derived(body_year_sums).items():
        body, year = body_and_year(key)
        years.setdefault(body, []).append((year, sums))
    return {body: BodySums(tuple(years[body])) for body in sorted(years)}


def agency_counts(archive: Archive, body: str) -> AgencyCounts:
    """Of an agency's id, or of the `body_id` of a printed name; without groups and predecessors."""
    sums = archive.derived(body_sums).get(body)
    return sums.counts() if sums else AgencyCounts()


def counts_by_year(archive: Archive, body: str) -> dict[str, AgencyCounts]:
    """The same for each year that has any, the unknown year among them."""
    sums = archive.derived(body_sums).get(body)
    return {year: _of_roles(of_year.roles) for year, of_year in sums.years} if sums else {}


def named_agencies(archive: Archive) -> list[str]:
    """The agencies of the register that any directive names, by their ids."""
    return [body for body in archive.derived(body_sums) if not body.startswith(UNREGISTERED)]


def named_unregistered(archive: Archive) -> list[str]:
    """The printed names that the register does not hold, by their `body_id`."""
    return [body for body in archive.derived(body_sums) if body.startswith(UNREGISTERED)]
