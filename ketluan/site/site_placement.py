"""Puts a finished site in the place of the old one: both are folders side by side, and one of them is whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from ketluan.model.problem import Refused


def beside(site: Path, word: str) -> Path:
    """`site.new`, `site.old`, `site.lock`: what belongs to the site and stands beside it."""
    return site.with_name(f"{site.name}.{word}")


def is_foreign(target: Path) -> bool:
    """Whether what stands there is no site of ours."""
    return not target.is_dir() or (any(target.iterdir()) and not (target / "index.html").exists())


def room_for(path: Path) -> Path:
    """The path, its folder made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def replace_site(target: Path, fresh: Path) -> None:
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


def restore(target: Path) -> None:
    """Put back the old site when a build was stopped between the two renames."""
    old = beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
