"""By when a text wants it done: every limit it sets, the product of the tables of periods and of introducers.

GUIDE.md of the labels says what counts: only a limit for doing it, never a period that describes a plan.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ketluan.model.notice import Deadline, Recurring
from ketluan.understanding.deadline_guards import LimitClause, after_done, clause_at, ends, happened
from ketluan.understanding.deadline_introducers import (
    AIMED_AT,
    BEHIND_DASHES,
    INTRODUCERS,
    NOT_AIMED,
    REPORT_ON,
    Introducer,
    introduced,
)
from ketluan.understanding.deadline_periods import periods
from ketluan.understanding.deadline_recurrences import printed_phrase, recurrences
from ketluan.understanding.deadline_spans import Period
from ketluan.understanding.deadline_words import DIGIT, Keys, any_of, keys_in
from ketluan.understanding.spelling import recognisable

LONGEST_TEXT = 20_000
LONGEST_INTRODUCER = 100
FEW_DAYS = dt.timedelta(days=7)
"""A notice of an urgent meeting goes out after a limit that the meeting set."""
ALREADY_PAST = "ngày này đã qua khi ban hành thông báo"

# cheap: there is no limit where these find nothing
_TELLING = frozenset((DIGIT, "quý", "tuần", "tháng", "hằng", "hàng", "mỗi", "tết", "năm", "thứ"))
_DIGIT = re.compile(r"\d")
_TELLING_WORDS = _TELLING | {"định", "hôm", "ngày", "quí", "qúy"}
_MAY_HOLD = re.compile(r"định\s+kỳ|hôm\s+nay|ngày\s+mai|trong\s+ngày|cùng\s+ngày")
_ORDER = r"\b(?:yêu\s+cầu|đề\s+nghị|giao|chỉ\s+đạo|phân\s+công|kết\s+luận)\b"
# up to the order, or to the end of the clause: limits in it are of the ground, not of the task
_SUBORDINATE = re.compile(
    rf"[.;]\s+{any_of('subordinate')}(?:(?:(?!{_ORDER})[^.;]|\.(?=\d)){{0,600}}(?={_ORDER})|[^,:;.]*[,:])"
)
# a bracket that names a role holds its own limits
_ROLE = re.compile(r"\b(?:chủ\s+trì|phối\s+hợp|đầu\s+mối|thực\s+hiện|phụ\s+trách)\b")
_BRACKET = re.compile(r"\(([^()]*)\)")
# a bracket that begins so sets the limit of what stands before it
_OPENS_LIMIT = re.compile(
    rf"\s*(?:và\s+)?(?!khởi\s+công|động\s+thổ)(?:{any_of('finishing')}|{any_of('handing_in')}|trước\b|chậm\s|muộn\s|hạn\b|thời\s+hạn\b|thời\s+gian\b"
    r"|trong\b|đến\b|vào\b|không\s+quá|tiến\s+độ\b|định\s+kỳ|hằng|hàng|mỗi|ngày\b|xong\b|thứ\b)"
)
# "Báo cáo quý:" names the report whose limit follows
_REPORT_OF = re.compile(
    r"(?:đối\s+với\s+)?báo\s+cáo\s+(?:định\s+kỳ\s+)?(?P<unit>0?6\s+tháng|sáu\s+tháng|quý|năm)\s*[:(]"
)
_AND = re.compile(r"\s*(?:và|hoặc)\s*$")
_RANK = {
    "day": 1,
    "clock": 7,
    "counted": 2,
    "hours": 7,
    "since": 2,
    "week": 2,
    "month": 2,
    "quarter": 3,
    "half": 4,
    "tet": 2,
    "year": 4,
}
_RECURS, _UNDATED = 5, 6


class _Limit(NamedTuple):
    """A limit with its place: the finishing before others, a day before a month, the dated before the undated."""

    rank: int
    start: int
    end: int
    deadline: Deadline


def may_limit(text: str, words: Sequence[str]) -> bool:
    """False for many texts, by their folded words alone."""
    return not _TELLING_WORDS.isdisjoint(words) or bool(_DIGIT.search(text))


def find_deadlines(text: str, issued: dt.date | None) -> tuple[Deadline, ...]:
    """The limits that a text sets, the one that stands for all of them first.

    `issued` is the day of the notice: a year left out is taken from it, and periods count from it. The one for
    finishing goes before others, a day before a month, a limit before a recurrence, the first before later ones.
    """
    text = text[:LONGEST_TEXT]
    small = recognisable(text)
    keys = keys_in(small)
    if keys.isdisjoint(_TELLING) and not _MAY_HOLD.search(small):
        return ()
    ordering = _without_description(small)
    recurring, dated = [*recurrences(text, ordering, keys)], [*_dated(text, ordering, keys, issued)]
    if not (recurring or dated):
        return ()
    again = _plainest_dropped(recurring)
    apart = (
        limit for limit in dated if not any(other.start < limit.end and limit.start < other.end for other in again)
    )
    found = sorted([*apart, *again], key=lambda limit: limit[:2])
    report = _REPORT_OF.match(ordering)
    return tuple(dict.fromkeys(_in_each(limit.deadline, report) for limit in found))


def _in_each(deadline: Deadline, report: re.Match[str] | None) -> Deadline:
    """`Báo cáo 6 tháng: ... gửi trước ngày 05/7` is due each year on that day: no year is printed, and it recurs."""
    if report is None or deadline.date is None or not deadline.inferred:
        return deadline
    often: Recurring = "quarterly" if report["unit"] == "quý" else "yearly"
    return replace(deadline, date=None, recurring=often, days=(f"{deadline.date:%m-%d}",), inferred=False)


def _plainest_dropped(again: Sequence[tuple[int, int, Deadline]]) -> list[_Limit]:
    """`báo cáo hằng ngày, gửi trước 14h00 hằng ngày` is due once a day: the one that says when stays."""
    when = {limit.recurring for _, _, limit in again if limit.days or limit.time}
    return [
        _Limit(_RECURS if limit.certain else _UNDATED, start, end, limit)
        for start, end, limit in again
        if limit.days or limit.time or limit.recurring not in when
    ]


def _without_description(small: str) -> str:
    """The text with blanks for what orders nothing: `Để ... trong năm 2025,` and brackets that only describe."""
    small = f". {small}"  # each sentence stands behind a mark: so it is found fast
    for found in _SUBORDINATE.finditer(small):
        small = small[: found.start()] + " " * (found.end() - found.start()) + small[found.end() :]
    small = small[2:]
    for found in _BRACKET.finditer(small) if "(" in small else ():
        if not _says_limit(found[1]):
            small = small[: found.start()] + " " * (found.end() - found.start()) + small[found.end() :]
    return small


def _says_limit(bracket: str) -> bool:
    """`(trước ngày 30/4)`, `(Sở Y tế chủ trì, hoàn thành trước ngày 30/4)`: a limit alone, or behind who does it."""
    first, *others = re.split(r"[,;]", bracket)
    return bool(_OPENS_LIMIT.match(first) or (_ROLE.search(first) and any(map(_OPENS_LIMIT.match, others))))


def _dated(text: str, small: str, keys: Keys, issued: dt.date | None) -> Iterator[_Limit]:
    previous: tuple[Introducer, int] | None = None
    for period in periods(small, keys, issued):
        introduced = _introduced(text, small, period)
        if (
            introduced is None
            and previous
            and period.kind == "day"
            and _AND.fullmatch(small, previous[1], period.start)
        ):
            introduced = previous[0], period.start, clause_at(text, small, period.start, period.end)
        if introduced is None:
            previous = None
            continue
        introducer, start, clause = introduced
        previous = introducer, period.end
        phrase = printed_phrase(text[start : period.end])
        if deadline := _deadline(period, introducer, clause, phrase, issued):
            yield _Limit(_rank(period, introducer, clause, deadline), start, period.end, deadline)


def _introduced(text: str, small: str, period: Period) -> tuple[Introducer, int, LimitClause] | None:
    """The introducer in front of a period, where it begins and the clause around, None when none sets a limit."""
    window = max(0, period.start - LONGEST_INTRODUCER)
    front = small[window : period.start]
    fitting = []
    any_of_them = introduced().search(front)
    first = any_of_them.start() if any_of_them else 0
    for introducer in INTRODUCERS if any_of_them else ():
        if found := introducer.compiled.search(front, first):
            start = window + (found.start() if introducer.name != "to be done" else _behind_verb(found))
            clause = clause_at(text, small, window + found.start(), period.end)
            if introducer.allows(period, clause):
                fitting.append((introducer, start, clause))
                if start == window + first:
                    break  # none of the others begins before it
    if fitting:
        return min(fitting, key=lambda fit: fit[1])
    clause = clause_at(text, small, period.start, period.end)
    bare = _bare_introducer(front, small[period.start :], period)
    return (bare, period.start, clause) if bare and bare.allows(period, clause) else None


def _bare_introducer(front: str, printed: str, period: Period) -> Introducer | None:
    if period.kind == "day" and printed.startswith("ngày ") and REPORT_ON.compiled.search(front):
        return REPORT_ON
    if period.kind in ("day", "month", "quarter") and BEHIND_DASHES.compiled.search(front):
        return BEHIND_DASHES
    is_end = not period.whole and period.spans
    opens = period.kind in ("month", "quarter", "year") and not front.strip()
    return AIMED_AT if (is_end or opens) and not front.rstrip().endswith(NOT_AIMED) else None


def _behind_verb(found: re.Match[str]) -> int:
    """The phrase of `hoàn thành trong tháng 6` begins with `trong`."""
    verb = re.match(rf"(?:{any_of('finishing')})\s*[:,]?\s*", found[0])
    return found.start() + (verb.end() if verb else 0)


def _deadline(
    period: Period, introducer: Introducer, clause: LimitClause, phrase: str, issued: dt.date | None
) -> Deadline | None:
    """A period that is over by the notice's day describes something else, unless it orders: then it is not sure."""
    if not period.spans:
        return Deadline(phrase=phrase, time=period.time, certain=False, why=period.why)
    days = [_last_day(span, period, introducer) for span in period.spans]
    earliest = issued if issued is None or days[0] >= issued else _earliest(clause, introducer, issued)
    date = next((day for day in days if earliest is None or day >= earliest), None)
    if date:
        return Deadline(phrase=phrase, date=date, inferred=period.inferred, time=period.time)
    if period.kind == "day" and introducer.name in _STRONG and not happened(clause) and _orders(clause):
        return Deadline(phrase=phrase, date=days[0], time=period.time, certain=False, why=ALREADY_PAST)
    return None


# introducers that set a limit whatever else the clause says
_STRONG = ("before", "at the latest before", "at the latest", "no later", "term", "to be done")
_FIRST_TIME = re.compile(r"[^.;]{0,40}\blần\s+(?:đầu|thứ\s+nhất)\b")
_MUST = re.compile(r"\b(?:phải|cần|yêu\s+cầu|giao|đề\s+nghị)\b")


def _orders(clause: LimitClause) -> bool:
    """It says so, or the limit closes the clause, and what was may be read as what should have been."""
    return bool(_MUST.search(clause.before) or _MUST.match(clause.after.lstrip())) or ends(clause)


def _last_day(span: tuple[dt.date, dt.date], period: Period, introducer: Introducer) -> dt.date:
    """`trước ngày 20/6` is the 20th itself, `trước tháng 6` the last day of May."""
    if introducer.before and period.whole and period.kind != "day":
        return span[0] - dt.timedelta(days=1)
    return span[1]


def _earliest(clause: LimitClause, introducer: Introducer, issued: dt.date) -> dt.date:
    """Before this day a period says what was; a few days are left to notices that come late."""
    if happened(clause) or not (introducer.name in _STRONG or after_done(clause)):
        return issued
    return issued - FEW_DAYS


def _rank(period: Period, introducer: Introducer, clause: LimitClause, deadline: Deadline) -> int:
    if deadline.date is None or _FIRST_TIME.match(clause.after):
        return _UNDATED
    finishing = period.kind == "day" and introducer.before and after_done(clause)
    return 0 if finishing else _RANK[period.kind]
