"""Parts of files that are kept from one build to the next, each made of one notice."""

from __future__ import annotations

from collections.abc import Callable

from ketluan.model.archive import Archive

Make = Callable[[Archive, str], bytes]
"""A function at the top of a module, which is given the archive and the id of a notice."""


class PartKeeping(Archive):
    """An archive that knows which parts were made before."""

    def part(self, notice: str, make: Make) -> bytes:
        """As it was kept when nothing that it asked has changed, else as it is made now."""
        raise NotImplementedError


def part(archive: Archive, notice: str, make: Make) -> bytes:
    """What `make` gives for the notice of an id."""
    return archive.part(notice, make) if isinstance(archive, PartKeeping) else make(archive, notice)
