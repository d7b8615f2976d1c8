"""INTRODUCERS: the words in front of a period that make it a limit; with the table of periods, all the forms there are.

A row says how the words are written, whether they mean the day before a whole period (`trước tháng 9`), and what else
must hold for the words to set a limit and not only to tell a time: by kind of period, or for the end of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from ketluan.understanding.deadline_guards import (
    LimitClause,
    after_done,
    after_single_act,
    after_task,
    aimed,
    always,
    at_its_time,
    ends,
    in_time,
    never,
    until_done,
    until_end,
)
from ketluan.understanding.deadline_spans import Kind, Period
from ketluan.understanding.deadline_words import any_of

Guard = Callable[[LimitClause], bool]

# an alternative that begins with its own letter is passed over fast, one that begins with what may be left out is not
_UP_TO = r"(?:(?:kể\s+từ|từ)\s+nay\s+(?:cho\s+){0,2}đến|cho\s+đến|đến)"
_UNTIL = rf"{_UP_TO}(?:\s+(?:hết|cuối|trước|ngày|thời\s+điểm))*"
_WITHIN = rf"(?:ngay\s+)?(?:trong(?:\s+(?:vòng|thời\s+hạn|thời\s+gian|khoảng))?|vào(?:\s+(?:dịp|khoảng))?|dịp|{_UNTIL})"
# trước ngày Quốc khánh 02/9/2027, trước ngày khai giảng năm học mới 05/9
_NAMED_DAY = r"(?:\s+(?:ngày|dịp|lễ|kỷ\s+niệm)(?:\s+(?!số\b|của\b|ban\s+hành|ký\b|có\b)[^\W\d_]+){1,7})?"
_OCCASION = rf"(?:\s+(?:dịp|lễ|ngày\s+lễ|kỳ\s+nghỉ|thời\s+điểm|mốc|quốc\s+khánh))*{_NAMED_DAY}"
_PURPOSES = (
    r"(?:hoàn\s+thành|hoàn\s+thiện|thực\s+hiện|báo\s+cáo|gửi|nộp|trình|xử\s+lý|giải\s+quyết|cuối(?:\s+cùng)?|chót|xong)"
)
_TERM_NOUN = r"(?:thời\s+hạn|thời\s+gian|thời\s+điểm|hạn|tiến\s+độ|mốc)"
_TERM = (
    rf"(?:trong\s+{_TERM_NOUN}|{_TERM_NOUN})(?:\s+{_PURPOSES})*"
    r"(?:\s+(?:báo\s+cáo|kết\s+quả|hồ\s+sơ))?"
)
_LINKS = r"(?:\s+(?:là|vào|đến|trong|hết|cuối|sau|vòng|không\s+quá))*"


@dataclass(frozen=True)
class Introducer:
    """A line of the table; `guards` by kind of period, `guard` for the kinds that are not named."""

    name: str
    pattern: str
    guard: Guard = always
    before: bool = False
    guards: Mapping[Kind, Guard] = field(default_factory=dict)
    end_guard: Guard | None = None

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self.pattern})\s*$")

    def allows(self, period: Period, clause: LimitClause) -> bool:
        """Whether the words set a limit there."""
        if self.end_guard and not period.whole:
            return self.end_guard(clause)
        return self.guards.get(period.kind, self.guard)(clause)


INTRODUCERS: tuple[Introducer, ...] = (
    Introducer(
        "before",
        rf"(?:trước|sớm\s+hơn){_OCCASION}",
        before=True,
        guards={"year": after_task, "tet": after_single_act, "counted": never, "hours": never, "since": never},
        end_guard=always,
    ),
    Introducer(
        "at the latest before",
        rf"(?:{_TERM}\s*[:(]?\s*(?:là\s+)?|(?:chậm|muộn)\s+nhất\s+(?:là\s+)?)trước{_OCCASION}",
        before=True,
        guards={"counted": never, "hours": never, "since": never},
    ),
    Introducer("at the latest", rf"(?:chậm|muộn)\s+nhất{_LINKS}(?:\s+(?:dịp|trong))*"),
    Introducer("no later", rf"không\s+(?:để\s+)?(?:muộn|chậm|trễ)\s+(?:hơn|quá){_LINKS}"),
    Introducer(
        "not beyond",
        r"(?:không\s+(?:để\s+)?quá|tối\s+đa(?:\s+(?:là|không\s+quá))?)",
        guard=after_task,
        guards={"day": always},
    ),
    Introducer("term", rf"{_TERM}\s*[:(]?\s*{_LINKS}", guards={"clock": never}),
    Introducer(
        "term from to",
        rf"{_TERM}\s*[:(]?\s*(?:là\s+)?từ\s+[^.;:()]{{1,30}}?\s(?:cho\s+)?đến(?:\s+(?:hết|cuối))?",
        guard=never,
        guards={"day": always, "month": always, "quarter": always},
    ),
    Introducer("to be done", rf"(?<!đã\s)(?<!được\s){any_of('finishing')}\s*[:,]?(?:\s+{_WITHIN})?"),
    Introducer("until the end", rf"{_UP_TO}\s+(?:hết|cuối)(?:\s+ngày)?", guard=until_end),
    Introducer(
        "by the end",
        r"hết",
        guard=until_done,
        guards={"clock": never, "counted": never, "hours": never, "since": never},
    ),
    Introducer("after so long", r"sau", guard=never, guards={"since": after_task}),
    Introducer(
        "until",
        _UNTIL,
        guard=until_done,
        end_guard=until_end,
        guards={"year": never, "clock": never, "counted": never, "hours": never},
    ),
    Introducer(
        "within",
        r"(?:ngay\s+trong|trong)",
        guard=in_time,
        guards={
            "day": always,
            "since": always,
            "half": after_done,
            "year": after_done,
            "tet": never,
            "clock": never,
            "hours": never,
        },
        end_guard=in_time,
    ),
    Introducer(
        "within so long",
        r"(?:ngay\s+trong|trong)\s+(?:vòng|thời\s+hạn|thời\s+gian)",
        guard=never,
        guards={"counted": always, "since": always, "hours": always, "clock": always},
    ),
    Introducer(
        "at",
        r"(?:ngay\s+vào|vào)(?:\s+(?:dịp|khoảng|thời\s+điểm))?",
        guard=at_its_time,
        guards={"day": after_done, "tet": never, "clock": never, "counted": never, "hours": never, "since": never},
    ),
    Introducer("within the day", r"ngay", guard=never, guards={"day": after_task}),
)
"""Of those that fit, the longest is taken."""


@cache
def introduced() -> re.Pattern[str]:
    """Whether any of them stands there: in front of most periods there is none."""
    return re.compile(rf"(?=\w)(?<!\w)(?:{'|'.join(f'(?:{row.pattern})' for row in INTRODUCERS)})\s*$")


REPORT_ON = Introducer("report on", r"báo\s+cáo(?:\s+[^\s.;:]+){1,12}?", guard=ends)
"""A bare day at the end of `báo cáo UBND tỉnh ngày 20/6`."""
AIMED_AT = Introducer("aimed at", r"", guard=aimed)
"""A bare `cuối tháng 6` at the end of an act, unless one of these words stands before it; `Quý II hoàn thành ...`."""
BEHIND_DASHES = Introducer("behind dashes", r"[-–—][^-–—]{3,80}[-–—]\s*$", guard=ends)
"""The day of `việc - cơ quan - ngày`, the last of three parts."""
# behind these the period tells when something else is
NOT_AIMED = ("họp", "phiên", "đến", "từ", "của", "tại")
