"""Pages of deadlines: ahead, past by year, and those that come back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from ketluan import exports
from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment, notice_assignments
from ketluan.model.keyed_rule import KeyedRule
from ketluan.model.notice import Notice
from ketluan.model.page import Page
from ketluan.model.year_sums import MONTHS, archive_counts, recurring_directives, year_sums
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
    yield from (Recipe(_year, year) for year in archive.derived(due_sums))
    yield Recipe(_recurring)


def by_due_year(archive: Archive) -> Mapping[str, tuple[Assignment, ...]]:
    """The directives with a limit, by the year it lies in, soonest first; inside a day newest notice first."""
    return archive.grouping("by_due_year", _by_due_year)


def _by_due_year(archive: Archive, notices: Iterable[Notice], only: str | None) -> dict[str, tuple[Assignment, ...]]:
    found: dict[str, list[tuple[dt.date, Assignment]]] = {}
    for notice in notices:
        for task in notice_assignments(archive, notice):
            if task.counts and (due := task.due) and only in (None, year := f"{due:%Y}"):
                found.setdefault(year, []).append((due, task))
    return {year: tuple(task for _, task in sorted(rows, key=lambda row: row[0])) for year, rows in found.items()}


class DueSums(NamedTuple):
    """How many limits lie in each month of a year."""

    months: tuple[int, ...]


def _due_sums(archive: Archive, year: str) -> DueSums | None:
    if (rows := archive.derived(by_due_year).get(year)) is None:
        return None
    months = Counter(assignment.due.month for assignment in rows if assignment.due)
    return DueSums(tuple(months[month] for month in MONTHS))


due_sums = KeyedRule("due_sums", DueSums, keys=lambda archive: archive.derived(by_due_year), make=_due_sums)
"""For every year in which a limit lies."""


def _tasks(assignments: Iterable[Assignment]) -> list[Task]:
    return [Task(assignment=assignment) for assignment in assignments]


def coming(archive: Archive) -> list[Assignment]:
    """Those that are still to be done and whose limit lies ahead, soonest first."""
    years = [year for year in archive.derived(due_sums) if int(year) >= archive.today.year]
    rows = chain.from_iterable(archive.derived(by_due_year)[year] for year in years)
    return [task for task in rows if task.due and task.due >= archive.today and task.is_open]


def _past(archive: Archive) -> Iterator[Assignment]:
    """Those still to be done whose limit is over, the last first."""
    years = [year for year in archive.derived(due_sums) if int(year) <= archive.today.year]
    rows = (task for year in reversed(years) for task in reversed(archive.derived(by_due_year)[year]))
    return (task for task in rows if task.due and task.due < archive.today and task.is_open)


def _main(archive: Archive) -> Iterator[Page]:
    years, ahead = archive.derived(due_sums), _tasks(coming(archive))
    recorded = (task for sums in archive.derived(year_sums).values() for task in sums.limits.recorded(archive))
    done = sum(1 for task in recorded if task.due and not task.is_open)
    past = sum(sum(sums.months) for sums in years.values()) - done - len(ahead)
    recent = _tasks(islice(_past(archive), RECENT))
    whole = summed(states_by_year(archive, day=archive.today).values(), day=archive.today)
    recurring = recurring_directives(archive)
    calendar = next((file for file in exports.descriptions(archive) if file.format == "iCalendar"), None)
    months = [_months(year, sums) for year, sums in reversed(years.items())]
    for part in parts(addresses.DEADLINES, ahead):
        sections = months_of_deadlines(part.rows)
        yield page(
            archive,
            address=part.address,
            title="Thời hạn" + part.suffix,
            description=f"{phrases.count(len(ahead))} chỉ đạo có thời hạn sắp tới, tính đến ngày"
            f" {phrases.day(archive.today)}, {phrases.count(past)} chỉ đạo quá thời hạn mà kho chưa ghi nhận xong,"
            f" {phrases.count(recurring)} chỉ đạo định kỳ.",
            kind="deadlines",
            today=archive.today,
            part=part,
            sections=sections,
            recent=recent if part.number == 1 else [],
            past=past,
            years=months,
            calendar=calendar,
            whole=whole,
            counts=archive_counts(archive),
            states=shown_states([whole]),
            recurring=recurring,
        )


def _months(year: str, sums: DueSums) -> DeadlineYear:
    """Each month leads to the part of the year's list in which it begins."""
    total, begins, months = sum(sums.months), 0, []
    pages = [part.address for part in parts(addresses.deadlines(year), range(total)) for _ in part.rows]
    for month, rows in zip(MONTHS, sums.months, strict=True):
        if rows:
            months.append(Month(number=month, address=f"{pages[begins]}#thang-{year}-{month:02}", rows=rows))
        begins += rows
    return DeadlineYear(name=year, number=total, months=months)


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
