"""By when a text wants it done: a last day, or how often.

GUIDE.md of the labels says what counts: only a limit for doing it, never a period that describes a plan.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ketluan.dates import (
    DAY,
    MONTH,
    YEAR,
    day_of,
    end_of_month,
    end_of_quarter,
    quarter_number,
    working_days_after,
)
from ketluan.notice import Deadline, Recurring

_DONE = r"hoàn\s+thành|hoàn\s+tất|hoàn\s+thiện|xong|dứt\s+điểm|kết\s+thúc|thông\s+xe|khánh\s+thành|bàn\s+giao"
_HANDED_IN = (
    r"báo\s+cáo|trình|gửi|ban\s+hành|phê\s+duyệt|khởi\s+công|tham\s+mưu|tổ\s+chức|thực\s+hiện|triển\s+khai"
    r"|hướng\s+dẫn|đóng\s+điện"
)

_DATE = rf"""
    (?P<day>{DAY})
    (?:
        \s*(?P<mark>[/.-])\s*(?P<month>{MONTH})(?!\d)(?:\s*(?P=mark)\s*(?P<year>{YEAR}))?
      |,?\s+tháng\s+(?P<named_month>{MONTH})(?!\d)(?:,?\s*(?:/\s*|năm\s+)(?P<named_year>{YEAR}))?
    )(?![\d/])(?!\s+(?:của\s+)?(?:hằng|hàng|mỗi)\s+năm)"""
_CLOCK = r"(?:\d{1,2}\s*(?:[hg:]|giờ)\s*(?:\d{2})?\s*(?:phút)?,?\s*)?"
_MONTH = rf"(?:cuối\s+)?tháng\s+(?P<month>{MONTH})(?!\d)(?:\s*(?:[/-]\s*|,?\s*năm\s+)(?P<year>{YEAR}))?"
_QUARTER = rf"(?:cuối\s+)?quý\s+(?P<quarter>IV|I{{1,3}}|[1-4])(?!\w)(?:\s*(?:[/-]\s*|,?\s*năm\s+)(?P<year>{YEAR}))?"
_YEAR = rf"(?:cuối\s+)?năm\s+(?P<year>{YEAR})(?!\s*[-–]\s*\d)"
_HALF = rf"(?:0?6|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<year>{YEAR}))?"
_BEFORE = (
    r"(?:trước|(?:chậm|muộn)\s+nhất(?:\s+(?:là|vào|đến|trong|trước))*|không\s+(?:muộn|chậm)\s+hơn|hạn\s+cuối(?:\s+là)?)"
)
_TERM = (
    r"(?:thời\s+hạn|thời\s+gian|hạn)(?:\s+(?:hoàn\s+thành|thực\s+hiện|báo\s+cáo|gửi|cuối|chót))*"
    r"\s*[:(]?\s*(?:(?:là|vào|trong|đến|hết|trước)\s+)*"
)
_EVERY = r"(?:hằng|hàng|mỗi)\s+(?P<every>tuần|tháng|quý|năm)"

LONGEST_TEXT = 20_000
FARTHEST_VERB = 160

_EACH: dict[str, Recurring] = {"tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "yearly"}

Printed = re.Match[str]
Reader = Callable[[Printed, dt.date | None], "Deadline | None"]


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a limit: `weight` prefers exact days to months, months to years, a limit to a recurrence."""

    weight: int
    period: str
    hints: frozenset[str]
    pattern: re.Pattern[str]
    read: Reader
    after: re.Pattern[str] | None


def find_deadline(text: str, issued: dt.date | None) -> Deadline | None:
    """The limit that a text sets, None when it sets none.

    `issued` is the day of the notice: a year left out is taken from it, and periods count from it. When several
    limits are set, the one for finishing goes before others, a day before a month, the first before later ones.
    """
    found = sorted(_found(text[:LONGEST_TEXT], issued), key=lambda item: item[0])
    return found[0][1] if found else None


def _found(text: str, issued: dt.date | None) -> Iterator[tuple[tuple[int, int], Deadline]]:
    small = text.lower()
    if not (_DIGIT.search(small) or any(word in small for word in _RECURRING)):
        return
    forms = [form for period, seen in _SEEN.items() if seen.search(small) for form in _FORMS_OF[period]]
    present = {hint for hint in _HINTS if hint in small} if forms else set()
    for form in forms:
        if form.hints.isdisjoint(present):
            continue
        for printed in form.pattern.finditer(text):
            if _stands_after(form, text, printed) and (deadline := form.read(printed, issued)):
                yield (form.weight, printed.start("phrase")), deadline


def _on_day(printed: Printed, issued: dt.date | None) -> Deadline | None:
    year, month, day = _year(printed), printed["month"] or printed["named_month"], int(printed["day"])
    if year is None:
        return _inferred(printed, issued, lambda guess: day_of(guess, int(month), day))
    return _limit(printed, day_of(year, int(month), day), issued)


def _before_month(printed: Printed, issued: dt.date | None) -> Deadline | None:
    day_before = dt.timedelta(days=1)
    if (year := _year(printed)) is None:
        return _inferred(printed, issued, lambda guess: dt.date(guess, int(printed["month"]), 1) - day_before)
    return _limit(printed, dt.date(year, int(printed["month"]), 1) - day_before, issued)


def _in_month(printed: Printed, issued: dt.date | None) -> Deadline | None:
    if (year := _year(printed)) is None:
        return _inferred(printed, issued, lambda guess: end_of_month(guess, int(printed["month"])))
    return _limit(printed, end_of_month(year, int(printed["month"])), issued)


def _in_quarter(printed: Printed, issued: dt.date | None) -> Deadline | None:
    quarter = quarter_number(printed["quarter"])
    if (year := _year(printed)) is None:
        return _inferred(printed, issued, lambda guess: end_of_quarter(guess, quarter))
    return _limit(printed, end_of_quarter(year, quarter), issued)


def _in_half(printed: Printed, issued: dt.date | None) -> Deadline | None:
    quarter = 2 if printed["half"].lower() == "đầu" else 4
    if (year := _year(printed)) is None:
        return _inferred(printed, issued, lambda guess: end_of_quarter(guess, quarter))
    return _limit(printed, end_of_quarter(year, quarter), issued)


def _in_year(printed: Printed, issued: dt.date | None) -> Deadline | None:
    return _limit(printed, dt.date(int(printed["year"]), 12, 31), issued)


def _before_year(printed: Printed, issued: dt.date | None) -> Deadline | None:
    return _limit(printed, dt.date(int(printed["year"]) - 1, 12, 31), issued)


def _counted(printed: Printed, issued: dt.date | None) -> Deadline | None:
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


def _recurring(printed: Printed, issued: dt.date | None) -> Deadline | None:
    return Deadline(phrase=_phrase(printed), recurring=_EACH[printed["every"].lower()])


def _limit(printed: Printed, date: dt.date | None, issued: dt.date | None) -> Deadline | None:
    """A day before the notice describes something else (`được phê duyệt trước ngày 01/7/2014`)."""
    if date is None or (issued and date < issued):
        return None
    return Deadline(phrase=_phrase(printed), date=date)


def _inferred(printed: Printed, issued: dt.date | None, on: Callable[[int], dt.date | None]) -> Deadline | None:
    """The year of the notice, or the next one when the day would already be past."""
    if issued is None:
        return Deadline(phrase=_phrase(printed))
    for year in (issued.year, issued.year + 1):
        if (date := on(year)) and date >= issued:
            return Deadline(phrase=_phrase(printed), date=date, inferred=True)
    return None


def _year(printed: Printed) -> int | None:
    groups = printed.groupdict()
    year = groups.get("year") or groups.get("named_year")
    return int(year) if year else None


def _phrase(printed: Printed) -> str:
    return " ".join(printed["phrase"].split()).strip(" ,(")


def _stands_after(form: _Form, text: str, printed: Printed) -> bool:
    """Whether the verb that the form needs stands shortly before, in the same part of the sentence."""
    return form.after is None or bool(form.after.search(text, max(0, printed.start() - FARTHEST_VERB), printed.start()))


def _form(
    weight: int, hints: tuple[str, ...], pattern: str, read: Reader, after: re.Pattern[str] | None = None
) -> _Form:
    """`hints` are words without one of which the pattern cannot match; looking for them first keeps reading fast."""
    period = next(period for period in _SEEN if period in pattern)
    compiled = re.compile(re.sub(r"\n\s*", "", pattern), re.IGNORECASE)
    return _Form(weight, period, frozenset(hints), compiled, read, after)


_DONE_HINTS = ("hoàn", "xong", "dứt", "kết thúc", "thông xe", "khánh thành", "bàn giao")
_LATEST_HINTS = ("chậm nhất", "muộn nhất")
_BEFORE_HINTS = ("trước", *_LATEST_HINTS, "muộn hơn", "chậm hơn", "hạn cuối")
_END_HINTS = ("đến hết", "đến cuối")
_EVERY_HINTS = ("hằng", "hàng", "mỗi")
_AFTER_DONE = re.compile(rf"\b(?:{_DONE})\b[^.;:]*$", re.IGNORECASE)
_AFTER_TASK = re.compile(rf"\b(?:{_DONE}|{_HANDED_IN})\b[^.;:]*$", re.IGNORECASE)
_THEN_DONE = rf"[^.;:]{{0,60}}?\b(?:{_DONE}|phải|đảm\s+bảo|bảo\s+đảm|đạt|giải\s+ngân)\b"
_THEN_HANDED_IN = rf"(?:[^.;:]{{0,100}}?\s)?(?:{_DONE}|phải|trình|ban\s+hành|báo\s+cáo|gửi|tham\s+mưu)\b"
_TO_BE_DONE = rf"(?<!đã\s)\b(?:{_DONE})\s+"
_PLEDGED = r"(?:phấn\s+đấu|bảo\s+đảm|đảm\s+bảo)\s+(?:từ\s+nay\s+)?"
_AT_LATEST = r"(?:chậm|muộn)\s+nhất(?:\s+(?:là|vào|đến|trong))*"
_UNTIL = r"đến(?:\s+(?:hết|cuối))?"
_WITHIN = rf"(?:ngay\s+)?(?:trong|vào|{_UNTIL})"
_COUNT = (
    r"(?:(?:thời\s+hạn|thời\s+gian|vòng)\s+)?(?P<count>\d{1,3})\s+(?P<unit>ngày|tuần|tháng)(?P<working>\s+làm\s+việc)?"
)
_OWN_DAY = (
    r"ngày\s+(?:ký|ban\s+hành|thông\s+báo|phát\s+hành|có)(?!\s+(?:hợp|quyết|văn|kết\s+quả))[^.;,]{0,30}|hôm\s+nay|nay"
)
_EVENT = r"(?:ngày|khi|thời\s+điểm)\s+[^.;,]{1,40}"
_DAY_OF_YEAR = rf"(?:ngày\s+)?{DAY}\s*(?:[/-]|tháng)\s*{MONTH}"
_WEEKDAY = rf"(?:ngày|thứ)\s+(?:{DAY}|hai|ba|tư|năm|sáu|bảy)"
_REGULARLY = rf"(?:{_DAY_OF_YEAR}|{_WEEKDAY})\s+(?:của\s+)?{_EVERY}"
_LAST_MONTH = rf"ngày\s+{DAY}\s+(?:của\s+)?tháng\s+cuối\s+(?:của\s+)?(?:(?:hằng|hàng|mỗi)\s+)?(?P<every>quý)"
_TIMES = rf"{_EVERY}\s+(?:ít\s+nhất\s+)?(?:\d+|một|hai|ba)\s+lần"
_REPORT_VERB = r"(?:tổng\s+hợp|báo\s+cáo|tổ\s+chức|có|rà\s+soát|đánh\s+giá|kiểm\s+tra|gửi|cập\s+nhật)"

_DIGIT = re.compile(r"\d")
_RECURRING = ("quý", *_EVERY_HINTS)
_SEEN = {
    _DATE: re.compile(rf"\d(?:\s*[/.-]|,?\s+tháng\s)\s*{MONTH}(?!\d)"),
    _MONTH: re.compile(r"tháng\s+\d"),
    _QUARTER: re.compile(r"quý\s+[iv\d]"),
    _HALF: re.compile(r"tháng\s+(?:đầu|cuối)"),
    _YEAR: re.compile(rf"năm\s+{YEAR}"),
    _COUNT: re.compile(r"\d\s+(?:ngày|tuần|tháng)"),
    _EVERY: re.compile(r"(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)"),
    _LAST_MONTH: re.compile(r"cuối\s+(?:của\s+)?(?:(?:hằng|hàng|mỗi)\s+)?quý"),
}
"""Each period that a form may hold, and what a text must show for it: nearly all texts show none."""

_FORMS = (
    _form(0, _BEFORE_HINTS, rf"\b(?P<phrase>{_BEFORE}\s+{_CLOCK}(?:ngày\s+)?{_DATE})", _on_day, _AFTER_DONE),
    _form(1, _BEFORE_HINTS, rf"\b(?P<phrase>{_BEFORE}\s+{_CLOCK}(?:ngày\s+)?{_DATE})", _on_day),
    _form(1, ("hạn", "thời gian"), rf"\b(?P<phrase>{_TERM}{_CLOCK}(?:ngày\s+)?{_DATE})", _on_day),
    _form(1, _DONE_HINTS, rf"\b(?P<phrase>{_WITHIN}\s+{_CLOCK}(?:ngày\s+)?{_DATE})", _on_day, _AFTER_DONE),
    _form(1, _DONE_HINTS, rf"{_TO_BE_DONE}(?P<phrase>(?:ngày\s+)?{_DATE})", _on_day),
    _form(1, ("báo cáo",), rf"\bbáo\s+cáo\s[^.;:\d]{{1,60}}?\s(?P<phrase>ngày\s+{_DATE})(?=\s*(?:[.;]|$))", _on_day),
    _form(1, ("trong ngày",), rf"\b(?P<phrase>(?:ngay\s+)?trong\s+ngày\s+{_DATE})", _on_day),
    _form(1, ("đến",), rf"\b(?P<phrase>{_UNTIL}\s+(?:ngày\s+)?{_DATE}){_THEN_DONE}", _on_day),
    _form(1, ("đến",), rf"\b{_PLEDGED}(?P<phrase>{_UNTIL}\s+(?:ngày\s+)?{_DATE})", _on_day),
    _form(2, ("từ",), rf"\b(?P<phrase>trong\s+{_COUNT},?\s+(?:kể\s+)?từ\s+(?:(?P<own>{_OWN_DAY})|{_EVENT}))", _counted),
    _form(2, ("trong",), rf"\b(?P<phrase>(?:ngay\s+)?trong\s+{_MONTH})", _in_month, _AFTER_TASK),
    _form(2, _LATEST_HINTS, rf"\b(?P<phrase>{_AT_LATEST}\s+{_MONTH})", _in_month),
    _form(2, ("trước",), rf"\b(?P<phrase>trước\s+{_MONTH})", _before_month),
    _form(2, ("hạn", "thời gian"), rf"\b(?P<phrase>{_TERM}{_MONTH})", _in_month),
    _form(2, ("trong",), rf"^(?:[^.;:]{{0,20}}\s)?(?P<phrase>trong\s+{_MONTH}),?\s{_THEN_HANDED_IN}", _in_month),
    _form(2, _DONE_HINTS, rf"{_TO_BE_DONE}(?P<phrase>(?:{_WITHIN}\s+)?{_MONTH})", _in_month),
    _form(2, _END_HINTS, rf"\b(?P<phrase>đến\s+(?:hết|cuối)\s+{_MONTH}){_THEN_DONE}", _in_month),
    _form(2, ("đến",), rf"\b{_PLEDGED}(?P<phrase>{_UNTIL}\s+{_MONTH})", _in_month),
    _form(3, ("trong",), rf"\b(?P<phrase>(?:ngay\s+)?trong\s+{_QUARTER})", _in_quarter, _AFTER_TASK),
    _form(3, _LATEST_HINTS, rf"\b(?P<phrase>{_AT_LATEST}\s+{_QUARTER})", _in_quarter),
    _form(3, ("hạn", "thời gian"), rf"\b(?P<phrase>{_TERM}{_QUARTER})", _in_quarter),
    _form(3, _DONE_HINTS, rf"{_TO_BE_DONE}(?P<phrase>(?:{_WITHIN}\s+)?{_QUARTER})", _in_quarter),
    _form(3, _END_HINTS, rf"\b(?P<phrase>đến\s+(?:hết|cuối)\s+{_QUARTER}){_THEN_DONE}", _in_quarter),
    _form(3, ("đến",), rf"\b{_PLEDGED}(?P<phrase>{_UNTIL}\s+{_QUARTER})", _in_quarter),
    _form(4, ("trong",), rf"\b(?P<phrase>trong\s+{_HALF})", _in_half, _AFTER_DONE),
    _form(4, _DONE_HINTS, rf"\b(?P<phrase>{_WITHIN}\s+{_YEAR})", _in_year, _AFTER_DONE),
    _form(4, _END_HINTS, rf"\b(?P<phrase>đến\s+(?:hết|cuối)\s+{_YEAR}){_THEN_DONE}", _in_year),
    _form(4, _LATEST_HINTS, rf"\b(?P<phrase>{_AT_LATEST}\s+{_YEAR})", _in_year),
    _form(4, ("trước",), rf"\b(?P<phrase>trước\s+{_YEAR})", _before_year, _AFTER_DONE),
    _form(
        5,
        ("định kỳ",),
        rf"\b(?P<phrase>định\s+kỳ\s+(?:\d+\s+lần\s+)?(?:vào\s+)?(?:[^.;:,]{{0,20}}?\s)?{_EVERY})",
        _recurring,
    ),
    _form(
        5,
        _EVERY_HINTS,
        rf"\b(?P<phrase>(?:trước|vào|chậm\s+nhất|quá)[^.;:]{{0,20}}?{_REGULARLY})",
        _recurring,
    ),
    _form(5, _EVERY_HINTS, rf"(?:^|[.;:,(]\s*)(?P<phrase>(?:(?:sáng|chiều)\s+)?{_REGULARLY})", _recurring),
    _form(5, ("cuối",), rf"\b(?P<phrase>(?:trước|vào|chậm\s+nhất)\s+{_LAST_MONTH})", _recurring),
    _form(5, ("lần",), rf"\b(?P<phrase>{_TIMES})", _recurring),
    _form(
        5,
        _EVERY_HINTS,
        rf"\b(?:báo\s+cáo|công\s+bố|công\s+khai)\b[^.;:]{{0,60}}?\b(?P<phrase>{_EVERY})(?!\s+\w+\s+(?:của|cho))",
        _recurring,
    ),
    _form(5, _EVERY_HINTS, rf"(?:^|[.;:,(]\s*)(?P<phrase>{_EVERY}),?\s+{_REPORT_VERB}", _recurring),
)
_FORMS_OF = {period: [form for form in _FORMS if form.period == period] for period in _SEEN}
_HINTS = tuple(sorted(frozenset().union(*(form.hints for form in _FORMS))))
