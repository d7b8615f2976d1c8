"""The files that an import finds, and where those that it is done with go."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

IGNORED = ("Thumbs.db", "desktop.ini")
UNFINISHED = (".part", ".crdownload", ".tmp", ".partial", ".download")


def found_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files given, and those in the folders given, sorted; hidden and unfinished ones in folders are left out.

    A folder that may not be read stands for what it holds: reading it is refused like a file.
    """
    for path in paths:
        yield from sorted(_files_in(path)) if path.is_dir() else [path]


def _files_in(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for name, _, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        ready = (Path(name, each) for each in files if is_ready_name(each))
        yield from (path for path in ready if os.path.isfile(path) or not os.path.exists(path))
    yield from closed


def is_ready_name(name: str) -> bool:
    """False for hidden files, lock files of office programs and downloads under way."""
    return not name.startswith((".", "~$")) and name not in IGNORED and not name.lower().endswith(UNFINISHED)


def moved(path: Path, folder: Path) -> Path:
    """The file moved into a folder, under a name of its own when its name is taken there; its new path."""
    folder.mkdir(parents=True, exist_ok=True)
    target = free_path(folder / path.name)
    shutil.move(path, target)
    return target


def free_path(path: Path) -> Path:
    """The path, or the first of `name-2.ext`, `name-3.ext` that is free."""
    numbered = (path.with_name(f"{path.stem}-{count}{path.suffix}") for count in range(2, 100_000))
    return path if not path.exists() else next(each for each in numbered if not each.exists())
