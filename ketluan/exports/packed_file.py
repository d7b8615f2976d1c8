"""Files packed as one, the same bytes for the same contents; what is packed already is joined, not packed again."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

RAW = -zlib.MAX_WBITS
LAST = b"\3\0"
"""The block that ends a member: an empty one (RFC 1951, 3.2.3)."""
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
    """A member of its parts. A CRC is linear: zeros in place of a part give that of what stands before it."""
    content, size, crc = bytearray(), 0, 0
    for part in parts:
        zeros = bytes(part.size)
        crc = zlib.crc32(zeros, crc) ^ zlib.crc32(zeros) ^ part.crc
        content += part.content
        size += part.size
    return Packed(bytes(content + LAST), size, crc)
