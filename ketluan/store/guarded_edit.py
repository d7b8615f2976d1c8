"""Writes a notice file that somebody has seen: under the archive's lock, and only when it is still what they saw."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from ketluan.model.problem import Problem, Refused
from ketluan.store.front_matter import composed
from ketluan.store.header import read_header
from ketluan.store.text_file import read_text
from ketluan.store.whole_files import replace_text

Edit = Callable[[str], str]


class FileChanged(Refused):
    """The file is no longer what the caller saw; `text` is what stands in it now."""

    def __init__(self, notice: str, text: str) -> None:
        self.text = text
        super().__init__(f"Tệp {notice}.md vừa được sửa ở nơi khác nên chưa ghi gì; hãy xem lại rồi làm lại.")


def text_digest(text: str) -> str:
    """SHA-256 of a file's text, which tells whether it is still the one that was seen."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def seen_text(notices: Path, notice: str, digest: str | None = None) -> str:
    """The text of a notice's file; raises FileChanged when it has another digest, Refused when it cannot be read."""
    text = read_text(notices / f"{notice}.md")
    if isinstance(text, Problem):
        raise Refused(f"Không đọc được tệp {notice}.md: {text.message}.")
    if digest is not None and text_digest(text) != digest:
        raise FileChanged(notice, text)
    return text


def write_edited(notices: Path, notice: str, edit: Edit, *, digest: str) -> str:
    """Write what `edit` makes of the file (with plain line ends), and give back its new digest.

    To be called while the archive's lock is held. Line ends and a byte order mark stay. Raises FileChanged, and Refused
    when the front matter would be wrong afterwards.
    """
    text = seen_text(notices, notice, digest)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    end = "\r\n" if "\r\n" in text else "\n"
    try:
        edited = edit(text.removeprefix(mark).replace("\r\n", "\n"))
    except ValueError as error:
        raise Refused(f"Phần đầu của tệp {notice}.md chưa đọc được; hãy chạy lệnh check để xem lỗi.") from error
    _refuse_wrong(notice, edited)
    written = mark + edited.replace("\n", end)
    if written != text:
        replace_text(notices / f"{notice}.md", written)
    return text_digest(written)


def _refuse_wrong(notice: str, text: str) -> None:
    _, _, _, problems = read_header(composed(text), f"{notice}.md")
    if problems:
        raise Refused(f"Chưa ghi gì vào tệp {notice}.md, vì phần đầu sẽ sai: {problems[0].message}.")
