"""The notice that somebody means on the command line."""

from __future__ import annotations

import os
from pathlib import Path

from ketluan.model.archive import Archive
from ketluan.model.notice import Notice
from ketluan.model.problem import Refused

NAMES = "đường dẫn tệp, mã hoặc số ký hiệu của thông báo"


def named_notice(archive: Archive, wanted: str, notices: Path) -> Notice:
    """By path, by id, or by printed number when one notice alone has it."""
    path, folder = Path(os.path.realpath(wanted)), Path(os.path.realpath(notices))
    name = path.relative_to(folder).as_posix() if path.exists() and path.is_relative_to(folder) else wanted
    name = name.removesuffix(".md")
    found = [notice for notice in archive.notices if notice.id == name] or archive.by_number.get(name.upper(), ())
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"Nhiều thông báo mang số '{wanted}': {', '.join(notice.id for notice in found)}.")
    raise Refused(f"Không có thông báo '{wanted}' trong {notices}; lệnh check nêu những tệp không đọc được.")
