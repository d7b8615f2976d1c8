"""Files packed as one, the same bytes for the same contents; what is packed already is joined, not packed again."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

RAW = -zlib.MAX_WBITS
LAST = b"\3\0"
"""The block that ends a member: an empty one (RFC 1951, 3.2.3)."""
POLYNOMIAL = 0xEDB88320
_FIRST_DAY = 1 << 5 | 1
"""1 January 1980, the first that the format can say: files of a site have no day of their own."""
_VERSION, _DEFLATED, _UNIX, _READABLE = 20, 8, 3 << 8, 0o644 << 16


class Packed(NamedTuple):
    """Bytes packed so that others may follow (deflate, RFC 1951); how many they are unpacked, and their CRC-32."""

    content: bytes
    size: int
    crc: int

    def unpacked(self) -> bytes:
        return zlib.decompressobj(RAW).decompress(self.content)


def packed(pieces: Iterable[bytes]) -> Packed:
    """Of pieces that follow one another."""
    packer = zlib.compressobj(wbits=RAW)
    content, size, crc = bytearray(), 0, 0
    for piece in pieces:
        content += packer.compress(piece)
        size, crc = size + len(piece), zlib.crc32(piece, crc)
    return Packed(bytes(content + packer.flush(zlib.Z_SYNC_FLUSH)), size, crc)


def zip_bytes(members: Mapping[str, Iterable[Packed]]) -> bytes:
    """Of parts under their names, of less than 4 GB each (APPNOTE.TXT of PKWARE, 4.3)."""
    file, listing = io.BytesIO(), bytearray()
    for name, parts in members.items():
        member, at = _joined(parts), file.tell()
        sizes = member.crc, len(member.content), member.size
        facts = struct.pack("<5H3L2H", _VERSION, 0, _DEFLATED, 0, _FIRST_DAY, *sizes, len(name), 0)
        file.write(b"PK\3\4" + facts + name.encode() + member.content)
        listing += b"PK\1\2" + struct.pack("<H", _UNIX | _VERSION) + facts
        listing += struct.pack("<3H2L", 0, 0, 0, _READABLE, at) + name.encode()
    end = struct.pack("<4H2LH", 0, 0, len(members), len(members), len(listing), file.tell(), 0)
    file.write(listing + b"PK\5\6" + end)
    return file.getvalue()


def _joined(parts: Iterable[Packed]) -> Packed:
    """A member of its parts."""
    content, size, crc = bytearray(), 0, 0
    for part in parts:
        content += part.content
        size, crc = size + part.size, _moved(crc, part.size) ^ part.crc
    return Packed(bytes(content + LAST), size, crc)


def _moved(crc: int, size: int) -> int:
    """What the CRC of bytes adds to that of the same with so many behind them: it is multiplied by x for each bit."""
    power = 1 << 31 - 8
    while size:
        if size & 1:
            crc = _product(crc, power)
        power = _product(power, power)
        size >>= 1
    return crc


@lru_cache(maxsize=256)
def _product(one: int, other: int) -> int:
    """Of two polynomials modulo that of CRC-32, the term without x in the highest bit."""
    product = 0
    for bit in range(31, -1, -1):
        if one >> bit & 1:
            product ^= other
        other = other >> 1 ^ (POLYNOMIAL if other & 1 else 0)
    return product
