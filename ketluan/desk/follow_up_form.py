"""An event of follow-up as a form: what a person typed as a value for the record."""

from __future__ import annotations

import datetime as dt
import re

from ketluan.desk.desk_state import Asked
from ketluan.desk.header_form import Mistyped, typed_date
from ketluan.model.archive import Assignment
from ketluan.model.follow_up import HAPPENED, REPORTABLE, EventKind, FollowUpEvent
from ketluan.text.dates import printed_date
from ketluan.text.number import Number

_MONTH = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*")


_NEEDED: dict[EventKind, tuple[str, ...]] = {
    "extension-granted": ("van-ban", "den"),
    "returned": ("ghi-chu",),
    "cancelled": ("van-ban",),
    "carried-over": ("sang",),
}
_FIELDS = {"van-ban": "văn bản số", "den": "thời hạn mới", "ghi-chu": "ghi chú", "sang": "việc được chuyển sang"}


def events_to_record(*, replaced: bool) -> dict[EventKind, str]:
    """The events that a form offers; what becomes of the tasks of a replaced notice only where it was replaced."""
    return HAPPENED if replaced else REPORTABLE


def typed_event(asked: Asked, task: Assignment, today: dt.date) -> FollowUpEvent:
    """The event of a task that the form says; raises Mistyped for what is no event."""
    kind = next((each for each in HAPPENED if each == asked.one("su-viec")), None)
    if kind is None:
        raise Mistyped("Hãy chọn sự việc.")
    missing = [_FIELDS[name] for name in _NEEDED.get(kind, ()) if not asked.one(name).strip()]
    if missing:
        raise Mistyped(f"Sự việc “{HAPPENED[kind]}” cần ghi thêm: {', '.join(missing)}.")
    if asked.one("den").strip() and kind not in ("extension-asked", "extension-granted"):
        raise Mistyped("Thời hạn mới chỉ ghi khi xin gia hạn hoặc được gia hạn.")
    day = typed_date(asked.one("ngay"), "Ngày của sự việc") if asked.one("ngay").strip() else today
    if day > today:
        raise Mistyped("Ngày của sự việc không được sau hôm nay.")
    if task.notice.date and day < task.notice.date:
        raise Mistyped(f"Ngày của sự việc không được trước ngày của thông báo ({printed_date(task.notice.date)}).")
    return FollowUpEvent(
        directive=task.directive.id,
        on=day,
        event=kind,
        document=typed_number(asked.one("van-ban")),
        until=typed_until(asked.one("den")),
        to=asked.one("sang").strip() or None,
        evidence=" ".join(asked.one("tai-lieu").split()) or None,
        note=" ".join(asked.one("ghi-chu").split()) or None,
        by=asked.who,
        recorded=today,
    )


def typed_number(given: str) -> str | None:
    """A document's number, None where nothing was typed."""
    if not given.strip():
        return None
    try:
        return str(Number.parse(given))
    except ValueError:
        raise Mistyped(f"Số văn bản phải như in trên văn bản, ví dụ 12/VP-TH, không phải “{given}”.") from None


def typed_until(given: str) -> str | None:
    """A new limit, `2025-06-30` or, where only a month was typed, `2025-06`."""
    if not given.strip():
        return None
    if found := _MONTH.fullmatch(given):
        month, year = int(found[1]), int(found[2])
        if 1 <= month <= 12 and 1900 <= year <= 2200:
            return f"{year}-{month:02}"
    return typed_date(given, "Thời hạn mới").isoformat()
