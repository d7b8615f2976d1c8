"""Marks a notice as read through by a person: writes `reviewed` into its file, and removes the import's report."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from ketluan.model.notice import Review
from ketluan.model.problem import Problem, Refused
from ketluan.store.archive_lock import locked
from ketluan.store.import_report_file import remove_report
from ketluan.store.notice_edit import with_field
from ketluan.store.text_file import read_text
from ketluan.store.whole_files import replace_text


def mark_reviewed(notices: Path, notice_id: str, review: Review, *, seen: str | None = None) -> None:
    """Takes the archive's lock; `seen` is the SHA-256 of the file that the person read, None when that does not matter.

    Raises Refused when the file cannot be read, or is another than the one that was seen.
    """
    path = notices / f"{notice_id}.md"
    with locked(notices):
        content = path.read_bytes() if path.is_file() else b""
        text = read_text(path)
        if isinstance(text, Problem):
            raise Refused(f"Không đọc được thông báo {notice_id}.")
        if seen is not None and hashlib.sha256(content).hexdigest() != seen:
            raise Refused(f"Thông báo {notice_id} vừa bị sửa ở nơi khác: hãy mở lại rồi soát.")
        try:
            changed = _reviewed(text, review)
        except ValueError as error:
            raise Refused(f"Phần đầu của thông báo {notice_id} không đọc được: hãy sửa trước khi soát.") from error
        replace_text(Path(os.path.realpath(path)), changed)
        remove_report(notices, notice_id)


def _reviewed(text: str, review: Review) -> str:
    """The file with its byte order mark and its line ends."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    end = "\r\n" if "\r\n" in text else "\n"
    plain = text.removeprefix(mark).replace("\r\n", "\n")
    return mark + with_field(plain, "reviewed", review).replace("\n", end)
