"""Settings for a web server, printed from the one source of what it must do (`server_rules`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ketluan.publishing import server_rules
from ketluan.site import edition
from ketluan.site.asset_names import FOLDER as ASSETS
from ketluan.site.search_parts import FOLDER as SEARCH_DATA

Server = Literal["nginx", "apache", "caddy", "iis"]
LASTING_FOLDERS = (ASSETS, SEARCH_DATA, "huong-dan/hinh")
"""For IIS, which knows folders and no patterns: in these every name carries a digest, but for the edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlace:
    """Where the site stands: `base` is its path on the server, from slash to slash; `folder` holds its files."""

    host: str
    port: int
    base: str
    folder: str


def server_config(server: Server, place: SitePlace) -> str:
    """The whole text of the settings; IIS reads its own from the folder of the site, wherever that is."""
    base = re.escape(place.base)
    types = server_rules.MEDIA_TYPES
    return _ENVIRONMENT.get_template(f"{server}.jinja").render(
        rules=server_rules,
        types=types,
        texts=[type.name for type in types if type.text],
        name="ketluan_" + re.sub(r"\W+", "_", f"{place.host}{place.base}").strip("_"),  # nginx: $1 is something else
        host=place.host,
        port=place.port,
        base=place.base,
        folder=place.folder,
        originals=server_rules.ORIGINALS.format(base=base),
        inside=server_rules.ORIGINALS.format(base="/"),
        hidden=server_rules.HIDDEN.format(base=base),
        root_asked=server_rules.ROOT_ASKED.format(base=base),
        root_inside=server_rules.ROOT_ASKED.format(base="/"),
        lost=server_rules.LOST if place.base == "/" else server_rules.LOST_BELOW,
        lasting=LASTING_FOLDERS,
        edition=edition.SCRIPT,
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "servers"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=lambda name: name == "iis.jinja",  # the only one in XML; every other is plain text
    )
    environment.filters["dotted"] = lambda ending: f".{ending}"
    return environment


_ENVIRONMENT = _environment()
