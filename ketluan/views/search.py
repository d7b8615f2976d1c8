"""The search page: the field, the filters and the box of results that the scripts fill, and the data they read."""

from __future__ import annotations

from ketluan.archive import Archive
from ketluan.page import Asset, Page
from ketluan.search_index import FOLDER, search_files
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


def search(archive: Archive) -> tuple[Page, list[Asset]]:
    """The page at `tra-cuu` and its data; without JavaScript the page says how to browse instead."""
    overview, *others = search_files(archive)
    return _page(archive, overview.path), [overview, *others]


def _page(archive: Archive, overview: str) -> Page:
    return rendering.page(
        archive,
        address=addresses.SEARCH,
        title="Tra cứu chỉ đạo",
        description="Tìm trong mọi chỉ đạo: theo từ ngữ, cơ quan, năm, số ký hiệu, người chủ trì, thời hạn.",
        kind="search",
        folder=FOLDER.rsplit("/", 1)[-1] + "/",
        scripts=[*(f"{ASSETS}/{name}.js" for name in SCRIPTS), overview, f"{ASSETS}/page.js"],
        style=f"{ASSETS}/search.css",
        directives=len(archive.told),
        notices=len(archive.published),
    )
