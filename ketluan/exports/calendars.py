"""Deadlines as iCalendar (RFC 5545), for the calendar programs that staff already use."""

from __future__ import annotations

import calendar as days_of
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from ketluan.exports.file_addresses import href
from ketluan.exports.labels import notice_label, party_names, printable
from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment
from ketluan.model.display_names import RECURRENCES, full_name
from ketluan.model.last_limit import last_limit
from ketluan.model.notice import Deadline, Recurring
from ketluan.store.follow_up_file import described

UNKNOWN_DAY = dt.date(1970, 1, 1)
SUMMARY_LENGTH = 90
REMINDED = 3
"""Days before a limit on which a calendar program says it (RFC 5545, 3.6.6)."""
PAST = dt.timedelta(days=366)
"""How long a limit stands in a calendar after its day."""
LONGEST_WAIT = 366 * 8
"""Days until the next 29 February, at most."""
_WEEKDAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
LAST_DAY = "last"
ADDRESS = b"\0"
"""Stands in a written event where the address of its directive belongs: no text holds it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a recurring deadline stands in a calendar: the words of RFC 5545; weekdays `FR`, days of the month, months.

    An empty part excludes nothing; the day -1 is the last one of a month.
    """

    frequency: str
    weekdays: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()

    def __str__(self) -> str:
        parts = {"BYDAY": self.weekdays, "BYMONTH": self.months, "BYMONTHDAY": self.days}
        return ";".join(
            [f"FREQ={self.frequency}", *(f"{key}={_joined(value)}" for key, value in parts.items() if value)]
        )

    def holds(self, day: dt.date) -> bool:
        """Whether the event stands on a day."""
        last = days_of.monthrange(day.year, day.month)[1] == day.day
        return (
            (not self.weekdays or list(_WEEKDAYS.values())[day.weekday()] in self.weekdays)
            and (not self.months or day.month in self.months)
            and (not self.days or day.day in self.days or (last and -1 in self.days))
        )

    def first(self, since: dt.date) -> dt.date:
        """The first day on or after another."""
        return _first(self, since)


@cache
def _first(rule: Rule, since: dt.date) -> dt.date:
    return next(day for at in range(LONGEST_WAIT) if rule.holds(day := since + dt.timedelta(days=at)))


ENDS: dict[Recurring, Rule] = {
    "daily": Rule("DAILY"),
    "weekly": Rule("WEEKLY", weekdays=("FR",)),
    "monthly": Rule("MONTHLY", days=(-1,)),
    "quarterly": Rule("YEARLY", months=(3, 6, 9, 12), days=(-1,)),
    "half-yearly": Rule("YEARLY", months=(6, 12), days=(-1,)),
    "yearly": Rule("YEARLY", months=(12,), days=(31,)),
}
"""Where a recurrence that names no day stands."""


class Event(NamedTuple):
    """The `number`-th limit of a directive with its place in the calendar; a rule where it comes back."""

    assignment: Assignment
    deadline: Deadline
    first: dt.date
    rule: Rule | None
    number: int

    @property
    def name(self) -> str:
        """Among the events of its notice."""
        return f"{self.assignment.at}-{self.number}"


def dated(tasks: Iterable[Assignment], *, since: dt.date = dt.date.min) -> tuple[Event, ...]:
    """What a calendar holds of some directives that are still to be done: their sure limits on a day not before
    another, and those that recur.

    Where none is left the last one of all stands for them: a calendar that somebody has subscribed to never goes.
    """
    asked = [*tasks]
    left = (event for task in asked if _may_lie(task, since) and task.counts for event in _events(task))
    if kept := tuple(event for event in left if event.rule or event.first >= since):
        return kept
    events = (event for task in asked if task.counts for event in _events(task))
    return tuple(sorted(events, key=lambda event: event.first)[-1:])


def _may_lie(assignment: Assignment, since: dt.date) -> bool:
    """Whether it is open and a limit of its notice lies on the day or later: what was recorded may have moved it."""
    if assignment.notice.follow_up:
        return assignment.is_open
    return last_limit(assignment.notice) >= since.toordinal()


def _events(assignment: Assignment) -> Iterator[Event]:
    for number, (deadline, first, rule) in enumerate(_limits(assignment), 1):
        yield Event(assignment, deadline, first, rule, number)


def _limits(assignment: Assignment) -> Iterator[tuple[Deadline, dt.date, Rule | None]]:
    """An extension moves the limit that counts."""
    since, recorded = assignment.notice.date, assignment.notice.follow_up
    moved = assignment.due if recorded and assignment.standing().extended else None
    for deadline in assignment.told.deadlines:
        if not deadline.certain:
            continue
        if deadline.recurring and since:
            for rule in rules(deadline.recurring, deadline.days):
                yield deadline, rule.first(since), rule
        elif deadline.date and not deadline.recurring:
            first = moved if moved and deadline is assignment.told.deadline else deadline.date
            yield deadline, first, None


def rules(recurring: Recurring, days: tuple[str, ...]) -> list[Rule]:
    """The days that are named, else the end of the period; days of the year apart by their day of the month."""
    if not days or recurring == "daily":
        return [ENDS[recurring]]
    if recurring == "weekly":
        return [Rule("WEEKLY", weekdays=tuple(_WEEKDAYS[day] for day in days))]
    of_year = [day.partition("-") for day in days if "-" in day]
    if not of_year:
        numbers = tuple(-1 if day == LAST_DAY else int(day) for day in days)
        return [replace(ENDS[recurring], days=numbers)]
    months: dict[int, list[int]] = {}
    for month, _, day in of_year:
        months.setdefault(int(day), []).append(int(month))
    return [Rule("YEARLY", months=tuple(of_day), days=(day,)) for day, of_day in months.items()]


def _joined(values: Iterable[object]) -> str:
    return ",".join(map(str, values))


def calendar_bytes(
    events: Iterable[Event], written: Callable[[Event], bytes], *, title: str, file: str, site_url: str | None
) -> bytes:
    """A calendar with an all-day event for each, as `written_event` has it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kho ket luan//Thoi han//VI", "METHOD:PUBLISH"]
    lines += [f"NAME:{_text(title)}", f"X-WR-CALNAME:{_text(title)}"]  # RFC 7986, and what Outlook reads instead
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"]
    shown = (written(event).replace(ADDRESS, _address(event, file, site_url)) for event in events)
    return b"".join([_lines(lines), *shown, _lines(["END:VCALENDAR"])])


def _address(event: Event, file: str, site_url: str | None) -> bytes:
    if not site_url:
        return b""
    return _lines([f"URL:{href(addresses.directive(event.assignment), file=file, site_url=site_url)}"])


def _lines(lines: Iterable[str]) -> bytes:
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def written_events(archive: Archive, assignments: Iterable[Assignment]) -> dict[str, str]:
    """The events of a notice's directives by their names, each as `written_event` has it."""
    events = (event for assignment in assignments for event in _events(assignment))
    return {event.name: written_event(archive, event).decode() for event in events}


def written_event(archive: Archive, event: Event) -> bytes:
    """One event, with `ADDRESS` where that of its directive belongs."""
    return b"".join(_event(archive, event))


def _event(archive: Archive, event: Event) -> Iterator[bytes]:
    """The first event of a directive keeps the directive's own address as its id."""
    assignment = event.assignment
    summary = _text(_summary(archive, assignment))
    yield _lines(
        [
            "BEGIN:VEVENT",
            f"UID:{_text(assignment.id)}{f'~{event.number}' if event.number > 1 else ''}@kho-ket-luan",
            f"DTSTAMP:{assignment.notice.date or UNKNOWN_DAY:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
            *([f"RRULE:{event.rule}"] if event.rule else []),
            f"SUMMARY:{summary}",
            f"DESCRIPTION:{_text(_description(archive, event))}",
        ]
    )
    yield ADDRESS
    yield _lines(["TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}"])
    yield _lines([f"TRIGGER:-P{REMINDED}D", "END:VALARM", "END:VEVENT"])


def _summary(archive: Archive, assignment: Assignment) -> str:
    text = assignment.directive.text
    if len(text) > SUMMARY_LENGTH:
        text = f"{text[:SUMMARY_LENGTH].rpartition(' ')[0]}…"
    lead = party_names(archive.register, assignment.directive.lead)
    return f"{lead}: {text}" if lead else text


def _description(archive: Archive, event: Event) -> str:
    """Everything a reader needs who has only the calendar before them."""
    assignment, deadline = event.assignment, event.deadline
    task = assignment.directive
    lines = [task.text, "", f"Thời hạn như in: {deadline.phrase}"]
    if deadline.recurring:
        placed = "" if deadline.days or deadline.recurring == "daily" else "; lịch đặt vào ngày cuối kỳ"
        lines.append(f"Định kỳ {RECURRENCES[deadline.recurring]}{placed}.")
    if deadline.time:
        lines.append(f"Giờ: {deadline.time}")
    if task.lead:
        lines.append(f"Cơ quan chủ trì: {party_names(archive.register, task.lead)}")
    if task.coordinate:
        lines.append(f"Cơ quan phối hợp: {party_names(archive.register, task.coordinate)}")
    lines += task.column_lines
    lines += [f"Theo dõi: {described(recorded)}" for recorded in assignment.events]
    lines.append(f"{notice_label(assignment.notice)}, {full_name(archive.register, assignment.notice.issuer)}")
    return "\n".join(lines)


def _text(value: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    value = printable(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """No line is longer than 75 octets, and no letter is cut in two (RFC 5545, 3.1)."""
    rest = line.encode()
    pieces: list[bytes] = []
    while len(rest) > (limit := 74 if pieces else 75):
        while rest[limit] & 0xC0 == 0x80:  # inside a letter
            limit -= 1
        pieces.append(rest[:limit])
        rest = rest[limit:]
    return b"\r\n ".join([*pieces, rest])
