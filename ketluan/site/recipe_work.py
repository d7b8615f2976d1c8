"""Makes pages and parts of files from an archive alone, here or in another process; what they asked goes with them."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ketluan.exports.kept_parts import Make
from ketluan.model.archive import Archive
from ketluan.model.page import Page
from ketluan.site.pages import RULES
from ketluan.site.recipe import Recipe
from ketluan.site.traced_archive import Answers, Query, TracedArchive
from ketluan.store.archive_snapshot import read_snapshot

FRAME = Query("frame", "all")


class MadePage(NamedTuple):
    """A page; the digest of what its template was shown and what that asked; the digest of all it is made of."""

    page: Page
    shown: str
    asked: frozenset[Query]
    made_of: str


class MadePart(NamedTuple):
    """A part of files, of the notice with an id."""

    notice: str
    asked: frozenset[Query]
    content: bytes


class RecipeWork(NamedTuple):
    """Recipes of pages, and notices of which a part is made."""

    recipes: tuple[Recipe, ...] = ()
    notices: tuple[str, ...] = ()


class Made(NamedTuple):
    """For each recipe its name, what it asked and its pages; and parts."""

    recipes: list[tuple[str, frozenset[Query], list[MadePage]]]
    parts: list[MadePart]


def made(work: RecipeWork, answers: Answers, frame: str, make: Make) -> Made:
    """`frame` is the digest of the frame, `make` makes a part."""
    return Made(
        [_made_by(recipe, answers, frame) for recipe in work.recipes],
        [_made_part(notice, answers, make) for notice in work.notices],
    )


def made_elsewhere(work: RecipeWork, snapshot: Path, frame: str, make: Make) -> Made:
    """The same from an archive that was written down."""
    return made(work, _answers(snapshot), frame, make)


@lru_cache(maxsize=1)
def _answers(snapshot: Path) -> Answers:
    archive = read_snapshot(snapshot)
    gc.freeze()  # it stays as long as the process: whoever looks for what is no longer used need not look here
    return Answers(archive, RULES, {})


def page_archive(answers: Answers, kind: str) -> TracedArchive:
    """What the template of a kind of page is shown; it depends on the template and the frame in any case."""
    archive = TracedArchive(answers, _plainly, _not_kept)
    archive.asked |= {FRAME, Query("templates", "item", kind)}
    return archive


def _made_by(recipe: Recipe, answers: Answers, frame: str) -> tuple[str, frozenset[Query], list[MadePage]]:
    shown_pages: dict[str, tuple[str, frozenset[Query]]] = {}

    def keep(archive: TracedArchive, page: Page, shown: str, make: Callable[[Archive], Page]) -> Page:
        own = page_archive(answers, page.kind)
        made_page = make(own)
        archive.asked |= own.asked
        shown_pages[page.address] = shown, frozenset(own.asked)
        return made_page

    archive = TracedArchive(answers, keep, _not_kept)
    archive.asked.add(FRAME)
    pages = [
        MadePage(page, *shown_pages.get(page.address, ("", frozenset())), answers.digest_of((frame, page)))
        for page in recipe.made(archive)
    ]
    return recipe.name, frozenset(archive.asked), pages


def _made_part(notice: str, answers: Answers, make: Make) -> MadePart:
    archive = TracedArchive(answers, _plainly, _not_kept)
    content = make(archive, notice)
    return MadePart(notice, frozenset(archive.asked), content)


def _plainly(archive: TracedArchive, page: Page, shown: str, make: Callable[[Archive], Page]) -> Page:
    return make(archive)


def _not_kept(archive: TracedArchive, notice: str, make: Make) -> bytes:
    return make(archive, notice)
