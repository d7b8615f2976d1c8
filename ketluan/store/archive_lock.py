"""One command writes to an archive at a time: a lock file in notices/, held for the moment of writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ketluan.model.problem import Refused
from ketluan.store.archive_format import refuse_format
from ketluan.store.file_changes import finish_changes
from ketluan.store.process_lock import process_lock

LOCK = ".dang-nhap.lock"


@contextmanager
def locked(notices: Path, *, seconds: float = 30.0) -> Iterator[None]:
    """Takes the archive's lock; raises Refused when another command keeps it for longer than `seconds`, and where a
    newer program has written. What a killed command began is finished first."""
    path = notices / LOCK
    notices.mkdir(parents=True, exist_ok=True)
    with process_lock(path, seconds=seconds) as taken:
        if not taken:
            raise Refused(f"Một lần nhập khác đang ghi vào kho: hãy chờ rồi chạy lại (tệp khóa: {path}).")
        refuse_format(notices)
        finish_changes(notices)
        yield
