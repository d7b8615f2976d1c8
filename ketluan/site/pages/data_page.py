"""The page of what can be taken away."""

from __future__ import annotations

from collections.abc import Iterator

from ketluan import exports
from ketluan.model import addresses
from ketluan.model.archive import Archive
from ketluan.model.page import Page
from ketluan.model.year_sums import counted_directives
from ketluan.site import phrases
from ketluan.site.rendering import page


def data_page(archive: Archive) -> Iterator[Page]:
    """`/du-lieu/`: every file with what it holds and its number of rows."""
    yield page(
        archive,
        address=addresses.DATA,
        title="Dữ liệu",
        description=f"Tải về toàn bộ {phrases.count(archive.directive_count)} chỉ đạo, thông báo và danh mục cơ quan"
        " dưới dạng Excel, CSV, JSON, SQLite, Atom và iCalendar.",
        kind="data",
        files=exports.descriptions(archive),
        years=exports.year_descriptions(archive),
        uncounted=archive.directive_count - counted_directives(archive),
        withdrawn=len(archive.notices) - len(archive.published),
    )
