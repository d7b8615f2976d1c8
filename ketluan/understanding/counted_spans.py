"""The days of periods that are counted from the notice's own day, or from another: what is near, and Tết."""

from __future__ import annotations

import datetime as dt

from ketluan.text.dates import day_of, end_of_month
from ketluan.understanding.deadline_spans import (
    NO_DAY,
    NO_FIRST_DAY,
    NO_SUCH_DAY,
    NO_YEAR,
    WORKING_DAYS,
    Kind,
    Match,
    Period,
    Span,
    as_period,
    clock,
    full_year,
    in_years,
    part_of_period,
    weekday_number,
)
from ketluan.understanding.lunar_new_year import is_named, new_year

COUNT_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def day_nearby(found: Match, issued: dt.date | None) -> Period:
    """`ngày 30 tháng này`, `hôm nay`, `ngày mai`."""
    if issued is None:
        return as_period(found, "day", why=NO_YEAR)
    if not found["near_day"]:
        day: dt.date | None = issued + dt.timedelta(days=found["day_word"].startswith("ngày mai"))
    else:
        year, month = divmod(issued.month - 1 + (found["next"] is not None), 12)
        day = day_of(issued.year + year, month + 1, int(found["near_day"]))
    why = "" if day else NO_SUCH_DAY.format(found[0])
    return as_period(found, "day", ((day, day),) if day else (), inferred=True, why=why, time=clock(found))


def weekday_of_week(found: Match, issued: dt.date | None) -> Period:
    """A weekday has a date only when its week is printed."""
    if issued is None or not found["week"]:
        return as_period(found, "clock", why=NO_DAY, time=clock(found))
    monday = issued - dt.timedelta(days=issued.weekday()) + dt.timedelta(weeks=found["week"] != "này")
    day = monday + dt.timedelta(days=weekday_number(found))
    return as_period(found, "day", ((day, day),), inferred=True, time=clock(found))


def period_nearby(found: Match, issued: dt.date | None) -> Period:
    """`trong tuần này`, `quý tới`, `cuối năm nay`: counted from the notice's day."""
    unit, step = found["unit"], found["step"] not in ("này", "nay")
    if issued is None:
        return as_period(found, _NEAR_KIND[unit], why=NO_YEAR)
    if unit == "tuần":
        first = issued - dt.timedelta(days=issued.weekday()) + dt.timedelta(weeks=step)
        span = first, first + dt.timedelta(days=6)
    else:
        months = {"tháng": 1, "quý": 3, "năm": 12}[unit]
        at = issued.year * 12 + (issued.month - 1) // months * months + months * step
        span = dt.date(at // 12, at % 12 + 1, 1), end_of_month((at + months - 1) // 12, (at + months - 1) % 12 + 1)
    return part_of_period(as_period(found, _NEAR_KIND[unit], (span,), inferred=True), found["part"])


_NEAR_KIND: dict[str, Kind] = {"tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}


def end_of_this_year(found: Match, issued: dt.date | None) -> Period:
    """`cuối năm`: of the notice's own."""

    def of(year: int) -> Span:
        return dt.date(year, 12, 31), dt.date(year, 12, 31)

    return in_years(found, "year", issued, of, whole=False)


def lunar_new_year(found: Match, issued: dt.date | None) -> Period:
    """The first day of the lunar year: by its name, by the printed year, else the next one."""
    years = [full_year(found["year"])] if found["year"] else [issued.year, issued.year + 1] if issued else []
    if found["stem"] and not found["year"]:
        years = [year for year in range(issued.year, issued.year + 3)] if issued else []
        years = [year for year in years if is_named(year, found["stem"], found["branch"])]
    spans = tuple((day, day) for year in years if (day := new_year(year)))
    return as_period(found, "tet", spans, inferred=not found["year"], why="" if spans else NO_DAY)


def counted(found: Match, issued: dt.date | None) -> Period:
    """So many days from one that is printed, or from the notice's own; hours have no day."""
    groups = found.groupdict()
    kind: Kind = "since" if found["since"] else "hours" if found["unit"] == "giờ" else "counted"
    first = issued if groups["own"] else None
    if groups["since_day"]:
        year = int(groups["since_year"]) if groups["since_year"] else issued.year if issued else None
        first = day_of(year, int(groups["since_month"]), int(groups["since_day"])) if year else None
    if found["working"] or first is None or found["unit"] == "giờ":
        return as_period(found, kind, why=WORKING_DAYS if found["working"] else NO_FIRST_DAY)
    last = later(first, number_said(found["count"]) or 0, found["unit"])
    return as_period(found, kind, ((last, last),), inferred=not groups["since_day"])


def number_said(printed: str) -> int | None:
    """`03` and `ba`; None for other words."""
    if printed.isdigit():
        return int(printed)
    return COUNT_WORDS.index(printed) + 1 if printed in COUNT_WORDS else None


def later(since: dt.date, count: int, unit: str) -> dt.date:
    if unit in ("tháng", "năm"):
        year, month = divmod(since.month - 1 + count * (12 if unit == "năm" else 1), 12)
        return day_of(since.year + year, month + 1, since.day) or end_of_month(since.year + year, month + 1)
    return since + dt.timedelta(days=count * (7 if unit == "tuần" else 1))
