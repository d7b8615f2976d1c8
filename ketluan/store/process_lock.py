"""One writer at a time: a file that one process locks, and that the system lets go when the process ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def process_lock(path: Path, *, seconds: float = 0.0) -> Iterator[bool]:
    """Whether the file could be locked, waiting so long for it; a killed process leaves the file, but no lock."""
    lock = FileLock(path, timeout=seconds)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        with suppress(OSError):  # Windows keeps a file that is open, and filelock then removes it itself
            path.unlink()  # before the release: whoever waits sees that the file is gone, and makes it anew
        lock.release()
