"""Lists that several pages share: directives with the role somebody has in them, notices by month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ketluan.model.agency_counts import Way
from ketluan.model.archive import Archive, Assignment, Role
from ketluan.model.notice import Notice
from ketluan.model.notice_counts import NoticeCounts, notice_counts
from ketluan.site import phrases

_LABELS: dict[Role, str] = {"lead": "chủ trì", "coordinate": "phối hợp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A directive in a list; `roles` are what the body of the page has to do in it, if the page is about one.

    `why` says why nobody can be sure that this body is meant. `group` is the group through which it was told, `former`
    the predecessor to whom it was told: ids; the predecessor was this very body under another name (`former_was_this`),
    or another one whose tasks came to it.
    """

    assignment: Assignment
    roles: tuple[Role, ...] = ()
    why: str = ""
    group: str | None = None
    former: str | None = None
    former_was_this: bool = False

    @property
    def role(self) -> str:
        """In words: `Chủ trì, phối hợp`."""
        return phrases.capital(", ".join(_LABELS[role] for role in self.roles))

    @property
    def ways(self) -> tuple[Way, ...]:
        """How it counts for the body of the page."""
        if not self.assignment.counts:
            return ("replaced",)
        if self.why:
            return ("unsure",)
        return ("former",) if self.former else ("group",) if self.group else self.roles

    @property
    def others_lead(self) -> bool:
        """Whether the row has yet to say who leads: the body of the page only helps."""
        return self.roles == ("coordinate",) and bool(self.assignment.told.lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of a list under one heading; of notices with how many of them count."""

    id: str
    heading: str
    rows: Sequence[object]
    counts: NoticeCounts | None = None


def by_notice(tasks: Iterable[Task]) -> list[list[Task]]:
    """Those of one notice that follow each other, together."""
    return [list(rows) for _, rows in groupby(tasks, key=lambda task: task.assignment.notice.id)]


def have_limits(tasks: Iterable[Task]) -> bool:
    """Whether a limit is printed for any of them."""
    return any(task.assignment.directive.deadlines for task in tasks)


def months_of_notices(archive: Archive, notices: Iterable[Notice]) -> list[Section]:
    """Under the month each counts under, in the order given."""
    months = groupby(notices, key=lambda notice: f"{notice.date:%Y-%m}" if notice.date else "")
    found = [(key, list(rows)) for key, rows in months]
    return [replace(_month(key, rows), counts=notice_counts(archive, rows)) for key, rows in found]


def months_of_deadlines(tasks: Iterable[Task]) -> list[Section]:
    """Under the month each is due in, in the order given."""
    return [_month(key, rows) for key, rows in groupby(tasks, key=lambda task: f"{task.assignment.due:%Y-%m}")]


def _month(key: str, rows: Iterable[object]) -> Section:
    heading = phrases.month(key).capitalize() if key else "Không rõ ngày"
    return Section(id=f"thang-{key}" if key else "khong-ro-ngay", heading=heading, rows=list(rows))
