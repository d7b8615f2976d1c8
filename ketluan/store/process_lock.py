"""One writer at a time: a file that one process locks, and that the system lets go when the process ends."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

LOOK = 0.5
"""Seconds until whoever waits looks again whether the lock went from one to another."""


@contextmanager
def process_lock(path: Path, *, seconds: float = 0.0) -> Iterator[bool]:
    """Whether the file could be locked, waiting so long for whoever holds it, each time anew where many have their
    turn; a killed process leaves the file, but no lock."""
    lock = FileLock(path)
    if not _acquired(lock, path.parent, seconds):
        yield False
        return
    try:
        yield True
    finally:
        with suppress(OSError):  # Windows keeps a file that is open, and filelock then removes it itself
            path.unlink()  # before the release: whoever waits sees that the file is gone, and makes it anew
        lock.release()


def _acquired(lock: FileLock, folder: Path, seconds: float) -> bool:
    """Each holder makes the file anew, which changes its folder."""
    before, end = folder.stat().st_mtime_ns, time.monotonic() + seconds
    while True:
        with suppress(Timeout):
            lock.acquire(timeout=min(seconds, LOOK))
            return True
        now = folder.stat().st_mtime_ns
        if now != before:
            before, end = now, time.monotonic() + seconds
        elif time.monotonic() >= end:
            return False
