"""One command writes to an archive at a time: a lock file in notices/, held for the moment of writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ketluan.model.problem import Refused
from ketluan.store.archive_format import refuse_format
from ketluan.store.file_changes import finish_changes, is_broken_off, remove_drafts
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


def mend(notices: Path, *, drafts: bool = False) -> None:
    """Finish what a killed command began, and remove the `drafts` that it left; where another command is writing, or
    the folder may not be written, it stays as it is."""
    if notices.is_dir() and (drafts or is_broken_off(notices)):
        with suppress(Refused, OSError), locked(notices, seconds=0.0):
            remove_drafts(notices)
