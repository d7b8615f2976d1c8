"""The pages of notices that have just been changed, from what the last build knows: whoever edits one sees it at once,
and what else it changes after the next build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ketluan.model.archive import Archive
from ketluan.model.kept_notice import changed
from ketluan.model.notice import Notice
from ketluan.model.page import Page
from ketluan.model.problem import Problem, errors
from ketluan.site.pages import RULES
from ketluan.site.pages.notice_page import notice_page
from ketluan.site.pages.related_notices import neighbours
from ketluan.site.site_files import FoundFile, standing_files
from ketluan.store.reader import read_notice
from ketluan.store.text_file import read_text

FEW = 20
"""So many notices at most are shown before the next build: more are no edit of one who looks on."""
Frame = Callable[[Page], bytes | None]
"""The whole file of a page; None for one that the last builds had no frame for."""


class QuickPreview:
    """Of the archive in a folder; to be told of every build."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: Mapping[str, FoundFile] = standing_files(folder)
        self._archive: Archive | None = None
        self._frame: Frame = lambda _: None

    def begins(self) -> None:
        """A build is about to read the notices."""
        self._files = standing_files(self._folder)

    def built(self, archive: Archive, frame: Frame) -> None:
        """It is finished."""
        self._archive, self._frame = archive, frame

    def get_ready(self) -> None:
        """Reads a notice, which makes the rules of the grammar ready: the first edit need not wait for them."""
        for notice in self._archive.published[:1] if self._archive else ():
            self._read(f"{notice.id}.md")

    def pages(self) -> Iterator[tuple[Page, bytes]]:
        """Those of published notices that have changed since the last build began and can be read, each with its
        file; none where another file that the site is made of has changed too."""
        before, self._files = self._files, standing_files(self._folder)
        names = [path for path in before.keys() | self._files if before.get(path) != self._files.get(path)]
        others = sorted(path for path in names if path.endswith((".md", ".yml")) and "/." not in f"/{path}")
        if self._archive is None or len(others) > FEW or not all(map(self._is_of_notice, others)):
            return
        for path in others:
            if (notice := self._read(path)) and (html := self._frame(page := self._page(notice))):
                yield page, html

    def _is_of_notice(self, path: str) -> bool:
        return self._archive is not None and path.removesuffix(".md") in self._archive.by_id

    def _read(self, path: str) -> Notice | None:
        assert self._archive
        text, known = read_text(self._folder / path), self._archive.by_id[path.removesuffix(".md")]
        if isinstance(text, Problem):
            return None
        register, ledger = self._archive.register, self._archive.ledger
        notice, problems = read_notice(text, path=path, notice_id=known.id, register=register, ledger=ledger)
        if notice is None or notice.withdrawn or known.withdrawn or errors(problems):
            return None
        size, ending = known.original_size, known.original_ending
        return changed(notice, follow_up=known.follow_up, original_size=size, original_ending=ending)

    def _page(self, notice: Notice) -> Page:
        """In the archive as it was, but for the notice."""
        assert self._archive
        old = self._archive
        now = replace(old, notices=tuple(notice if one.id == notice.id else one for one in old.notices))
        for rule in RULES:
            if rule is not neighbours:
                now.know(rule, old.derived(rule))
        return notice_page(now, notice)
