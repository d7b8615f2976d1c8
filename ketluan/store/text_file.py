"""Reads one text file, or says why it cannot be read: nothing that stands in a folder is passed over."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ketluan.model.message import Message, say, thousands
from ketluan.model.problem import Problem, as_text, reason_of, shown_path

LARGEST = 2_000_000


def read_text(path: Path, *, largest: int = LARGEST) -> str | Problem:
    """The file's text with its byte order mark, or why it is not taken; `largest` in bytes."""
    if problem := unreadable_file(path):
        return problem
    try:
        size = path.stat().st_size
        if size > largest:
            sizes = {"most": thousands(largest), "size": thousands(size)}
            return Problem(shown_path(path), 1, say("file must be at most {most} bytes, not {size}", **sizes))
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Problem(shown_path(path), line, say("file must be UTF-8 text; save it again with that encoding"))
    except OSError as error:
        return unreadable(path, error)


def unreadable_file(path: Path) -> Problem | None:
    """What is wrong with what stands there as a file: gone, closed to us, a link to nowhere, a pipe (never opened)."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return unreadable(path, error)
    if not stat.S_ISREG(mode):
        return Problem(entry_path(path), 1, say("file must be a plain file, not a folder, pipe or device"))
    return None


def unreadable(path: Path, error: OSError, *, what: Message | None = None) -> Problem:
    """The problem that the system's refusal makes; `what` is a file unless said otherwise."""
    reason = say("the link leads nowhere") if _is_broken_link(path) else reason_of(error)
    return Problem(
        entry_path(path), 1, say("{name} must be readable: {reason}", name=what or say("file"), reason=reason)
    )


def _is_broken_link(path: Path) -> bool:
    return os.path.islink(path) and not os.path.exists(path)


def entry_path(path: Path) -> str:
    """As `shown_path`, of the entry itself where it is a link."""
    return f"{shown_path(path.parent)}/{as_text(path.name)}"
