"""Writes an archive down for other processes, which read it as it was; its words stay in the cache.

Notice by notice: whoever pickles all at once holds as much again.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any, BinaryIO

from ketluan.model.archive import Archive
from ketluan.model.kept_notice import (
    KeptBody,
    KeptNotice,
    fields_at_hand,
    restored,
    where_kept,
)
from ketluan.store.notice_rows import StoredWords


def write_snapshot(archive: Archive, file: BinaryIO) -> None:
    """For `read_snapshot`, in a process of the same program."""
    words = list({notice.parts.words: None for notice in archive.notices if isinstance(notice, KeptNotice)})
    others = archive.register, archive.today, archive.ledger, archive.remarks
    pickle.dump((words, others, len(archive.notices)), file, protocol=5)
    for notice in archive.notices:
        _SnapshotWriter(file, words).dump(notice)


def read_snapshot(path: Path) -> Archive:
    """Of a file that this program has written a moment ago; raises OSError where it is not."""
    with path.open("rb") as file:
        words, others, count = pickle.load(file)
        notices = tuple(_SnapshotReader(file, words).load() for _ in range(count))
    return Archive(notices, *others)


class _SnapshotWriter(pickle.Pickler):
    def __init__(self, file: BinaryIO, words: list[StoredWords]) -> None:
        super().__init__(file, protocol=5)
        self._words = words

    def persistent_id(self, value: Any) -> int | None:
        return self._words.index(value) if isinstance(value, StoredWords) else None

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, KeptNotice | KeptBody):
            return restored, (type(value), fields_at_hand(value), where_kept(value))
        return NotImplemented


class _SnapshotReader(pickle.Unpickler):
    def __init__(self, file: BinaryIO, words: list[StoredWords]) -> None:
        super().__init__(file)
        self._words = words

    def persistent_load(self, number: int) -> StoredWords:
        return self._words[number]
