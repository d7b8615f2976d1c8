"""What one agency was told: itself, through a group, and as the predecessor it once was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ketluan.model.archive import Archive, Assignment, place_in_order
from ketluan.site.listings import Task

How = Literal["lead", "coordinate", "group", "former"]
_LABELS = {"lead": "Chủ trì", "coordinate": "Phối hợp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many directives a body has in each way; the first two as the data files count them."""

    lead: int = 0
    coordinate: int = 0
    group: int = 0
    former: int = 0

    @property
    def total(self) -> int:
        """The sum; a directive both led and coordinated counts twice, as in the data files."""
        return self.lead + self.coordinate + self.group + self.former


def assigned(archive: Archive, agency: str) -> list[Task]:
    """Each directive once, newest notice first; told directly wins over through a group, that over a predecessor."""
    found: dict[str, Task] = {}
    for task in _all(archive, agency):
        known = found.get(task.assignment.id)
        if known is None:
            found[task.assignment.id] = task
        elif known.group == task.group and known.former == task.former:
            found[task.assignment.id] = replace(known, role=f"{known.role}, {task.role.lower()}")
    return sorted(found.values(), key=lambda task: place_in_order(task.assignment))


def told_as(agency: str, tasks: Sequence[Task]) -> list[str]:
    """The body and every group and predecessor that `assigned` went through: who a search for the same must name."""
    through = {id for task in tasks for id in (task.group or task.former,) if id}
    return [agency, *sorted(through - {agency})]


def tally(tasks: Sequence[Task]) -> Tally:
    """Counts of a choice of `assigned`."""
    ways = Counter(way for task in tasks for way in _ways(task))
    return Tally(lead=ways["lead"], coordinate=ways["coordinate"], group=ways["group"], former=ways["former"])


def _ways(task: Task) -> list[How]:
    if task.former:
        return ["former"]
    if task.group:
        return ["group"]
    ways: list[How] = ["lead"] if task.role.startswith("Chủ trì") else []
    return [*ways, "coordinate"] if "hối hợp" in task.role else ways


def _all(archive: Archive, agency: str) -> Iterator[Task]:
    yield from _told(archive, agency)
    for group in _groups(archive, agency):
        yield from _told(archive, group, group=group)
    for former in archive.register.predecessors.get(agency, ()):
        yield from _told(archive, former, former=former)
        for group in _groups(archive, former):
            yield from _told(archive, group, group=group, former=former)


def _groups(archive: Archive, agency: str) -> tuple[str, ...]:
    return archive.register.groups_of.get(agency, ())


def _told(archive: Archive, agency: str, *, group: str | None = None, former: str | None = None) -> Iterator[Task]:
    before = archive.register.agencies.get(former or "")
    same = before is not None and before.reason == "renamed"
    for role, tasks in archive.by_agency.get(agency, {}).items():
        for assignment in _distinct(tasks):
            yield Task(assignment=assignment, role=_LABELS[role], group=group, former=former, former_was_this=same)


def _distinct(tasks: Sequence[Assignment]) -> list[Assignment]:
    return list({assignment.id: assignment for assignment in tasks}.values())
