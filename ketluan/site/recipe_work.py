"""Makes pages and files from an archive alone, here or in another process; what they asked goes with them.

Files wait on the disk until the site takes them: they are large, and need not go from one process to the other."""

from __future__ import annotations

import gc
import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ketluan.exports.kept_parts import Make
from ketluan.model.archive import Archive
from ketluan.model.kept_notice import KeptNotice
from ketluan.model.page import Asset, Page
from ketluan.site.pages import RULES
from ketluan.site.recipe import Recipe
from ketluan.site.traced_archive import Answers, Query, TracedArchive
from ketluan.store.archive_snapshot import read_snapshot
from ketluan.store.reading_cache import words_at_hand

FRAME = Query("frame", "all")
PARTS = ".parts"
ENDING = ExitStack()  # what a process that helps holds as long as it runs


class MadePage(NamedTuple):
    """A page; the digest of what its template was shown and what that asked; the digest of all it is made of."""

    page: Page
    shown: str
    asked: frozenset[Query]
    made_of: str


class MadePart(NamedTuple):
    """What a function makes of a notice or a month, as a part of files: so many bytes."""

    make: Make
    of: str
    asked: frozenset[Query]
    size: int


class WaitingFile(NamedTuple):
    """A file for a path of the site, which stands at a place elsewhere."""

    path: str
    place: Path

    @property
    def content(self) -> bytes:
        """Read anew each time."""
        return self.place.read_bytes()


class MadeFiles(NamedTuple):
    """The files of a recipe, with the parts that were made for them, which stand one behind the other at a place."""

    files: list[WaitingFile]
    parts: list[MadePart]
    place: Path

    def contents(self) -> Iterator[tuple[MadePart, bytes]]:
        """Each part with its bytes."""
        with self.place.open("rb") as file:
            yield from ((part, file.read(part.size)) for part in self.parts)


class RecipeWork(NamedTuple):
    """Recipes of pages, and of files."""

    pages: tuple[Recipe, ...] = ()
    files: tuple[Recipe, ...] = ()


class Made(NamedTuple):
    """For each recipe its name, what it asked and what it made."""

    pages: list[tuple[str, frozenset[Query], list[MadePage]]]
    files: list[tuple[str, frozenset[Query], MadeFiles]]


def made(work: RecipeWork, answers: Answers, frame: str, folder: Path) -> Made:
    """`frame` is the digest of the frame; files wait in the folder."""
    return Made(
        [_made_by(recipe, answers, frame) for recipe in work.pages],
        [_files_by(recipe, answers, folder) for recipe in work.files],
    )


def made_elsewhere(work: RecipeWork, snapshot: Path, frame: str, folder: Path) -> Made:
    """The same from an archive that was written down."""
    return made(work, _answers(snapshot), frame, folder)


@lru_cache(maxsize=1)
def _answers(snapshot: Path) -> Answers:
    archive = read_snapshot(snapshot)
    for folder in {one.parts.words.folder for one in archive.notices if isinstance(one, KeptNotice)}:
        ENDING.enter_context(words_at_hand(folder))
    gc.freeze()  # it stays as long as the process: whoever looks for what is no longer used need not look here
    return Answers(archive, RULES, {})


def page_digest(page: Page, frame: str) -> str:
    """Of all that a page is made of; `frame` is the digest of the frame."""
    heads = frame, page.address, page.title, page.description, page.kind, repr(page.toc)
    made_of = "\0".join((*heads, page.head, page.heading, page.content)).encode(errors="surrogatepass")
    return hashlib.blake2b(made_of, digest_size=12).hexdigest()


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
        MadePage(page, *shown_pages.get(page.address, ("", frozenset())), page_digest(page, frame))
        for page in recipe.made(archive)
    ]
    return recipe.name, frozenset(archive.asked), pages


def _files_by(recipe: Recipe, answers: Answers, folder: Path) -> tuple[str, frozenset[Query], MadeFiles]:
    parts, folder = list[MadePart](), Path(tempfile.mkdtemp(dir=folder))

    def keep_part(archive: TracedArchive, of: str, make: Make) -> bytes:
        own = TracedArchive(answers, _plainly, keep_part)
        content = make(own, of)
        archive.asked |= own.asked
        parts.append(MadePart(make, of, frozenset(own.asked), file_of_parts.write(content)))
        return content

    archive = TracedArchive(answers, _plainly, keep_part)
    with (folder / PARTS).open("wb") as file_of_parts:
        files = [waiting(file, folder) for file in recipe.made(archive)]
    return recipe.name, frozenset(archive.asked), MadeFiles(files, parts, folder / PARTS)


def waiting(file: Asset, folder: Path) -> WaitingFile:
    """The file, which waits in a folder."""
    place = folder / file.path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(file.content)
    return WaitingFile(file.path, place)


def _plainly(archive: TracedArchive, page: Page, shown: str, make: Callable[[Archive], Page]) -> Page:
    return make(archive)


def _not_kept(archive: TracedArchive, of: str, make: Make) -> bytes:
    return make(archive, of)
