"""Parts of files that are kept from one build to the next, each made of one notice, or of those of a month."""

from __future__ import annotations

from collections.abc import Callable

from ketluan.model.archive import Archive

Make = Callable[[Archive, str], bytes]
"""A function at the top of a module, which is given the archive and of what it makes a part: the id of a notice, or
the key of a month."""


class PartKeeping(Archive):
    """An archive that knows which parts were made before."""

    def part(self, of: str, make: Make) -> bytes:
        """As it was kept when nothing that it asked has changed, else as it is made now."""
        raise NotImplementedError


def part(archive: Archive, of: str, make: Make) -> bytes:
    """What `make` gives."""
    return archive.part(of, make) if isinstance(archive, PartKeeping) else make(archive, of)
