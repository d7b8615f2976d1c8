"""Writes files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

DRAFTS = ".dang-ghi-*.tmp"
"""The names of files that are being written."""


def write_new(path: Path, content: bytes) -> None:
    """A file that appears whole; raises FileExistsError when there is one already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _beside(path, content)
    try:
        _place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """A file's new text, put in the old one's place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _beside(path, text.encode("utf-8"))
    try:
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".dang-ghi-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
    except BaseException:
        os.unlink(name)
        raise
    return Path(name)


def _place(draft: Path, path: Path) -> None:
    """Gives the draft its name; where the file system knows no links, the name is taken first."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        path.touch(exist_ok=False)
        os.replace(draft, path)
