"""The documents that bear one number, told apart by the day printed behind it: numbers begin again every year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ketluan.model.archive import Assignment
from ketluan.model.notice import Notice
from ketluan.model.printed_days import days_behind
from ketluan.site import phrases

WHOLE_DAY = len("2020-03-05")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedDocument:
    """What cites the document of one `printed` day, `2020-03-05`, or year, `2020`; empty where neither is printed.
    `years` are those printed alone that mean the day."""

    printed: str
    assignments: tuple[Assignment, ...]
    years: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return day_anchor(self.printed)

    @property
    def when(self) -> str:
        """`ngày 05/03/2020`, `năm 2020`, `không in ngày`."""
        return day_words(self.printed)

    @property
    def heading(self) -> str:
        """With how many directives and notices cite it."""
        name = f"Văn bản {self.when}" if self.printed else "Chỗ dẫn chiếu không in ngày"
        return f"{name}: {phrases.count(len(self.assignments))} chỉ đạo trong {phrases.count(self.notices)} thông báo"

    @property
    def notices(self) -> int:
        """How many notices cite it."""
        return len({assignment.notice.id for assignment in self.assignments})


def day_anchor(printed: str) -> str:
    """Of the section of a printed day."""
    if not printed:
        return "khong-in-ngay"
    return f"{'ngay' if len(printed) == WHOLE_DAY else 'nam'}-{printed}"


def day_words(printed: str) -> str:
    """As `DatedDocument.when`."""
    if len(printed) == WHOLE_DAY:
        return f"ngày {phrases.day(dt.date.fromisoformat(printed))}"
    return f"năm {printed}" if printed else "không in ngày"


def by_day(numbers: Collection[str], assignments: Iterable[Assignment]) -> tuple[DatedDocument, ...]:
    """The newest day first, what prints none last; `numbers` are the forms of the one number, in capitals."""
    found: dict[str, list[Assignment]] = {}
    for assignment in assignments:
        found.setdefault(printed_day(numbers, assignment.notice, assignment.at), []).append(assignment)
    merged: dict[str, dict[str, list[Assignment]]] = {}
    for printed, group in found.items():
        merged.setdefault(_whole_day(printed, found), {})[printed] = group
    return tuple(
        DatedDocument(
            printed=printed,
            assignments=tuple(assignment for group in merged[printed].values() for assignment in group),
            years=tuple(sorted(merged[printed].keys() - {printed})),
        )
        for printed in sorted(merged, reverse=True)
    )


def printed_day(numbers: Collection[str], notice: Notice, at: int) -> str:
    """The day or year that the `at`-th directive prints behind a number of these forms; empty where it prints none."""
    return next((day for number, day in days_behind(notice, at) if number in numbers), "")


def _whole_day(printed: str, others: Iterable[str]) -> str:
    """A year alone means the one day of that year that is printed elsewhere, if there is one."""
    days = [other for other in others if len(other) == WHOLE_DAY and other.startswith(printed)] if printed else []
    return days[0] if len(days) == 1 else printed
