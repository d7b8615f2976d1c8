"""What waits for a person beside the notices: names that nobody knows, things that are unsure, bodies, problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ketluan.desk.reading_queue import doubts_of, waiting_notices
from ketluan.desk.reading_view import ToLookAt
from ketluan.model.agency import Agency
from ketluan.model.archive import Archive, Assignment
from ketluan.model.display_names import notice_name
from ketluan.model.notice import Notice
from ketluan.model.open_questions import open_questions
from ketluan.model.problem import Problem, shown_path
from ketluan.store.archive_files import REGISTER
from ketluan.store.register_entries import kind_of
from ketluan.text.collation import vietnamese


@dataclass(frozen=True, slots=True, kw_only=True)
class UnregisteredName:
    """A printed name that the register does not hold, with every place where it stands; `near` are bodies with a name
    like it. A `general` one names many bodies at once or none in particular."""

    name: str
    jurisdiction: str
    assignments: tuple[Assignment, ...]
    near: tuple[Agency, ...]
    general: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsureThing:
    """Something in a notice that was not read for sure."""

    notice: Notice
    thing: ToLookAt


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownProblem:
    """Something that the check says; `notice` is an id, empty for what is in no notice's file."""

    name: str
    line: int
    message: str
    remark: bool
    notice: str
    place: str


def unregistered_names(archive: Archive) -> list[UnregisteredName]:
    """Those of single bodies first, printed most first."""
    found = [
        UnregisteredName(
            name=name,
            jurisdiction=jurisdiction,
            assignments=assignments,
            near=archive.register.nearest(name, jurisdiction),
            general=kind_of(name) == "group",
        )
        for (jurisdiction, name), assignments in archive.unknown_names.items()
    ]
    return sorted(found, key=lambda each: (each.general, -len(each.assignments), vietnamese(each.name)))


def unsure_things(archive: Archive, notices: Path) -> list[UnsureThing]:
    """Of notices that nobody has read through, newest first; what is asked when one is marked as read."""
    return [
        UnsureThing(notice=notice, thing=thing)
        for notice in waiting_notices(archive)
        for thing in doubts_of(notice, notices)
    ]


def unconfirmed_bodies(archive: Archive) -> list[Agency]:
    """In the order of their names."""
    waiting = (agency for agency in archive.register.agencies.values() if not agency.confirmed)
    return sorted(waiting, key=lambda agency: (vietnamese(agency.name), agency.id))


def shown_problems(archive: Archive, problems: Iterable[Problem], notices: Path) -> list[ShownProblem]:
    """Errors first, then remarks, in the order of the files; what the other lists hold is not said again."""
    by_path = {notice.path: notice for notice in archive.notices}
    waiting = {(notice.path, asked.line) for notice in archive.notices for asked in open_questions(notice)}
    waiting |= set(_unknown_lines(archive))
    register = shown_path(notices / REGISTER)
    waiting |= {(register, agency.line) for agency in unconfirmed_bodies(archive)}
    left = [each for each in problems if not (each.remark and (each.path, each.line) in waiting)]
    return [
        _shown(each, by_path.get(each.path), register) for each in sorted(left, key=lambda each: (each.remark, each))
    ]


def _unknown_lines(archive: Archive) -> Iterator[tuple[str, int]]:
    for assignments in archive.unknown_names.values():
        yield from ((each.notice.path, each.directive.line) for each in assignments)


def _shown(problem: Problem, notice: Notice | None, register: str) -> ShownProblem:
    name = notice_name(notice) if notice else "Danh mục cơ quan" if problem.path == register else problem.path
    return ShownProblem(
        name=name,
        line=problem.line,
        message=problem.message,
        remark=problem.remark,
        notice=notice.id if notice else "",
        place=_place(notice, problem.line) if notice else "",
    )


def _place(notice: Notice, line: int) -> str:
    """The block that a line belongs to; the front matter for one above them all."""
    lines: Sequence[int] = [block.line for block in notice.body.blocks if block.line <= line]
    return f"d{lines[-1]}" if lines else "phan-dau"
