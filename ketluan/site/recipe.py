"""How some of the site's pages or files are made from the archive: a function and the words it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any


class Recipe:
    """A function at the top of a module, and what it is given beside the archive: texts, or numbers.

    Two recipes of one name make the same things of the same archive: whatever else a function needs it has to ask
    the archive for.
    """

    __slots__ = ("_make", "_words")

    def __init__(self, make: Callable[..., Iterator[Any]], *words: str | int | None) -> None:
        self._make, self._words = make, words

    @property
    def function(self) -> str:
        """The function's name."""
        return f"{self._make.__module__.rpartition('.')[2]}.{self._make.__name__}"

    @property
    def name(self) -> str:
        """The function's and its words."""
        return "\t".join([self.function, *map(str, self._words)])

    def made(self, archive: Any) -> Iterator[Any]:
        """What it makes of an archive, or of one that notes what it is asked."""
        return self._make(archive, *self._words)
