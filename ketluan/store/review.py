"""Marks a notice as read through by a person: writes `reviewed` into its file, and removes the import's report."""

from __future__ import annotations

from pathlib import Path

from ketluan.model.notice import Review
from ketluan.store.archive_lock import locked
from ketluan.store.guarded_edit import write_edited
from ketluan.store.import_report_file import remove_report
from ketluan.store.notice_edit import with_field


def mark_reviewed(notices: Path, notice: str, review: Review, *, digest: str) -> str:
    """Takes the archive's lock; gives back the file's new digest.

    `notice` is an id, `digest` that of the text which the person read (`guarded_edit.text_digest`). Raises FileChanged
    when it is another by now, Refused when it cannot be done; nothing is then written.
    """
    with locked(notices):
        written = write_edited(notices, notice, lambda text: with_field(text, "reviewed", review), digest=digest)
        remove_report(notices, notice)
    return written
