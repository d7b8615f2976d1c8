"""The search page: the field, the filters and the box of results that the scripts fill, and the data they read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from ketluan.model import addresses
from ketluan.model.archive import Archive
from ketluan.model.notice_counts import notice_counts
from ketluan.model.page import Asset, Page, link
from ketluan.site import rendering
from ketluan.site.asset_names import digest_name
from ketluan.site.search_data import folding_script, search_files, site_script
from ketluan.site.search_parts import FOLDER

SOURCES = Path(__file__).parents[3] / "docs/assets/search"
STYLE = "assets/search/search.css"
_FOR_READERS = re.compile(rb"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n|^[ \t]+", re.MULTILINE | re.DOTALL)
"""Comments that take whole lines, and indents: types and reasons are for those who read the sources, a third of the
bytes."""
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
    "nearest",
    "advice",
    "suggest",
    "zip",
    "workbook",
    "table",
    "place",
    "page",
)
"""In the order in which they need each other."""


def search(archive: Archive) -> tuple[Page, list[Asset]]:
    """The page at `/tra-cuu/`, its script and its data; without JavaScript the page says how to browse instead."""
    data, scripts = search_files(archive), search_scripts()
    page = next(search_page(archive, scripts[0].path, *(asset.path for asset in data[:2])))
    return page, [*scripts, *data]


def search_scripts() -> list[Asset]:
    """The script of the page, and what it is made of that other pages load by itself."""
    folding = folding_script()
    return [_script({"folding-data": folding.content, "site-data": site_script()}), folding]


def _script(made: Mapping[str, bytes]) -> Asset:
    """All scripts as one, for one request; its name carries its digest, so that no browser mixes two versions."""
    parts = (made.get(name) or _FOR_READERS.sub(b"", (SOURCES / f"{name}.js").read_bytes()) for name in SCRIPTS)
    content = b"".join(parts)
    return Asset(path=digest_name(f"{FOLDER}/tra-cuu.js", content), content=content)


def search_page(archive: Archive, *scripts: str) -> Iterator[Page]:
    """The page that loads these scripts, in their order."""
    yield rendering.page(
        archive,
        address=addresses.SEARCH,
        title="Tra cứu chỉ đạo",
        description="Tìm trong mọi chỉ đạo: theo từ ngữ, cơ quan, năm, số ký hiệu, người chủ trì, thời hạn.",
        kind="search",
        folder=FOLDER.rsplit("/", 1)[-1] + "/",
        scripts=list(scripts),
        head=Markup('<link rel="stylesheet" href="{}">').format(_style()),
        directives=len(archive.assignments),
        counts=notice_counts(archive, archive.notices),
    )


def _style() -> str:
    """The link to the styles of this page alone."""
    return link(addresses.SEARCH, digest_name(STYLE, (SOURCES / "search.css").read_bytes()))
