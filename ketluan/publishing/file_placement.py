"""Puts a release in place file by file, where readers have the folder open: what pages need first, entry pages last.

A journal beside the folder says what is under way; a killed command is finished by the next one, which does the same
work again: it compares bytes and leaves alone what is right.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from ketluan.model.problem import Refused
from ketluan.publishing.manifest import Manifest
from ketluan.publishing.release_files import Unwritable, file_sha256, paths_under, patiently, write_whole
from ketluan.publishing.release_store import kept_release, site_folder, store_of
from ketluan.site.inventory import FILE as INVENTORY

JOURNAL = "journal.json"
PLACED = "placed.json"
ENTRIES = ("index.html", "tra-cuu/index.html", "404.html", "404-thu-muc-con.html")
NAMED = 5


def refuse_foreign(folder: Path) -> None:
    """Raises Refused for a link, and for files that no build of ours has put there."""
    if folder.is_symlink():
        raise Refused(f"{folder} là liên kết; hãy công bố bằng --method link, hoặc chọn thư mục khác.")
    if folder.is_dir() and not os.access(folder, os.W_OK):
        raise Unwritable(folder, folder, PermissionError(errno.EACCES, "Permission denied"))
    if not folder.exists() or placed_number(folder) is not None or (store_of(folder) / JOURNAL).exists():
        return
    if not folder.is_dir() or (any(folder.iterdir()) and not (folder / INVENTORY).exists()):
        raise Refused(f"{folder} có thứ không phải trang tra cứu nên không bị thay; hãy chọn thư mục trống.")


def place_files(folder: Path, manifest: Manifest) -> None:
    """Raises Refused, and leaves the journal for the next command, when other programs do not let files go."""
    store, last = store_of(folder), placed_number(folder)
    obsolete = sorted(set(_ours(folder, last)) - set(manifest.files))
    if not (store / JOURNAL).exists():
        write_whole(store / JOURNAL, json.dumps({"release": manifest.release, "obsolete": obsolete}) + "\n")
    folder.mkdir(parents=True, exist_ok=True)
    for _, paths in groupby(sorted(manifest.files, key=_turn), key=lambda path: _turn(path)[0]):
        _all_or_refused(folder, manifest, paths)
    _remove(folder, [*obsolete, *_journal(store).get("obsolete", [])], manifest)
    write_whole(store / PLACED, json.dumps({"release": manifest.release}) + "\n")
    (store / JOURNAL).unlink()


def _turn(path: str) -> tuple[int, str]:
    """What pages load, then pages, then the pages by which one enters."""
    return (2 if path in ENTRIES else 1 if path.endswith(".html") else 0), path


def _all_or_refused(folder: Path, manifest: Manifest, paths: Iterable[str]) -> None:
    site = site_folder(store_of(folder), manifest.release)
    stuck = [path for path in paths if not _is_put(site / path, folder / path, manifest.files[path])]
    if stuck:
        more = f" và {len(stuck) - NAMED} tệp khác" if len(stuck) > NAMED else ""
        raise Refused(
            f"Bản số {manifest.release} chưa vào chỗ xong: chương trình khác đang giữ "
            f"{', '.join(stuck[:NAMED])}{more}. Hãy đóng chương trình đó rồi chạy lại; lệnh sau sẽ làm tiếp."
        )


def _is_put(source: Path, target: Path, digest: str) -> bool:
    """False when another program holds the file to the end."""
    draft = target.with_name(f".{target.name}.part")
    try:
        if not (target.is_file() and file_sha256(target) == digest):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, draft)
            patiently(lambda: os.replace(draft, target))
        elif draft.exists():
            draft.unlink()
    except PermissionError:
        return False
    return True


def _remove(folder: Path, paths: Iterable[str], manifest: Manifest) -> None:
    """Pages before what they load, then the folders that are empty now."""
    for path in sorted({path for path in paths if path not in manifest.files}, key=_turn, reverse=True):
        (folder / path).with_name(f".{Path(path).name}.part").unlink(missing_ok=True)
        patiently(partial((folder / path).unlink, missing_ok=True))
        for parent in list(Path(path).parents)[:-1]:
            with suppress(OSError):  # not empty, or gone already
                (folder / parent).rmdir()


def _ours(folder: Path, last: int | None) -> Iterator[str]:
    """What the last release put there; all files of a site that was built in place."""
    before = kept_release(store_of(folder), last) if last else None
    if before:
        yield from before.files
    elif folder.is_dir() and (folder / INVENTORY).exists():
        yield from paths_under(folder)


def finish(folder: Path) -> int | None:
    """Do to its end what a killed command began; the number of the release that is in place then."""
    store = store_of(folder)
    if (store / JOURNAL).exists():
        begun = kept_release(store, _journal(store).get("release", 0))
        before = kept_release(store, placed_number(folder) or 0)
        if found := begun or before:
            place_files(folder, found)
    return placed_number(folder)


def placed_number(folder: Path) -> int | None:
    """The release that was put in place last."""
    found = _value(store_of(folder) / PLACED).get("release")
    return found if isinstance(found, int) else None


def _journal(store: Path) -> dict[str, Any]:
    return _value(store / JOURNAL)


def _value(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}
