"""Names with a digest for every file that pages load, so that a browser may keep it for good; reads the files."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

FOLDER = "assets"
ENDINGS = ("css", "js", "svg", "png", "jpg", "jpeg", "gif", "webp", "woff", "woff2")
DIGITS = 12
PATTERN = rf"-[0-9a-f]{{{DIGITS}}}\.(?:{'|'.join(ENDINGS)})$"
"""How the path of such a file ends; web servers and browsers are told by it what never changes."""
DIGEST_NAMED = re.compile(PATTERN, re.IGNORECASE)
Publish = Callable[[str, bytes], bytes]


def digest_name(path: str, content: bytes) -> str:
    """`a/b.css` -> `a/b-0123456789ab.css`."""
    stem, dot, ending = path.rpartition(".")
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:DIGITS]}{dot}{ending}"


def asset_names(docs: Path, theme: Iterable[str], published: Publish) -> dict[str, str]:
    """Path in the sources -> path in the site, of pictures under `docs` and assets of ours and of the theme.

    `published` gives what a file holds in the site. A file at the root of `docs` keeps the name by which browsers and
    servers ask for it.
    """
    names: dict[str, str] = {}
    for root in (docs, *(Path(folder) / FOLDER for folder in theme)):
        base = "" if root == docs else f"{FOLDER}/"
        for path in _files(root):
            uri = base + path.relative_to(root).as_posix()
            if "/" in uri and PurePosixPath(uri).suffix[1:].lower() in ENDINGS and uri not in names:
                names[uri] = digest_name(uri, published(uri, path.read_bytes()))
    return names


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, found in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here) / name for name in sorted(found) if not name.startswith("."))
