"""The page of what can be taken away."""

from __future__ import annotations

from ketluan import addresses, takeaway
from ketluan.archive import Archive
from ketluan.page import Page
from ketluan.views import wording
from ketluan.views.rendering import page


def data_page(archive: Archive) -> Page:
    """`/du-lieu/`: every file with what it holds and its number of rows."""
    return page(
        archive,
        address=addresses.DATA,
        title="Dữ liệu",
        description=f"Tải về toàn bộ {wording.count(len(archive.told))} chỉ đạo, thông báo và danh mục cơ quan"
        " dưới dạng Excel, CSV, JSON, SQLite, Atom và iCalendar.",
        kind="data",
        files=takeaway.descriptions(archive),
    )
