"""A notice's life: what amends, replaces, corrects or withdraws it, each written as one small change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from starlette.responses import JSONResponse, RedirectResponse, Response

from ketluan.desk.desk_pages import page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.follow_up_form import typed_number
from ketluan.desk.header_form import Mistyped, typed_date
from ketluan.desk.notice_search import found_notices
from ketluan.desk.undoing import Step
from ketluan.model.archive import Archive, assignments_of
from ketluan.model.display_names import clipped, notice_name, shown_title
from ketluan.model.follow_up import EVENTS, Decision, FollowUpEvent
from ketluan.model.notice import Correction, Notice, RelatedKind
from ketluan.model.problem import Refused
from ketluan.model.validity import UNTOUCHED
from ketluan.store import notice_life
from ketluan.store.file_changes import TextChange
from ketluan.store.follow_up_file import ENDING as FOLLOW_UP
from ketluan.store.notice_removal import was_published
from ketluan.store.stored_text import stored_text

HERE = "/vong-doi"
MOST_FOUND = 12
_TIES: dict[RelatedKind, str] = {"replaces": "Thay thế", "amends": "Sửa đổi", "corrects": "Đính chính"}
CARRIED: Decision = "carried-over"
_DECISIONS: tuple[Decision, ...] = ("ended", "still-open")


def show(desk: Desk, asked: Asked) -> Response:
    """What is known of a notice's life, and the forms that add to it."""
    archive = desk.shelf.archive
    notice = _notice(archive, asked.one("tb"))
    old = archive.by_id.get(asked.one("thay"))
    stored = desk.writer.open(notice.id)
    return page(
        desk,
        asked,
        "life",
        title=f"Vòng đời: {notice_name(notice)}",
        here="/soat",
        notice=notice,
        digest=stored.digest,
        validity=archive.validity.get(notice.id, UNTOUCHED),
        step=desk.writer.history.last(stored),
        old=old if old and old.id != notice.id else None,
        old_tasks=assignments_of(old, replaced=True) if old else (),
        own_tasks=notice.directives,
        ties=tuple(
            (_TIES[tie.kind], archive.by_id.get(tie.id or ""), tie) for tie in notice.related if tie.kind in _TIES
        ),
        decisions={kind: EVENTS[kind] for kind in _DECISIONS},
        today=archive.today,
        published=was_published(archive, notice.id),
    )


def find(desk: Desk, asked: Asked) -> Response:
    """Notices by what is typed of their number, day or title."""
    found = found_notices(desk.shelf.archive.published, asked.one("q"))[:MOST_FOUND]
    rows = ({"id": each.id, "name": notice_name(each), "note": clipped(shown_title(each))} for each in found)
    return JSONResponse(list(rows))


def replace_other(desk: Desk, asked: Asked) -> Response:
    """This notice replaces another; of each task of that a person says what becomes of it."""
    archive = desk.shelf.archive
    notice, old = _notice(archive, asked.one("tb")), _notice(archive, asked.one("thay"))
    decisions = [event for task in old.directives if (event := _decision(desk, asked, notice, task.id))]
    if len(decisions) < len(old.directives):
        raise Mistyped("Hãy quyết định từng việc của thông báo bị thay thế: chuyển sang, kết thúc hay vẫn phải làm.")
    return _changed(
        desk,
        asked,
        f"ghi thay thế {notice_name(old)}",
        lambda digest: notice_life.replace(
            desk.notices, notice.id, replaced=old.id, decisions=decisions, digest=digest
        ),
        beside=desk.notices / f"{old.id}{FOLLOW_UP}",
    )


def _decision(desk: Desk, asked: Asked, notice: Notice, anchor: str) -> FollowUpEvent | None:
    """`sang II.1-3` carries a task over, `ended` and `still-open` stand for themselves."""
    typed, today = asked.one(f"viec-{anchor}"), desk.today()
    kind: Decision | None = next((each for each in _DECISIONS if each == typed), None)
    to = typed.removeprefix("sang ") if typed.startswith("sang ") else ""
    if to and to not in [task.id for task in notice.directives]:
        raise Mistyped("Việc được chuyển sang không có trong thông báo này.")
    if not (kind or to):
        return None
    return FollowUpEvent(
        directive=anchor,
        on=today,
        event=kind or CARRIED,
        to=f"{notice.id}#{to}" if to else None,
        by=asked.who,
        recorded=today,
    )


def amend_other(desk: Desk, asked: Asked) -> Response:
    """This notice amends another."""
    other = _notice(desk.shelf.archive, asked.one("khac"))
    return _changed(
        desk,
        asked,
        f"ghi sửa đổi {notice_name(other)}",
        lambda digest: notice_life.amend(desk.notices, asked.one("tb"), amended=other.id, digest=digest),
    )


def correct(desk: Desk, asked: Asked) -> Response:
    """A letter puts words of this notice right; its text stays as issued."""
    number = typed_number(asked.one("so"))
    wrong, right = (" ".join(asked.one(name).split()) for name in ("sai", "dung"))
    if number is None or not wrong or not right:
        raise Mistyped("Hãy ghi số công văn đính chính, chữ in sai và chữ đúng.")
    correction = Correction(
        number=number,
        date=_day(asked, "ngay", "Ngày của công văn đính chính"),
        wrong=wrong,
        right=right,
        directive=asked.one("viec") or None,
    )
    return _changed(
        desk,
        asked,
        f"ghi đính chính theo {number}",
        lambda digest: notice_life.correct(desk.notices, asked.one("tb"), correction, digest=digest),
    )


def withdraw(desk: Desk, asked: Asked) -> Response:
    """Withdraw this notice; its file keeps the text, the site loses it."""
    if not asked.one("chac"):
        raise Mistyped("Thu hồi bỏ nội dung thông báo khỏi trang tra cứu: hãy đánh dấu vào ô xác nhận.")
    reason, day = asked.one("ly-do"), _day(asked, "ngay", "Ngày thu hồi")
    return _changed(
        desk,
        asked,
        "ghi thu hồi",
        lambda digest: notice_life.withdraw(desk.notices, asked.one("tb"), reason=reason, date=day, digest=digest),
    )


def _day(asked: Asked, name: str, label: str) -> dt.date:
    return typed_date(asked.one(name), label)


def _notice(archive: Archive, notice_id: str) -> Notice:
    found = archive.by_id.get(notice_id)
    if found is None:
        raise Refused(f"Kho không có thông báo {notice_id}.")
    return found


def _changed(
    desk: Desk, asked: Asked, what: str, write: Callable[[str], str], *, beside: Path | None = None
) -> Response:
    """Write by a function of the store, which compares the digest under the lock; what it wrote, in the notice and in
    the record `beside` another one, can be taken back."""
    paths = [desk.writer.path(asked.one("tb")), *([beside] if beside else [])]
    before = [stored_text(path) for path in paths]
    write(asked.one("ban"))
    after = desk.writer.open(asked.one("tb"))
    undo = tuple(TextChange(old.path, stored_text(old.path).raw, old.raw) for old in before)
    if after.raw != before[0].raw:
        desk.writer.note(Step(what=what, before="", after="", digest=after.digest, undo=undo), paths[0])
    return RedirectResponse(f"{HERE}?{urlencode({'tb': asked.one('tb')})}", status_code=303)


PAGES = ((HERE, show), ("/thong-bao/tim", find))
ACTIONS = (
    (f"{HERE}/thay-the", replace_other),
    (f"{HERE}/sua-doi", amend_other),
    (f"{HERE}/dinh-chinh", correct),
    (f"{HERE}/thu-hoi", withdraw),
)
