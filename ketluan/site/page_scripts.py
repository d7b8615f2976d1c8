"""The scripts that pages load, joined so that each page asks for few: reads `docs/assets/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ketluan.model.page import Asset
from ketluan.site.asset_names import digest_name
from ketluan.site.search_data import folding_script
from ketluan.site.served_sources import served_source

SOURCES = Path(__file__).parents[2] / "docs/assets"
FOLDING = "search/folding-data"
PAGES = "assets/pages.js"
"""What every page loads."""
FINDING = "assets/finding.js"
"""What pages with a field load that finds in them or in their lists."""
JOINED: Mapping[str, tuple[str, ...]] = {
    PAGES: ("frame", "copying", "reader_day", "page", "states"),
    FINDING: ("search/fold", FOLDING, "find", "listing"),
}
"""In the order in which they need each other."""


def page_scripts() -> Mapping[str, Asset]:
    """Each under the path by which templates name it."""
    return {path: joined_script(path, names, {FOLDING: folding_script()}) for path, names in JOINED.items()}


def joined_script(path: str, names: Iterable[str], made: Mapping[str, bytes]) -> Asset:
    """Scripts as one, for one request; its name carries its digest, so that no browser mixes two versions."""
    content = b"".join(made.get(name) or _served(f"{name}.js") for name in names)
    return Asset(path=digest_name(path, content), content=content)


def _served(name: str) -> bytes:
    return served_source(name, (SOURCES / name).read_bytes())
