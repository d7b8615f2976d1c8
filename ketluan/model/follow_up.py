"""What became of a directive: the events that were recorded, and the state that follows from them on a day.

States are computed from limit, events and day, never stored. The words are those of the figures which the Government
Office publishes on tracked tasks; whoever has the text of the decisions on tracking at hand corrects them here.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

Decision = Literal["carried-over", "ended", "still-open"]
EventKind = Literal[
    "reported",
    "confirmed",
    "returned",
    "extension-asked",
    "extension-granted",
    "suspended",
    "cancelled",
    "not-ours",
    "carried-over",
    "ended",
    "still-open",
    "taken-back",
]
State = Literal[
    "done-in-time",
    "done-late",
    "within-limit",
    "overdue",
    "done-without-limit",
    "open-without-limit",
    "recurring",
    "suspended",
    "cancelled",
    "not-ours",
]

EVENTS: dict[EventKind, str] = {
    "reported": "đã báo cáo kết quả",
    "confirmed": "đã xác nhận hoàn thành",
    "returned": "báo cáo bị trả lại",
    "extension-asked": "xin gia hạn",
    "extension-granted": "được gia hạn",
    "suspended": "tạm dừng",
    "cancelled": "thôi thực hiện",
    "not-ours": "không thuộc thẩm quyền",
    "carried-over": "chuyển sang văn bản thay thế",
    "ended": "kết thúc cùng văn bản bị thay thế",
    "still-open": "vẫn phải thực hiện",
    "taken-back": "rút lại một sự việc ghi nhầm",
}
CHOICES: dict[str, str] = {kind: EVENTS[kind] for kind in sorted(get_args(Decision))}
DECISIONS: frozenset[str] = frozenset(CHOICES)
HAPPENED: dict[EventKind, str] = {kind: said for kind, said in EVENTS.items() if kind != "taken-back"}
"""What can become of a task; taking back says something of the record alone."""
REPORTABLE: dict[EventKind, str] = {kind: said for kind, said in HAPPENED.items() if kind not in DECISIONS}
STATES: dict[State, str] = {
    "done-in-time": "hoàn thành đúng hạn",
    "done-late": "hoàn thành quá hạn",
    "within-limit": "đang thực hiện, trong hạn",
    "overdue": "đang thực hiện, quá hạn",
    "done-without-limit": "hoàn thành (không đặt thời hạn)",
    "open-without-limit": "đang thực hiện (không đặt thời hạn)",
    "recurring": "thực hiện định kỳ",
    "suspended": "tạm dừng",
    "cancelled": "thôi thực hiện",
    "not-ours": "không thuộc thẩm quyền",
}
LASTING: dict[str, str] = {
    ("open-with-limit" if state == "within-limit" else state): label
    for state, label in (STATES | {"within-limit": "đang thực hiện, có thời hạn"}).items()
    if state != "overdue"
} | {"replaced": "thuộc thông báo đã bị thay thế"}
"""The states as files and pages have them that hold no day: what is within its limit or overdue is one of them; what
counts no more since its notice was replaced is another."""
WITH_LIMIT = LASTING["open-with-limit"]
DONE: frozenset[State] = frozenset({"done-in-time", "done-late", "done-without-limit"})
OPEN: frozenset[State] = frozenset({"within-limit", "overdue", "open-without-limit", "recurring"})
SET_ASIDE: frozenset[State] = frozenset({"suspended", "cancelled", "not-ours"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpEvent:
    """One line of the record: `on` is the day it counts from, `document` the number that says so.

    `until` is the new limit of an extension, `YYYY-MM-DD`, or `YYYY-MM` where only a month was given; `to` the
    directive (`<notice id>#<anchor>`) to which a task of a replaced notice was carried over; `entry` the number of the
    event that is taken back; `by` is who recorded it, `recorded` the day on which that was; `line` where it stands in
    the file, `number` which of its directive's events it is there, from 1.
    """

    directive: str
    on: dt.date
    event: EventKind
    document: str | None = None
    until: str | None = None
    to: str | None = None
    evidence: str | None = None
    note: str | None = None
    by: str | None = None
    recorded: dt.date | None = None
    entry: int | None = None
    line: int = 0
    number: int = 0

    def says(self, other: FollowUpEvent) -> bool:
        """Whether both say the same of the same task, whoever recorded it and when."""
        parts = ("directive", "on", "event", "document", "until", "to", "evidence", "note", "entry")
        return all(getattr(self, part) == getattr(other, part) for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a directive stands on a day: its `limit` in force and the `first_limit`, both last days.

    `until` is the limit as the last extension granted it, a day or a month, None where there was none; `done` is the
    day it counts as done; `reported` that a report waits for an answer, `asked` that an extension was
    asked for and not yet granted; `days_overdue` is 0 unless the state is `overdue`.
    """

    state: State
    limit: dt.date | None = None
    first_limit: dt.date | None = None
    extended: int = 0
    until: str | None = None
    done: dt.date | None = None
    reported: bool = False
    asked: bool = False
    days_overdue: int = 0


def taken_back(events: Iterable[FollowUpEvent]) -> dict[tuple[str, int | None], FollowUpEvent]:
    """What takes an event back, by the directive and the number of that event."""
    return {(event.directive, event.entry): event for event in events if event.event == "taken-back"}


def that_stand(events: Sequence[FollowUpEvent]) -> tuple[FollowUpEvent, ...]:
    """Those that were not taken back: on no day did they happen."""
    gone = taken_back(events)
    return tuple(each for each in events if each.event in HAPPENED and (each.directive, each.number) not in gone)


def lasting(state: State) -> str:
    """The key in `LASTING` of a state."""
    return "open-with-limit" if state in ("within-limit", "overdue") else state


def last_day(until: str) -> dt.date:
    """The last day of a limit that names a day or a month; raises ValueError for anything else."""
    if len(until) == len("2025-03"):
        year, month = map(int, until.split("-"))
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date.fromisoformat(until)


def standing(
    due: dt.date | None, events: Sequence[FollowUpEvent], today: dt.date, *, recurring: bool = False
) -> Standing:
    """The state on a day, from the events of one directive in the order of the file; later ones are not yet known."""
    known = [event for event in events if event.on <= today]
    granted = [event for event in known if event.event == "extension-granted" and event.until]
    limit = last_day(granted[-1].until) if granted and granted[-1].until else due
    done, reported = _done(known)
    state = _state(limit, done, _aside(known), today, recurring=recurring and not limit)
    return Standing(
        state=state,
        limit=limit,
        first_limit=due,
        extended=len(granted),
        until=granted[-1].until if granted else None,
        done=done,
        reported=reported,
        asked=_last(known, "extension-asked", "extension-granted") == "extension-asked",
        days_overdue=(today - limit).days if state == "overdue" and limit else 0,
    )


@cache
def unrecorded(due: dt.date | None, today: dt.date, *, recurring: bool) -> Standing:
    """The state of a directive of which nothing was recorded: most are, and many share a limit."""
    return standing(due, (), today, recurring=recurring)


def decision(events: Sequence[FollowUpEvent]) -> FollowUpEvent | None:
    """What a person decided last about a task when its notice was replaced."""
    return next((event for event in reversed(events) if event.event in DECISIONS), None)


def _done(events: Sequence[FollowUpEvent]) -> tuple[dt.date | None, bool]:
    """The day of the report that was confirmed, else of the confirmation; and whether a report waits for an answer."""
    done: dt.date | None = None
    report: dt.date | None = None
    for event in events:
        if event.event == "reported":
            report = event.on
        elif event.event == "confirmed":
            done, report = report or event.on, None
        elif event.event == "returned":
            done, report = None, None
    return done, report is not None and done is None


def _aside(events: Sequence[FollowUpEvent]) -> State | None:
    """What set the directive aside last; a later report or extension takes it up again."""
    for event in reversed(events):
        if event.event in ("suspended", "cancelled", "not-ours"):
            return event.event
        if event.event in ("reported", "confirmed", "extension-granted"):
            return None
    return None


def _last(events: Sequence[FollowUpEvent], *kinds: EventKind) -> EventKind | None:
    return next((event.event for event in reversed(events) if event.event in kinds), None)


def _state(
    limit: dt.date | None, done: dt.date | None, aside: State | None, today: dt.date, *, recurring: bool
) -> State:
    if aside:
        return aside
    if recurring:
        return "recurring"
    if limit is None:
        return "done-without-limit" if done else "open-without-limit"
    if done:
        return "done-in-time" if done <= limit else "done-late"
    return "overdue" if today > limit else "within-limit"


def state_table(states: Iterable[State]) -> dict[State, int]:
    """How many directives are in each state; every state stands in it, so that a table shows them all and its total."""
    counted = Counter(states)
    return {state: counted[state] for state in STATES}


def rate_in_time(table: dict[State, int]) -> tuple[int, int]:
    """Done in time, of all whose limit is over or that are done with a limit: the two numbers of the rate."""
    return table["done-in-time"], table["done-in-time"] + table["done-late"] + table["overdue"]


RATE_IN_TIME = "Số chỉ đạo hoàn thành đúng hạn chia cho số chỉ đạo đã hoàn thành có đặt thời hạn hoặc đã quá hạn."
