"""Marks a notice as read through by whoever sits at the desk, so that it can be taken back."""

from __future__ import annotations

from ketluan.desk.desk_state import Desk
from ketluan.desk.undoing import Step
from ketluan.model.notice import Review
from ketluan.store.file_changes import backwards
from ketluan.store.review import mark_reviewed
from ketluan.store.stored_text import stored_text


def review_notice(desk: Desk, notice_id: str, who: str, *, seen: str = "") -> None:
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
