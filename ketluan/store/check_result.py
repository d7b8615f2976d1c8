"""Keeps what `check` found from one run to the next, in a file under `.cache` that may be deleted.

It counts while nothing has changed that was read: the bytes of every text, place, size and time of every other file,
the program, the day and the folders. Anything that cannot be read is checked again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

from ketluan.model.message import Message, in_english
from ketluan.model.problem import Problem
from ketluan.store.reading_cache import program_version
from ketluan.store.whole_files import replace_text

FILE = "check.json"
TEXTS = (".md", ".yml", ".yaml", ".txt")
Found = tuple[int, list[Problem]]


def state_digest(notices: Path, *, today: dt.date) -> str | None:
    """Of all that a check reads; None when something cannot be read."""
    digest = hashlib.sha256(f"{program_version()}\n{today}\n{Path.cwd()}\n{notices.absolute()}\n".encode())
    try:
        for line in _entries(notices):
            digest.update(line.encode("utf-8", errors="surrogateescape"))
    except OSError:
        return None
    return digest.hexdigest()


def _entries(notices: Path) -> Iterator[str]:
    def stop(error: OSError) -> None:
        raise error

    for here, folders, names in os.walk(notices, onerror=stop):
        folders.sort()
        links = [name for name in folders if os.path.islink(f"{here}/{name}")]
        yield f"{here}\n{links}\n"
        yield from (f"{name}\n{_content(f'{here}/{name}')}\n" for name in sorted(names))


def _content(path: str) -> str:
    """Of a text its digest, of a link also where it leads, of another file size and time."""
    leads = os.path.realpath(path) if os.path.islink(path) else ""
    if path.endswith(TEXTS) and os.path.isfile(path):  # a pipe is never opened: it may have no end
        with open(path, "rb") as file:
            return f"{leads}\n{hashlib.sha256(file.read()).hexdigest()}"
    stat = os.stat(path)
    return f"{leads}\n{stat.st_size}\n{stat.st_mtime_ns}\n{stat.st_mode}\n{os.access(path, os.R_OK)}"


def kept_result(notices: Path, state: str | None) -> Found | None:
    """The number of notices and their problems as they were found in that state."""
    try:
        kept = json.loads((_folder(notices) / FILE).read_text(encoding="utf-8"))
        count, rows = kept["found"]
        if not state or kept["state"] != state or kept["digest"] != _digest(state, kept["found"]):
            return None
        return int(count), [_problem(*row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _problem(path: str, line: int, message: str, remark: bool, english: str) -> Problem:
    return Problem(path, line, Message(message, english), remark)


def keep_result(notices: Path, state: str, count: int, problems: Sequence[Problem]) -> None:
    """For the next run; a folder that cannot be written costs only time."""
    found = [count, [[*astuple(problem), in_english(problem.message)] for problem in problems]]
    text = json.dumps({"state": state, "digest": _digest(state, found), "found": found}, ensure_ascii=False)
    with suppress(OSError):
        replace_text(_folder(notices) / FILE, text)


def _digest(state: str, found: object) -> str:
    return hashlib.sha256(f"{state}\n{json.dumps(found, ensure_ascii=False)}".encode()).hexdigest()


def _folder(notices: Path) -> Path:
    return notices.absolute().parent / ".cache"
