"""Reads a text of the archive for somebody who will change it, and writes it only where nobody else did meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ketluan.model.problem import Problem, Refused
from ketluan.store.archive_lock import locked
from ketluan.store.front_matter import composed
from ketluan.store.guarded_edit import FileChanged, text_digest
from ketluan.store.kept_lines import with_kept_lines
from ketluan.store.register_file import LARGEST
from ketluan.store.text_file import read_text
from ketluan.store.whole_files import replace_text


@dataclass(frozen=True, slots=True)
class StoredText:
    """A file as it stood when it was read; one that is not there is empty."""

    path: Path
    raw: str

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes, by which a later change is known."""
        return text_digest(self.raw)

    @property
    def text(self) -> str:
        """As it is read and changed: composed letters, plain line ends, no byte order mark."""
        return composed(self.raw)


class ChangedMeanwhile(FileChanged):
    """Somebody else wrote the file since it was read: `now` is what stands there, `wanted` what was to be written."""

    def __init__(self, now: StoredText, wanted: str) -> None:
        super().__init__(now.path.stem, now.raw)
        self.now = now
        self.wanted = wanted


def stored_text(path: Path) -> StoredText:
    """The file as it is; raises Refused when it cannot be read."""
    if not path.exists():
        return StoredText(path, "")
    raw = read_text(path, largest=LARGEST)
    if isinstance(raw, Problem):
        raise Refused(f"Không đọc được tệp {raw.path}: {raw.message}.")
    return StoredText(path, raw)


def save_text(notices: Path, before: StoredText, text: str) -> StoredText:
    """Put the changed text in the place of the one that was read; the file as it is now.

    `text` is composed; lines that it shares with the file stay byte for byte, and a text that changes nothing writes
    nothing. Raises ChangedMeanwhile when another program wrote the file, Refused while one keeps the lock.
    """
    raw = with_kept_lines(before.raw, text) if text != before.text else before.raw
    return _replaced(notices, before, raw)


def put_back(notices: Path, before: StoredText, raw: str, *, beside: tuple[Path, str] | None = None) -> StoredText:
    """As `save_text`, of a file's former bytes, with a file that stood beside it and its text."""
    return _replaced(notices, before, raw, beside)


def _replaced(notices: Path, before: StoredText, raw: str, beside: tuple[Path, str] | None = None) -> StoredText:
    with locked(notices):
        now = stored_text(before.path)
        if now.digest != before.digest:
            raise ChangedMeanwhile(now, raw)
        if beside:
            replace_text(*beside)
        if raw != now.raw:
            replace_text(before.path, raw)
    return StoredText(before.path, raw)
