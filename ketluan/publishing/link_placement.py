"""Puts a release in place by a link: a reader sees the whole of the old site or the whole of the new one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from ketluan.model.problem import Refused
from ketluan.publishing.file_placement import refuse_foreign
from ketluan.publishing.release_files import Unwritable, patiently
from ketluan.publishing.release_store import site_folder, store_of


def refuse_folder(folder: Path) -> None:
    """Raises Refused when a folder that people may have open stands where the link must be, or no link can."""
    _refuse_without_links(folder)
    if folder.is_symlink() or not folder.exists():
        return
    refuse_foreign(folder)
    if any(folder.iterdir()):
        raise Refused(
            f"{folder} là thư mục thật, có thể đang có người mở, nên không đổi thành liên kết. "
            "Hãy chọn tên khác, hoặc thêm --method files để thay từng tệp."
        )


def _refuse_without_links(folder: Path) -> None:
    """Raises Refused where Windows wants an administrator for a link or the disk knows none, and what is read only."""
    try:
        _fresh_link(folder, os.curdir).unlink()
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EROFS):
            raise Unwritable(folder, folder.parent, error) from error
        raise Refused(
            f"Hệ thống không cho tạo liên kết tại {folder}. Hãy thêm --method files để thay từng tệp."
        ) from error


def _fresh_link(folder: Path, target: str) -> Path:
    """Beside the folder, whose place it can take."""
    fresh = folder.with_name(f".{folder.name}.link")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target, target_is_directory=True)
    return fresh


def place_link(folder: Path, number: int) -> None:
    """The link changes its target in one step; it is relative, so that both folders can be moved together."""
    target = os.path.relpath(site_folder(store_of(folder), number), folder.parent)
    if hasattr(os, "sync"):  # a link that outlives a power cut must not lead to files that do not
        os.sync()
    fresh = _fresh_link(folder, target)
    if folder.is_dir() and not folder.is_symlink():
        folder.rmdir()
    patiently(lambda: os.replace(fresh, folder))


def linked_number(folder: Path) -> int | None:
    """The release that the link chooses; None when it is no link of ours."""
    if not folder.is_symlink():
        return None
    parts = Path(os.readlink(folder)).parts
    ours = len(parts) == 3 and parts[0] == store_of(folder).name and parts[1].isdecimal()
    return int(parts[1]) if ours else None
