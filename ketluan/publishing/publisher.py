"""Publishes and rolls back: builds a release beside the published folder, then puts it in place whole."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal, Protocol

from ketluan.model.archive import Archive
from ketluan.model.message import either
from ketluan.model.problem import Refused
from ketluan.publishing import file_placement, link_placement, release_store
from ketluan.publishing.manifest import Manifest, one_digest
from ketluan.publishing.release_files import copied, digests_under, write_whole
from ketluan.publishing.release_store import SOURCES, kept_release, kept_releases, release_folder, site_folder, store_of
from ketluan.publishing.retention import retained_files, same_content, surplus
from ketluan.publishing.source_snapshot import notice_of, restore, snapshot, source_digests, withdraw, without
from ketluan.site.edition import SCRIPT, Edition, rolled_back_script

Method = Literal["link", "files"]


class Build(Protocol):
    """Builds a site into a folder that is not there yet; `last` is the site whose addresses must not be lost."""

    def __call__(self, *, notices: Path, site: Path, last: Path | None) -> Edition: ...


def publish(
    folder: Path, *, notices: Path, method: Method | None, keep: int, now: dt.datetime, build: Build
) -> Manifest:
    """Build a release and put it in place; raises Refused, and what is in place stays, when it cannot be."""
    with release_store.locked(folder) as store:
        way, last = _ready(folder, method), placed(folder)
        with _new_release(store) as number:
            site = site_folder(store, number)
            edition = build(notices=notices, site=site, last=site_folder(store, last.release) if last else None)
            sources = snapshot(notices, release_folder(store, number) / SOURCES)
            without(release_folder(store, number) / SOURCES, edition.withdrawn)
            made = _made(now)
            fresh = Manifest(release=number, origin=number, made=made, edition=edition, files={}, sources=sources)
            manifest = _kept(store, fresh, last)
        return _put(folder, manifest, way, keep)


def rollback(
    folder: Path, *, notices: Path, archive: Archive, to: int | None, keep: int, now: dt.datetime, build: Build
) -> Manifest:
    """Put an earlier content in place under a new number, without what has been withdrawn since.

    The same bytes where nothing was withdrawn and the kept files are whole; else built again from the kept sources.
    """
    with release_store.locked(folder) as store:
        way, last = _ready(folder, None), placed(folder)
        if last is None:
            raise Refused(f"Chưa công bố bản nào tại {folder}.")
        old = _earlier(store, last, to)
        withdrawn = _withdrawn(archive, last)
        with _new_release(store) as number:
            edition = None if _lost(old, withdrawn) else _same_bytes(store, old, number)
            edition = edition or _built_again(store, old, number, notices, withdrawn, build)
            gone = tuple(sorted({*edition.withdrawn, *(name for names in withdrawn.values() for name in names)}))
            _say_at_the_foot(site_folder(store, number), now, nightly=last.edition.nightly)
            standing = one_digest(source_digests(notices))
            fresh = replace(
                old,
                release=number,
                made=_made(now),
                edition=replace(edition, withdrawn=gone, nightly=last.edition.nightly),
                files={},
                sources=_sources_without(store, old, number, gone),
                retained={},
                lost={},
                held="" if standing == old.archive_digest else standing,
            )
            manifest = _kept(store, fresh, last)
        return _put(folder, manifest, way, keep)


def placed(folder: Path) -> Manifest | None:
    """The release that readers see; what a killed command began must be finished first."""
    number = link_placement.linked_number(folder) or file_placement.placed_number(folder)
    return kept_release(store_of(folder), number) if number else None


def held_release(folder: Path, notices: Path) -> Manifest | None:
    """The release that readers see, when it was rolled back to and `notices` is still what it was then."""
    last = placed(folder)
    return last if last and last.held and last.held == one_digest(source_digests(notices)) else None


def finished(folder: Path) -> Manifest | None:
    """As `placed`, after finishing what a killed command began."""
    if not folder.is_symlink():
        file_placement.finish(folder)
    return placed(folder)


def _ready(folder: Path, method: Method | None) -> Method:
    """How to put a release in place, after what was left is finished or swept; raises Refused for a foreign folder."""
    way = method or _usual(folder)
    (link_placement.refuse_folder if way == "link" else file_placement.refuse_foreign)(folder)
    finished(folder)
    release_store.drop_unfinished(store_of(folder))
    return way


def _usual(folder: Path) -> Method:
    by_files = file_placement.placed_number(folder) is not None and not folder.is_symlink()
    return "files" if by_files else "link"


def _made(now: dt.datetime) -> str:
    return now.astimezone(dt.UTC).isoformat(timespec="seconds")


@contextmanager
def _new_release(store: Path) -> Iterator[int]:
    """The number of a release to be made; nothing of it stays when that fails."""
    number = release_store.next_number(store)
    release_folder(store, number).mkdir(parents=True)
    try:
        yield number
    except BaseException:
        release_store.drop(store, number)
        raise


def _kept(store: Path, fresh: Manifest, last: Manifest | None) -> Manifest:
    """With the digests of all files and the assets of earlier releases that open pages may ask for; now a release."""
    site = site_folder(store, fresh.release)
    before = site_folder(store, last.release) if last else None
    named = replace(fresh, files=digests_under(site, last=before, known=last.files if last else None))
    retained = retained_files(last, named)
    for path in list(retained):
        assert last is not None
        if not copied(site_folder(store, last.release) / path, site / path, last.files[path]):
            (site / path).unlink()
            del retained[path]
    manifest = replace(
        named, files={**named.files, **{path: last.files[path] for path in retained if last}}, retained=retained
    )
    release_store.keep(store, manifest)
    return manifest


def _put(folder: Path, manifest: Manifest, way: Method, keep: int) -> Manifest:
    store = store_of(folder)
    if way == "link":
        link_placement.place_link(folder, manifest.release)
    else:
        file_placement.place_files(folder, manifest)
    _forget_withdrawn(store, manifest)
    for number in surplus(kept_releases(store), count=keep):
        release_store.drop(store, number)
    return manifest


def _forget_withdrawn(store: Path, newest: Manifest) -> None:
    """Earlier releases lose the words of what has been withdrawn: their texts, and their sites as a whole."""
    for manifest in kept_releases(store):
        gone = set(newest.edition.withdrawn) - set(manifest.edition.withdrawn)
        texts = {path for path in manifest.sources if notice_of(path) in gone}
        if manifest.release != newest.release and texts:
            sources = {path: digest for path, digest in manifest.sources.items() if path not in texts}
            lost = {**manifest.lost, **{notice: newest.release for notice in sorted(map(notice_of, texts))}}
            release_store.keep(store, replace(manifest, files={}, retained={}, sources=sources, lost=lost))
            without(release_folder(store, manifest.release) / SOURCES, gone)
            shutil.rmtree(site_folder(store, manifest.release), ignore_errors=True)


def _earlier(store: Path, last: Manifest, to: int | None) -> Manifest:
    """The release that was asked for, or the newest whose content is older than what readers see."""
    releases = kept_releases(store)
    found = [each for each in releases if (each.release == to if to else each.release < last.origin)]
    if not found:
        wanted = f"bản số {to}" if to else "bản nào cũ hơn"
        listed = ", ".join(str(each.release) for each in releases)
        others = [f"--release {each.release}" for each in releases if not same_content(each, last)]
        newer = f" Muốn dùng nội dung khác thì thêm {either(others)}." if others else ""
        raise Refused(f"Không còn giữ {wanted}; đang giữ: {listed}.{newer}")
    return found[-1]


def _say_at_the_foot(site: Path, now: dt.datetime, *, nightly: bool) -> None:
    script = site / SCRIPT
    if script.is_file():
        said = rolled_back_script(script.read_text(encoding="utf-8"), now.astimezone().date(), nightly=nightly)
        write_whole(script, said)


def _withdrawn(archive: Archive, last: Manifest) -> dict[str, tuple[str, ...]]:
    """The ids of withdrawn notices under today's id, from the archive and from what is in place."""
    today = {one.id: (one.id, *one.aliases) for one in archive.notices if one.withdrawn}
    known = {name for names in today.values() for name in names}
    return {**today, **{name: (name,) for name in last.edition.withdrawn if name not in known}}


def _lost(old: Manifest, withdrawn: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether it holds what has been withdrawn since, or its site is gone for that reason."""
    names = {name for names in withdrawn.values() for name in names} - set(old.edition.withdrawn)
    return not old.files or any(notice_of(path) in names for path in old.sources)


def _same_bytes(store: Path, old: Manifest, number: int) -> Edition | None:
    """None when a kept file is not what it was."""
    source, target = site_folder(store, old.release), site_folder(store, number)
    own = {path: digest for path, digest in old.files.items() if path not in old.retained}
    try:
        whole = all(copied(source / path, target / path, digest) for path, digest in own.items())
    except FileNotFoundError:
        whole = False
    if not whole:
        shutil.rmtree(target)
    return old.edition if whole else None


def _sources_without(store: Path, old: Manifest, number: int, gone: tuple[str, ...]) -> dict[str, str]:
    shutil.copyfile(release_folder(store, old.release) / SOURCES, release_folder(store, number) / SOURCES)
    without(release_folder(store, number) / SOURCES, gone)
    return {path: digest for path, digest in old.sources.items() if notice_of(path) not in gone}


def _built_again(
    store: Path,
    old: Manifest,
    number: int,
    notices: Path,
    withdrawn: Mapping[str, tuple[str, ...]],
    build: Build,
) -> Edition:
    """From the texts that were kept, with today's files of withdrawn notices; the texts are laid out only for this."""
    places = {digest: notices / path for path, digest in old.sources.items()}
    places |= {digest: site_folder(store, old.release) / path for path, digest in old.files.items()}
    with tempfile.TemporaryDirectory() as name:  # with all that a build keeps beside the texts
        laid_out = Path(name) / "notices"
        restore(release_folder(store, old.release) / SOURCES, laid_out, sources=old.sources, places=places)
        withdraw(laid_out, notices, withdrawn)
        return build(notices=laid_out, site=site_folder(store, number), last=None)
