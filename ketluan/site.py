"""The only module that imports MkDocs: hands our pages and files to it and puts the finished site in place.

The events are those of a MkDocs hook; `build_archive.py` offers them, so that plain `mkdocs build` publishes
the same site. A site is built beside the old one and takes its place only when it is whole.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from tqdm import tqdm

from ketluan import takeaway, views
from ketluan.archive import Archive
from ketluan.notice import Notice, TocItem
from ketluan.page import Asset, Page
from ketluan.problem import Refused, errors
from ketluan.reading import read_archive
from ketluan.views.search import search

CONFIG = Path(__file__).parent.parent / "mkdocs.yml"
STATE = "ketluan_pages"
TARGET = "ketluan_target"


def build_site(*, notices: Path, site: Path, today: dt.date | None) -> None:
    """Check the archive and build the whole site; raises Refused, and the old site stays, when it cannot be."""
    _settings(notices, today)
    config = load_config(str(CONFIG), site_dir=str(site.resolve()))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    except Abort as stop:
        raise Refused(f"Chưa dựng được trang tra cứu; {site} vẫn như trước.") from stop
    finally:
        config.plugins.on_shutdown()


def serve_site(*, notices: Path, address: str, today: dt.date | None) -> None:
    """Live preview on `address` (host:port) until it is interrupted."""
    _settings(notices, today)
    try:
        mkdocs_serve.serve(str(CONFIG), dev_addr=address, watch=[str(notices.resolve())])
    except Abort as stop:
        raise Refused("Chưa xem thử được: kho còn lỗi.") from stop


def _settings(notices: Path, today: dt.date | None) -> None:
    """mkdocs.yml reads these two, so that a configuration read anew while serving keeps them."""
    os.environ["KETLUAN_NOTICES"] = str(notices.resolve())
    os.environ["KETLUAN_TODAY"] = today.isoformat() if today else ""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything before MkDocs empties a folder; build beside the site that is there."""
    notices = CONFIG.parent / str(config.extra["notices"])
    day = str(config.extra["today"] or "")
    archive, problems = read_archive(notices, today=dt.date.fromisoformat(day) if day else dt.date.today())
    if wrong := errors(problems):
        listing = "\n".join(map(str, wrong))
        raise PluginError(f"Kho còn {len(wrong)} lỗi cần sửa:\n{listing}")
    search_page, search_data = search(archive)
    pages = [*views.pages(archive, problems=problems), search_page]
    config.extra[STATE] = {page.source: page for page in pages}
    listed = [page.address for page in pages if page.kind not in ("moved", "withdrawn")]
    assets = [*search_data, *takeaway.files(archive, site_url=config.site_url or None, pages=listed)]
    config.extra["ketluan_files"] = [*_files(archive, notices, config, assets=assets)]
    config.extra[TARGET] = Path(config.site_dir)
    _restore(config.extra[TARGET])
    config.site_dir = str(_beside(Path(config.site_dir), "new"))
    config.theme.static_templates.discard("sitemap.xml")
    return config


def _files(archive: Archive, notices: Path, config: MkDocsConfig, *, assets: list[Asset]) -> Iterator[File]:
    yield from (_generated(config, asset) for asset in assets)
    for notice in archive.notices:
        if notice.original and notice.withdrawn is None:
            yield _original(config, notices, notice)


def _generated(config: MkDocsConfig, asset: Asset) -> File:
    return File.generated(config, asset.path, content=asset.content, inclusion=InclusionLevel.NOT_IN_NAV)


def _original(config: MkDocsConfig, notices: Path, notice: Notice) -> File:
    source = (notices / notice.id).parent / str(notice.original)
    address = f"thong-bao/{notice.id}/{notice.original}"
    return File.generated(config, address, abs_src_path=str(source), inclusion=InclusionLevel.NOT_IN_NAV)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated page (as a header without text) and every data file."""
    for source, page in config.extra[STATE].items():
        files.append(File.generated(config, source, content=_header(page), inclusion=InclusionLevel.NOT_IN_NAV))
    for file in config.extra["ketluan_files"]:
        file.dest_dir = config.site_dir
        files.append(file)
    return files


def _header(page: Page) -> str:
    """Front matter as JSON, which is YAML."""
    meta = {
        "title": page.title,
        "description": page.description,
        "kind": page.kind,
        "address": page.address,
        "head": page.head,
        "hide": [] if page.toc else ["toc"],
    }
    return f"---\n{json.dumps(meta, ensure_ascii=False)}\n---\n"


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Our finished HTML in place of the empty Markdown; pages written by hand stay MkDocs' own."""
    ours: Page | None = config.extra[STATE].get(page.file.src_uri)
    if ours is None:
        return html
    page.toc = TableOfContents(_tree(list(ours.toc)))
    return ours.html


def _tree(items: list[TocItem]) -> list[AnchorLink]:
    """Nested as the levels say; a level that skips one hangs under the last one above it."""
    roots: list[AnchorLink] = []
    path: list[AnchorLink] = []
    for item in items:
        link = AnchorLink(item.text, item.id, item.level)
        while path and path[-1].level >= item.level:
            path.pop()
        (path[-1].children if path else roots).append(link)
        path.append(link)
    return roots


def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    """Show progress on a terminal while the pages are written."""
    total = len(files.documentation_pages())
    config.extra["ketluan_progress"] = tqdm(total=total, unit=" trang", desc="Ghi trang", disable=None, file=sys.stderr)


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """One page more."""
    config.extra["ketluan_progress"].update()
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """The new site takes the old one's place by two renames; what stood there before is removed last."""
    config.extra["ketluan_progress"].close()
    target, fresh = config.extra[TARGET], Path(config.site_dir)
    old = _beside(target, "old")
    shutil.rmtree(old, ignore_errors=True)
    try:
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    except OSError as error:  # Windows keeps a folder in place while one of its files is open
        _restore(target)
        raise PluginError(f"{target} đang được chương trình khác mở, nên chưa thay được trang mới.") from error
    shutil.rmtree(old, ignore_errors=True)
    config.site_dir = str(target)


def _restore(target: Path) -> None:
    """Put back the old site when a build was stopped between the two renames."""
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)


def on_build_error(error: Exception) -> None:
    """Say what stopped it; the half-built folder stays beside and is emptied by the next build."""
    logging.getLogger("mkdocs").debug("build stopped: %s", error)


def _beside(site: Path, word: str) -> Path:
    return site.with_name(f"{site.name}.{word}")
