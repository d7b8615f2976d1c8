"""Pages of deadlines: ahead, past by year, and those that come back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ketluan.archive import Archive
from ketluan.page import Page
from ketluan.views import addresses, wording
from ketluan.views.listing import Task, months_of_deadlines
from ketluan.views.paging import parts
from ketluan.views.rendering import page

RECENT = 10


def deadline_pages(archive: Archive) -> Iterator[Page]:
    """`/thoi-han/` (ahead, then what was due last), `/thoi-han/<year>/`, `/thoi-han/dinh-ky/`."""
    tasks = [Task(told=told) for told in archive.dated]
    ahead = [task for task in tasks if task.told.due and task.told.due >= archive.today]
    past = tasks[: len(tasks) - len(ahead)]
    years = [(year, list(rows)) for year, rows in groupby(tasks, key=lambda task: f"{task.told.due:%Y}")]
    counts = [(year, len(rows)) for year, rows in reversed(years)]
    yield from _main(archive, ahead=ahead, past=past, counts=counts)
    for year, rows in years:
        yield from _year(archive, year, rows)
    yield from _recurring(archive)


def _main(archive: Archive, *, ahead: list[Task], past: list[Task], counts: list[tuple[str, int]]) -> Iterator[Page]:
    recent = list(reversed(past[-RECENT:]))
    for part in parts(addresses.DEADLINES, ahead):
        sections = months_of_deadlines(part.rows)
        yield page(
            archive,
            address=part.address,
            title="Thời hạn" + part.suffix,
            description=f"{wording.count(len(ahead))} chỉ đạo có thời hạn phía trước tính đến"
            f" {wording.day(archive.today)}, {wording.count(len(past))} chỉ đạo đã qua thời hạn,"
            f" {wording.count(len(archive.recurring))} chỉ đạo định kỳ.",
            kind="deadlines",
            part=part,
            sections=sections,
            recent=recent if part.number == 1 else [],
            past=len(past),
            counts=counts,
            recurring=len(archive.recurring),
        )


def _year(archive: Archive, year: str, rows: list[Task]) -> Iterator[Page]:
    for part in parts(addresses.deadlines(year), rows):
        sections = months_of_deadlines(part.rows)
        yield page(
            archive,
            address=part.address,
            title=f"Thời hạn trong năm {year}{part.suffix}",
            description=f"{wording.count(len(rows))} chỉ đạo có thời hạn trong năm {year}, xếp theo tháng.",
            kind="deadlines-year",
            year=year,
            sections=sections,
            part=part,
        )


def _recurring(archive: Archive) -> Iterator[Page]:
    for part in parts(addresses.RECURRING, [Task(told=told) for told in archive.recurring]):
        yield page(
            archive,
            address=part.address,
            title="Chỉ đạo định kỳ" + part.suffix,
            description=f"{wording.count(part.total)} việc phải làm hoặc báo cáo định kỳ.",
            kind="recurring",
            part=part,
        )
