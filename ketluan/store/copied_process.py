"""Work that a copy of this process does meanwhile.

A copy of a process that has threads may hang, and not every system can copy one: there the work is done here.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Generic, TypeVar

from ketluan.store.parallel_reading import deaf_to_interrupts

Result = TypeVar("Result")
LOOK = 0.2
"""Seconds after which a copy looks again whether it is still wanted."""


def can_be_copied() -> bool:
    """Whether this process can, and another processor is there for the copy."""
    alone = threading.active_count() == 1
    return alone and (os.cpu_count() or 1) > 1 and "fork" in multiprocessing.get_all_start_methods()


class CopiedProcess(Generic[Result]):
    """What `work` gives. To be stopped, whatever happens; Ctrl-C is heard by the process that it is a copy of."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._file: IO[bytes] | None = None
        self._process = multiprocessing.get_context("fork").Process(target=self._make, args=(os.getpid(),))
        with suppress(OSError), deaf_to_interrupts():  # no room for the file or for another process
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- open until it is stopped
            self._process.start()

    def _make(self, parent: int) -> None:
        """In the copy, which says nothing, and ends when the process that it is a copy of was killed."""
        threading.Thread(target=_ends_with, args=(parent,), daemon=True).start()
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 -- as long as the copy runs
        assert self._file
        pickle.dump(self._work(), self._file)
        self._file.flush()

    def result(self) -> tuple[Result] | None:
        """What the work gave; None where it has failed, or no copy could be made."""
        if self._process.pid is None or self._file is None:
            return None
        self._process.join()
        if self._process.exitcode:
            return None
        self._file.seek(0)
        return (pickle.load(self._file),)

    def stop(self) -> None:
        """Nothing of it runs any more."""
        if self._process.pid is not None:
            self._process.terminate()
            self._process.join()
        if self._file:
            self._file.close()


def _ends_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(1)
