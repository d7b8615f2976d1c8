"""What stands in the folder of a site: one walk that reads no file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class FoundFile(NamedTuple):
    """Size in bytes, and time of the last change in nanoseconds."""

    size: int
    changed: int


def standing_files(site: Path) -> dict[str, FoundFile]:
    """Every file by its path in the site; what cannot be looked at is not there."""
    return dict(_below(str(site), ""))


def _below(folder: str, place: str) -> Iterator[tuple[str, FoundFile]]:
    try:
        entries = [*os.scandir(folder)]
    except OSError:
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{place}{entry.name}/")
            else:
                found = entry.stat(follow_symlinks=False)
                yield f"{place}{entry.name}", FoundFile(found.st_size, found.st_mtime_ns)
        except OSError:
            continue
