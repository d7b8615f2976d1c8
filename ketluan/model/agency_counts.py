"""How many directives a body has, in the one way that pages, data files and the search share.

A directive counts for a body in the roles that it surely has there. Where nobody can be sure that the body is meant,
the directive counts once as unsure, and in no other figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
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


class BodySums(NamedTuple):
    """What a body has: for each year how many directives in each of `ROLES`; and the limits of
    those that it leads, as in `LimitCounts`."""

    years: tuple[tuple[str, tuple[int, ...]], ...]
    alike: tuple[tuple[int, bool, int], ...]
    followed: tuple[tuple[str, int], ...]

    def counts(self) -> AgencyCounts:
        """Of all years."""
        return _of_roles(map(sum, zip(*(numbers for _, numbers in self.years), strict=True)))

    @property
    def leads(self) -> int:
        """How many it leads."""
        return sum(numbers[0] for _, numbers in self.years)

    @property
    def led_limits(self) -> LimitCounts:
        return LimitCounts(self.alike, self.followed)


def _of_roles(numbers: Iterable[int]) -> AgencyCounts:
    return AgencyCounts(**dict(zip(ROLES, numbers, strict=True)))


def _sums(archive: Archive, body: str) -> BodySums | None:
    roles = archive.by_agency.get(body) or archive.by_unregistered.get(body)
    if roles is None:
        return None
    years = [Counter(task.notice.year for task in roles[role]) for role in ROLES]
    names, limits = sorted({year for found in years for year in found}), limit_counts(roles["lead"])
    return BodySums(
        years=tuple((year, tuple(found[year] for found in years)) for year in names),
        alike=limits.alike,
        followed=limits.followed,
    )


body_sums = KeyedRule(
    "body_sums", BodySums, keys=lambda archive: (*archive.by_agency, *archive.by_unregistered), make=_sums
)
"""What each body that is named has, by its `body_id`; without groups and predecessors."""


def agency_counts(archive: Archive, body: str) -> AgencyCounts:
    """Of an agency's id, or of the `body_id` of a printed name; without groups and predecessors."""
    sums = archive.derived(body_sums).get(body)
    return sums.counts() if sums else AgencyCounts()


def counts_by_year(archive: Archive, body: str) -> dict[str, AgencyCounts]:
    """The same for each year that has any, the unknown year among them."""
    sums = archive.derived(body_sums).get(body)
    return {year: _of_roles(numbers) for year, numbers in sums.years} if sums else {}


def named_agencies(archive: Archive) -> list[str]:
    """The agencies of the register that any directive names, by their ids."""
    return [body for body in archive.derived(body_sums) if not body.startswith(UNREGISTERED)]


def named_unregistered(archive: Archive) -> list[str]:
    """The printed names that the register does not hold, by their `body_id`."""
    return [body for body in archive.derived(body_sums) if body.startswith(UNREGISTERED)]
