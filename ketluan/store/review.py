"""Marks a notice as read through by a person: writes `reviewed` into its file, and removes the import's report."""

from __future__ import annotations

from pathlib import Path

from ketluan.model.notice import Review
from ketluan.store.archive_lock import locked
from ketluan.store.file_changes import FileChange, TextChange, make_changes, text_of
from ketluan.store.import_report_file import report_path
from ketluan.store.notice_edit import with_field
from ketluan.store.stored_text import edited, stored_notice


def mark_reviewed(notices: Path, notice: str, review: Review, *, digest: str) -> tuple[FileChange, ...]:
    """Takes the archive's lock; gives back what was changed.

    `notice` is an id, `digest` that of the text which the person read (`StoredText.digest`). Raises FileChanged when it
    is another by now, Refused when it cannot be done; nothing is then written.
    """
    with locked(notices):
        seen = stored_notice(notices, notice, digest)
        report = report_path(notices, notice)
        changes = (
            edited(seen, lambda text: with_field(text, "reviewed", review)),
            TextChange(report, text_of(report), ""),
        )
        make_changes(notices, changes)
    return changes
