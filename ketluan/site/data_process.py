"""The files to take away, made by a copy of this process while this one makes pages.

A copy of a process that has threads may hang, and not every system can copy one: there the files are made here.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from ketluan.site.rebuilding import Rebuilding
from ketluan.site.site_files import standing_files
from ketluan.site.site_placement import room_for
from ketluan.site.site_writing import SiteWriting
from ketluan.store.reading_cache import words_not_at_hand

RESULT = ".ket-qua"
LOOK = 0.2
"""Seconds after which a copy looks again whether it is still wanted."""


def can_be_copied() -> bool:
    """Whether this process can, and another processor is there for the copy."""
    alone = threading.active_count() == 1
    return alone and (os.cpu_count() or 1) > 1 and "fork" in multiprocessing.get_all_start_methods()


class DataProcess:
    """Of one build: `write` is given a `SiteWriting` into an empty folder. To be stopped, whatever happens."""

    def __init__(self, rebuilding: Rebuilding, folder: Path, last: Path, write: Callable[[SiteWriting], None]) -> None:
        self._rebuilding, self._folder, self._last, self._write = rebuilding, folder, last, write
        self._process = multiprocessing.get_context("fork").Process(target=self._make, args=(os.getpid(),))
        self._process.start()

    def _make(self, parent: int) -> None:
        """In the copy, which says nothing, and ends when the process that it is a copy of was killed."""
        threading.Thread(target=_ends_with, args=(parent,), daemon=True).start()
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 -- as long as the copy runs
        words_not_at_hand()
        self._rebuilding.is_copy()
        writing = SiteWriting(self._rebuilding, self._folder, last=self._last)
        self._write(writing)
        (self._folder / RESULT).write_bytes(pickle.dumps((writing.kept, self._rebuilding.made_in_copy())))

    def taken(self, writing: SiteWriting, fresh: Path) -> bool:
        """Whether the files are made; they stand in the fresh folder then."""
        self._process.join()
        if self._process.exitcode:
            return False
        kept, made = pickle.loads((self._folder / RESULT).read_bytes())
        (self._folder / RESULT).unlink()
        for path in standing_files(self._folder):
            os.replace(self._folder / path, room_for(fresh / path))
        writing.kept |= kept
        self._rebuilding.take(made)
        return True

    def stop(self) -> None:
        """Nothing of it runs any more."""
        self._process.terminate()
        self._process.join()


def _ends_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(1)
