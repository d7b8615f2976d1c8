"""The days of a printed period: what a match of a row of PERIODS says in a notice of a given day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from ketluan.text.dates import day_of, end_of_month, end_of_quarter, quarter_number

Kind = Literal["day", "clock", "counted", "hours", "since", "week", "month", "quarter", "half", "tet", "year"]
Span = tuple[dt.date, dt.date]
"""First and last day."""
Match = re.Match[str]

NO_SUCH_DAY = "ngày {} không có trong lịch"
NO_DAY = "không ghi rõ ngày"
NO_FIRST_DAY = "không in ngày bắt đầu tính hạn"
WORKING_DAYS = "tính theo ngày làm việc"
NO_YEAR = "không ghi năm, thông báo không có ngày"

WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")
MONTH_NAMES = ("giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")


class Period(NamedTuple):
    """A printed period.

    `spans` are the days it may mean, the likelier first; empty when it has none, and `why` says why. `whole` is false
    for one that is a part already (`cuối tháng 6`), so that `trước` means its own last day. `inferred` as in Deadline.
    """

    start: int
    end: int
    kind: Kind
    spans: tuple[Span, ...] = ()
    inferred: bool = False
    whole: bool = True
    time: str | None = None
    why: str = ""


def as_period(found: Match, kind: Kind, spans: tuple[Span, ...] = (), **more: Any) -> Period:
    return Period(found.start(), found.end(), kind, spans, **more)


def in_years(found: Match, kind: Kind, issued: dt.date | None, of: Callable[[int], Span | None], **more: Any) -> Period:
    """The period in the printed year, else in the notice's year or the next one."""
    groups = found.groupdict()
    printed = groups.get("year") or groups.get("named_year") or groups.get("first_year")
    years = (full_year(printed),) if printed else (issued.year, issued.year + 1) if issued else ()
    spans = tuple(span for year in years if (span := of(year)))
    why = "" if spans else NO_DAY if years else NO_YEAR
    return as_period(found, kind, spans, inferred=not printed, why=why, **more)


def full_year(printed: str) -> int:
    return int(printed) + (2000 if len(printed) == 2 else 0)


def one_day(found: Match, issued: dt.date | None) -> Period:
    """`20/10/2025`, `20 tháng 10`: the day itself."""
    day, month = int(found["day"]), int(found["month"] or found["named_month"])
    first = int(found["first"] or day)

    def of(year: int) -> Span | None:
        last = day_of(year, month, day)
        return (day_of(year, month, first) or last, last) if last else None

    period = in_years(found, "day", issued, of, time=clock(found))
    return period._replace(why=NO_SUCH_DAY.format(_as_printed(found))) if period.why == NO_DAY else period


def _as_printed(found: Match) -> str:
    """`31/02/2025`, whatever stands before the day."""
    day = found.string[found.start("day") : found.end()]
    return day.replace(" ", "") if found["month"] else day


def impossible_day(found: Match, issued: dt.date | None) -> Period:
    """A day by its form alone."""
    return as_period(found, "day", time=clock(found), why=NO_SUCH_DAY.format(found["printed"].replace(" ", "")))


def clock(found: Match) -> str | None:
    """`16:00` of a match with the groups of a time of day."""
    hour = found["hour"] if "hour" in found.re.groupindex else None
    return f"{int(hour):02}:{found['minute'] or '00'}" if hour else None


def weekday_number(found: Match) -> int:
    """0 for Monday of a match with the groups of `WEEKDAY`."""
    printed = found["weekday"]
    if not printed:
        return 6
    return int(printed) - 2 if printed.isdigit() else WEEKDAYS.index(printed)


def months(found: Match, issued: dt.date | None) -> Period | None:
    """`tháng 10/2025`, `cuối tháng 9`, `tháng 5, 6 và 7`."""
    first, part = _month_number(found["month"]), found.groupdict().get("part")
    last = int(found["last_month"]) if found.groupdict().get("last_month") else first

    def of(year: int) -> Span:
        return dt.date(year, first, 1), end_of_month(year, last)

    return part_of_period(in_years(found, "month", issued, of), part)


def _month_number(printed: str) -> int:
    return int(printed) if printed.isdigit() else MONTH_NAMES.index(" ".join(printed.split())) + 1


# the day on which each such part of a month ends
_TENTHS = {"nửa đầu": 15, "thượng tuần": 10, "trung tuần": 20}


def part_of_period(period: Period, part: str | None) -> Period:
    """The end of a period is its last day; its beginning and its middle have no day of their own."""
    part = " ".join(part.split()) if part else None
    if part is None:
        return period
    if part in ("đầu", "giữa"):
        return period._replace(spans=(), whole=False, why=NO_DAY)
    last = _TENTHS.get(part) if period.kind == "month" else None
    spans = tuple((last_day := end.replace(day=last) if last else end, last_day) for _, end in period.spans)
    return period._replace(spans=spans, whole=False)


def week_of_month(found: Match, issued: dt.date | None) -> Period:
    """`tuần đầu tháng 4`: its first seven days, `2 tuần đầu` fourteen; the last week ends with the month."""
    month, more = int(found["month"]), {"2": 7, "hai": 7, "3": 14, "ba": 14}.get((found["weeks"] or "").lstrip("0"), 0)
    end = {"đầu": 7 + more, "nhất": 7, "1": 7, "hai": 14, "2": 14, "ba": 21, "3": 21}.get(found["nth"])
    begin = (end or 28) - 6 - more

    def of(year: int) -> Span:
        return dt.date(year, month, begin), dt.date(year, month, end) if end else end_of_month(year, month)

    return in_years(found, "week", issued, of)


def quarters(found: Match, issued: dt.date | None) -> Period:
    """`quý III/2025`, `quý I và quý II`."""
    first = quarter_number(found["quarter"])
    last = quarter_number(found["last_quarter"]) if found["last_quarter"] else first

    def of(year: int) -> Span:
        return dt.date(year, first * 3 - 2, 1), end_of_quarter(year, last)

    return part_of_period(in_years(found, "quarter", issued, of), found["part"])


def months_of_year(found: Match, issued: dt.date | None) -> Period:
    """`6 tháng đầu năm 2025`, `9 tháng đầu năm`, `nửa cuối năm 2025`."""
    count = 6 if found["half_year"] else int(found["months"]) if found["months"].isdigit() else 6
    at_end = found["end"] == "cuối"

    def of(year: int) -> Span:
        return dt.date(year, 13 - count if at_end else 1, 1), end_of_month(year, 12 if at_end else count)

    return in_years(found, "half", issued, of) if 1 <= count <= 11 else as_period(found, "half", why=NO_DAY)


def years(found: Match, issued: dt.date | None) -> Period:
    """`năm 2025`, `cuối năm 2025`, `năm 2025 và 2026`."""
    last = found.groupdict().get("last_year")

    def of(year: int) -> Span:
        return dt.date(year, 1, 1), dt.date(int(last) if last else year, 12, 31)

    return part_of_period(in_years(found, "year", issued, of), found.groupdict().get("part"))


def clock_alone(found: Match, issued: dt.date | None) -> Period:
    """`11h30`: a time of no day."""
    return as_period(found, "clock", time=clock(found), why=NO_DAY)
