"""Reads and writes files of releases: digests of all, copies that are checked, texts that appear whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from getpass import getuser
from pathlib import Path

from ketluan.model.message import say
from ketluan.model.problem import Refused, reason_of

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts at a file that another program has open."""
NO_RIGHT = (
    "{place} cannot be written ({reason}): to publish at {folder} the account {user} needs the right to write there"
)


class Unwritable(Refused):
    """The account may not write where a release must be put."""

    def __init__(self, folder: Path, place: Path, error: OSError) -> None:
        """`place` is where something was to be made, for the site that is published at `folder`."""
        there = next(each for each in (place, *place.parents) if each.exists())
        super().__init__(say(NO_RIGHT, place=there, reason=reason_of(error), folder=folder, user=getuser()))


def file_sha256(path: Path) -> str:
    """Of the bytes as they stand on the disk now."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def paths_under(folder: Path) -> Iterator[str]:
    """Every file in a folder, sorted inside each of its folders; raises OSError for one that cannot be read."""

    def stop(error: OSError) -> None:
        raise error

    for here, folders, names in os.walk(folder, onerror=stop):
        folders.sort()
        base = Path(here).relative_to(folder).as_posix()
        yield from (name if base == "." else f"{base}/{name}" for name in sorted(names))


def digests_under(folder: Path, *, last: Path | None = None, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """SHA-256 of every file in a folder; of one that is the very file that stands in the `last` folder the `known`
    one, so that a file that was spoilt there is noticed here too."""
    given = known or {}
    return {
        path: given[path]
        if last and path in given and _is_one(folder / path, last / path)
        else file_sha256(folder / path)
        for path in paths_under(folder)
    }


def _is_one(file: Path, other: Path) -> bool:
    try:
        return os.path.samefile(file, other)
    except OSError:
        return False


def copied(source: Path, target: Path, digest: str) -> bool:
    """Whether the copy has the digest that it should have."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return file_sha256(target) == digest


def write_whole(path: Path, text: str) -> None:
    """A file that has its old text or all of its new one, also after a power cut."""
    draft = path.with_name(f".{path.name}.part")
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    patiently(lambda: os.replace(draft, path))


def patiently(work: Callable[[], object]) -> None:
    """Do it, again when another program holds the file (Windows, shared folders); raises PermissionError in the end."""
    for pause in PAUSES:
        try:
            work()
            return
        except PermissionError:
            time.sleep(pause)
    work()
