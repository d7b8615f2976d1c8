"""The only module of the import that writes: new files that never replace one, whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

IGNORED = ("Thumbs.db", "desktop.ini")
DRAFTS = ".dang-ghi-*.tmp"
"""The names of files that are being written."""
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


def write_new(path: Path, content: bytes) -> None:
    """A file that appears whole; raises FileExistsError when there is one already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _beside(path, content)
    try:
        _place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """A file's new text, put in the old one's place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _beside(path, text.encode("utf-8"))
    try:
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


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


def _beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".dang-ghi-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
    except BaseException:
        os.unlink(name)
        raise
    return Path(name)


def _place(draft: Path, path: Path) -> None:
    """Gives the draft its name; where the file system knows no links, the name is taken first."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        path.touch(exist_ok=False)
        os.replace(draft, path)
