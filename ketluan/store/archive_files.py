"""The files of an archive's folder, by their names alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ketluan.model.ledger import FOLDER
from ketluan.model.message import say
from ketluan.model.problem import Problem
from ketluan.store.archive_format import FILE as FORMAT
from ketluan.store.text_file import entry_path, unreadable, unreadable_file

REGISTER = "agencies.yml"


def notice_paths(folder: Path) -> Iterator[Path]:
    """By their names alone: this is asked before and after every file of an import."""
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(here, name) for name in names if name.endswith(".md") and not name.startswith("."))


def archive_files(folder: Path, problems: list[Problem], links: set[Path]) -> Iterator[Path]:
    """Files under the folder in the order of their paths, hidden ones, the register, the ledger and READMEs left out;
    those that stand behind a link are added to the `links`.

    Whatever else stands there and is no file that can be read is a problem; a folder that is not there yet is empty.
    """
    waiting = [folder] if os.path.lexists(folder) else []
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: (os.path.splitext(entry.name)[0], entry.name))
        except OSError as error:
            problems.append(_closed(error, folder))
            continue
        own, others = ((FOLDER,), (REGISTER, FORMAT)) if here == folder else ((), ())
        below = [entry for entry in entries if _is_folder(entry)]
        for entry in sorted(below, key=lambda entry: entry.name, reverse=True):
            if not entry.name.startswith(".") and entry.name not in own:
                if entry.is_symlink():
                    problems.append(_outside(here / entry.name))
                else:
                    waiting.append(here / entry.name)
        names = [entry for entry in entries if entry not in below]
        for entry in names:
            name = entry.name
            if name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini", "README.md", *others):
                continue
            path = here / name
            if entry.is_file(follow_symlinks=False):
                yield path
            elif problem := outside_link(path, folder) or unreadable_file(path):
                problems.append(problem)
            else:
                links.add(path)
                yield path


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Also behind a link."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _closed(error: OSError, folder: Path) -> Problem:
    return unreadable(Path(error.filename or folder), error, what=say("folder"))


def outside_link(path: Path, folder: Path) -> Problem | None:
    """What is wrong with a link that leads out of the folder."""
    if not os.path.islink(path):
        return None
    leads = os.path.realpath(path)
    inside = Path(leads).is_relative_to(os.path.realpath(folder))
    return _outside(path) if os.path.exists(leads) and not inside else None


def _outside(path: Path) -> Problem:
    return Problem(entry_path(path), 1, say("file must lie in the archive, not behind a link"))
