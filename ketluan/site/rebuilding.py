"""Makes what has changed since the last build, and names what stands finished in the last site."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import NamedTuple, TypeVar

from ketluan.exports.kept_parts import Make
from ketluan.model.archive import Archive
from ketluan.model.page import NO_HTML, Asset, Page
from ketluan.site.build_record import (
    Asked,
    BuildRecord,
    KeptPart,
    MadeByRecipe,
    MadeFile,
    NoticeMark,
    digest_of,
    stands,
)
from ketluan.site.notice_index import NoticeIndex
from ketluan.site.part_store import PartStore
from ketluan.site.recipe import Recipe
from ketluan.site.recipe_work import (
    FRAME,
    MadePage,
    RecipeWork,
    WaitingFile,
    made,
    made_elsewhere,
    page_archive,
    page_digest,
)
from ketluan.site.site_files import standing_files
from ketluan.site.touched_keys import Marked, TouchedItems
from ketluan.site.traced_archive import Answers, Query, TracedArchive
from ketluan.store.archive_snapshot import write_snapshot
from ketluan.store.shared_work import shared_work
from ketluan.store.work_progress import work_progress

Made = TypeVar("Made")
OF_COPY = 1 << 30
"""The first number of a query that a copy of this process has asked."""


class MadeInCopy(NamedTuple):
    """What a copy of this process has made of its part of a build: recipes, files and parts as a record has them, files
    that were copied, and the queries that it gave numbers to."""

    recipes: dict[str, MadeByRecipe]
    files: dict[str, MadeFile]
    parts: dict[str, KeptPart]
    copied: dict[str, MadeFile]
    queries: dict[int, Query]


class Rebuilding:
    """One build: `before` is what the last one left in the folder `last`, and of parts of files in a store."""

    def __init__(self, before: BuildRecord, answers: Answers, *, last: Path, parts: PartStore | None = None) -> None:
        self._parts, self._numbering = parts, Lock()
        self.before = before
        self.now = BuildRecord(queries=before.queries.copy(), answers=[*before.answers], items=before.items.copy())
        self._answers, self._last = answers, last
        self.standing = standing_files(last)
        self._copied: dict[str, MadeFile] = {}
        self._waiting: dict[str, list[WaitingFile]] = {}
        self.now.register, self.now.ties, self.now.notices = answers.register, answers.ties, self._marks()
        answers.index(NoticeIndex(answers.value("published"), self.now), shared=bool(before.notices))
        self._touched = self._touched_items()
        self.now.values = answers.renew(before.values, self._touched)
        self._changed = {*self._answered_otherwise()}
        self.frame = answers.digest(FRAME)

    def _marks(self) -> dict[str, NoticeMark]:
        """Of all notices; of those that are as they were the same objects."""
        known = self.before.notices
        return {
            id: mark if (mark := known.get(id)) and mark.digest == digest else self._mark(id, digest)
            for id, digest in self._answers.notices.items()
        }

    def _mark(self, id: str, digest: str) -> NoticeMark:
        marked, items = self._answers.marked(id), self.now.items
        numbers = {items.number(*item) for item in marked.items}
        return NoticeMark(digest, marked.place, array("I", sorted(numbers)))

    def _touched_items(self) -> TouchedItems | None:
        """What notices and register that have changed may have changed; None when that may be anything."""
        before, now = self.before.notices, self.now.notices
        if self.before.ties != self.now.ties:
            return None
        marks = [(id, mark) for id, mark in before.items() if now.get(id) is not mark]
        marks += [(id, mark) for id, mark in now.items() if before.get(id) is not mark]
        items = {number: (name, key) for name, key, number in self.now.items}
        changed = (Marked(id, mark.place, [items[at] for at in mark.items]) for id, mark in marks)
        return self._answers.touched(changed, register=self.before.register != self.now.register)

    def _answered_otherwise(self) -> Iterator[int]:
        """The numbers of the queries that are, with their answers as they are now."""
        answers, queries = self.now.answers, self.now.queries
        groups = work_progress(self.before.queries.groups.items(), what="So với lần dựng trước", unit="mục")
        for (name, how), numbers in groups:
            for key in self._touched.among(name, how, numbers.keys()) if self._touched else numbers:
                number, digest = numbers[key], self._answers.digest(Query(name, how, key))
                if digest != answers[number]:
                    answers[number] = digest
                    queries.own((name, how))
                    yield number

    def pages(self, recipe: Recipe) -> Iterator[Page]:
        """The pages of a recipe; those that nothing has changed are kept."""
        known = self.known_pages(recipe)
        return iter(known) if known is not None else self._fresh_pages(recipe)

    def known_pages(self, recipe: Recipe) -> list[Page] | None:
        """The pages of a recipe that nothing has changed; None where it has to be followed anew."""
        if (known := self._known(recipe)) is None:
            return None
        files = self.now.files
        return [
            Page(address=_address(path), title="", description="", content=NO_HTML, kind=files[path].kind, kept=True)
            for path in known.paths
        ]

    def _fresh_pages(self, recipe: Recipe) -> Iterator[Page]:
        archive, paths = self.archive(), []
        archive.asked.add(FRAME)
        for page in recipe.made(archive):
            paths.append(path_of(page))
            yield page if page.kept else self._framed(page, page_digest(page, self.frame))
        self.now.recipes[recipe.name] = MadeByRecipe(asked=self._noted(archive), paths=tuple(paths))

    def first_pages(self, work: Sequence[RecipeWork], archive: Archive, folder: Path) -> Iterator[Page]:
        """The pages of all recipes of a site that has no last one, made together with other processes; files wait in
        the folder until they are asked for."""
        snapshot = folder / "archive"
        with snapshot.open("wb") as file:
            write_snapshot(archive, file)
        files = folder / "files"
        files.mkdir()
        here = partial(made, answers=self._answers, frame=self.frame, folder=files)
        there = partial(made_elsewhere, snapshot=snapshot, frame=self.frame, folder=files)
        shared = shared_work(work, here, there)
        for each in work_progress(shared, what="Dựng trang", unit="nhóm", total=len(work)):
            for name, asked, pages in each.pages:
                yield from self._taken(name, asked, pages)
            for name, asked, made_files in each.files:
                self._waiting[name] = made_files.files
                paths = tuple(file.path for file in made_files.files)
                self.now.recipes[name] = MadeByRecipe(asked=self._numbers(asked), paths=paths)
                for part, content in made_files.contents():
                    self._keep_part(f"{_name(part.make)}\t{part.of}", self._numbers(part.asked), content)

    def _taken(self, name: str, asked: Collection[Query], pages: list[MadePage]) -> Iterator[Page]:
        for page, shown, own, made_of in pages:
            self.now.files[path_of(page)] = MadeFile(kind=page.kind, shown=shown, asked=self._numbers(own))
            yield self._framed(page, made_of)
        paths = tuple(path_of(each.page) for each in pages)
        self.now.recipes[name] = MadeByRecipe(asked=self._numbers(asked), paths=paths)

    def files(self, recipe: Recipe) -> Iterator[Asset | WaitingFile | str]:
        """The files of a recipe; of those that nothing has changed the paths."""
        if waiting := self._waiting.pop(recipe.name, None):
            yield from waiting
            return
        if known := self._known(recipe):
            yield from known.paths
            return
        archive, paths = self.archive(), []
        for asset in recipe.made(archive):
            paths.append(asset.path)
            yield asset
        self.now.recipes[recipe.name] = MadeByRecipe(asked=self._noted(archive), paths=tuple(paths))

    def archive(self) -> TracedArchive:
        """One that has been asked nothing yet."""
        return TracedArchive(self._answers, self._page, self._part)

    def written(self, path: str, content: bytes, target: Path) -> None:
        """To be told of every file that was written at `target` for a path of the site."""
        found = target.stat()
        made = self.now.files.get(path, MadeFile())
        self.now.files[path] = made._replace(size=found.st_size, changed=found.st_mtime_ns, digest=digest_of(content))

    def copied(self, path: str, target: Path, digest: str) -> None:
        """As `written`, of a file whose digest is known."""
        found = target.stat()
        self.now.files[path] = MadeFile(size=found.st_size, changed=found.st_mtime_ns, digest=digest)

    def keeps(self, path: str, *, digest: str | None = None) -> bool:
        """Whether a file that no recipe makes stands as it was written, with the digest if one is given; it is then
        one of this build too."""
        is_kept = self.stands(path) and digest in (None, self.before.files[path].digest)
        if is_kept:
            self.now.files[path] = self.before.files[path]
        return is_kept

    def _known(self, recipe: Recipe) -> MadeByRecipe | None:
        """What the recipe made the last time when it would make the same now and all of it stands."""
        known = self.before.recipes.get(recipe.name)
        if known is None or not self._changed.isdisjoint(known.asked) or not all(map(self.stands, known.paths)):
            return None
        self.now.recipes[recipe.name] = known
        self.now.files.update((path, self.before.files[path]) for path in known.paths)
        return known

    def stands(self, path: str) -> bool:
        """Whether a file of the last site is as the last build wrote it."""
        made, found = self.before.files.get(path), self.standing.get(path)
        if made is None or not stands(self._last, path, found, made):
            return False
        if found and found.changed != made.changed:
            self._copied[path] = made._replace(changed=found.changed)
        return True

    def _page(self, archive: TracedArchive, page: Page, shown: str, make: Callable[[Archive], Page]) -> Page:
        """`page` as it stands when it was shown the same, else as it is made."""
        path = path_of(page)
        known = self.before.files.get(path)
        if known and known.shown == shown and self._changed.isdisjoint(known.asked) and self.stands(path):
            archive.numbers.update(known.asked)
            self.now.files[path] = known
            return replace(page, kept=True)
        own = page_archive(self._answers, page.kind)
        made_page = make(own)
        archive.asked |= own.asked
        self.now.files[path] = MadeFile(kind=page.kind, shown=shown, asked=self._noted(own))
        return made_page

    def _part(self, archive: TracedArchive, of: str, make: Make) -> bytes:
        """A part as it was kept when nothing that it asked has changed, else as it is made."""
        name = f"{_name(make)}\t{of}"
        known = self.now.parts.get(name) or self._part_before(name)
        if known and self._parts:
            content = self._parts.get(known.digest)
            if content is not None:
                archive.numbers.update(known.asked)
                self.now.parts[name] = known
                return content
        own = self.archive()
        content = make(own, of)
        archive.asked |= own.asked
        archive.numbers |= own.numbers
        self._keep_part(name, self._noted(own), content)
        return content

    def same_parts(self, make: Make) -> set[str]:
        """Of what a function made parts in the last build that are the same now, whether or not they were asked for."""
        begin = f"{_name(make)}\t"
        same = (name for name, known in self.before.parts.items() if name.startswith(begin) and self._same(name, known))
        return {name.removeprefix(begin) for name in same}

    def _same(self, name: str, known: KeptPart) -> bool:
        now = self.now.parts.get(name)
        return now.digest == known.digest if now else self._changed.isdisjoint(known.asked)

    def _keep_part(self, name: str, asked: Asked, content: bytes) -> None:
        if self._parts:
            self.now.parts[name] = KeptPart(asked=asked, digest=self._parts.put(content))

    def _part_before(self, name: str) -> KeptPart | None:
        known = self.before.parts.get(name)
        return known if known and self._changed.isdisjoint(known.asked) else None

    def _framed(self, page: Page, made_of: str) -> Page:
        """A page that was made anew may have come out as it was."""
        path = path_of(page)
        known = self.before.files.get(path)
        self.now.files[path] = made = self.now.files.get(path, MadeFile(kind=page.kind))._replace(made_of=made_of)
        if known and known.made_of == made_of and self.stands(path):
            self.now.files[path] = made._replace(size=known.size, changed=known.changed, digest=known.digest)
            return replace(page, kept=True)
        return page

    def _noted(self, archive: TracedArchive) -> Asked:
        return self._numbers(archive.asked, archive.numbers)

    def _numbers(self, asked: Collection[Query], others: Collection[int] = ()) -> Asked:
        """Of queries, together with the other numbers."""
        queries, found = self.now.queries, {*others}
        with self._numbering:  # the database is written beside other files
            found.update(queries.number((name, how), key) for name, how, key in asked)
        return array("I", sorted(found))

    def is_copy(self) -> None:
        """To be told in a copy of the process: what was made before is not its own."""
        self.now.queries.free += OF_COPY
        self.now.recipes, self.now.files, self.now.parts, self._copied = {}, {}, {}, {}

    def made_in_copy(self) -> MadeInCopy:
        """To be told to the process that this one is a copy of."""
        now = self.now
        if self._parts:
            self._parts.close()
        queries = {number: Query(*group, key) for group, key, number in now.queries if number >= OF_COPY}
        return MadeInCopy(now.recipes, now.files, now.parts, self._copied, queries)

    def take(self, made: MadeInCopy) -> None:
        """What a copy has made; of what is as it was the same objects, which a record need not write again."""
        now, before = self.now, self.before
        numbers = {number: self._numbers([query])[0] for number, query in made.queries.items()}

        def own(asked: Asked) -> Asked:
            return array("I", sorted({numbers.get(number, number) for number in asked})) if numbers else asked

        for name, recipe in made.recipes.items():
            now.recipes[name] = _same(before.recipes.get(name), recipe._replace(asked=own(recipe.asked)))
        for name, part in made.parts.items():
            now.parts[name] = _same(before.parts.get(name), part._replace(asked=own(part.asked)))
        for path, file in made.files.items():
            now.files[path] = _same(before.files.get(path), file._replace(asked=own(file.asked)))
        self._copied |= made.copied

    def finished(self) -> BuildRecord:
        """What this build leaves: the digests of the answers that the site is made of, and of some that nobody asks
        any more: they are forgotten once they may be the greater part."""
        if self._parts:
            self._keep_parts(self._parts)
        now, before = self.now, self.before
        now.files.update(
            (path, copied) for path, copied in self._copied.items() if now.files.get(path) is before.files[path]
        )
        now.answers += [None] * (now.queries.free - len(now.answers))
        for name, how in now.queries.changed:
            for key, number in now.queries.groups[name, how].items():
                if now.answers[number] is None:
                    now.answers[number] = self._answers.digest(Query(name, how, key))
        now.used = before.used
        if len(now.queries) > 2 * now.used:
            self._forget_unasked()
        return now

    def _forget_unasked(self) -> None:
        now = self.now
        asked = {number for made in now.recipes.values() for number in made.asked}
        asked.update(number for made in now.files.values() for number in made.asked)
        asked.update(number for part in now.parts.values() for number in part.asked)
        now.queries.keep(asked)
        now.answers = [digest if number in asked else None for number, digest in enumerate(now.answers)]
        now.used = len(asked)

    def _keep_parts(self, store: PartStore) -> None:
        """Those of files that were kept whole count as well."""
        for name, part in self.before.parts.items():
            if name not in self.now.parts and self._changed.isdisjoint(part.asked):
                self.now.parts[name] = part
        store.close({part.digest for part in self.now.parts.values()})


def _same(before: Made | None, now: Made) -> Made:
    return before if before is not None and before == now else now


def _name(make: Make) -> str:
    return f"{make.__module__}.{make.__name__}"


def path_of(page: Page) -> str:
    """Of its file in the site."""
    return f"{page.address}/index.html".lstrip("/")


def _address(path: str) -> str:
    return path.removesuffix("index.html").rstrip("/")
