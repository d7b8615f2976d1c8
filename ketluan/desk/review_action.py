"""Marks a notice as read through by whoever sits at the desk, so that it can be taken back."""

from __future__ import annotations

from ketluan.desk.desk_state import Desk
from ketluan.desk.undoing import Step
from ketluan.model.notice import Review
from ketluan.store.import_report_file import report_path
from ketluan.store.review import mark_reviewed
from ketluan.store.stored_text import stored_text


def review_notice(desk: Desk, notice_id: str, who: str, *, seen: str = "") -> None:
    """Raises FileChanged when the file is another than the one that was `seen`, by its digest."""
    before = stored_text(desk.writer.path(notice_id))
    report = report_path(desk.notices, notice_id)
    kept = report.read_text(encoding="utf-8") if report.is_file() else ""
    mark_reviewed(desk.notices, notice_id, Review(on=desk.today(), by=who), digest=seen or before.digest)
    after = desk.writer.open(notice_id)
    step = Step(
        what="ghi đã soát",
        before="chưa soát",
        after=f"đã soát, {who}",
        raw=before.raw,
        digest=after.digest,
        beside=(report, kept) if kept else None,
    )
    desk.writer.note(step, before.path)
