"""What one agency was told: itself, through a group, and as the predecessor it once was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ketluan.model.agency_counts import AgencyCounts, counted
from ketluan.model.archive import Archive, Assignment, Role, place_in_order
from ketluan.model.notice import Party
from ketluan.site.listings import Task

UNSURE = "chưa rõ có phải cơ quan này không"
"""Said where the reading gives no reason."""


def assigned(archive: Archive, agency: str) -> list[Task]:
    """Each directive once, newest notice first; told directly wins over through a group, that over a predecessor, and
    all of these over what is not sure."""
    found: dict[str, Task] = {}
    for task in sorted(_all(archive, agency), key=lambda task: bool(task.why)):
        known = found.get(task.assignment.id)
        if known is None:
            found[task.assignment.id] = task
        elif (known.group, known.former, known.why) == (task.group, task.former, task.why):
            found[task.assignment.id] = replace(known, roles=known.roles + task.roles)
    return sorted(found.values(), key=lambda task: place_in_order(task.assignment))


def told_as(agency: str, tasks: Sequence[Task]) -> list[str]:
    """The body and every group and predecessor that `assigned` went through: who a search for the same must name."""
    through = {id for task in tasks for id in (task.group or task.former,) if id}
    return [agency, *sorted(through - {agency})]


def led(tasks: Sequence[Task]) -> list[Assignment]:
    """Those of a choice of `assigned` that the body itself surely leads."""
    return [task.assignment for task in tasks if "lead" in task.ways]


def tally(tasks: Sequence[Task]) -> AgencyCounts:
    """Counts of a choice of `assigned`."""
    return counted(way for task in tasks for way in task.ways)


def _all(archive: Archive, agency: str) -> Iterator[Task]:
    yield from _assigned_to(archive, agency)
    for group in _groups(archive, agency):
        yield from _assigned_to(archive, group, group=group)
    for former in archive.register.predecessors.get(agency, ()):
        yield from _assigned_to(archive, former, former=former)
        for group in _groups(archive, former):
            yield from _assigned_to(archive, group, group=group, former=former)


def _groups(archive: Archive, agency: str) -> tuple[str, ...]:
    return archive.register.groups_of.get(agency, ())


def _assigned_to(
    archive: Archive, agency: str, *, group: str | None = None, former: str | None = None
) -> Iterator[Task]:
    before = archive.register.agencies.get(former or "")
    same = before is not None and before.reason == "renamed"
    for role, tasks in archive.by_agency.get(agency, {}).items():
        for assignment in tasks:
            roles, why = ((role,), "") if role in ("lead", "coordinate") else _unsure(assignment, agency)
            why = why if role == "unsure" else ""
            yield Task(assignment=assignment, roles=roles, why=why, group=group, former=former, former_was_this=same)


def _unsure(assignment: Assignment, agency: str) -> tuple[tuple[Role, ...], str]:
    """The roles that the body may have, and why nobody can be sure."""
    sides: tuple[tuple[Role, tuple[Party, ...]], ...] = (
        ("lead", assignment.directive.lead),
        ("coordinate", assignment.directive.coordinate),
    )
    own = [(role, party.why) for role, parties in sides for party in parties if party.id == agency]
    return tuple(dict.fromkeys(role for role, _ in own)), next((why for _, why in own if why), UNSURE)
