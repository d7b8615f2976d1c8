"""What an import is about to write, noted before it writes: whoever comes next takes back what was left half done.

Writes under notices/, and only while the import's lock is held.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from ketluan.store.import_report_file import remove_report
from ketluan.store.whole_files import DRAFTS, replace_text

JOURNAL = ".dang-nhap.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """The files of one notice, as paths under notices/; `original` is empty when there is none or it stands there
    already. `sha256` is the original's; `before` and `after` are the register's text as it was, and the digest of what
    it becomes."""

    notice: str
    original: str
    sha256: str
    register: str
    before: str
    after: str


@contextmanager
def noted(notices: Path, entry: JournalEntry) -> Iterator[None]:
    """Notes the entry for as long as its files are being written; what fails is taken back at once."""
    replace_text(notices / JOURNAL, json.dumps(asdict(entry)))
    try:
        yield
    except BaseException:
        take_back(notices)
        raise
    (notices / JOURNAL).unlink(missing_ok=True)


def take_back(notices: Path) -> None:
    """Removes what an import left that ended between its original and its notice, and drafts of files."""
    entry = _entry(notices / JOURNAL)
    folders = {notices}
    if entry is not None:
        folders.add((notices / entry.notice).parent)
        if not (notices / entry.notice).exists():
            _undo(notices, entry)
            remove_report(notices, entry.notice.removesuffix(".md"))
    for folder in folders:
        for draft in folder.glob(DRAFTS):
            draft.unlink(missing_ok=True)
    (notices / JOURNAL).unlink(missing_ok=True)


def _entry(path: Path) -> JournalEntry | None:
    """What the journal says; one that cannot be read says nothing."""
    try:
        return JournalEntry(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _undo(notices: Path, entry: JournalEntry) -> None:
    """Only files that are still as the import wrote them."""
    original, register = notices / entry.original, notices / entry.register
    if original.is_file() and _digest(original.read_bytes()) == entry.sha256:
        original.unlink()
    if register.is_file() and entry.after != digest_of(entry.before) and _digest(register.read_bytes()) == entry.after:
        replace_text(register, entry.before)


def digest_of(text: str) -> str:
    """SHA-256 of a text as it is written."""
    return _digest(text.encode("utf-8"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
