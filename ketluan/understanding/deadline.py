"""By when a text wants it done: a last day, or how often.

GUIDE.md of the labels says what counts: only a limit for doing it, never a period that describes a plan.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ketluan.model.notice import Deadline
from ketluan.text.dates import DAY, MONTH, YEAR
from ketluan.understanding.limit import (
    DONE,
    SUBMITTED,
    after_act_until,
    after_any_act,
    after_decided,
    after_done,
    after_task,
)
from ketluan.understanding.period import (
    COUNTED,
    END_OF_THIS_YEAR,
    EVERY,
    IN_HALF,
    IN_MONTH,
    IN_QUARTER,
    IN_YEAR,
    LAST_MONTH,
    ON_DAY,
    ONCE_A,
    REGULAR,
    TIMES_A,
    Printed,
    Reader,
    before_month,
    before_quarter,
    before_year,
    by_day,
    counted,
    in_half,
    in_month,
    in_quarter,
    in_year,
    on_day,
    recurring,
)

_CLOCK = r"(?:\d{1,2}\s*(?:[hg:]|giờ)\s*(?:\d{2})?\s*(?:phút)?,?\s*)?"
_BEFORE = (
    r"(?:trước|(?:chậm|muộn)\s+nhất(?:\s+(?:là|vào|đến|trong|trước))*|không\s+(?:muộn|chậm)\s+hơn|hạn\s+cuối(?:\s+là)?)"
)
_TERM = (
    r"(?:thời\s+hạn|thời\s+gian|hạn)(?:\s+(?:hoàn\s+thành|thực\s+hiện|báo\s+cáo|gửi|cuối|chót))*"
    r"\s*[:(]?\s*(?:(?:là|vào|trong|đến|hết|trước)\s+)*"
)

LONGEST_TEXT = 20_000

Guard = Callable[[str, Printed], bool]


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a limit: `weight` prefers exact days to months, months to years, a limit to a recurrence."""

    weight: int
    period: str
    hints: frozenset[str]
    pattern: re.Pattern[str]
    read: Reader
    guard: Guard | None


def find_deadline(text: str, issued: dt.date | None) -> Deadline | None:
    """The limit that a text sets, None when it sets none.

    `issued` is the day of the notice: a year left out is taken from it, and periods count from it. When several
    limits are set, the one for finishing goes before others, a day before a month, the first before later ones.
    """
    found = sorted(_found(text[:LONGEST_TEXT], issued), key=lambda item: item[0])
    return found[0][1] if found else None


def _found(text: str, issued: dt.date | None) -> Iterator[tuple[tuple[int, int], Deadline]]:
    small = text.lower()
    if not (_DIGIT.search(small) or any(word in small for word in _WITHOUT_DIGITS)):
        return
    for period, seen in _SEEN.items():
        if seen.search(small):
            present = {hint for hint in _HINTS_OF[period] if hint in small}
            forms = [form for form in _FORMS_OF[period] if not form.hints.isdisjoint(present)] if present else []
            for form in forms:
                yield from _read(form, text, issued)


def _read(form: _Form, text: str, issued: dt.date | None) -> Iterator[tuple[tuple[int, int], Deadline]]:
    for printed in form.pattern.finditer(text):
        if (form.guard is None or form.guard(text, printed)) and (deadline := form.read(printed, issued)):
            yield (form.weight, printed.start("phrase")), deadline


def _form(weight: int, hints: tuple[str, ...], pattern: str, read: Reader, guard: Guard | None = None) -> _Form:
    """`hints` are words without one of which the pattern cannot match; looking for them first keeps reading fast."""
    period = next(period for period in _SEEN if period in pattern)
    compiled = re.compile(re.sub(r"\n\s*", "", pattern), re.IGNORECASE)
    return _Form(weight, period, frozenset(hints), compiled, read, guard)


_DONE_HINTS = ("hoàn", "xong", "dứt", "kết thúc", "thông xe", "khánh thành", "bàn giao")
_LATEST_HINTS = ("chậm nhất", "muộn nhất")
_BEFORE_HINTS = ("trước", *_LATEST_HINTS, "muộn hơn", "chậm hơn", "hạn cuối")
_END_HINTS = ("đến hết", "đến cuối")
_EVERY_HINTS = ("hằng", "hàng", "mỗi")
_THEN_DONE = rf"[^.;:]{{0,60}}?\b(?:{DONE}|phải|đảm\s+bảo|bảo\s+đảm|đạt|giải\s+ngân)\b"
_THEN_HANDED_IN = rf"(?:[^.;:]{{0,100}}?\s)?(?:{DONE}|phải|{SUBMITTED}|ban\s+hành|báo\s+cáo|gửi|tham\s+mưu)\b"
_ENDS = (
    r"(?=\s*(?:\.(?!\d)|[;)]|$|,(?!\s*(?:tháng|quý|năm|\d)))"
    r"|\s+(?:để|nhằm|theo|làm\s+(?:cơ\s+sở|căn\s+cứ)|đồng\s+thời|trước\s+khi)\s)"
)
_AIMED = r"(?<!họp\s)(?<!phiên\s)(?<!đến\s)(?<!từ\s)(?<!của\s)\b"
_NOT_AT_MOST = r"(?<![\d,.])(?<!quá\s)(?<!từ\s)(?<!trên\s)(?<!gấp\s)(?<!tăng\s)(?<!giảm\s)"
_TO_BE_DONE = rf"(?<!đã\s)\b(?:{DONE})\s+"
_PLEDGED = r"(?:phấn\s+đấu|bảo\s+đảm|đảm\s+bảo)\s+(?:từ\s+nay\s+)?"
_AT_LATEST = r"(?:chậm|muộn)\s+nhất(?:\s+(?:là|vào|đến|trong))*"
_UNTIL = r"đến(?:\s+(?:hết|cuối))?"
_WITHIN = rf"(?:ngay\s+)?(?:trong|vào|{_UNTIL})"
_OWN_DAY = (
    r"ngày\s+(?:ký|ban\s+hành|thông\s+báo|phát\s+hành|có)(?!\s+(?:hợp|quyết|văn|kết\s+quả))[^.;,]{0,30}|hôm\s+nay|nay"
)
_EVENT = r"(?:ngày|khi|thời\s+điểm)\s+[^.;,]{1,40}"
_DAY_OF_YEAR = rf"(?:ngày\s+)?{DAY}\s*(?:[/-]|tháng)\s*{MONTH}"
_WEEKDAY = rf"(?:ngày|thứ)\s+(?:{DAY}|hai|ba|tư|năm|sáu|bảy)"
_REGULARLY = rf"(?:{_DAY_OF_YEAR}|{_WEEKDAY})\s+(?:của\s+)?{EVERY}"
_TIMES = rf"{EVERY}\s+(?:ít\s+nhất\s+)?(?:\d+|một|hai|ba)\s+lần"
_REPORT_VERB = r"(?:tổng\s+hợp|báo\s+cáo|tổ\s+chức|có|rà\s+soát|đánh\s+giá|kiểm\s+tra|gửi|cập\s+nhật)"

_DIGIT = re.compile(r"\d")
_WITHOUT_DIGITS = ("quý", "định kỳ", "cuối năm", *_EVERY_HINTS)
_SEEN = {
    ON_DAY: re.compile(rf"\d(?:\s*[/.-]|,?\s+tháng\s)\s*{MONTH}(?!\d)"),
    IN_MONTH: re.compile(r"tháng\s+\d"),
    IN_QUARTER: re.compile(r"quý\s+[iv\d]"),
    IN_HALF: re.compile(r"tháng\s+(?:đầu|cuối)"),
    IN_YEAR: re.compile(rf"năm\s+{YEAR}"),
    COUNTED: re.compile(r"\d\s+(?:ngày|tuần|tháng)"),
    EVERY: re.compile(r"(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)"),
    END_OF_THIS_YEAR: re.compile(r"trước\s+cuối\s+năm"),
    REGULAR: re.compile(r"định\s+kỳ\s+[tqn]"),
    TIMES_A: re.compile(r"lần\s*(?:/|một\s|mỗi\s|trong\s)"),
    ONCE_A: re.compile(r"lần(?!\w)"),
    LAST_MONTH: re.compile(r"cuối\s+(?:của\s+)?(?:(?:hằng|hàng|mỗi)\s+)?quý"),
}
"""Each period that a form may hold, and what a text must show for it: nearly all texts show none."""

_FORMS = (
    _form(0, _BEFORE_HINTS, rf"\b(?P<phrase>{_BEFORE}\s+{_CLOCK}(?:ngày\s+)?{ON_DAY})", by_day, after_done),
    _form(1, _BEFORE_HINTS, rf"\b(?P<phrase>{_BEFORE}\s+{_CLOCK}(?:ngày\s+)?{ON_DAY})", by_day),
    _form(1, ("hạn", "thời gian"), rf"\b(?P<phrase>{_TERM}{_CLOCK}(?:ngày\s+)?{ON_DAY})", by_day),
    _form(1, _DONE_HINTS, rf"\b(?P<phrase>{_WITHIN}\s+{_CLOCK}(?:ngày\s+)?{ON_DAY})", by_day, after_done),
    _form(1, _DONE_HINTS, rf"{_TO_BE_DONE}(?P<phrase>(?:ngày\s+)?{ON_DAY})", by_day),
    _form(1, ("báo cáo",), rf"\bbáo\s+cáo\s[^.;:\d]{{1,60}}?\s(?P<phrase>ngày\s+{ON_DAY})(?=\s*(?:[.;]|$))", on_day),
    _form(1, ("trong ngày",), rf"\b(?P<phrase>(?:ngay\s+)?trong\s+ngày\s+{ON_DAY})", on_day),
    _form(1, ("đến",), rf"\b(?P<phrase>{_UNTIL}\s+(?:ngày\s+)?{ON_DAY}){_THEN_DONE}", on_day),
    _form(1, ("đến",), rf"\b{_PLEDGED}(?P<phrase>{_UNTIL}\s+(?:ngày\s+)?{ON_DAY})", on_day),
    _form(1, ("đến hết",), rf"\b(?P<phrase>đến\s+hết\s+ngày\s+{ON_DAY}){_ENDS}", on_day, after_act_until),
    _form(2, ("từ",), rf"\b(?P<phrase>trong\s+{COUNTED},?\s+(?:kể\s+)?từ\s+(?:(?P<own>{_OWN_DAY})|{_EVENT}))", counted),
    _form(2, ("trong",), rf"\b(?P<phrase>(?:ngay\s+)?trong\s+{IN_MONTH})", in_month, after_task),
    _form(2, ("trong",), rf"\b(?P<phrase>(?:ngay\s+)?trong\s+{IN_MONTH}){_ENDS}", in_month, after_any_act),
    _form(2, ("vào cuối",), rf"\b(?P<phrase>vào\s+(?=cuối){IN_MONTH}){_ENDS}", in_month, after_any_act),
    _form(2, ("cuối tháng",), rf"{_AIMED}(?P<phrase>(?=cuối){IN_MONTH}){_ENDS}", in_month, after_decided),
    _form(2, _LATEST_HINTS, rf"\b(?P<phrase>{_AT_LATEST}\s+{IN_MONTH})", in_month),
    _form(2, ("trước",), rf"\b(?P<phrase>trước\s+{IN_MONTH})", before_month),
    _form(2, ("hạn", "thời gian"), rf"\b(?P<phrase>{_TERM}{IN_MONTH})", in_month),
    _form(2, ("trong",), rf"^(?:[^.;:]{{0,20}}\s)?(?P<phrase>trong\s+{IN_MONTH}),?\s{_THEN_HANDED_IN}", in_month),
    _form(2, _DONE_HINTS, rf"{_TO_BE_DONE}(?P<phrase>(?:{_WITHIN}\s+)?{IN_MONTH})", in_month),
    _form(2, _END_HINTS, rf"\b(?P<phrase>đến\s+(?:hết|cuối)\s+{IN_MONTH}){_THEN_DONE}", in_month),
    _form(2, ("đến",), rf"\b{_PLEDGED}(?P<phrase>{_UNTIL}\s+{IN_MONTH})", in_month),
    _form(3, ("trong",), rf"\b(?P<phrase>(?:ngay\s+)?trong\s+{IN_QUARTER})", in_quarter, after_task),
    _form(3, ("trong",), rf"\b(?P<phrase>(?:ngay\s+)?trong\s+{IN_QUARTER}){_ENDS}", in_quarter, after_any_act),
    _form(3, _LATEST_HINTS, rf"\b(?P<phrase>{_AT_LATEST}\s+{IN_QUARTER})", in_quarter),
    _form(3, ("trước",), rf"\b(?P<phrase>trước\s+{IN_QUARTER})", before_quarter),
    _form(3, ("hạn", "thời gian"), rf"\b(?P<phrase>{_TERM}{IN_QUARTER})", in_quarter),
    _form(3, _DONE_HINTS, rf"{_TO_BE_DONE}(?P<phrase>(?:{_WITHIN}\s+)?{IN_QUARTER})", in_quarter),
    _form(3, _END_HINTS, rf"\b(?P<phrase>đến\s+(?:hết|cuối)\s+{IN_QUARTER}){_THEN_DONE}", in_quarter),
    _form(3, ("đến",), rf"\b{_PLEDGED}(?P<phrase>{_UNTIL}\s+{IN_QUARTER})", in_quarter),
    _form(4, ("trong",), rf"\b(?P<phrase>trong\s+{IN_HALF})", in_half, after_done),
    _form(4, _DONE_HINTS, rf"\b(?P<phrase>{_WITHIN}\s+{IN_YEAR})", in_year, after_done),
    _form(4, _END_HINTS, rf"\b(?P<phrase>đến\s+(?:hết|cuối)\s+{IN_YEAR}){_THEN_DONE}", in_year),
    _form(4, _LATEST_HINTS, rf"\b(?P<phrase>{_AT_LATEST}\s+{IN_YEAR})", in_year),
    _form(4, ("trước",), rf"\b(?P<phrase>trước\s+{IN_YEAR})", before_year, after_done),
    _form(4, ("trước cuối",), rf"\b(?P<phrase>trước\s+(?=cuối){IN_YEAR})", before_year),
    _form(4, ("trước cuối",), rf"\b(?P<phrase>trước\s+{END_OF_THIS_YEAR})", in_year),
    _form(
        5,
        ("định kỳ",),
        rf"\b(?P<phrase>định\s+kỳ\s+(?:\d+\s+lần\s+)?(?:vào\s+)?(?:[^.;:,]{{0,20}}?\s)?{EVERY})",
        recurring,
    ),
    _form(
        5,
        _EVERY_HINTS,
        rf"\b(?P<phrase>(?:trước|vào|chậm\s+nhất|quá)[^.;:]{{0,20}}?{_REGULARLY})",
        recurring,
    ),
    _form(5, _EVERY_HINTS, rf"(?:^|[.;:,(]\s*)(?P<phrase>(?:(?:sáng|chiều)\s+)?{_REGULARLY})", recurring),
    _form(5, ("cuối",), rf"\b(?P<phrase>(?:trước|vào|chậm\s+nhất)\s+{LAST_MONTH})", recurring),
    _form(5, ("lần",), rf"\b(?P<phrase>{_TIMES})", recurring),
    _form(5, ("lần",), rf"{_NOT_AT_MOST}\b(?P<phrase>(?:ít\s+nhất\s+|tối\s+thiểu\s+)?{TIMES_A})", recurring),
    _form(5, ("lần",), rf"{_NOT_AT_MOST}\b(?P<phrase>{ONCE_A})", recurring),
    _form(
        5,
        _EVERY_HINTS,
        rf"\b(?:báo\s+cáo|công\s+bố|công\s+khai)\b[^.;:]{{0,60}}?\b(?P<phrase>{EVERY})(?!\s+\w+\s+(?:của|cho))",
        recurring,
    ),
    _form(5, _EVERY_HINTS, rf"[,(]\s*(?P<phrase>{EVERY}),?\s+{_REPORT_VERB}", recurring),
    _form(5, _EVERY_HINTS, rf"(?:^|[.;:]\s*)(?P<phrase>{EVERY}),?\s+(?=\w)", recurring),
    _form(5, ("định kỳ",), rf"(?:^|[.;:,]\s*)(?P<phrase>{REGULAR})", recurring),
)
_FORMS_OF = {period: [form for form in _FORMS if form.period == period] for period in _SEEN}
_HINTS_OF = {period: frozenset().union(*(form.hints for form in forms)) for period, forms in _FORMS_OF.items()}
