"""The documents that bear one number, told apart by the day printed behind it: numbers begin again every year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ketluan.model.archive import Assignment
from ketluan.model.printed_days import printed_days
from ketluan.site import phrases

WHOLE_DAY = len("2020-03-05")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedDocument:
    """What cites the document of one `printed` day, `2020-03-05`, or year, `2020`; empty where neither is printed."""

    printed: str
    assignments: tuple[Assignment, ...]

    @property
    def anchor(self) -> str:
        if not self.printed:
            return "khong-in-ngay"
        return f"{'ngay' if len(self.printed) == WHOLE_DAY else 'nam'}-{self.printed}"

    @property
    def when(self) -> str:
        """`ngày 05/03/2020`, `năm 2020`, `không in ngày`."""
        if len(self.printed) == WHOLE_DAY:
            return f"ngày {phrases.day(dt.date.fromisoformat(self.printed))}"
        return f"năm {self.printed}" if self.printed else "không in ngày"

    @property
    def heading(self) -> str:
        """With how many directives and notices cite it."""
        name = f"Văn bản {self.when}" if self.printed else "Chỗ dẫn chiếu không in ngày"
        return f"{name}: {phrases.count(len(self.assignments))} chỉ đạo trong {phrases.count(self.notices)} thông báo"

    @property
    def notices(self) -> int:
        """How many notices cite it."""
        return len({assignment.notice.id for assignment in self.assignments})


def by_day(numbers: Collection[str], assignments: Iterable[Assignment]) -> tuple[DatedDocument, ...]:
    """The newest day first, what prints none last; `numbers` are the forms of the one number, in capitals."""
    found: dict[str, list[Assignment]] = {}
    for assignment in assignments:
        found.setdefault(_printed(numbers, assignment), []).append(assignment)
    merged: dict[str, list[Assignment]] = {}
    for printed, group in found.items():
        merged.setdefault(_whole_day(printed, found), []).extend(group)
    return tuple(
        DatedDocument(printed=printed, assignments=tuple(merged[printed])) for printed in sorted(merged, reverse=True)
    )


def _printed(numbers: Collection[str], assignment: Assignment) -> str:
    return next((day for number, day in printed_days(assignment.notice)[assignment.at] if number in numbers), "")


def _whole_day(printed: str, others: Iterable[str]) -> str:
    """A year alone means the one day of that year that is printed elsewhere, if there is one."""
    days = [other for other in others if len(other) == WHOLE_DAY and other.startswith(printed)] if printed else []
    return days[0] if len(days) == 1 else printed
