"""Dates as officials print them: full, by month, by quarter, by year."""

from __future__ import annotations

import calendar
import datetime as dt
import re

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:19|20)\d\d"

PRINTED_DAY = "{day}/{month}/{year}"
_DATED_YEAR = re.compile(
    rf"\bng[àa]y[\s.…_]*\d{{0,2}}[\s.…_]*th[áa]ng[\s.…_]*\d{{0,2}}[\s.…_]*n[ăa]m[\s.…_]*({YEAR})(?!\d)", re.IGNORECASE
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def printed_date(date: dt.date | None) -> str:
    """`08/02/2025`, empty for None."""
    return PRINTED_DAY.format(day=f"{date.day:02}", month=f"{date.month:02}", year=f"{date.year:04}") if date else ""


def printed_year(head: str) -> int | None:
    """The year of a line of place and date, also of one whose day was never filled in."""
    found = _DATED_YEAR.search(head)
    return int(found[1]) if found else None


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The date, None when the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def end_of_quarter(year: int, quarter: int) -> dt.date:
    """The last day of a quarter, 1 to 4."""
    return end_of_month(year, quarter * 3)


def quarter_number(printed: str) -> int:
    """4 for `IV` and for `4`."""
    return _ROMAN.get(printed.upper()) or int(printed)
