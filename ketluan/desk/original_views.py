"""The original beside a notice: its text, its pages as pictures, and where on them the words of the notice stand.

Files are read in the import's child process, in the background; what was read is kept under `.cache/desk/`.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from ketluan.desk.word_proof import printed_text
from ketluan.importing.files.source import SeenLine, Source
from ketluan.importing.parcels import from_json, to_json
from ketluan.importing.proof import Difference
from ketluan.importing.sandbox import (
    allowance,
    page_count_within,
    page_lines_within,
    page_picture_within,
    proved_within,
    read_within,
)
from ketluan.model.notice import Notice
from ketluan.model.problem import Refused
from ketluan.store.whole_files import replace_text

Found = TypeVar("Found")
MOST_PICTURES = 40
WIDTH = 1240
"""Dots across a page: 150 an inch on A4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What an original says: its text, its lines with their places where these are known, how many pages it has as
    pictures; `refused` is a Vietnamese sentence where it cannot be read."""

    source: Source | None = None
    lines: tuple[SeenLine, ...] = ()
    pages: int = 0
    refused: str = ""


class Originals:
    """Reads each content once, a file at a time, beside what the desk's pages are asked for."""

    def __init__(self, notices: Path, cache: Path) -> None:
        self._notices = notices
        self._cache = cache
        self._one = threading.Semaphore(1)
        self._lock = threading.Lock()
        self._pictures = threading.BoundedSemaphore(2)
        self._found: dict[str, Future[Original]] = {}
        self._read_from: dict[str, Path] = {}
        self._drawn_pages: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def path(self, notice: Notice) -> Path | None:
        """The original's file, None where there is none."""
        path = (self._notices / notice.id).with_name(notice.original) if notice.original else None
        return path if path and path.is_file() else None

    def begin(self, notice: Notice) -> Future[Original] | None:
        """Begin to read it, or find that this was begun."""
        path = self.path(notice)
        if path is None or not notice.sha256:
            return None
        with self._lock:
            if notice.sha256 not in self._found or self._has_moved(notice.sha256, path):
                found = self._found[notice.sha256] = Future()
                self._read_from[notice.sha256] = path
                work = partial(self._work, found, path, notice.sha256)
                threading.Thread(target=work, name="ban-goc", daemon=True).start()
            return self._found[notice.sha256]

    def _has_moved(self, sha256: str, path: Path) -> bool:
        """Whether the file went to another place before it could be read."""
        found = self._found[sha256]
        return found.done() and bool(found.result().refused) and self._read_from[sha256] != path

    def close(self) -> None:
        """Let go of whoever waits for a file: the desk ends, and reading a scan can take minutes."""
        with self._lock:
            for found in self._found.values():
                _settle(found, Original(refused="Bàn đã đóng."))

    def _work(self, found: Future[Original], path: Path, sha256: str) -> None:
        with self._one:
            original = self._read(path, sha256)
            _settle(found, original)
            if original.pages:
                with suppress(Refused, OSError):
                    self._drawn(path, sha256, 1)  # what a clerk looks at first

    def known(self, notice: Notice) -> Original | None:
        """What is known by now; None while it is being read, or where there is no original."""
        found = self.begin(notice)
        return found.result() if found and found.done() else None

    def differences(self, notice: Notice, text: str) -> tuple[Difference, ...]:
        """What a notice file lost or added against its original, which is waited for; nothing where there is none, or
        it cannot be read."""
        found = self.begin(notice)
        original = found.result() if found else None
        if original is None or original.source is None:
            return ()
        try:
            return proved_within(original.source, printed_text(text), allowance(60.0))
        except Refused:
            return ()

    def picture(self, notice: Notice, page: int) -> bytes:
        """A page of a PDF or a picture as PNG; raises Refused where there is none."""
        path = self.path(notice)
        if path is None:
            raise Refused("Thông báo này không có bản gốc trong kho.")
        return self._drawn(path, notice.sha256 or "", page)

    def _drawn(self, path: Path, sha256: str, page: int) -> bytes:
        """A page, drawn once: every saved change asks for it again."""
        with self._pictures:
            if (sha256, page) not in self._drawn_pages:
                picture = page_picture_within(path, page, WIDTH, allowance(60.0))
                with self._lock:
                    self._drawn_pages[sha256, page] = picture
                    while len(self._drawn_pages) > MOST_PICTURES:
                        self._drawn_pages.popitem(last=False)
                return picture
            return self._drawn_pages[sha256, page]

    def _read(self, path: Path, sha256: str) -> Original:
        kept = self._cache / f"ban-goc-{sha256}.json"
        if (found := _loaded(kept)) is not None:
            return found
        try:
            source = read_within(path, allowance())
            lines = source.seen or _tried(lambda: page_lines_within(path, allowance(60.0))) or ()
            pages = _tried(lambda: page_count_within(path, allowance(60.0))) or 0
        except (Refused, OSError) as error:
            return Original(refused=str(error))
        original = Original(source=source, lines=lines, pages=pages)
        with suppress(OSError):
            replace_text(kept, json.dumps([to_json(source), to_json(lines), pages]))
        return original


def _settle(found: Future[Original], original: Original) -> None:
    with suppress(InvalidStateError):  # settled already
        found.set_result(original)


def _tried(work: Callable[[], Found]) -> Found | None:
    try:
        return work()
    except Refused:
        return None


def _loaded(path: Path) -> Original | None:
    """What was kept; anything that is not ours is read again."""
    try:
        source, lines, pages = from_json(json.loads(path.read_text(encoding="utf-8")))
        return Original(source=source, lines=lines, pages=int(pages))
    except (OSError, ValueError, KeyError, TypeError):
        return None
