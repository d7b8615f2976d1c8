"""Keeps parts of files from one build to the next, in a file under `.cache` that may be deleted.

A part is found by the digest of its content, so that none is ever another than the record says: what a build that
failed has left is in nobody's way. Where the file cannot be used nothing is kept.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

FILE = "parts.sqlite"
SPARE = 1000
"""So many parts that nobody asks for are kept in any case."""


class PartStore:
    """To be closed, which writes what was new."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._opened: sqlite3.Connection | None = None
        self._is_open = self._is_new = False

    @property
    def _store(self) -> sqlite3.Connection | None:
        """Opened when something is asked: a copy of this process may not use what this one has open."""
        if not self._is_open:
            self._opened, self._is_open = _opened(self._path), True
        return self._opened

    def put(self, content: bytes) -> str:
        """The digest by which it is found again."""
        digest = _digest(content)
        try:
            if self._store:
                self._store.execute("INSERT OR REPLACE INTO part VALUES (?, ?)", (digest, content))
        except sqlite3.Error:
            self._begin_anew()
        return digest

    def get(self, digest: str) -> bytes | None:
        """None for one that is not there whole."""
        try:
            found = (
                self._store and self._store.execute("SELECT content FROM part WHERE digest = ?", (digest,)).fetchone()
            )
        except sqlite3.Error:
            self._begin_anew()
            return None
        return found[0] if found and isinstance(found[0], bytes) and _digest(found[0]) == digest else None

    def close(self, used: Collection[str] | None = None) -> None:
        """Forget what is not among the `used`, once that is the greater part; None where that is not known."""
        try:
            if store := self._opened if used is None else self._store:
                self._forget(store, used)
                store.commit()
                store.close()
        except sqlite3.Error:
            self._begin_anew()
        self._opened = None

    def _forget(self, store: sqlite3.Connection, used: Collection[str] | None) -> None:
        (kept,) = store.execute("SELECT count(*) FROM part").fetchone()
        if used is not None and kept > 2 * len(used) + SPARE:
            unused = [(digest,) for (digest,) in store.execute("SELECT digest FROM part") if digest not in used]
            store.executemany("DELETE FROM part WHERE digest = ?", unused)

    def _begin_anew(self) -> None:
        """Once, with an empty file: the one there is broken."""
        if self._store:
            with suppress(sqlite3.Error):
                self._store.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._opened = None if self._is_new else _opened(self._path)
        self._is_new = True


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file, made anew where it is broken; None where nothing can be written."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            store = sqlite3.connect(path, timeout=2, check_same_thread=False)
            store.execute("PRAGMA synchronous = OFF")
            store.execute("PRAGMA journal_mode = OFF")
            store.execute("CREATE TABLE IF NOT EXISTS part (digest TEXT PRIMARY KEY, content BLOB)")
            return store
        except (OSError, sqlite3.Error):
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return None


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
