"""Reads and writes `<stem>.theo-doi.yml`: what became of a notice's directives, a line added for each event.

The file is append-only: an entry that was wrong is taken back by a later one, so that what was known when can be told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import get_args

from ketluan.model.follow_up import EVENTS, EventKind, FollowUpEvent, last_day, that_stand
from ketluan.model.message import Message, say
from ketluan.model.problem import Problem, nearest
from ketluan.store.front_matter import dump
from ketluan.store.schema_types import DATE, NUMBER, TASK, TEXT, Form, Key, listed, one_of, record
from ketluan.store.yaml_nodes import Node, Report, parse_yaml

ENDING = ".theo-doi.yml"
HEADING = "# Theo dõi việc thực hiện: mỗi sự việc thêm một mục vào cuối tệp, không sửa mục cũ.\n"

_UNTIL = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_NEEDED: dict[EventKind, tuple[str, ...]] = {
    "extension-granted": ("document", "until"),
    "returned": ("note",),
    "cancelled": ("document",),
    "carried-over": ("to",),
    "taken-back": ("entry",),
}
_ONLY_FOR: dict[str, tuple[EventKind, ...]] = {
    "until": ("extension-asked", "extension-granted"),
    "to": ("carried-over",),
    "entry": ("taken-back",),
}


def _until(node: Node, name: str, report: Report) -> str | None:
    if isinstance(node.value, str) and _UNTIL.fullmatch(node.value):
        try:
            last_day(node.value)
        except ValueError:
            pass
        else:
            return node.value
    given = {"name": name, "shown": node.shown}
    report(node.line, say("{name} must be a day YYYY-MM-DD or a month YYYY-MM of the calendar, not {shown}", **given))
    return None


def _entry(node: Node, name: str, report: Report) -> int | None:
    if isinstance(node.value, str) and re.fullmatch(r"[1-9]\d{0,5}", node.value):
        return int(node.value)
    report(node.line, say("{name} must be a number 1, 2, 3, not {shown}", name=name, shown=node.shown))
    return None


ENTRY = Form(_entry, {"type": "integer", "minimum": 1}, "số `2`")
UNTIL = Form(_until, {"type": "string", "pattern": f"^{_UNTIL.pattern}$"}, "ngày `2025-06-30` hoặc tháng `2025-06`")
KEYS = (
    Key("directive", TEXT, "mã của chỉ đạo trong thông báo: `II.1-3`", needed=True),
    Key("on", DATE, "ngày của sự việc", needed=True),
    Key("event", one_of(*get_args(EventKind)), "sự việc", needed=True),
    Key("document", NUMBER, "số, ký hiệu của văn bản nói điều đó"),
    Key("until", UNTIL, "thời hạn mới; chỉ có tháng thì ghi tháng"),
    Key("to", TASK, "chỉ đạo nhận việc, trong văn bản thay thế"),
    Key("evidence", TEXT, "tài liệu kèm theo"),
    Key("note", TEXT, "ghi chú"),
    Key("by", TEXT, "người ghi"),
    Key("recorded", DATE, "ngày ghi"),
    Key("entry", ENTRY, "sự việc bị rút lại: thứ mấy trong các sự việc của chỉ đạo"),
)
_EVENTS = listed(record(KEYS, dict))


def read_events(text: str, path: str, directives: Collection[str]) -> tuple[tuple[FollowUpEvent, ...], list[Problem]]:
    """The events of a notice's file in their order, and what is wrong; `directives` are the notice's ids."""
    problems: list[Problem] = []

    def report(line: int, message: Message) -> None:
        problems.append(Problem(path, line, message))

    node = parse_yaml(text, report)
    entries = _EVENTS.read(node, "follow-up", report) if node and node.value is not None else ()
    if not isinstance(entries, tuple) or not isinstance(node, Node) or not isinstance(node.value, list):
        return (), problems
    if len(entries) < len(node.value) or problems:
        return (), problems
    lines = [item.line for item in node.value]
    events = tuple(_numbered(FollowUpEvent(**entry, line=line) for entry, line in zip(entries, lines, strict=True)))
    for event in events:
        problems += (Problem(path, event.line, message) for message in event_problems(event, directives))
    return events, [*problems, *_misdirected(events, path)]


def _numbered(events: Iterable[FollowUpEvent]) -> Iterator[FollowUpEvent]:
    numbers = Counter[str]()
    for event in events:
        numbers[event.directive] += 1
        yield replace(event, number=numbers[event.directive])


def _misdirected(events: Sequence[FollowUpEvent], path: str) -> Iterator[Problem]:
    """What is taken back happened by an earlier entry of the same directive, and is taken back once."""
    for at, event in enumerate(events):
        earlier = [each.number for each in that_stand(events[:at]) if each.directive == event.directive]
        if event.event == "taken-back" and event.entry and event.entry not in earlier:
            message = say("entry must be the number of an earlier event that stands, not {entry}", entry=event.entry)
            yield Problem(path, event.line, message)


def event_problems(event: FollowUpEvent, directives: Collection[str]) -> Iterator[Message]:
    """The directive stands in the notice; only a numbered document grants an extension, and says until when.

    A report that is returned says why; only a numbered document ends a task; `until` is for extensions alone, `to` for
    a task that is carried over, which says where, `entry` for taking back, which says what.
    """
    if event.directive not in directives:
        message = say("directive must be an id of the notice, not '{id}'", id=event.directive)
        yield message + nearest(event.directive, directives)
    for name in _NEEDED.get(event.event, ()):
        if getattr(event, name) is None:
            yield say("{name} must be given for event {event}", name=name, event=event.event)
    for name, allowed in _ONLY_FOR.items():
        if getattr(event, name) and event.event not in allowed:
            yield say("{name} must not be given for event {event}", name=name, event=event.event)


def with_events(text: str, events: Sequence[FollowUpEvent]) -> str:
    """The file with entries added at its end; nothing that stood there changes."""
    if not events:
        return text
    start = text or HEADING
    return start + ("" if start.endswith("\n") else "\n") + "".join(map(_as_item, events))


def _as_item(event: FollowUpEvent) -> str:
    values = {key.name: getattr(event, key.name) for key in KEYS if getattr(event, key.name) is not None}
    first, *rest = dump(values).splitlines()
    return "".join([f"- {first}\n", *(f"  {line}\n" for line in rest)])


def described(event: FollowUpEvent) -> str:
    """An event as a sentence without its full stop: `20/03/2025: được gia hạn đến 30/06/2025 (văn bản 12/VP-TH)`."""
    until = f" đến {shown_until(event.until)}" if event.until else ""
    where = f" ({event.to})" if event.to else ""
    document = f" (văn bản {event.document})" if event.document else ""
    number = f" (số {event.entry})" if event.entry else ""
    note = f": {event.note}" if event.note else ""
    return f"{event.on:%d/%m/%Y}: {EVENTS[event.event]}{number}{until}{where}{document}{note}"


def shown_until(until: str) -> str:
    """`30/06/2025`, or `tháng 06/2025` where only a month was given."""
    if len(until) == len("2025-03"):
        return f"tháng {until[5:7]}/{until[:4]}"
    return f"{dt.date.fromisoformat(until):%d/%m/%Y}"
