"""One writer at a time: a file that one process holds, and that the system lets go when the process ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO


@contextmanager
def process_lock(path: Path) -> Iterator[bool]:
    """Whether the file could be taken; a killed process leaves it behind, but not held."""
    with path.open("a", encoding="utf-8") as file:
        taken = _taken(file) and _is_there(file, path)
        try:
            yield taken
        finally:
            if taken:
                with suppress(OSError):  # Windows keeps a file that is open
                    path.unlink()


def _is_there(file: TextIO, path: Path) -> bool:
    """False when the process that held the file removed it between our opening and our taking it."""
    return path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat())


if sys.platform == "win32":
    import msvcrt

    def _taken(file: TextIO) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(file: TextIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
