"""Finished pages on their way into the site, in a file that nobody else sees: a large site does not fit into memory."""

from __future__ import annotations

import pickle
import tempfile

from ketluan.model.page import Page


class PageStore:
    """Pages by the order in which they were put in; to be closed, which forgets them."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- open for as long as the store
        self._places: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self._places)

    def put(self, page: Page) -> int:
        """Its number."""
        content = pickle.dumps(page, protocol=5)
        self._places.append((self._file.seek(0, 2), len(content)))
        self._file.write(content)
        return len(self._places) - 1

    def page(self, number: int) -> Page:
        """One that was put in."""
        place, length = self._places[number]
        self._file.seek(place)
        page: Page = pickle.loads(self._file.read(length))
        return page

    def close(self) -> None:
        """Nothing of it stays."""
        self._file.close()
