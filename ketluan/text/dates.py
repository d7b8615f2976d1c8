"""Dates as officials print them: full, by month, by quarter, by year."""

from __future__ import annotations

import calendar
import datetime as dt
import re

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:19|20)\d\d"

PRINTED_DAY = "{day}/{month}/{year}"
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}

_FULL = re.compile(
    rf"""
    (?<![\d/.-])
    (?P<day>{DAY})
    (?:
        \s* (?P<mark>[/.-]) \s* (?P<month>{MONTH}) \s* (?P=mark) \s* (?P<year>{YEAR})   # 08/01/2025
      | ,? \s+ tháng \s+ (?P<named_month>{MONTH}) ,? \s* (?:/\s*|năm \s+) (?P<named_year>{YEAR}) # 08 tháng 01 năm 2025
    )
    (?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def printed_date(date: dt.date | None) -> str:
    """`08/02/2025`, empty for None."""
    return PRINTED_DAY.format(day=f"{date:%d}", month=f"{date:%m}", year=f"{date:%Y}") if date else ""


def read_date(text: str) -> dt.date | None:
    """The first full date of a text, `ngày 08 tháng 01 năm 2025` or `08/01/2025`; None without one that exists."""
    for found in _FULL.finditer(text):
        year, month = found["year"] or found["named_year"], found["month"] or found["named_month"]
        if date := day_of(int(year), int(month), int(found["day"])):
            return date
    return None


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The date, None when the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def end_of_month(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def end_of_quarter(year: int, quarter: int) -> dt.date:
    """The last day of a quarter, 1 to 4."""
    return end_of_month(year, quarter * 3)


def quarter_number(printed: str) -> int:
    """4 for `IV` and for `4`."""
    return _ROMAN.get(printed.upper()) or int(printed)


def working_days_after(date: dt.date, days: int) -> dt.date:
    """The date so many working days later; Saturdays and Sundays are skipped, public holidays are not known."""
    weeks, rest = divmod(days, 5)
    end = date + dt.timedelta(weeks=weeks)
    while rest or end.weekday() > 4:
        end += dt.timedelta(days=1)
        rest -= end.weekday() < 5 and rest > 0
    return end
