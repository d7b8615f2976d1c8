"""Files packed as one, the same bytes for the same contents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

BLOCK = 1 << 20
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that the format can say: files of a site have no day of their own."""


def zip_bytes(contents: Mapping[str, Iterable[bytes]]) -> bytes:
    """Of contents under their names, each in pieces, of which none is held longer than it takes to pack it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            with file.open(info, "w") as member:
                member.writelines(blocks(content))
    return packed.getvalue()


def blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, a megabyte at a time: other threads go on while one is packed, if it takes long enough."""
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= BLOCK:
            yield bytes(held)
            held.clear()
    yield bytes(held)
