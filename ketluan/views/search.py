"""The search page: the field, the filters and the box of results that the scripts fill."""

from __future__ import annotations

from ketluan.archive import Archive
from ketluan.page import Page
from ketluan.search_index import FOLDER, overview_file, search_files
from ketluan.views import addresses, rendering

ASSETS = "assets/search"
SCRIPTS = (
    "fold",
    "folding-data",
    "slices",
    "lines",
    "words",
    "names",
    "query",
    "years",
    "match",
    "rank",
    "filters",
    "loading",
    "engine",
    "dom",
    "address",
    "results",
    "panel",
    "notes",
    "help",
    "suggest",
    "csv",
)


def search_page(archive: Archive) -> Page:
    """The page at `tra-cuu`; without JavaScript it says how to browse instead."""
    overview = overview_file(search_files(archive))
    return rendering.page(
        archive,
        address=addresses.SEARCH,
        title="Tra cứu chỉ đạo",
        description="Tìm trong mọi chỉ đạo: theo từ ngữ, cơ quan, năm, số ký hiệu, người chủ trì, thời hạn.",
        kind="search",
        folder=FOLDER.rsplit("/", 1)[-1] + "/",
        scripts=[*(f"{ASSETS}/{name}.js" for name in SCRIPTS), overview.path, f"{ASSETS}/page.js"],
        style=f"{ASSETS}/search.css",
        directives=len(archive.told),
        notices=len(archive.published),
    )
