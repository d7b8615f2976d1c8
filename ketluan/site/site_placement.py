"""Puts a finished site in the place of the old one.

A first site, or one that takes its unchanged files from another folder, is whole beside the old one and replaces it
by renaming. Where the old one is the last, only what is new stands beside it: it is put in place file by file once all
of it is there, and what a killed build had begun to put in place is finished by the next.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from ketluan.model.problem import Refused
from ketluan.site.site_files import FoundFile, standing_files

GONE = ".gone"
"""The list of files that go; it stands among those that come."""


def beside(site: Path, word: str) -> Path:
    """`site.new`, `site.ready`, `site.old`, `site.lock`: what belongs to the site and stands beside it."""
    return site.with_name(f"{site.name}.{word}")


def is_foreign(target: Path) -> bool:
    """Whether what stands there is no site of ours."""
    return not target.is_dir() or (any(target.iterdir()) and not (target / "index.html").exists())


def room_for(path: Path) -> Path:
    """The path, its folder made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def place_site(
    target: Path, fresh: Path, *, last: Path, kept: Collection[str], standing: Mapping[str, FoundFile]
) -> dict[str, FoundFile]:
    """The site at `target` becomes what is `fresh` with the files `kept` of those `standing` in the `last` site; what
    stands there then is given back.

    Raises Refused when another program does not let go of the old site.
    """
    if kept and last == target:
        come = standing_files(fresh)
        _note_gone(fresh, sorted(standing.keys() - kept - come.keys()))
        fresh.rename(beside(target, "ready"))
        come |= {path: standing[path] for path in _finish(target)}
        return {path: standing[path] for path in kept} | come
    link_files(last, fresh, kept)
    _replace_site(target, fresh)
    return standing_files(target)


def link_files(source: Path, target: Path, paths: Iterable[str]) -> None:
    """The same files under another name where the file system can, else copies."""
    made = ""
    for path in sorted(paths):
        folder = path.rpartition("/")[0]
        if folder != made:
            os.makedirs(f"{target}/{folder}", exist_ok=True)
            made = folder
        try:
            os.link(f"{source}/{path}", f"{target}/{path}")
        except OSError:
            shutil.copyfile(f"{source}/{path}", f"{target}/{path}")


def restore(target: Path) -> None:
    """Finish what a build that was stopped had begun to put in place, or put back the old site."""
    old = beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
    _finish(target)


def _note_gone(fresh: Path, paths: Iterable[str]) -> None:
    (fresh / GONE).write_bytes(os.fsencode("\0".join(paths)))


def _gone(ready: Path) -> list[str]:
    with suppress(FileNotFoundError):
        return [path for path in os.fsdecode((ready / GONE).read_bytes()).split("\0") if path]
    return []


def _finish(target: Path) -> list[str]:
    """What goes is removed first: on some file systems a name may stand for what comes under another. The paths of
    what comes as it was are given back: it keeps its time, by which browsers ask."""
    ready, same = beside(target, "ready"), list[str]()
    if not ready.is_dir():
        return same
    try:
        _remove(target, _gone(ready))
        (ready / GONE).unlink(missing_ok=True)
        for path, found in sorted(standing_files(ready).items(), key=lambda item: _turn(item[0])):
            if _is_same(ready / path, target / path, found.size):
                same.append(path)
            else:
                os.replace(ready / path, room_for(target / path))
    except OSError as error:
        raise Refused(f"{target} đang được chương trình khác mở; lệnh sau sẽ thay nốt trang mới.") from error
    shutil.rmtree(ready, ignore_errors=True)
    return same


def _turn(path: str) -> tuple[bool, str]:
    """What pages load before the pages."""
    return path.endswith(".html"), path


def _is_same(fresh: Path, old: Path, size: int) -> bool:
    with suppress(OSError):
        return old.stat().st_size == size and old.read_bytes() == fresh.read_bytes()
    return False


def _remove(site: Path, paths: Iterable[str]) -> None:
    """And the folders that are empty then."""
    for path in paths:
        (site / path).unlink(missing_ok=True)
        for parent in [*Path(path).parents][:-1]:
            try:
                (site / parent).rmdir()
            except OSError:  # not empty, or gone already
                break


def _replace_site(target: Path, fresh: Path) -> None:
    """By two renames; what stood there is removed last. Raises Refused, and the old site stays, when it cannot."""
    old = beside(target, "old")
    shutil.rmtree(old, ignore_errors=True)
    try:
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    except OSError as error:  # Windows keeps a folder in place while one of its files is open
        restore(target)
        raise Refused(f"{target} đang được chương trình khác mở, nên chưa thay được trang mới.") from error
    shutil.rmtree(old, ignore_errors=True)
