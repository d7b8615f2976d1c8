"""Limits that an event sets: what happens is printed, no day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ketluan.model.notice import Deadline
from ketluan.understanding.deadline_guards import (
    LimitClause,
    after_any_act,
    after_done,
    after_task,
    clause_at,
    happened,
    opens,
    then_done,
    then_handed_in,
)
from ketluan.understanding.deadline_introducers import Guard
from ketluan.understanding.deadline_recurrences import printed_phrase
from ketluan.understanding.deadline_words import any_of

NO_DAY_OF_EVENT = "hạn tính theo sự kiện, không in ngày"
# what happens goes up to a mark, or to what is then to be done
_END = r"(?=\s*(?:[.,;:()]|$)|\s+(?:để|nhằm|đồng\s+thời|theo\s+(?:quy|đúng)|(?:phải|cần|thì)\s))"
# ít nhất 10 ngày trước khi ...
_AHEAD = (
    r"(?:(?:(?:ít|chậm|muộn)\s+nhất|tối\s+thiểu)\s+)?(?:trước\s+)?"
    r"(?:\d{1,3}\s*(?:h|giờ|ngày|tuần|tháng)\s+(?:làm\s+việc\s+)?)?trước"
)
# what stands behind these tells what a task is for
_PURPOSE = re.compile(r"(?<!\w)(?:để|nhằm)\s")
_HAPPENS = rf"[^\s.,;:()]+(?:\s+[^\s.,;:()]+){{0,15}}?{_END}"


@dataclass(frozen=True)
class EventForm:
    """A way to name an event by which, or right after which, something is to be done; `guard` as of introducers."""

    name: str
    pattern: str
    guard: Guard

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){self.pattern}")


def _finished_by_then(clause: LimitClause) -> bool:
    return after_done(clause) or (opens(clause) and then_done(clause))


def _handed_in_by_then(clause: LimitClause) -> bool:
    return after_task(clause) or (opens(clause) and then_handed_in(clause))


def _done_then(clause: LimitClause) -> bool:
    return _handed_in_by_then(clause) or after_any_act(clause)


EVENTS: tuple[EventForm, ...] = (
    # báo cáo trước khi trình is the order of one's own steps, and no limit
    EventForm("before it happens", rf"{_AHEAD}\s+khi\s+(?!{any_of('handing_in')}){_HAPPENS}", _handed_in_by_then),
    EventForm("before the next step", rf"{_AHEAD}\s+khi\s+{_HAPPENS}", _finished_by_then),
    EventForm(
        "before an occasion",
        rf"{_AHEAD}\s+(?:(?:ngày|dịp|lúc|thời\s+điểm)\s+)?{any_of('occasions')}(?:\s+{_HAPPENS}|{_END})",
        _handed_in_by_then,
    ),
    EventForm("right after", rf"ngay\s+(?:sau\s+)?khi\s+{_HAPPENS}", _done_then),
    EventForm(
        "once in effect",
        rf"sau\s+khi\s+(?:[^\s.,;:()]+\s+){{0,12}}?{any_of('taking_effect')}(?:\s+{_HAPPENS}|{_END})",
        _handed_in_by_then,
    ),
)
_MAY_BE = re.compile(r"(?:trước|khi)\s")


def events(text: str, small: str, ordering: str) -> Iterator[tuple[int, int, Deadline]]:
    """Where each begins and ends, and its words; `ordering` has blanks for what orders nothing."""
    if not _MAY_BE.search(small):
        return
    end = 0
    found = [(match, form) for form in EVENTS for match in form.compiled.finditer(small)]
    for match, form in sorted(found, key=lambda each: (each[0].start(), -each[0].end())):
        if match.start() < end:
            continue
        clause = clause_at(text, small, *match.span())
        if happened(clause) or _PURPOSE.search(clause.before) or not form.guard(clause):
            continue
        end = match.end()
        phrase = printed_phrase(text[match.start() : end])
        yield match.start(), end, Deadline(phrase=phrase, certain=False, why=NO_DAY_OF_EVENT)
