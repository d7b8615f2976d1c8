"""Makes the pages of a site, by as many processes as that pays for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

from ketluan import exports
from ketluan.model.archive import Archive
from ketluan.model.page import Page
from ketluan.site.forked_work import ForkedWork
from ketluan.site.rebuilding import Rebuilding
from ketluan.site.recipe import Recipe
from ketluan.site.recipe_work import RecipeWork
from ketluan.site.search_parts import search_recipes
from ketluan.store.copied_process import can_be_copied
from ketluan.store.work_executor import has_helpers
from ketluan.store.work_progress import work_progress

PIECES = 200
"""In so many pieces at least recipes of one function are shared, if there are as many of them."""
SHARED = range(200, 40_000)
"""So many notices pay for starting another process, and leave it memory for an archive of its own."""
FEW = range(4, 1000)
"""Of so many recipes a copy makes half: what it makes is held in memory."""


class PageMaking:
    """Of one build; what it starts ends with `ending`."""

    def __init__(
        self, recipes: Sequence[Recipe], archive: Archive, rebuilding: Rebuilding, *, ending: ExitStack
    ) -> None:
        self._recipes, self._archive, self._rebuilding, self._ending = recipes, archive, rebuilding, ending
        self._theirs: list[Recipe] = []
        self._copy: ForkedWork[list[Page]] | None = None

    def here(self) -> Iterator[Page]:
        """All but those that a copy makes meanwhile."""
        if self._rebuilding.before.recipes:
            return self._changed()
        if len(self._archive.notices) in SHARED and has_helpers():
            return self._first()
        return self._made(self._recipes)

    def by_copy(self) -> Iterator[Page]:
        """The others, to be asked for last."""
        found = self._copy.result() if self._copy else None
        yield from found[0] if found else self._made(self._theirs)

    def _made(self, recipes: Sequence[Recipe]) -> Iterator[Page]:
        shown = work_progress(recipes, what="Dựng trang", unit="mục")
        return (page for recipe in shown for page in self._rebuilding.pages(recipe))

    def _changed(self) -> Iterator[Page]:
        changed = []
        for recipe in work_progress(self._recipes, what="Xem lại trang", unit="mục"):
            if (known := self._rebuilding.known_pages(recipe)) is None:
                changed.append(recipe)
            else:
                yield from known
        if len(changed) in FEW and len(self._archive.notices) >= SHARED.start and can_be_copied():
            self._theirs = changed[1::2]
            self._copy = ForkedWork(self._rebuilding, lambda: [*self._made(self._theirs)])
            self._ending.callback(self._copy.stop)
            changed = changed[::2]
        yield from self._made(changed)

    def _first(self) -> Iterator[Page]:
        """The largest files are made with them."""
        files = [*(Recipe(exports.year_files, year) for year in self._archive.by_year), *search_recipes(self._archive)]
        work = [*(RecipeWork(files=(recipe,)) for recipe in files), *_pieces(self._recipes)]
        folder = Path(self._ending.enter_context(tempfile.TemporaryDirectory()))
        return self._rebuilding.first_pages(work, self._archive, folder)


def _pieces(recipes: Sequence[Recipe]) -> Iterator[RecipeWork]:
    """Recipes of one function together, as far as enough pieces are left."""
    for _, group in groupby(recipes, key=lambda recipe: recipe.function):
        found = tuple(group)
        size = max(1, len(found) // PIECES)
        yield from (RecipeWork(pages=found[at : at + size]) for at in range(0, len(found), size))
