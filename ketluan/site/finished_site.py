"""Remembers what the site that stands was built of, in a file under `.cache` that may be deleted: where nothing of
that has changed, the same site need not be built again.

Files are looked at by place, size and times, and none is opened.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from ketluan.site.edition import Edition
from ketluan.site.site_files import FoundFile, standing_files
from ketluan.site.site_placement import beside
from ketluan.store.notice_rows import JUST_NOW
from ketluan.store.whole_files import replace_text

FILE = "built.json"


class FinishedSite:
    """The site at a folder, made of all that stands in the `sources` and of what `others` says."""

    def __init__(self, site: Path, record: Path, *, sources: tuple[Path, ...], others: tuple[object, ...]) -> None:
        self._site, self._path = site, record / FILE
        self._made_of = _state(sources, (str(site), *others))

    def edition(self) -> Edition | None:
        """Of the site that stands, when a build would make the same again."""
        if self._made_of is None or any(beside(self._site, word).exists() for word in ("new", "ready", "old")):
            return None
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            if kept["made_of"] != self._made_of or kept["site"] != _digest(standing_files(self._site)):
                return None
            edition = kept["edition"]
            return Edition(**{**edition, "withdrawn": tuple(edition["withdrawn"])})
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, edition: Edition, standing: Mapping[str, FoundFile]) -> None:
        """To be told what of the site stands once it has been built; a folder that cannot be written costs only
        time."""
        kept = {"made_of": self._made_of, "site": _digest(standing), "edition": asdict(edition)}
        with suppress(OSError):
            replace_text(self._path, json.dumps(kept))


def _state(sources: tuple[Path, ...], others: tuple[object, ...]) -> str | None:
    """None where it cannot be said for sure: for what lies behind a link, or has changed just now."""
    digest, past = hashlib.sha256(repr(others).encode()), time.time_ns() - JUST_NOW
    try:
        for entry in (entry for folder in sources for entry in _entries(str(folder))):
            found = entry.stat(follow_symlinks=False)
            if entry.is_symlink() or found.st_mtime_ns > past or found.st_ctime_ns > past:
                return None
            line = f"{entry.path}\n{found.st_mode} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}\n"
            digest.update(os.fsencode(line))
    except OSError:
        return None
    return digest.hexdigest()


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        yield entry
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path)


def _digest(standing: Mapping[str, FoundFile]) -> str:
    lines = (f"{path}\n{found.size} {found.changed}\n" for path, found in sorted(standing.items()))
    return hashlib.sha256(os.fsencode("".join(lines))).hexdigest()
