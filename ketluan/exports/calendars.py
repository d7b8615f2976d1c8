"""Deadlines as iCalendar (RFC 5545), for the calendar programs that staff already use."""

from __future__ import annotations

import calendar as days
import datetime as dt
from collections.abc import Iterable, Iterator

from ketluan.exports.file_addresses import href
from ketluan.exports.labels import notice_label, party_names, printable
from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment
from ketluan.model.display_names import RECURRENCES, full_name
from ketluan.model.notice import Recurring

UNKNOWN_DAY = dt.date(1970, 1, 1)
SUMMARY_LENGTH = 90
RULES: dict[Recurring, str] = {
    "weekly": "FREQ=WEEKLY;BYDAY=FR",
    "monthly": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
    "yearly": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
}


def dated(tasks: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """The directives whose deadline has a place in a calendar."""
    return tuple(assignment for assignment in tasks if _first_day(assignment))


def calendar_bytes(
    archive: Archive, tasks: Iterable[Assignment], *, title: str, file: str, site_url: str | None
) -> bytes:
    """A calendar with one all-day event for each directive; every task must be `dated`."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kho ket luan//Thoi han//VI", "METHOD:PUBLISH"]
    lines += [f"NAME:{_text(title)}", f"X-WR-CALNAME:{_text(title)}"]  # RFC 7986, and what Outlook reads instead
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"]
    for assignment in tasks:
        lines += _event(archive, assignment, file=file, site_url=site_url)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _event(archive: Archive, assignment: Assignment, *, file: str, site_url: str | None) -> Iterator[str]:
    first = _first_day(assignment) or UNKNOWN_DAY
    deadline = assignment.directive.deadline
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(assignment.id)}@kho-ket-luan"
    yield f"DTSTAMP:{assignment.notice.date or UNKNOWN_DAY:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    if deadline and deadline.recurring:
        yield f"RRULE:{RULES[deadline.recurring]}"
    yield f"SUMMARY:{_text(_summary(archive, assignment))}"
    yield f"DESCRIPTION:{_text(_description(archive, assignment))}"
    if site_url:
        yield f"URL:{href(addresses.directive(assignment), file=file, site_url=site_url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _first_day(assignment: Assignment) -> dt.date | None:
    """The printed day; of a recurring task the end of the first period after the notice."""
    deadline, since = assignment.directive.deadline, assignment.notice.date
    if deadline is None or deadline.recurring is None:
        return deadline.date if deadline else None
    start = deadline.date or since
    return _period_end(deadline.recurring, start) if start else None


def _period_end(recurring: Recurring, date: dt.date) -> dt.date:
    if recurring == "weekly":
        return date + dt.timedelta(days=(4 - date.weekday()) % 7)
    month = {"monthly": date.month, "quarterly": (date.month + 2) // 3 * 3, "yearly": 12}[recurring]
    return date.replace(month=month, day=days.monthrange(date.year, month)[1])


def _summary(archive: Archive, assignment: Assignment) -> str:
    text = assignment.directive.text
    if len(text) > SUMMARY_LENGTH:
        text = f"{text[:SUMMARY_LENGTH].rpartition(' ')[0]}…"
    lead = party_names(archive.register, assignment.directive.lead)
    return f"{lead}: {text}" if lead else text


def _description(archive: Archive, assignment: Assignment) -> str:
    """Everything a reader needs who has only the calendar before them."""
    task, deadline = assignment.directive, assignment.directive.deadline
    lines = [task.text, "", f"Thời hạn như in: {deadline.phrase}" if deadline else ""]
    if deadline and deadline.recurring:
        lines.append(f"Định kỳ {RECURRENCES[deadline.recurring]}; lịch đặt vào ngày cuối kỳ.")
    if task.lead:
        lines.append(f"Cơ quan chủ trì: {party_names(archive.register, task.lead)}")
    if task.coordinate:
        lines.append(f"Cơ quan phối hợp: {party_names(archive.register, task.coordinate)}")
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
