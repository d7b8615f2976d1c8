"""The files that an import finds, and where those that it is done with go."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

IGNORED = ("Thumbs.db", "desktop.ini")
DONE, FAILED = "done", "failed"
REPORT, FAILURE = ".bao-cao.txt", ".ly-do.txt"
"""The endings of what the drop folder says of a file, beside the file in `done/` or `failed/`."""
UNFINISHED = (".part", ".crdownload", ".tmp", ".partial", ".download")


def found_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files given, and those in the folders given, sorted; hidden and unfinished ones in folders are left out.

    So is what the drop folder has put away: its `done/` and `failed/`, when they are not given themselves, and the
    reports in them. A folder that may not be read stands for what it holds: reading it is refused like a file.
    """
    for path in paths:
        yield from sorted(_files_in(path)) if path.is_dir() else [path]


def _files_in(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for name, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [
            each for each in folders if not each.startswith(".") and not _is_put_away(Path(name, each), folder)
        ]
        ready = (Path(name, each) for each in files if is_ready_name(each))
        yield from (path for path in ready if os.path.isfile(path) or not os.path.exists(path))
    yield from closed


def _is_put_away(path: Path, given: Path) -> bool:
    """Whether a folder is one of a drop folder's own: in the folder given, or with a report of ours in it."""
    if path.name not in (DONE, FAILED):
        return False
    return path.parent == given or any(each.name.endswith((REPORT, FAILURE)) for each in path.rglob("*"))


def is_ready_name(name: str) -> bool:
    """False for hidden files, lock files of office programs, downloads under way and reports of the drop folder."""
    unfinished = name.lower().endswith((*UNFINISHED, REPORT, FAILURE))
    return not name.startswith((".", "~$")) and name not in IGNORED and not unfinished


def without_empty(folder: Path, top: Path) -> None:
    """Removes a folder that everything was moved out of, and those above it that are empty then, up to the top."""
    while folder != top and folder.is_relative_to(top):
        try:
            folder.rmdir()
        except OSError:  # something is still in it
            return
        folder = folder.parent


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
