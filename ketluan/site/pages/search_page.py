"""The search page: the field, the filters and the box of results that the scripts fill, and the data they read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from ketluan.model import addresses
from ketluan.model.archive import Archive
from ketluan.model.page import Asset, Page, link
from ketluan.model.year_sums import archive_counts
from ketluan.site import rendering
from ketluan.site.asset_names import digest_name
from ketluan.site.page_scripts import FOLDING, joined_script, page_scripts
from ketluan.site.search_data import folding_script, search_files, site_script, table_script
from ketluan.site.search_parts import FOLDER
from ketluan.site.served_sources import served_source

SOURCES = Path(__file__).parents[3] / "docs/assets/search"
STYLE = "assets/search/search.css"
SCRIPTS = (
    "fold",
    "folding-data",
    "site",
    "site-data",
    "standing",
    "slices",
    "vocabulary",
    "lines",
    "words",
    "pattern",
    "names",
    "query",
    "loading",
    "years",
    "match",
    "rank",
    "together",
    "filters",
    "reach",
    "engine",
    "dom",
    "days",
    "address",
    "results",
    "panel",
    "advice",
    "suggest",
    "place",
    "page",
)
"""In the order in which they need each other."""
TABLE = ("zip", "workbook", "table", "table-data")
HELP = ("nearest", "help")
"""What few readers need: the page loads it when one does."""


def search(archive: Archive) -> tuple[Page, list[Asset]]:
    """The page at `/tra-cuu/`, its script and its data; without JavaScript the page says how to browse instead."""
    data, scripts = search_files(archive), search_scripts()
    page = next(search_page(archive, *(asset.path for asset in (*scripts[:3], *data[:2]))))
    return page, [*scripts, *data]


def search_scripts() -> list[Asset]:
    """The script of the page, those of `TABLE` and `HELP`, and those of other pages."""
    made = {FOLDING: folding_script(), "search/site-data": site_script(), "search/table-data": table_script()}
    parts = (("tra-cuu", SCRIPTS), ("tra-cuu-bang", TABLE), ("tra-cuu-goi-y", HELP))
    own = (joined_script(f"{FOLDER}/{name}.js", (f"search/{each}" for each in names), made) for name, names in parts)
    return [*own, *page_scripts().values()]


def search_page(archive: Archive, script: str, table: str, help_: str, *data: str) -> Iterator[Page]:
    """The page that loads the script and then these data, and the two others when they are needed."""
    yield rendering.page(
        archive,
        address=addresses.SEARCH,
        title="Tra cứu chỉ đạo",
        description="Tìm trong mọi chỉ đạo: theo từ ngữ, cơ quan, năm, số ký hiệu, người chủ trì, thời hạn.",
        kind="search",
        folder=FOLDER.rsplit("/", 1)[-1] + "/",
        scripts=[script, *data],
        table=table,
        help=help_,
        head=Markup('<link rel="stylesheet" href="{}">').format(_style()),
        directives=archive.directive_count,
        counts=archive_counts(archive),
    )


def _style() -> str:
    """The link to the styles of this page alone."""
    return link(addresses.SEARCH, digest_name(STYLE, served_source(STYLE, (SOURCES / "search.css").read_bytes())))
