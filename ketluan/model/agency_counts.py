"""How many directives a body has, in the one way that pages, data files and the search share.

A directive counts for a body in the roles that it surely has there. Where nobody can be sure that the body is meant,
the directive counts once as unsure, and in no other figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ketluan.model.archive import Archive, Role

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


def agency_counts(archive: Archive, agency: str) -> AgencyCounts:
    """Of an agency's id, or of the `body_id` of a printed name; without groups and predecessors."""
    roles = archive.by_agency.get(agency) or archive.by_unregistered.get(agency, {})
    return counted(role for role, tasks in roles.items() for _ in tasks)


def counts_by_year(archive: Archive, agency: str) -> dict[str, AgencyCounts]:
    """The same for each year that has any, the unknown year among them."""
    ways: dict[str, list[Way]] = {}
    for role, tasks in archive.by_agency.get(agency, {}).items():
        for assignment in tasks:
            ways.setdefault(assignment.notice.year, []).append(role)
    return {year: counted(of_year) for year, of_year in ways.items()}
