"""Changes several files of the archive at once: noted before the first is touched, so that whoever takes the lock next
finishes what a killed program began.

Only while the archive's lock is held.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ketluan.store.whole_files import DRAFTS, replace_text

JOURNAL = ".dang-ghi.json"


@dataclass(frozen=True, slots=True)
class TextChange:
    """A file's text as it stands and as it is to be; an empty one is no file."""

    path: Path
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FileMove:
    """A file that goes, byte for byte, to a place where none stands."""

    path: Path
    to: Path


FileChange = TextChange | FileMove


def backwards(changes: Sequence[FileChange]) -> tuple[FileChange, ...]:
    """The changes that take these back."""
    return tuple(
        FileMove(each.to, each.path)
        if isinstance(each, FileMove)
        else TextChange(each.path, before=each.after, after=each.before)
        for each in reversed(changes)
    )


def text_of(path: Path) -> str:
    """The text that stands there, with its bytes; empty where there is no file."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""


def make_changes(notices: Path, changes: Sequence[FileChange]) -> None:
    """All of them, or none: one alone needs no note, since a file is replaced in one step."""
    left = [each for each in changes if isinstance(each, FileMove) or each.before != each.after]
    is_noted = len(left) > 1
    if is_noted:
        replace_text(notices / JOURNAL, json.dumps([_row(notices, each) for each in left], ensure_ascii=False))
    for each in left:
        _make(notices, each)
    if is_noted:
        (notices / JOURNAL).unlink(missing_ok=True)


def is_broken_off(notices: Path) -> bool:
    """Whether a killed program left changes to be made."""
    try:
        return (notices / JOURNAL).is_file()
    except PermissionError:  # whoever reads the archive says that nobody may
        return False


def finish_changes(notices: Path) -> None:
    """Make the changes that a killed program noted; a file that a person wrote since is left as it is."""
    path = notices / JOURNAL
    if path.is_file():
        for change in _noted(notices, path):
            _make(notices, change)
        path.unlink(missing_ok=True)


def remove_drafts(notices: Path) -> None:
    """Remove what killed programs were writing: with the lock held, nobody else is."""
    for draft in notices.rglob(DRAFTS):
        draft.unlink(missing_ok=True)


def _make(notices: Path, change: FileChange) -> None:
    if isinstance(change, FileMove):
        if change.path.is_file() and not change.to.exists():
            change.to.parent.mkdir(parents=True, exist_ok=True)
            os.rename(change.path, change.to)
            _remove_empty(notices, change.path.parent)
    elif text_of(change.path) == change.before:
        if change.after:
            replace_text(change.path, change.after)
        else:
            change.path.unlink(missing_ok=True)
            _remove_empty(notices, change.path.parent)


def _remove_empty(notices: Path, folder: Path) -> None:
    """A folder that held nothing else goes too, and so those above it."""
    with suppress(OSError):  # something stands in it
        while folder != notices and folder.is_relative_to(notices):
            folder.rmdir()
            folder = folder.parent


def _row(notices: Path, change: FileChange) -> dict[str, str]:
    row = asdict(change)
    return row | {name: os.path.relpath(row[name], notices) for name in ("path", "to") if name in row}


def _noted(notices: Path, path: Path) -> Iterator[FileChange]:
    """What the note says; one that is not ours says nothing."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        for row in json.loads(path.read_text(encoding="utf-8")):
            own = notices / row["path"]
            yield FileMove(own, notices / row["to"]) if "to" in row else TextChange(own, row["before"], row["after"])
