"""Periods and days as officials print them, and what each says as a deadline.

Every pattern names its groups; a reader takes the match and the day of the notice.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from ketluan.model.notice import Deadline, Recurring
from ketluan.text.dates import (
    DAY,
    MONTH,
    YEAR,
    day_of,
    end_of_month,
    end_of_quarter,
    quarter_number,
    working_days_after,
)

ON_DAY = rf"""
    (?P<day>{DAY})
    (?:
        \s*(?P<mark>[/.-])\s*(?P<month>{MONTH})(?!\d)(?:\s*(?P=mark)\s*(?P<year>{YEAR}))?
      |,?\s+tháng\s+(?P<named_month>{MONTH})(?!\d)(?:,?\s*(?:/\s*|năm\s+)(?P<named_year>{YEAR}))?
    )(?![\d/])(?!\s+(?:của\s+)?(?:hằng|hàng|mỗi)\s+năm)"""
_OF_YEAR = rf"(?:\s*(?:[/-]\s*|,?\s*năm\s+)(?P<year>{YEAR}))?"
IN_MONTH = rf"(?P<end>cuối\s+)?tháng\s+(?P<month>{MONTH})(?!\d){_OF_YEAR}"
IN_QUARTER = rf"(?P<end>cuối\s+)?quý\s+(?P<quarter>IV|I{{1,3}}|[1-4])(?!\w){_OF_YEAR}"
IN_YEAR = rf"(?P<end>cuối\s+)?năm\s+(?P<year>{YEAR})(?!\s*[-–]\s*\d)"
IN_HALF = rf"(?:0?6|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<year>{YEAR}))?"
END_OF_THIS_YEAR = r"cuối\s+năm(?:\s+nay)?(?!\s+(?:\d|học|sau|tới))"
COUNTED = (
    r"(?:(?:thời\s+hạn|thời\s+gian|vòng)\s+)?(?P<count>\d{1,3})\s+(?P<unit>ngày|tuần|tháng)(?P<working>\s+làm\s+việc)?"
)
EVERY = r"(?:hằng|hàng|mỗi)\s+(?P<every>tuần|tháng|quý|năm)"
LAST_MONTH = rf"ngày\s+{DAY}\s+(?:của\s+)?tháng\s+cuối\s+(?:của\s+)?(?:(?:hằng|hàng|mỗi)\s+)?(?P<every>quý)"
TIMES_A = r"(?:\d{1,2}|một|hai|ba)\s+lần\s*(?:/|(?:trong\s+)?(?:một|mỗi)\s)\s*(?P<every>tuần|tháng|quý|năm)(?!\w)"
ONCE_A = r"(?:0?1|một)\s+(?P<every>tuần|tháng|quý|năm)\s*(?:/\s*|(?:0?1|một)\s+)lần"
REGULAR = r"định\s+kỳ\s+(?P<every>tuần|tháng|quý|năm)(?!\s*\d)(?!\s+(?:này|sau|trước|tới|nay|[IVX]+)\b)"

FEW_DAYS = dt.timedelta(days=7)
"""A notice of an urgent meeting goes out after a limit that the meeting set."""

_HAPPENED = re.compile(r"\b(?:đã|được|từng)\s[^.;:,]*$", re.IGNORECASE)
_EACH: dict[str, Recurring] = {"tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "yearly"}

Printed = re.Match[str]
Reader = Callable[[Printed, dt.date | None], Deadline | None]


def on_day(printed: Printed, issued: dt.date | None) -> Deadline | None:
    """The day itself."""
    return _on_day(printed, issued, earliest=issued)


def by_day(printed: Printed, issued: dt.date | None) -> Deadline | None:
    """The day itself, also one shortly before the notice when nothing says that it happened."""
    if issued is None or _HAPPENED.search(printed.string, max(0, printed.start() - 60), printed.start()):
        return on_day(printed, issued)
    return _on_day(printed, issued, earliest=issued - FEW_DAYS)


def before_month(printed: Printed, issued: dt.date | None) -> Deadline | None:
    """The last day of the month before; `trước cuối tháng` means the month's own."""
    if printed["end"]:
        return in_month(printed, issued)
    day_before = dt.timedelta(days=1)
    month = int(printed["month"])
    return _of_year(printed, issued, lambda year: dt.date(year, month, 1) - day_before)


def in_month(printed: Printed, issued: dt.date | None) -> Deadline | None:
    """The last day of the month."""
    month = int(printed["month"])
    return _of_year(printed, issued, lambda year: end_of_month(year, month))


def before_quarter(printed: Printed, issued: dt.date | None) -> Deadline | None:
    """The last day of the quarter before; `trước cuối quý` means the quarter's own."""
    if printed["end"]:
        return in_quarter(printed, issued)
    day_before = dt.timedelta(days=1)
    first_month = quarter_number(printed["quarter"]) * 3 - 2
    return _of_year(printed, issued, lambda year: dt.date(year, first_month, 1) - day_before)


def in_quarter(printed: Printed, issued: dt.date | None) -> Deadline | None:
    """The last day of the quarter."""
    quarter = quarter_number(printed["quarter"])
    return _of_year(printed, issued, lambda year: end_of_quarter(year, quarter))


def in_half(printed: Printed, issued: dt.date | None) -> Deadline | None:
    """The last day of the half-year."""
    quarter = 2 if printed["half"].lower() == "đầu" else 4
    return _of_year(printed, issued, lambda year: end_of_quarter(year, quarter))


def in_year(printed: Printed, issued: dt.date | None) -> Deadline | None:
    """The last day of the year."""
    return _of_year(printed, issued, lambda year: dt.date(year, 12, 31))


def before_year(printed: Printed, issued: dt.date | None) -> Deadline | None:
    """The last day of the year before; `trước cuối năm` means the year's own."""
    if printed["end"]:
        return in_year(printed, issued)
    return _of_year(printed, issued, lambda year: dt.date(year - 1, 12, 31))


def counted(printed: Printed, issued: dt.date | None) -> Deadline | None:
    """`trong 10 ngày kể từ ngày ký` counts from the notice's own day; what counts from another event has no date."""
    if not printed["own"]:
        return None
    if issued is None:
        return Deadline(phrase=_phrase(printed))
    count, unit = int(printed["count"]), printed["unit"].lower()
    if unit == "tháng":
        year, month = divmod(issued.month - 1 + count, 12)
        end = day_of(issued.year + year, month + 1, issued.day) or end_of_month(issued.year + year, month + 1)
    elif printed["working"]:
        end = working_days_after(issued, count)
    else:
        end = issued + dt.timedelta(days=count * (7 if unit == "tuần" else 1))
    return Deadline(phrase=_phrase(printed), date=end, inferred=True)


def recurring(printed: Printed, issued: dt.date | None) -> Deadline | None:
    """How often it is due."""
    return Deadline(phrase=_phrase(printed), recurring=_EACH[printed["every"].lower()])


def _on_day(printed: Printed, issued: dt.date | None, *, earliest: dt.date | None) -> Deadline | None:
    month, day = int(printed["month"] or printed["named_month"]), int(printed["day"])
    return _of_year(printed, issued, lambda year: day_of(year, month, day), earliest=earliest)


def _of_year(
    printed: Printed,
    issued: dt.date | None,
    on: Callable[[int], dt.date | None],
    *,
    earliest: dt.date | None = None,
) -> Deadline | None:
    """A day before the notice describes something else (`được phê duyệt trước ngày 01/7/2014`).

    A year left out is that of the notice, or the next one when the day would already be past.
    """
    year, phrase = _year(printed), _phrase(printed)
    earliest = earliest or issued
    if year is None and issued is None:
        return Deadline(phrase=phrase)
    years = (year,) if year else (issued.year, issued.year + 1) if issued else ()
    for guess in years:
        if (date := on(guess)) and (earliest is None or date >= earliest):
            return Deadline(phrase=phrase, date=date, inferred=year is None)
    return None


def _year(printed: Printed) -> int | None:
    groups = printed.groupdict()
    year = groups.get("year") or groups.get("named_year")
    return int(year) if year else None


def _phrase(printed: Printed) -> str:
    return " ".join(printed["phrase"].split()).strip(" ,(")
