"""Writes an archive down for other processes, which read it as it was: words stay in the cache, groupings are made
again."""

from __future__ import annotations

import pickle
from dataclasses import fields
from pathlib import Path
from typing import Any, BinaryIO

from ketluan.model.archive import Archive
from ketluan.model.kept_notice import KeptBody, KeptDirective, KeptNotice, restored, stored_fields


def write_snapshot(archive: Archive, file: BinaryIO) -> None:
    """For `read_snapshot`, in a process of the same program."""
    _SnapshotWriter(file, protocol=5).dump(archive)


def read_snapshot(path: Path) -> Archive:
    """Of a file that this program has written a moment ago; raises OSError where it is not."""
    with path.open("rb") as file:
        archive: Archive = pickle.load(file)
    return archive


class _SnapshotWriter(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, KeptNotice | KeptBody | KeptDirective):
            return restored, (type(value), stored_fields(value))
        if type(value) is Archive:
            return Archive, tuple(getattr(value, part.name) for part in fields(value))
        return NotImplemented
