"""One import writes at a time: a lock file in notices/, held for the moment of writing one notice."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ketluan.problem import Refused

LOCK = ".dang-nhap.lock"
STALE = 300.0
"""Seconds after which a lock was left by an import that died: writing one notice takes moments."""


@contextmanager
def locked(
    notices: Path, *, seconds: float = 30.0, now: Callable[[], float] = time.time, pause: float = 0.1
) -> Iterator[None]:
    """Holds the archive's lock; raises Refused when another import holds it for longer than `seconds`."""
    path = notices / LOCK
    notices.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + seconds
    while not _taken(path):
        _end_stale(path, now())
        if time.monotonic() >= end:
            raise Refused(f"Một lần nhập khác đang ghi vào kho: hãy chờ rồi chạy lại (tệp khóa: {path}).")
        time.sleep(pause)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _taken(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except (FileExistsError, PermissionError):  # Windows says the latter while another process removes the file
        return False
    os.close(handle)
    return True


def _end_stale(path: Path, now: float) -> None:
    """Removes a lock that is too old; it is renamed first, so that of several waiting imports one ends it."""
    ended = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        if now - path.stat().st_mtime > STALE:
            path.rename(ended)
            ended.unlink()
    except FileNotFoundError:
        return
