"""Marks notices as read through by whoever sits at the desk: asked about what is unsure, and to be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from ketluan.desk.agreement import AGREED, NeedsAgreement, Point
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.header_form import Mistyped
from ketluan.desk.reading_pages import HERE, address
from ketluan.desk.reading_queue import doubts_of, next_after
from ketluan.desk.reading_view import ToLookAt
from ketluan.desk.undoing import Step
from ketluan.model.display_names import notice_name
from ketluan.model.notice import Review
from ketluan.store.file_changes import backwards
from ketluan.store.review import mark_reviewed
from ketluan.store.stored_text import stored_text


def reviewed(desk: Desk, asked: Asked) -> Response:
    """Mark a notice as read through, and go on to the next that waits."""
    notice_id = asked.one("tb")
    points = [Point(said=each.said, place=address(notice_id, each.place)) for each in _doubts(desk, notice_id)]
    _agree_to_doubts(asked, points, f"{len(points)} điều", back=address(notice_id))
    following = next_after(desk.shelf.archive, notice_id)
    _mark(desk, notice_id, asked.who, seen=asked.one("ban"))
    place = address(following, xong=notice_id) if following else f"{HERE}?{urlencode({'xong': notice_id})}"
    return RedirectResponse(place, status_code=303)


def reviewed_together(desk: Desk, asked: Asked) -> Response:
    """Mark several notices at once."""
    chosen = asked.form.get("chon", ())
    if not chosen:
        raise Mistyped("Chưa chọn văn bản nào.")
    doubts = {notice_id: len(_doubts(desk, notice_id)) for notice_id in chosen}
    points = [
        Point(said=f"{notice_name(desk.shelf.archive.by_id[each])}: {number} điều", place=address(each))
        for each, number in doubts.items()
        if number
    ]
    _agree_to_doubts(asked, points, f"{sum(doubts.values())} điều trong {len(points)} văn bản", back=HERE)
    for notice_id in chosen:
        _mark(desk, notice_id, asked.who)
    return RedirectResponse(f"{HERE}?{urlencode({'so': len(chosen)})}", status_code=303)


def _doubts(desk: Desk, notice_id: str) -> tuple[ToLookAt, ...]:
    notice = desk.shelf.archive.by_id.get(notice_id)
    return doubts_of(notice, desk.notices) if notice else ()


def _agree_to_doubts(asked: Asked, points: Sequence[Point], much: str, *, back: str) -> None:
    """A person says that they have looked at what is still unsure."""
    if points and not asked.one(AGREED):
        raise NeedsAgreement(
            title=f"Còn {much} cần xem",
            lead="Ghi đã soát là nói rằng một người đã so văn bản với bản gốc. Chương trình chưa chắc những điều này:",
            points=points,
            agree="Đã xem cả, ghi đã soát",
            back=back,
            key="F8",
        )


def _mark(desk: Desk, notice_id: str, who: str, *, seen: str = "") -> None:
    """Raises FileChanged when the file is another than the one that was `seen`, by its digest."""
    path = desk.writer.path(notice_id)
    review = Review(on=desk.today(), by=who)
    changes = mark_reviewed(desk.notices, notice_id, review, digest=seen or stored_text(path).digest)
    after = desk.writer.open(notice_id)
    step = Step(
        what="ghi đã soát",
        before="chưa soát",
        after=f"đã soát, {who}",
        digest=after.digest,
        undo=backwards(changes),
    )
    desk.writer.note(step, path)


ACTIONS = (("/soat/xong", reviewed), ("/soat/nhieu", reviewed_together))
PAGES = ()
