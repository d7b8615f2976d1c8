"""What is due again and again: how often, on which days, at what time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ketluan.model.notice import Deadline, Recurring
from ketluan.text.dates import DAY, MONTH, day_of
from ketluan.understanding.deadline_periods import CLOCK, WEEKDAY
from ketluan.understanding.deadline_spans import NO_SUCH_DAY, clock, weekday_number
from ketluan.understanding.deadline_words import Keys, Needs, may_match

_EACH_WORDS = ("hằng", "hàng", "mỗi")
_EACH = rf"(?:{'|'.join(_EACH_WORDS)})"
_UNIT = r"(?:ngày|tuần|tháng|quý|năm|0?6\s+tháng|sáu\s+tháng|nửa\s+năm)"
_REST = (
    rf"(?:\s*(?:,|và|hoặc)\s*(?:{_EACH}\s+)?(?:0?[369]\s+tháng|sáu\s+tháng|quý|năm)"
    r"(?!\s*(?:\d|[ivx]+\b|học|tới|sau))(?!\w))*"
)
_EVERY = rf"{_EACH}\s+(?P<every>{_UNIT})(?!\w){_REST}"
_TIMES = (
    r"(?:\d{1,2}|một|hai|ba|bốn)\s+lần\s*(?:/|(?:trong\s+)?(?:một|mỗi)\s)\s*(?:0?1\s+|một\s+)?"
    rf"(?P<times>{_UNIT})(?!\w)"
)
_EVERY_TIMES = rf"{_EACH}\s+(?P<each_times>{_UNIT})\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?(?:\d+|một|hai|ba)\s+lần"
_ONCE = (
    r"(?P<count>(?<![\d.,])\d{1,2}|một|hai|ba|sáu)\s+(?P<once>ngày|tuần|tháng|quý|năm)"
    r"\s*(?:/\s*|\s(?:0?1|một)\s+|/\s*0?1\s+)lần"
)
_REGULAR = (
    rf"định\s+kỳ\s+(?:vào\s+)?(?P<regular>{_UNIT}|0?3\s+tháng|ba\s+tháng)(?!\w)(?!\s*\d)"
    rf"(?!\s+(?:này|sau|trước|tới|nay|[ivx]+)\b){_REST}"
)
_NAMED = re.compile(r"\?P<\w+>")
_CLOCK = f"(?:{_NAMED.sub('?:', CLOCK)})"
_WEEKDAY = _NAMED.sub("?:", WEEKDAY)
_DAY_OF = (
    rf"(?:ngày\s+)?(?:{DAY}\s*(?:[/-]|,?\s+tháng\s)\s*{MONTH}(?!\d)|{DAY})(?!\d)"
    rf"|(?:sáng\s+|chiều\s+)?(?:ngày\s+)?{_WEEKDAY}"
    r"|ngày\s+(?:làm\s+việc\s+)?cuối(?:\s+cùng)?|(?:các\s+)?ngày\s+(?:cố\s+định|nghỉ)"
)
_OF_MONTH = r"(?:\s+(?:của\s+)?tháng\s+(?:đầu|giữa|cuối)(?:\s+tiên|\s+cùng)?)?"
_DAYS_OF = rf"(?:{_DAY_OF})(?:\s*(?:,|và|hoặc)\s*(?:trước\s+|vào\s+)?(?:{_DAY_OF}))*{_OF_MONTH}"
_ON_DAYS = rf"(?:{_CLOCK}\s*,?\s*(?:các\s+)?)?(?:{_DAYS_OF}\s*,?\s+(?:của\s+)?)?"
_BEFORE = r"(?:(?:trước|vào|chậm\s+nhất|muộn\s+nhất|quá|đến|từ)(?:\s+(?:là|vào|ngày))*\s+)"
_LAST_MONTH = (
    rf"{_BEFORE}?ngày\s+{DAY}\s+(?:của\s+)?tháng\s+(?:đầu|giữa|cuối)\s+(?:của\s+)?(?:{_EACH}\s+)?"
    r"(?P<quarter>quý)(?!\s*(?:\d|[ivx]+\b))"
)
_REPORT_VERB = (
    r"(?:tổng\s+hợp|báo\s+cáo|tổ\s+chức|có|rà\s+soát|đánh\s+giá|kiểm\s+tra|gửi|cập\s+nhật|thông\s+báo|công\s+khai)"
)
_NOT_AT_MOST = r"(?<![\d,.])(?<!quá\s)(?<!từ\s)(?<!trên\s)(?<!gấp\s)(?<!tăng\s)(?<!giảm\s)"


@dataclass(frozen=True)
class RecurrenceForm:
    """A way to say how often, in the place where it is a limit and no description; `phrase` is the group printed."""

    name: str
    pattern: str
    needs: Needs

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


RECURRENCES: tuple[RecurrenceForm, ...] = (
    RecurrenceForm(
        "regularly, each",
        rf"\b(?P<phrase>(?:theo\s+)?định\s+kỳ\s+(?:\d+\s+lần\s+)?(?:vào\s+)?(?:[^.;:,]{{0,25}}?\s)?{_EVERY})",
        (("định",), _EACH_WORDS),
    ),
    RecurrenceForm("on its day", rf"\b(?P<phrase>{_BEFORE}[^.;:]{{0,6}}?{_ON_DAYS}{_EVERY})", (_EACH_WORDS,)),
    RecurrenceForm(
        "at the beginning", rf"(?:^|[.;:,(]\s*)(?P<phrase>{_ON_DAYS}{_EVERY})(?=\s*(?:[,(]|\S))", (_EACH_WORDS,)
    ),
    RecurrenceForm("quarter's month", rf"\b(?P<phrase>{_LAST_MONTH})", (("quý",), ("tháng",))),
    RecurrenceForm("so many times each", rf"\b(?P<phrase>{_EVERY_TIMES})", (_EACH_WORDS, ("lần",))),
    RecurrenceForm("times a", rf"{_NOT_AT_MOST}\b(?P<phrase>(?:ít\s+nhất\s+|tối\s+thiểu\s+)?{_TIMES})", (("lần",),)),
    RecurrenceForm("once in", rf"{_NOT_AT_MOST}\b(?P<phrase>(?:ít\s+nhất\s+)?{_ONCE})", (("lần",),)),
    RecurrenceForm(
        "report each",
        rf"\b(?:báo\s+cáo|công\s+bố|công\s+khai|cập\s+nhật|giao\s+ban)\b[^.;:]{{0,60}}?\b(?P<phrase>{_EVERY})(?!\s+\w+\s+(?:của|cho))",
        (_EACH_WORDS,),
    ),
    RecurrenceForm(
        "regularly",
        rf"(?:^|[.;:,(]\s*|\b(?:báo\s+cáo|kiểm\s+tra|tổ\s+chức|đánh\s+giá|sơ\s+kết|họp)\s+(?:[^.;:]{{0,40}}?\s)?)(?P<phrase>{_REGULAR})",
        (("định",),),
    ),
    RecurrenceForm("regularly, then what", rf"\b(?P<phrase>{_REGULAR})(?=,?\s+{_REPORT_VERB})", (("định",),)),
)
# cheap: nothing recurs where these find nothing
_RECURRING = frozenset((*_EACH_WORDS, "lần", "định", "tháng"))
_MAY_RECUR = re.compile(rf"{_EACH}\s+{_UNIT}(?!\w)|lần\b|định\s+kỳ\b|tháng\s+(?:đầu|giữa|cuối)\s")
_GROUPS = ("every", "times", "each_times", "once", "regular", "quarter")
_OFTEN: dict[str, Recurring] = {
    "ngày": "daily",
    "tuần": "weekly",
    "tháng": "monthly",
    "quý": "quarterly",
    "năm": "yearly",
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LAST_DAY = "last"


def recurrences(text: str, small: str, keys: Keys) -> Iterator[tuple[int, int, Deadline]]:
    """Where each begins and ends (with the days that stand beside it), and what it says; none inside another."""
    if _RECURRING.isdisjoint(keys) or not _MAY_RECUR.search(small):
        return
    taken: list[tuple[int, int]] = []
    forms = (form for form in RECURRENCES if may_match(form.needs, keys))
    matches = (match for form in forms for match in form.compiled.finditer(small))
    found = [(match.start("phrase"), -match.end("phrase"), match) for match in matches]
    for start, minus_end, match in sorted(found, key=lambda item: item[:2]):
        end = -minus_end
        if _RULED.search(small, max(0, start - LONGEST_DAYS), start):
            continue
        if any(start < other_end and other < end for other, other_end in taken):
            continue
        often = _often(match)
        begin, stop = _with_days(small, start, end, often)
        taken.append((begin, stop))
        yield begin, stop, _deadline(text, small, (begin, stop), often)


def _often(match: re.Match[str]) -> Recurring | None:
    groups = match.groupdict()
    unit = " ".join(next(groups[name] for name in _GROUPS if groups.get(name)).split())
    if groups.get("once"):
        return _once_in(groups["count"], unit)
    if re.search(r",?\s*(?:và\s+)?(?:hằng|hàng)\s+năm$", match["phrase"]) and unit.endswith("6 tháng"):
        return "yearly"
    if unit in ("6 tháng", "06 tháng", "sáu tháng", "nửa năm"):
        return "half-yearly"
    return "quarterly" if unit in ("3 tháng", "03 tháng", "ba tháng") else _OFTEN[unit]


def _once_in(count: str, unit: str) -> Recurring | None:
    number = {"một": 1, "hai": 2, "ba": 3, "sáu": 6}.get(count) or int(count)
    if number == 1:
        return _OFTEN[unit]
    return {(3, "tháng"): "quarterly", (6, "tháng"): "half-yearly", (12, "tháng"): "yearly", (7, "ngày"): "weekly"}.get(
        (number, unit)
    )  # type: ignore[return-value]


_TOKEN = re.compile(
    rf"{CLOCK}|(?P<day>\d{{1,2}})\s*(?:[/-]|,?\s+tháng\s)\s*(?P<month>\d{{1,2}})(?!\d)"
    rf"|{WEEKDAY}"
    r"|(?P<last>ngày\s+(?:làm\s+việc\s+)?cuối)"
    r"|(?:(?<=ngày\s)|(?<=và\s)|(?<=,\s))(?P<bare>\d{1,2})(?!\d|\s*(?:lần|tháng\s+\d|quý|năm|h\b|giờ))"
)
_NTH_MONTH = re.compile(r"tháng\s+(?P<nth>đầu|giữa|cuối)\s+(?:của\s+)?(?:quý|(?:hằng|hàng|mỗi)\s+quý)")
_DAY_AND_MONTH = rf"(?:ngày\s+)?{DAY}\s*(?:[/-]|,?\s+tháng\s)\s*{MONTH}(?!\d|\s*[/-]\s*\d|,?\s+năm\s+\d)"
_BARE_DAY = (
    rf"ngày\s+(?:{DAY}(?!\d|\s*[/.-]\s*\d|,?\s+tháng\s+\d)|(?:làm\s+việc\s+)?cuối(?:\s+cùng)?(?:\s+(?:của\s+)?tháng)?)"
)
_OR_CLOCK = rf"(?:{_CLOCK}\s*,?\s*)?"
_ALSO = r"\s*(?:,|và)\s*(?:trước\s+|vào\s+)?"
_BESIDE_OF: dict[str, str] = {
    "daily": rf"{_CLOCK}",
    "weekly": rf"{_OR_CLOCK}(?:(?:sáng|chiều)\s+)?(?:ngày\s+)?{_WEEKDAY}(?!\w)",
    "monthly": rf"{_OR_CLOCK}{_BARE_DAY}(?:{_ALSO}{_BARE_DAY})*"
    r"(?:\s+(?:của\s+)?tháng(?:\s+(?:sau|kế\s+tiếp|liền\s+kề))?(?!\s+\d))?",
    "quarterly": rf"(?:{_BARE_DAY}{_OF_MONTH}(?:\s+(?:của\s+)?quý(?:\s+sau)?)?"
    rf"|{_DAY_AND_MONTH}(?:{_ALSO}{_DAY_AND_MONTH})*)",
    "half-yearly": rf"{_OR_CLOCK}{_DAY_AND_MONTH}(?:{_ALSO}{_DAY_AND_MONTH})*",
    "yearly": rf"{_OR_CLOCK}{_DAY_AND_MONTH}(?:{_ALSO}{_DAY_AND_MONTH})*",
}

LONGEST_DAYS = 80
_RULED = re.compile(r"quy\s+định\s+(?:về\s+)?chế\s+độ\s[^.;:]{0,40}$")
"""A rule that is to be written says how often others meet."""
UNUSUAL = "chu kỳ này không ghi được thành hằng ngày, tuần, tháng, quý, sáu tháng hay năm"
_LEAP_YEAR = 2024
_THIRD_MONTH = {"đầu": 1, "giữa": 2, "cuối": 3}


@cache
def _after(often: Recurring) -> re.Pattern[str]:
    """The day may stand behind the recurrence: `hằng tháng (trước ngày 25)`."""
    beside = _BESIDE_OF[often]
    return re.compile(
        rf"(?:\s*[,(]\s*{_BEFORE}?|\s+{_BEFORE}){beside}\)?"
        rf"(?:\s*(?:,|và|;)\s*(?:{_EACH}\s+)?(?:năm|6\s+tháng|quý)\s*[,(]?\s*{_BEFORE}{beside}\)?)*"
    )


@cache
def _in_front(often: Recurring) -> re.Pattern[str]:
    """Or before it: `trước ngày 25 hằng tháng`."""
    beside = _BESIDE_OF[often]
    return re.compile(rf"(?:{_BEFORE}{beside}\s*[,(]?|(?<!\w){beside})\s*$")


def _with_days(small: str, start: int, end: int, often: Recurring | None) -> tuple[int, int]:
    """The place of a recurrence with the days that stand behind it (`hằng tháng, trước ngày 25`) or in front."""
    if often is None:
        return start, end
    if after := _after(often).match(small, end):
        return start, after.end()
    if before := _in_front(often).search(small, max(0, start - LONGEST_DAYS), start):
        return before.start(), end
    return start, end


def _deadline(text: str, small: str, place: tuple[int, int], often: Recurring | None) -> Deadline:
    printed = small[place[0] : place[1]]
    tokens = list(_TOKEN.finditer(printed))
    wrong = [token[0] for token in tokens if not _exists(token)]
    hour = next((token for token in tokens if token["hour"]), None)
    why = NO_SUCH_DAY.format(wrong[0]) if wrong else "" if often else UNUSUAL
    return Deadline(
        phrase=printed_phrase(text[place[0] : place[1]]),
        recurring=often,
        days=() if wrong else tuple(dict.fromkeys(_days(printed, tokens))),
        time=clock(hour) if hour else None,
        certain=not why,
        why=why,
    )


def printed_phrase(printed: str) -> str:
    """The words of a limit on one line, brackets closed."""
    words = " ".join(printed.split()).strip(" ,(:")
    return words + ")" if words.count("(") > words.count(")") else words


def _exists(token: re.Match[str]) -> bool:
    if token["month"]:
        return bool(day_of(_LEAP_YEAR, int(token["month"]), int(token["day"])))
    return not token["bare"] or 1 <= int(token["bare"]) <= 31


def _days(printed: str, tokens: list[re.Match[str]]) -> Iterator[str]:
    """`25` of a month, `thu` of a week, `12-31` of a year; of a quarter its four days of the year."""
    nth = _NTH_MONTH.search(printed)
    for token in tokens:
        if token["month"]:
            yield f"{int(token['month']):02}-{int(token['day']):02}"
        elif token["weekday"] or token["sunday"]:
            yield WEEKDAYS[weekday_number(token)]
        elif token["last"]:
            yield LAST_DAY
        elif token["bare"] and nth:
            yield from (f"{month:02}-{int(token['bare']):02}" for month in range(_THIRD_MONTH[nth["nth"]], 13, 3))
        elif token["bare"]:
            yield token["bare"].lstrip("0")
