"""One command writes to an archive at a time: a lock file in notices/, held for the moment of writing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ketluan.model.problem import Refused
from ketluan.store.process_lock import process_lock

LOCK = ".dang-nhap.lock"


@contextmanager
def locked(notices: Path, *, seconds: float = 30.0, pause: float = 0.1) -> Iterator[None]:
    """Holds the archive's lock; raises Refused when another command holds it for longer than `seconds`."""
    path = notices / LOCK
    notices.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + seconds
    while True:
        with process_lock(path) as taken:
            if taken:
                yield
                return
        if time.monotonic() >= end:
            raise Refused(f"Một lần nhập khác đang ghi vào kho: hãy chờ rồi chạy lại (tệp khóa: {path}).")
        time.sleep(pause)
