"""Pages of deadlines: ahead, past by year, and those that come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ketluan import exports
from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment
from ketluan.model.page import Page
from ketluan.model.year_sums import archive_counts, recurring_directives
from ketluan.site import phrases
from ketluan.site.listings import Task, months_of_deadlines
from ketluan.site.paging import parts
from ketluan.site.recipe import Recipe
from ketluan.site.rendering import page
from ketluan.site.state_tables import shown_states, states_by_year, summed

RECENT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of deadlines, where its rows begin, and how many there are."""

    number: int
    address: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineYear:
    """A year of deadlines with its months."""

    name: str
    number: int
    months: Sequence[Month]


def deadline_recipes(archive: Archive) -> Iterator[Recipe]:
    """`/thoi-han/` (ahead, then what was due last), `/thoi-han/<year>/`, `/thoi-han/dinh-ky/`."""
    yield Recipe(_main)
    yield from (Recipe(_year, year) for year in archive.derived(by_due_year))
    yield Recipe(_recurring)


def by_due_year(archive: Archive) -> dict[str, tuple[Assignment, ...]]:
    """The directives with a limit, by the year it lies in, soonest first."""
    return {year: tuple(rows) for year, rows in groupby(archive.dated, key=lambda assignment: f"{assignment.due:%Y}")}


def _tasks(assignments: Iterable[Assignment]) -> list[Task]:
    return [Task(assignment=assignment) for assignment in assignments]


def _main(archive: Archive) -> Iterator[Page]:
    years = {year: _tasks(rows) for year, rows in archive.derived(by_due_year).items()}
    tasks = [task for rows in years.values() for task in rows]
    left = [task for task in tasks if task.assignment.is_open]
    ahead = [task for task in left if task.assignment.due and task.assignment.due >= archive.today]
    past = left[: len(left) - len(ahead)]
    recent = list(reversed(past[-RECENT:]))
    whole = summed(states_by_year(archive, day=archive.today).values(), day=archive.today)
    recurring = recurring_directives(archive)
    calendar = next((file for file in exports.descriptions(archive) if file.format == "iCalendar"), None)
    months = [_months(year, rows) for year, rows in reversed(years.items())]
    for part in parts(addresses.DEADLINES, ahead):
        sections = months_of_deadlines(part.rows)
        yield page(
            archive,
            address=part.address,
            title="Thời hạn" + part.suffix,
            description=f"{phrases.count(len(ahead))} chỉ đạo có thời hạn sắp tới, tính đến ngày"
            f" {phrases.day(archive.today)}, {phrases.count(len(past))} chỉ đạo quá thời hạn mà kho chưa ghi nhận xong,"
            f" {phrases.count(recurring)} chỉ đạo định kỳ.",
            kind="deadlines",
            today=archive.today,
            part=part,
            sections=sections,
            recent=recent if part.number == 1 else [],
            past=len(past),
            years=months,
            calendar=calendar,
            whole=whole,
            counts=archive_counts(archive),
            states=shown_states([whole]),
            recurring=recurring,
        )


def _months(year: str, rows: list[Task]) -> DeadlineYear:
    """Each month leads to the part of the year's list in which it begins."""
    months: dict[str, Month] = {}
    for part in parts(addresses.deadlines(year), rows):
        for section in months_of_deadlines(part.rows):
            number = int(section.id.rpartition("-")[2])
            month = months.get(section.id) or Month(number=number, address=f"{part.address}#{section.id}", rows=0)
            months[section.id] = replace(month, rows=month.rows + len(section.rows))
    return DeadlineYear(name=year, number=len(rows), months=list(months.values()))


def _year(archive: Archive, year: str) -> Iterator[Page]:
    rows = _tasks(archive.derived(by_due_year)[year])
    for part in parts(addresses.deadlines(year), rows):
        sections = months_of_deadlines(part.rows)
        yield page(
            archive,
            address=part.address,
            title=f"Thời hạn trong năm {year}{part.suffix}",
            description=f"{phrases.count(len(rows))} chỉ đạo có thời hạn trong năm {year}, xếp theo tháng.",
            kind="deadlines-year",
            year=year,
            sections=sections,
            part=part,
        )


def _recurring(archive: Archive) -> Iterator[Page]:
    for part in parts(addresses.RECURRING, [Task(assignment=assignment) for assignment in archive.recurring]):
        yield page(
            archive,
            address=part.address,
            title="Chỉ đạo định kỳ" + part.suffix,
            description=f"{phrases.count(part.total)} việc phải làm hoặc báo cáo định kỳ.",
            kind="recurring",
            part=part,
        )
