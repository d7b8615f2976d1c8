"""Reads a text of the archive for somebody who will change it, and writes it only where nobody else did meanwhile:
under the archive's lock, over the very text that was seen."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ketluan.model.problem import Problem, Refused
from ketluan.store.archive_lock import locked
from ketluan.store.file_changes import FileChange, TextChange, make_changes
from ketluan.store.front_matter import composed
from ketluan.store.header import read_header
from ketluan.store.kept_lines import with_kept_lines
from ketluan.store.register_file import LARGEST
from ketluan.store.text_file import read_text

Edit = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class StoredText:
    """A file as it stood when it was read; one that is not there is empty. `name` is what a person is told."""

    path: Path
    raw: str
    name: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes, by which a later change is known."""
        return hashlib.sha256(self.raw.encode("utf-8")).hexdigest()

    @property
    def text(self) -> str:
        """As it is read and changed: composed letters, plain line ends, no byte order mark."""
        return composed(self.raw)

    def changed_to(self, text: str) -> TextChange:
        """The change to another text: lines that both share stay byte for byte."""
        return TextChange(self.path, self.raw, with_kept_lines(self.raw, text) if text != self.text else self.raw)


class FileChanged(Refused):
    """Somebody else wrote the file since it was read: `now` is what stands there, `wanted` what was to be written."""

    def __init__(self, now: StoredText, wanted: str = "") -> None:
        super().__init__(f"Tệp {now.name} vừa được sửa ở nơi khác nên chưa ghi gì; hãy xem lại rồi làm lại.")
        self.now = now
        self.wanted = wanted


def stored_text(path: Path) -> StoredText:
    """The file as it is; raises Refused when it cannot be read."""
    if not path.exists():
        return StoredText(path, "", path.name)
    raw = read_text(path, largest=LARGEST)
    if isinstance(raw, Problem):
        raise Refused(f"Không đọc được tệp {raw.path}: {raw.message}.")
    return StoredText(path, raw, path.name)


def stored_notice(notices: Path, notice: str, digest: str | None = None) -> StoredText:
    """A notice's own file, where a link leads to it; raises FileChanged when it has another digest than the one given,
    Refused when it is not there or cannot be read."""
    name = f"{notice}.md"
    raw = read_text(notices / name)
    if isinstance(raw, Problem):
        raise Refused(f"Không đọc được tệp {name}: {raw.message}.")
    stored = StoredText(Path(os.path.realpath(notices / name)), raw, name)
    if digest is not None and stored.digest != digest:
        raise FileChanged(stored)
    return stored


def save_text(notices: Path, before: StoredText, text: str) -> StoredText:
    """Put the changed text in the place of the one that was read; the file as it is now.

    `text` is composed; a text that changes nothing writes nothing. Raises FileChanged when another program wrote the
    file, Refused while one keeps the lock.
    """
    change = before.changed_to(text)
    change_files(notices, [change])
    return replace(before, raw=change.after)


def change_files(notices: Path, changes: Sequence[FileChange]) -> None:
    """Make changes of files that were seen, all or none; raises as `save_text`."""
    with locked(notices):
        for change in changes:
            refuse_changed(change)
        make_changes(notices, changes)


def refuse_changed(change: FileChange) -> None:
    """Raises FileChanged when a file is not what a change was made for, Refused when its new place is taken."""
    if isinstance(change, TextChange):
        now = stored_text(change.path)
        if now.raw != change.before:
            raise FileChanged(now, change.after)
    elif change.to.exists():
        raise Refused(f"Chưa ghi gì: đã có tệp {change.to.name} ở chỗ mới của thông báo.")


def write_edited(notices: Path, notice: str, edit: Edit, *, digest: str) -> str:
    """Write what `edit` makes of a notice's composed text, and give back the file's new digest.

    To be called while the archive's lock is held. Raises FileChanged, and Refused when the front matter would be wrong
    afterwards.
    """
    change = edited(stored_notice(notices, notice, digest), edit)
    make_changes(notices, [change])
    return StoredText(change.path, change.after).digest


def edited(before: StoredText, edit: Edit) -> TextChange:
    """What `edit` makes of a notice's file; raises Refused when the front matter would be wrong afterwards."""
    name = before.name
    try:
        text = edit(before.text)
    except ValueError as error:
        raise Refused(f"Phần đầu của tệp {name} chưa đọc được; hãy chạy lệnh check để xem lỗi.") from error
    _, _, _, problems = read_header(text, name)
    if problems:
        raise Refused(f"Chưa ghi gì vào tệp {name}, vì phần đầu sẽ sai: {problems[0].message}.")
    return before.changed_to(text)
