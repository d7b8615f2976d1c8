"""Takes pages from the last site where nothing of what they are made of has changed; reads and writes its record.

The record is a file under `.cache` that may be deleted: for each address the digest of what its page was made of, and
that of the bytes that came out. A page is taken only when the bytes in the last site still have that digest.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ketluan.model.page import Page
from ketluan.site.asset_names import FOLDER
from ketluan.store.reading_cache import program_version

RECORD = "pages.tsv"
FRAME = ("mkdocs", "mkdocs-material", "jinja2", "markupsafe")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """Digests of what a page was made of and of its bytes."""

    made_of: str
    bytes: str


@dataclass(slots=True, kw_only=True)
class Rendering:
    """One build: `frame` is the digest of what stands around every page, `before` the record of the last build."""

    frame: str
    before: Mapping[str, RenderedPage]
    now: dict[str, RenderedPage] = field(default_factory=dict)

    def taken(self, pages: Iterable[Page], last: Path) -> dict[str, Path]:
        """For each source of a page that need not be rendered, the file in the last site that it is."""
        found = {}
        for page in pages:
            known, path = self.before.get(page.address), last / page.address / "index.html"
            if known and known.made_of == self.made_of(page) and _digest_of(path) == known.bytes:
                self.now[page.address] = known
                found[page.source] = path
        return found

    def made_of(self, page: Page) -> str:
        """Everything that decides its bytes."""
        content = (page.heading, page.content, page.toc)
        values = (self.frame, page.address, page.title, page.description, *content, page.head, page.kind)
        return _digest("\n".join(map(repr, values)).encode())

    def rendered(self, page: Page, content: bytes) -> None:
        self.now[page.address] = RenderedPage(made_of=self.made_of(page), bytes=_digest(content))


def put(source: Path, target: Path) -> None:
    """The same file under another name where the file system can, else a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def frame_digest(settings: Path, site_url: str | None, names: Mapping[str, str]) -> str:
    """Of the theme, the settings file, the names of assets, the program and the packages that make the frame."""
    assets = sorted(name for path, name in names.items() if path.startswith(FOLDER))
    parts = (_theme_digest(), _digest(settings.read_bytes()), site_url, program_version(), *assets)
    return _digest("\n".join(map(str, parts)).encode())


@cache
def _theme_digest() -> str:
    theme = Path(__file__).parent / "theme"
    files = [path for path in sorted(theme.rglob("*")) if path.is_file()]
    parts = [f"{path.relative_to(theme).as_posix()}\t{_digest(path.read_bytes())}" for path in files]
    return _digest("\n".join([*parts, *(f"{name} {version(name)}" for name in FRAME)]).encode())


def read_record(folder: Path) -> dict[str, RenderedPage]:
    """Empty when there is none, or it is not whole."""
    try:
        rows = [line.split("\t") for line in (folder / RECORD).read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError):
        return {}
    if not rows or rows.pop() != ["end", str(len(rows))] or any(len(row) != 3 for row in rows):
        return {}
    return {address: RenderedPage(made_of=made_of, bytes=content) for address, made_of, content in rows}


def write_record(folder: Path, pages: Mapping[str, RenderedPage]) -> None:
    """To be called once a site is whole; without a folder that can be written the next build renders all."""
    lines = [f"{address}\t{page.made_of}\t{page.bytes}\n" for address, page in sorted(pages.items())]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".{RECORD}.part"
        draft.write_text("".join([*lines, f"end\t{len(lines)}\n"]), encoding="utf-8", newline="\n")
        os.replace(draft, folder / RECORD)
    except OSError:
        return


def _digest_of(path: Path) -> str | None:
    try:
        return _digest(path.read_bytes())
    except OSError:
        return None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
