"""The only module that imports MkDocs: hands our pages and files to it and puts the finished site in place.

The events are those of a MkDocs hook; `build_archive.py` offers them, so that plain `mkdocs build` publishes
the same site. A site is built beside the old one and takes its place only when it is whole.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NamedTuple

from jinja2 import Environment, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ketluan import exports
from ketluan.importing.stamped_originals import stamped_originals
from ketluan.model.archive import Archive
from ketluan.model.notice import TocItem
from ketluan.model.page import Asset, Page
from ketluan.model.problem import Problem, Refused, errors, system_message
from ketluan.site.asset_names import asset_names
from ketluan.site.build_record import read_record, write_record
from ketluan.site.change_observer import ChangeObserver
from ketluan.site.edition import Edition, edition_of, edition_script
from ketluan.site.finished_site import FinishedSite
from ketluan.site.forked_work import ForkedWork
from ketluan.site.frame import frame_digest, makers_digest
from ketluan.site.inventory import FILE as INVENTORY
from ketluan.site.inventory import Inventory, Removal, inventory_of, read_inventory, removal, written
from ketluan.site.page_frame import FrameShape, PageFrame, frame_of, sample_page, shape_of
from ketluan.site.page_making import SHARED, PageMaking
from ketluan.site.page_scripts import page_scripts
from ketluan.site.page_store import PageStore
from ketluan.site.pages import RULES, page_recipes
from ketluan.site.pages.list_entries import entry_recipes
from ketluan.site.pages.search_page import search_page, search_scripts
from ketluan.site.part_store import PartStore
from ketluan.site.published_originals import published_originals
from ketluan.site.quick_preview import QuickPreview
from ketluan.site.rebuilding import Rebuilding, path_of
from ketluan.site.recipe import Recipe
from ketluan.site.recipe_work import WaitingFile, waiting
from ketluan.site.rendering import TemplateDigests
from ketluan.site.search_data import overview_file
from ketluan.site.search_parts import search_recipes
from ketluan.site.served_sources import served_source
from ketluan.site.site_placement import beside, is_foreign, place_site, restore
from ketluan.site.site_writing import SiteWriting
from ketluan.site.title_apart import TitleApart
from ketluan.site.traced_archive import Answers
from ketluan.store.copied_process import can_be_copied
from ketluan.store.process_lock import process_lock
from ketluan.store.reader import read_held
from ketluan.store.reading_cache import words_at_hand
from ketluan.store.work_progress import work_bar, work_progress

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"
WORK = "ketluan_work"
GONE = "ketluan_gone"
LAST = "ketluan_last"
NIGHTLY = "ketluan_nightly"
FINISHED = "ketluan_finished"
ALLOW_REMOVAL = "KETLUAN_ALLOW_REMOVAL"
LOG = get_plugin_logger("ketluan")
PROGRESS = "ketluan_progress"
CONTENTS = "ketluan_contents"
STYLES = "assets/stylesheets/main."
"""How the path of the theme's stylesheet begins; the rest is its version."""
SERVED: list[QuickPreview] = []  # of the live previews in this process
FRAMES: dict[FrameShape, PageFrame] = {}  # as they were rendered last
ENDING = ExitStack()  # what is undone when a build ends, well or not; MkDocs hands its last events no configuration


class DataCopy(NamedTuple):
    """A copy of this process, which writes the files to take away into a folder; it gives the paths of those that are
    kept."""

    folder: Path
    work: ForkedWork[set[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one build puts into the site at `target`: pages by their source, made files, copies by their address.

    `rebuilding` knows what stands in the `last` site, from which `kept` files are taken; `record` is the folder that
    remembers them; `names` tells under which name a file that pages load is published. MkDocs renders `pages`, among
    them the `samples`, from which the `frames` are taken; `framed` pages wait in the `store`. The `data` to take away
    is made by the `data_copy` where there is one.
    """

    archive: Archive
    target: Path
    last: Path
    names: Mapping[str, str]
    pages: dict[str, Page]
    store: PageStore
    framed: list[tuple[int, FrameShape]]
    samples: dict[str, FrameShape]
    frames: dict[FrameShape, PageFrame]
    kept: list[str]
    rebuilding: Rebuilding
    record: Path
    data: Iterator[Asset | WaitingFile | str]
    data_copy: DataCopy | None
    files: Iterator[Asset | WaitingFile | str]
    originals: dict[str, Path]
    inventory: Inventory
    edition: Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made, and what of the last site is no longer in it."""

    edition: Edition
    removal: Removal


def build_site(
    *,
    notices: Path,
    site: Path,
    today: dt.date | None,
    allow_removal: bool = False,
    last: Path | None = None,
    nightly: bool = False,
    site_url: str = "",
) -> Built:
    """Check the archive and build the whole site; raises Refused, and the old site stays, when it cannot be.

    What the last site (the one at `site`, or at `last` when that is given) held and this one does not is given back;
    an address goes only with `allow_removal`. A site that is built `nightly` says so when it has grown old. Without
    `site_url` the settings say at which address it will be read.
    """
    _settings(notices, today, allow_removal=allow_removal)
    config = _config(site, **({"site_url": site_url} if site_url else {}))
    config.extra[LAST], config.extra[NIGHTLY] = last, nightly
    config.extra[FINISHED] = finished = None if last else _finished(config)
    if finished and (edition := finished.edition()):
        return Built(edition=edition, removal=Removal())
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    except Abort as stop:
        raise Refused(f"Chưa dựng được trang tra cứu; {site} vẫn như trước.") from stop
    except OSError as error:
        raise Refused(f"Chưa dựng được trang tra cứu; {site} vẫn như trước: {system_message(error)}.") from error
    finally:
        config.plugins.on_shutdown()
    gone = config.extra[GONE]
    assert isinstance(gone, Removal)
    return Built(edition=_work_of(config).edition, removal=gone)


def _finished(config: MkDocsConfig) -> FinishedSite:
    notices, day = CONFIG.parent / str(config.extra["notices"]), _day(str(config.extra["today"] or ""))
    return FinishedSite(
        Path(config.site_dir),
        notices.parent / ".cache",
        sources=(notices, Path(config.docs_dir), Path(__file__).parent / "templates"),
        others=(makers_digest(), frame_digest(CONFIG, config.site_url, {}), day.isoformat(), config.extra[NIGHTLY]),
    )


def _config(site: Path, **settings: str) -> MkDocsConfig:
    try:
        return load_config(str(CONFIG), site_dir=os.path.realpath(site), **settings)
    except (Abort, ConfigurationError) as error:
        raise Refused(f"Tệp {CONFIG.name} chưa đúng: {error}.") from error


def serve_site(*, notices: Path, address: str, today: dt.date | None) -> None:
    """Live preview on `address` (host:port) until it is interrupted; it replaces no site, so addresses may go."""
    _settings(notices, today, allow_removal=True)
    try:
        mkdocs_serve.serve(str(CONFIG), dev_addr=address, watch=[os.path.realpath(notices)])
    except Abort as stop:
        raise Refused("Chưa xem thử được trang tra cứu.") from stop


def _settings(notices: Path, today: dt.date | None, *, allow_removal: bool) -> None:
    """mkdocs.yml reads these, so that a configuration read anew while serving keeps them."""
    os.environ["KETLUAN_NOTICES"] = os.path.realpath(notices)
    os.environ["KETLUAN_TODAY"] = today.isoformat() if today else ""
    os.environ[ALLOW_REMOVAL] = str(int(allow_removal))


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """A preview replaces no site: its builds may drop addresses, as those of `serve_site`."""
    if command == "serve":
        os.environ[ALLOW_REMOVAL] = "1"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything before MkDocs empties a folder; build beside the site that is there."""
    target, notices = Path(config.site_dir), CONFIG.parent / str(config.extra["notices"])
    for preview in SERVED:
        preview.begins()
    last = Path(config.extra.get(LAST) or target)
    archive, problems = _checked(notices, str(config.extra["today"] or ""))
    _refuse(target, archive, last)
    config.site_dir = str(_staged(target))
    try:
        _seen(Path(config.docs_dir))
        before = read_inventory(last)
    except OSError as error:
        raise PluginError(f"Chưa dựng được trang mới: {system_message(error)}.") from error
    _say_nothing_of_skipped_pages()
    config.theme.static_templates.discard("sitemap.xml")
    config.markdown_extensions.append(TitleApart())  # type: ignore[arg-type]  # markdown takes extensions as values too
    work = _work(archive, problems, config, target=target, notices=notices, last=last)
    config.extra[WORK] = work
    config.extra[GONE] = _without_loss(last, removal(before, work.inventory, archive), bool(config.extra["removal"]))
    return config


def _say_nothing_of_skipped_pages() -> None:
    """MkDocs says so of every page that it does not write: samples of frames, and what is taken from the last site."""
    logger = logging.getLogger("mkdocs.commands.build")

    def is_said(record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith("Page skipped")

    logger.addFilter(is_said)
    ENDING.callback(logger.removeFilter, is_said)


def _seen(folder: Path) -> None:
    """Raises OSError for a folder that cannot be read: MkDocs would publish what is left without it."""

    def stop(error: OSError) -> None:
        raise error

    for _ in os.walk(folder, onerror=stop, followlinks=True):
        pass


def _without_loss(target: Path, gone: Removal, allowed: bool) -> Removal:
    """What goes; raises PluginError when an address would go and nobody allowed it."""
    if gone.breaks_addresses and not allowed:
        raise PluginError(
            f"Trang mới sẽ mất địa chỉ mà {target} đang có:\n{gone}\n"
            "Hãy xem lại thư mục thông báo, hoặc giữ địa chỉ cũ bằng aliases và {: #mã }. "
            f"Nếu đúng là muốn bỏ, hãy chạy lại với --allow-removal (chạy mkdocs thì đặt {ALLOW_REMOVAL}=1)."
        )
    if gone.pages:
        LOG.info(gone.pages_sentence)
    return gone


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text) if text else dt.date.today()
    except ValueError:
        raise PluginError(f"KETLUAN_TODAY phải là ngày dạng 2026-01-31, không phải '{text}'.") from None


def _checked(notices: Path, day: str) -> tuple[Archive, list[Problem]]:
    """An archive without errors, with its remarks."""
    try:
        archive, problems = read_held(notices, today=_day(day))
    except Refused as stop:
        raise PluginError(str(stop)) from stop
    problems += stamped_originals(archive, notices)
    if wrong := errors(problems):
        listing = "\n".join(map(str, wrong))
        raise PluginError(f"Kho còn {len(wrong)} lỗi cần sửa:\n{listing}")
    return archive, problems


def _refuse(target: Path, archive: Archive, last: Path) -> None:
    """Raises PluginError when what stands at `target` is not for this build to replace."""
    if target.exists() and is_foreign(target):
        raise PluginError(f"{target} không phải là trang tra cứu nên không bị thay; hãy chọn thư mục khác.")
    if not archive.notices and (last / "thong-bao").exists():
        raise PluginError(f"Kho không có thông báo nào, mà {last} đang có; nếu đúng ý, hãy xóa {last} trước.")


def _staged(target: Path) -> Path:
    """The folder beside the site to build in, ours alone until ENDING."""
    target.parent.mkdir(parents=True, exist_ok=True)
    ENDING.close()
    if not ENDING.enter_context(process_lock(beside(target, "lock"))):
        raise PluginError(f"Một lệnh khác đang dựng {target}; hãy đợi lệnh đó xong rồi dựng lại.")
    try:
        restore(target)
    except Refused as stop:
        raise PluginError(str(stop)) from stop
    fresh = beside(target, "new")
    ENDING.callback(shutil.rmtree, fresh, ignore_errors=True)
    return fresh


def _work(
    archive: Archive, problems: list[Problem], config: MkDocsConfig, *, target: Path, notices: Path, last: Path
) -> Work:
    archive = replace(archive, remarks=tuple(sorted(_placed(problem, notices) for problem in problems)))
    record, url = notices.parent / ".cache", config.site_url or None
    joined = {name: script.path for name, script in page_scripts().items()}
    names = asset_names(Path(config.docs_dir), config.theme.dirs, _published) | joined
    ENDING.enter_context(words_at_hand(record))
    rebuilding = _rebuilding(archive, config, record, last=last, names=names)
    makers = [Recipe(make, *words) for make, words in exports.makers(archive, url)]
    data = _data(makers, rebuilding)
    data_copy = _data_copy(archive, makers, rebuilding, target=target, last=last)
    store = PageStore()
    ENDING.callback(store.close)
    kinds, kept, pages, framed = list[tuple[str, str]](), list[str](), dict[str, Page](), []
    in_menu = {*_menu_sources(config.nav)}
    search_files: list[Asset | WaitingFile | str] = []
    making = PageMaking([*page_recipes(archive)], archive, rebuilding, ending=ENDING)
    for page in chain(making.here(), _search_page(archive, rebuilding, search_files), making.by_copy()):
        kinds.append((page.address, page.kind))
        if page.kept:
            kept.append(path_of(page))
            pages |= {page.source: page} if page.source in in_menu else {}
        elif _is_framed(page, in_menu):
            framed.append((store.put(page), _shape(page)))
        else:
            pages[page.source] = page
    shapes = sorted({shape for _, shape in framed})
    samples = {shape: sample_page(shape, number) for number, shape in enumerate(shapes)}
    pages |= {sample.source: sample for sample in samples.values()}
    listed = [address for address, kind in kinds if kind not in ("moved", "withdrawn")]
    originals = dict(published_originals(archive, notices))
    inventory = inventory_of(archive, kinds, originals)
    nightly = bool(config.extra.get(NIGHTLY))
    made = [edition_script(archive, nightly=nightly), Asset(path=INVENTORY, content=written(inventory))]
    return Work(
        archive=archive,
        target=target,
        last=last,
        names=names,
        pages=pages,
        store=store,
        framed=framed,
        samples={sample.source: shape for shape, sample in samples.items()},
        frames={},
        kept=kept,
        rebuilding=rebuilding,
        record=record,
        data=data,
        data_copy=data_copy,
        files=chain(search_files, _entries(rebuilding), exports.address_files(archive, listed, site_url=url), made),
        originals=originals,
        inventory=inventory,
        edition=edition_of(archive, originals, nightly=nightly),
    )


def _data(makers: Sequence[Recipe], rebuilding: Rebuilding) -> Iterator[Asset | WaitingFile | str]:
    recipes = work_progress(makers, what="Ghi dữ liệu", unit="tệp")
    return (file for recipe in recipes for file in rebuilding.files(recipe))


def _data_copy(
    archive: Archive, makers: Sequence[Recipe], rebuilding: Rebuilding, *, target: Path, last: Path
) -> DataCopy | None:
    """For a large archive that has a last site."""
    if not rebuilding.before.recipes or len(archive.notices) < SHARED.start or not can_be_copied():
        return None

    def write() -> set[str]:
        writing = SiteWriting(rebuilding, folder, last=last)
        writing.files(_data(makers, rebuilding))
        writing.whole_files(archive)
        return writing.kept

    for left in target.parent.glob(f"{target.name}.data-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{target.name}.data-", dir=target.parent))
    ENDING.callback(shutil.rmtree, folder, ignore_errors=True)
    work = ForkedWork(rebuilding, write)
    ENDING.callback(work.stop)
    return DataCopy(folder, work)


def _is_framed(page: Page, in_menu: Container[str]) -> bool:
    """Whether it takes the frame of a sample: not the pages of the menu, which MkDocs must know."""
    return page.source not in in_menu and "/" in page.address


def _rebuilding(
    archive: Archive, config: MkDocsConfig, record: Path, *, last: Path, names: Mapping[str, str]
) -> Rebuilding:
    others = {"templates": TemplateDigests(), "frame": frame_digest(CONFIG, config.site_url, names)}
    parts = PartStore(record)
    ENDING.callback(parts.close)
    return Rebuilding(read_record(record, makers_digest()), Answers(archive, RULES, others), last=last, parts=parts)


def _search_page(archive: Archive, rebuilding: Rebuilding, files: list[Asset | WaitingFile | str]) -> Iterator[Page]:
    """The page of the search; its files are added to the others, large ones wait on the disk."""
    scripts, folder = search_scripts(), Path(ENDING.enter_context(tempfile.TemporaryDirectory()))
    made = (file for recipe in search_recipes(archive) for file in rebuilding.files(recipe))
    parts = [waiting(file, folder) if isinstance(file, Asset) else file for file in made]
    data = [*rebuilding.files(Recipe(overview_file, *map(_path, parts))), *parts]
    files += [*scripts, *data]
    yield from rebuilding.pages(Recipe(search_page, *map(_path, [*scripts[:3], *data[:2]])))


def _entries(rebuilding: Rebuilding) -> Iterator[Asset | WaitingFile | str]:
    return (file for recipe in entry_recipes() for file in rebuilding.files(recipe))


def _path(file: Asset | WaitingFile | str) -> str:
    return file if isinstance(file, str) else file.path


def _menu_sources(nav: Any) -> Iterator[str]:
    """The pages that MkDocs must know for its menu, whether or not they have changed."""
    if isinstance(nav, str):
        yield nav
    for entry in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _menu_sources(entry)


def _placed(problem: Problem, notices: Path) -> Problem:
    """With the path as the archive has it: pages do not tell where on the machine it lies."""
    return replace(problem, path=problem.path.removeprefix(f"{notices.parent.as_posix()}/"))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every page of ours, empty; name assets by their digests; leave out what of the theme no page loads."""
    work = _work_of(config)
    for file in [*files]:
        if file.src_uri.startswith("assets/javascripts/") or file.src_uri.endswith((".map", "sitemap.xml")):
            files.remove(file)  # the theme's sitemap is a template; a site that knows its address has one of ours
        elif name := work.names.get(file.src_uri):
            files.remove(file)
            files.append(_named(file, name, config))
    for source in work.pages:
        files.append(File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def _named(file: File, name: str, config: MkDocsConfig) -> File:
    named = File.generated(config, file.src_uri, content=_published(file.src_uri, file.content_bytes))
    named.dest_uri = name
    return named


def _published(uri: str, content: bytes) -> bytes:
    """What a file holds in the site."""
    theirs = uri.startswith("assets/stylesheets/") and uri.endswith(".css")
    return _layered(content.decode("utf-8-sig")).encode() if theirs else served_source(uri, content)


def _layered(styles: str) -> str:
    """The theme's styles in a layer of their own: whatever ours say outside of any counts, however short it is said."""
    plain = styles.removeprefix('@charset "UTF-8";')
    return f"@layer theme {{{plain}}}\n"


def _work_of(config: MkDocsConfig) -> Work:
    work = config.extra[WORK]
    assert isinstance(work, Work)
    return work


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Hand over what the frame prints of a page of ours: as values, since a text of YAML may be misread."""
    if ours := _work_of(config).pages.get(page.file.src_uri):
        page.meta = {
            "title": ours.title,
            "description": ours.description,
            "kind": ours.kind,
            "address": ours.address,
            "head": ours.head,
            "heading": ours.heading,
        }
    return markdown


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> Markup:
    """Our finished HTML in place of the empty Markdown; pages written by hand are HTML that MkDocs made."""
    ours = _work_of(config).pages.get(page.file.src_uri)
    if ours is None:
        _unescape_titles(page.toc)
        return Markup(html)
    page.toc = TableOfContents(_tree(list(ours.toc)))
    return ours.content


def _unescape_titles(links: Iterable[AnchorLink]) -> None:
    """MkDocs hands over titles of sections as HTML; the frame takes them for text, as every title."""
    for link in links:
        link.title = unescape(link.title)
        _unescape_titles(link.children)


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


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Escape in the theme's templates too, before the first is read; show progress while the pages are written.

    Links of templates lead to assets under their published names.
    """
    env.autoescape = True
    config.extra[CONTENTS] = env.get_template("partials/contents.html")
    names, plain = _work_of(config).names, env.filters["url"]
    env.globals["asset"] = lambda path: names.get(path, path)
    env.globals["styles"] = next(path for path in names if path.startswith(STYLES))
    env.filters["url"] = _renaming(plain, names)
    total = len(files.documentation_pages()) + len(_work_of(config).framed)
    bar = work_bar(what="Ghi trang", unit="trang", total=total)
    config.extra[PROGRESS] = ENDING.enter_context(bar)


def _renaming(plain: Callable[[Context, str], str], names: Mapping[str, str]) -> Callable[[Context, str], str]:
    @pass_context
    def url(context: Context, value: str) -> str:
        return plain(context, names.get(value, value))

    return url


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """One page more; its text is forgotten, since large files follow."""
    config.extra[PROGRESS].update()
    page.content = None
    work = _work_of(config)
    ours = work.pages.pop(page.file.src_uri, None)
    if ours and ours.kept:
        return ""  # which MkDocs does not write: it had to know the page for its menu
    if ours is None or (shape := work.samples.get(page.file.src_uri)) is None:
        return output
    work.frames[shape] = FRAMES[shape] = frame_of(output, ours, _contents(ours, config))
    return ""


def _shape(page: Page) -> FrameShape:
    return shape_of(page, len(_headings(page)))


def _headings(page: Page) -> list[AnchorLink]:
    """What the frame lists of a page's contents: as main.html chooses it."""
    roots = _tree(list(page.toc))
    return roots[0].children if roots and roots[0].level == 1 else roots


def _contents(page: Page, config: MkDocsConfig) -> str:
    """The table of contents as the frame prints it."""
    headings = _headings(page)
    template: Template = config.extra[CONTENTS]
    return template.render(contents=headings) if len(headings) > 1 else ""


def on_post_build(config: MkDocsConfig) -> None:
    """Add the files; then the new site takes the old one's place."""
    work, fresh = _work_of(config), Path(config.site_dir)
    writing = SiteWriting(work.rebuilding, fresh, last=work.last, kept=work.kept)
    writing.note_pages()
    if work.data_copy:
        _write_framed(work, writing, config)
        writing.files(work.files)
        if made := work.data_copy.work.result():
            writing.take(work.data_copy.folder, *made)
        else:
            _write_data(work, writing)
    else:
        with ThreadPoolExecutor(1) as writer:
            data = writer.submit(_write_data, work, writing)
            _write_framed(work, writing, config)
            writing.files(work.files)
            data.result()
    writing.originals(work.originals, work.edition.originals)
    try:
        standing = place_site(work.target, fresh, last=work.last, kept=writing.kept, standing=work.rebuilding.standing)
    except Refused as stop:
        raise PluginError(str(stop)) from stop
    write_record(work.record, makers_digest(), work.rebuilding.before, work.rebuilding.finished())
    if finished := config.extra.get(FINISHED):
        finished.keep(work.edition, standing)
    config.site_dir = str(work.target)
    for preview in SERVED:
        preview.built(work.archive, partial(_shown_at_once, config))
    ENDING.close()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Whoever edits a notice sees its page at once, and the whole site built anew after it."""
    preview = QuickPreview(CONFIG.parent / str(config.extra["notices"]))
    preview.built(_work_of(config).archive, partial(_shown_at_once, config))
    preview.get_ready()
    SERVED[:] = [preview]
    shown = False

    def build() -> None:
        nonlocal shown
        shown = not shown and _show(preview, Path(server.root))
        if not shown:
            return builder()
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    server.builder = build
    server.observer = ChangeObserver(server.observer)  # type: ignore[assignment]  # it uses no more of one than this
    watched = dict(server._watched_paths)
    server._watched_paths.clear()
    for path in watched:
        server.watch(path)
    server._watched_paths.update(watched)
    return server


def _show(preview: QuickPreview, site: Path) -> bool:
    """Whether any page could be shown at once."""
    found = [(path_of(page), html) for page, html in preview.pages()]
    for path, html in found:
        (site / path).write_bytes(html)
    return bool(found)


def _shown_at_once(config: MkDocsConfig, page: Page) -> bytes | None:
    frame = FRAMES.get(_shape(page))
    return _whole_page(page, frame, config) if frame else None


def _write_data(work: Work, writing: SiteWriting) -> None:
    """The files to take away, which wait for no page."""
    writing.files(work.data)
    writing.whole_files(work.archive)


def _write_framed(work: Work, writing: SiteWriting, config: MkDocsConfig) -> None:
    """The pages whose frames MkDocs has rendered."""
    for number, shape in work.framed:
        page = work.store.page(number)
        writing.write(path_of(page), _whole_page(page, work.frames[shape], config))
        config.extra[PROGRESS].update()


def _whole_page(page: Page, frame: PageFrame, config: MkDocsConfig) -> bytes:
    """As MkDocs writes it."""
    return frame.around(page, _contents(page, config)).encode("utf-8", errors="xmlcharrefreplace")


def on_build_error(error: Exception) -> None:
    """Leave nothing half-built behind."""
    ENDING.close()


def on_shutdown() -> None:
    """As after an error, when the build was interrupted."""
    ENDING.close()
