"""Pages of deadlines: ahead, past by year, and those that come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, groupby, islice, takewhile
from typing import NamedTuple

from ketluan import exports
from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment
from ketluan.model.keyed_rule import KeyedRule
from ketluan.model.page import Page
from ketluan.model.year_sums import MONTHS, archive_counts, recurring_directives
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
    last_first = takewhile(lambda one: one.due and one.due >= archive.today, reversed(archive.dated))
    return [assignment for assignment in last_first if assignment.is_open][::-1]


def _main(archive: Archive) -> Iterator[Page]:
    years, ahead = archive.derived(due_sums), _tasks(coming(archive))
    done = sum(1 for assignment in archive.dated if assignment.notice.follow_up and not assignment.is_open)
    past = len(archive.dated) - done - len(ahead)
    before = dropwhile(lambda one: one.due and one.due >= archive.today, reversed(archive.dated))
    recent = _tasks(islice((assignment for assignment in before if assignment.is_open), RECENT))
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
