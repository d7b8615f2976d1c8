"""What one agency was told: itself, through a group, and as the predecessor it once was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from typing import NamedTuple

from ketluan.model.agency_counts import AgencyCounts, body_and_year, body_sums, counted, year_key
from ketluan.model.archive import Archive, Assignment, Role, place_in_order
from ketluan.model.keyed_rule import KeyedRule
from ketluan.model.limit_counts import LimitCounts, limit_counts
from ketluan.model.notice import Party
from ketluan.site.listings import Task
from ketluan.site.state_tables import state_counts

UNSURE = "chưa rõ có phải cơ quan này không"
"""Said where the reading gives no reason."""


def assigned(archive: Archive, agency: str, year: str) -> list[Task]:
    """Each directive of the notices of a year once, newest notice first; told directly wins over through a group, that
    over a predecessor, and all of these over what is not sure."""
    found: dict[tuple[str, int], Task] = {}
    for task in sorted(_all(archive, agency, year), key=lambda task: bool(task.why)):
        known = found.get(task.assignment.key)
        if known is None:
            found[task.assignment.key] = task
        elif (known.group, known.former, known.why) == (task.group, task.former, task.why):
            found[task.assignment.key] = replace(known, roles=known.roles + task.roles)
    return sorted(found.values(), key=lambda task: place_in_order(task.assignment))


def told_as(agency: str, tasks: Sequence[Task]) -> list[str]:
    """The body and every group and predecessor that `assigned` went through: who a search for the same must name."""
    through = {id for task in tasks for id in (task.group or task.former,) if id}
    return [agency, *sorted(through - {agency})]


class ToldSums(NamedTuple):
    """What `assigned` gives, summed up: how many directives, and how many in each of `WAYS`; whom it is `told_as`; the
    limits of those that the body leads, as in `LimitCounts`; and of `by_limit` of all how many are in each of `WAYS`,
    and how many limits lie on a day, by its ordinal, of all and of those that the body leads."""

    tasks: int
    ways: tuple[int, ...]
    told_as: tuple[str, ...]
    alike: tuple[tuple[int, bool, int], ...]
    followed: tuple[tuple[str, int], ...]
    due_ways: tuple[int, ...]
    due: tuple[tuple[int, int], ...]
    led_due: tuple[tuple[int, int], ...]

    @property
    def led_limits(self) -> LimitCounts:
        return LimitCounts(self.alike, self.followed)


def by_limit(tasks: Sequence[Task]) -> list[Task]:
    """Those that are not done and have a day, the last day first: which are ahead is told by the reader's day."""
    waiting = [(task.assignment.due, task) for task in tasks if task.assignment.is_open and task.assignment.counts]
    dated = [(due, task) for due, task in waiting if due]
    return [task for _, task in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def _sums(archive: Archive, key: str) -> ToldSums | None:
    agency, year = body_and_year(key)
    if agency not in archive.register.agencies or not (tasks := assigned(archive, agency, year)):
        return None
    limits, due = limit_counts(led(tasks)), by_limit(tasks)
    return ToldSums(
        tasks=len(tasks),
        ways=astuple(tally(tasks)),
        told_as=tuple(told_as(agency, tasks)),
        alike=limits.alike,
        followed=limits.followed,
        due_ways=astuple(tally(due)),
        due=_on_days(task.assignment for task in due),
        led_due=_on_days(led(due)),
    )


def _on_days(assignments: Iterable[Assignment]) -> tuple[tuple[int, int], ...]:
    return tuple(state_counts(assignments).limits.items())


def _every_key(archive: Archive) -> Iterator[str]:
    for agency in archive.register.agencies:
        yield from (year_key(agency, year) for year in told_years(archive, agency))


told_sums = KeyedRule("told_sums", ToldSums, keys=_every_key, make=_sums)
"""What each body of the register was told in each year, itself, through groups and as its predecessors."""


def heirs_of(archive: Archive) -> dict[str, list[str]]:
    """For each body those of the register that have to do what it is told."""
    found: dict[str, list[str]] = {}
    for agency in archive.register.agencies:
        for body in dict.fromkeys(body for body, _, _ in _through(archive, agency)):
            found.setdefault(body, []).append(agency)
    return found


def led(tasks: Sequence[Task]) -> list[Assignment]:
    """Those of a choice of `assigned` that the body itself surely leads."""
    return [task.assignment for task in tasks if "lead" in task.ways]


def tally(tasks: Sequence[Task]) -> AgencyCounts:
    """Counts of a choice of `assigned`."""
    return counted(way for task in tasks for way in task.ways)


def told_years(archive: Archive, agency: str) -> set[str]:
    """The years in which it was assigned anything."""
    sums = archive.derived(body_sums)
    return {year for body, _, _ in _through(archive, agency) if body in sums for year, _ in sums[body].years}


def _through(archive: Archive, agency: str) -> Iterator[tuple[str, str | None, str | None]]:
    """Whoever is told something that it has to do: a body, each with the group and the predecessor that it is."""
    yield agency, None, None
    yield from ((group, group, None) for group in _groups(archive, agency))
    for former in archive.register.predecessors.get(agency, ()):
        yield former, None, former
        yield from ((group, group, former) for group in _groups(archive, former))


def _all(archive: Archive, agency: str, year: str) -> Iterator[Task]:
    for body, group, former in _through(archive, agency):
        found = archive.by_body_year.get((body, year))
        yield from _assigned_to(archive, body, found or {}, group=group, former=former)


def _groups(archive: Archive, agency: str) -> tuple[str, ...]:
    return archive.register.groups_of.get(agency, ())


def _assigned_to(
    archive: Archive,
    agency: str,
    found: Mapping[Role, Sequence[Assignment]],
    *,
    group: str | None,
    former: str | None,
) -> Iterator[Task]:
    before = archive.register.agencies.get(former or "")
    same = before is not None and before.reason == "renamed"
    for role, tasks in found.items():
        for assignment in tasks:
            roles, why = ((role,), "") if role in ("lead", "coordinate") else _unsure(assignment, agency)
            why = why if role == "unsure" else ""
            yield Task(assignment=assignment, roles=roles, why=why, group=group, former=former, former_was_this=same)


def _unsure(assignment: Assignment, agency: str) -> tuple[tuple[Role, ...], str]:
    """The roles that the body may have, and why nobody can be sure."""
    sides: tuple[tuple[Role, tuple[Party, ...]], ...] = (
        ("lead", assignment.told.lead),
        ("coordinate", assignment.told.coordinate),
    )
    own = [(role, party.why) for role, parties in sides for party in parties if party.id == agency]
    return tuple(dict.fromkeys(role for role, _ in own)), next((why for _, why in own if why), UNSURE)
