"""Work of a build that a copy of this process does meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from ketluan.site.rebuilding import MadeInCopy, Rebuilding
from ketluan.store.copied_process import CopiedProcess
from ketluan.store.reading_cache import words_not_at_hand

Made = TypeVar("Made")


class ForkedWork(Generic[Made]):
    """Of one build: what `work` gives. To be stopped, whatever happens."""

    def __init__(self, rebuilding: Rebuilding, work: Callable[[], Made]) -> None:
        self._rebuilding, self._work = rebuilding, work
        self._copy = CopiedProcess(self._make)

    def _make(self) -> tuple[Made, MadeInCopy]:
        words_not_at_hand()
        self._rebuilding.is_copy()
        return self._work(), self._rebuilding.made_in_copy()

    def result(self) -> tuple[Made] | None:
        """What the work gave, which the build knows of then; None where it has failed."""
        found = self._copy.result()
        if found is None:
            return None
        ((result, made),) = found
        self._rebuilding.take(made)
        return (result,)

    def stop(self) -> None:
        """Nothing of it runs any more."""
        self._copy.stop()
