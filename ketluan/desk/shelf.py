"""The archive as the desk's pages see it: read again only when a file of it has changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from ketluan.model.archive import Archive
from ketluan.model.notice import Notice
from ketluan.model.problem import Problem
from ketluan.store.reader import read_archive, read_notice


class Shelf:
    """Keeps the last reading; whoever asks meanwhile waits for it instead of reading too."""

    def __init__(self, notices: Path, today: Callable[[], dt.date]) -> None:
        self.notices = notices
        self._today = today
        self._lock = threading.Lock()
        self._state = ""
        self._read: tuple[Archive, list[Problem]] | None = None

    def read(self) -> tuple[Archive, list[Problem]]:
        """The archive as it stands on the disk, and every problem of it."""
        with self._lock:
            state = _state(self.notices, self._today())
            if self._read is None or state != self._state:
                self._read, self._state = read_archive(self.notices, today=self._today()), state
            return self._read

    @property
    def archive(self) -> Archive:
        """As `read`, without the problems."""
        return self.read()[0]

    def understood(self, text: str, notice_id: str) -> tuple[Notice | None, list[Problem]]:
        """One notice from the text of its file, as it would stand in this archive."""
        archive = self.archive
        path = next((notice.path for notice in archive.notices if notice.id == notice_id), f"{notice_id}.md")
        return read_notice(text, path=path, notice_id=notice_id, register=archive.register, ledger=archive.ledger)


def _state(notices: Path, today: dt.date) -> str:
    """A digest of name, place, size and time of every file: one that is put in another's place is another file."""
    digest = hashlib.sha256(f"{today}\n".encode())
    for line in sorted(_entries(notices)):
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _entries(folder: Path) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (name for name in names if not name.startswith(".")):
            try:
                stat = os.stat(f"{here}/{name}")
            except OSError:
                continue
            yield f"{here}/{name} {stat.st_size} {stat.st_mtime_ns} {stat.st_ino}\n"
