"""Reads and writes the folder beside a published one that keeps its releases: `<name>.releases/<number>/`.

A release is one whose manifest is there: it is written last and removed first, so what a killed command leaves is none.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ketluan.model.problem import Refused
from ketluan.publishing.manifest import Manifest, manifest_text, parse_manifest
from ketluan.publishing.release_files import Unwritable, write_whole
from ketluan.store.process_lock import process_lock

MANIFEST = "manifest.json"
SITE = "site"
SOURCES = "sources.zip"


def store_of(folder: Path) -> Path:
    """Where the releases of a published folder are kept."""
    return folder.with_name(f"{folder.name}.releases")


@contextmanager
def locked(folder: Path) -> Iterator[Path]:
    """The store, ours alone; raises Refused while another command has it, Unwritable where it cannot be made."""
    store = store_of(folder)
    with ExitStack() as stack:
        try:
            store.mkdir(parents=True, exist_ok=True)
            taken = stack.enter_context(process_lock(store / "lock"))
        except OSError as error:
            raise Unwritable(folder, store, error) from error
        if not taken:
            raise Refused(f"Một lệnh khác đang công bố tại {folder}; hãy đợi lệnh đó xong.")
        yield store


def release_folder(store: Path, number: int) -> Path:
    """Its folder; the name sorts as the number does."""
    return store / f"{number:06}"


def site_folder(store: Path, number: int) -> Path:
    """The folder with its files."""
    return release_folder(store, number) / SITE


def kept_releases(store: Path) -> list[Manifest]:
    """Oldest first."""
    found = (kept_release(store, number) for number in _numbers(store))
    return [manifest for manifest in found if manifest]


def kept_release(store: Path, number: int) -> Manifest | None:
    """None when there is no such release, or its manifest is not whole."""
    path = release_folder(store, number) / MANIFEST
    found = parse_manifest(path.read_text(encoding="utf-8")) if path.is_file() else None
    return found if found and found.release == number else None


def _numbers(store: Path) -> list[int]:
    folders = store.iterdir() if store.is_dir() else ()
    return sorted(int(path.name) for path in folders if path.name.isdecimal() and path.is_dir())


def next_number(store: Path) -> int:
    """Greater than any that was ever put in place: the newest release is never dropped."""
    return max(_numbers(store), default=0) + 1


def keep(store: Path, manifest: Manifest) -> None:
    """From here on it is a release."""
    write_whole(release_folder(store, manifest.release) / MANIFEST, manifest_text(manifest))


def drop(store: Path, number: int) -> None:
    """Its manifest first; what another program holds open stays for the next command."""
    folder = release_folder(store, number)
    (folder / MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def drop_unfinished(store: Path) -> None:
    """What killed commands have left."""
    for number in _numbers(store):
        if kept_release(store, number) is None:
            drop(store, number)
