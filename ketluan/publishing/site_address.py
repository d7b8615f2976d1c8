"""Reads and writes the address under which a published folder is read, kept beside its releases.

The variable KETLUAN_SITE_URL comes before what is kept: `build` and plain MkDocs know no published folder.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from ketluan.publishing.release_files import write_whole
from ketluan.publishing.release_store import store_of

VARIABLE = "KETLUAN_SITE_URL"
FILE = "dia-chi.txt"
EXAMPLE = "http://kho.noibo.example/"
ADDRESS = r"\w+://[A-Za-z0-9.-]+(?::\d+)?/(?:[\w.~-]+/)*"
"""What the settings of every web server can say as it stands."""


def site_address(folder: Path) -> str:
    """Of the site that is published there; empty where nobody has said it."""
    return os.environ.get(VARIABLE) or _kept(folder)


def _kept(folder: Path) -> str:
    path = store_of(folder) / FILE
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def keep_address(folder: Path, address: str) -> None:
    """For every later release; an empty address is forgotten."""
    path = store_of(folder) / FILE
    if address:
        write_whole(path, f"{address}\n")
    else:
        path.unlink(missing_ok=True)


def parse_address(text: str) -> str:
    """With a slash at its end, or empty; raises ValueError for what is no address of a site."""
    if not text.strip():
        return ""
    address = f"{text.strip().rstrip('/')}/"
    parts = urlsplit(address)
    _ = parts.port  # raises ValueError where it is no number
    if parts.scheme not in ("http", "https") or not re.fullmatch(ADDRESS, address, re.ASCII):
        raise ValueError(text)
    return address
