"""A picture file (PNG, JPEG) as a PDF of one page, so that it is rendered, set straight and read as scans in PDFs are.

The picture's own bytes go in: PDF knows JPEG as it is (DCTDecode), and the rows of a PNG with their predictors
(ISO 32000-1, 7.4.4.4). What PDF does not know (transparency, interlaced or 16-bit PNG, JPEG in four inks) is left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_PNG = b"\x89PNG\r\n\x1a\n"
_LONG_SIDE = 842.0  # points of the long side of an A4 page
_DENSITIES = (1.39, 8.33)  # dots a point: 100 and 600 an inch
_MOST_DOTS = 100_000_000
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive


class _Picture(NamedTuple):
    width: int
    height: int
    form: str
    stream: bytes


def page_of(picture: bytes) -> bytes | None:
    """The bytes of the PDF; None for a picture that it cannot hold as it is."""
    try:
        found = _png(picture) if picture.startswith(_PNG) else _jpeg(picture)
    except (struct.error, IndexError):
        return None
    if found is None or not 0 < found.width * found.height <= _MOST_DOTS:
        return None
    return _document(found)


def _png(data: bytes) -> _Picture | None:
    chunks = list(_chunks(data))
    head = next((content for name, content in chunks if name == b"IHDR"), b"")
    width, height, bits, colours, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    palette = next((content for name, content in chunks if name == b"PLTE"), b"")
    spaces = {0: "/DeviceGray", 2: "/DeviceRGB", 3: f"[/Indexed /DeviceRGB {len(palette) // 3 - 1} <{palette.hex()}>]"}
    if interlaced or bits > 8 or colours not in spaces or (colours == 3 and not palette):
        return None
    rows = f"/Predictor 15 /Colors {3 if colours == 2 else 1} /BitsPerComponent {bits} /Columns {width}"
    form = f"/ColorSpace {spaces[colours]} /BitsPerComponent {bits} /Filter /FlateDecode /DecodeParms << {rows} >>"
    return _Picture(width, height, form, b"".join(content for name, content in chunks if name == b"IDAT"))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 8 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        yield name, data[at + 8 : at + 8 + length]
        at += length + 12


def _jpeg(data: bytes) -> _Picture | None:
    """Size and inks stand in the frame's header, behind segments that each say how long they are."""
    at = 2
    while data.startswith(b"\xff\xd8") and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if marker in _FRAMES:
            bits, height, width, inks = struct.unpack(">BHHB", data[at + 4 : at + 10])
            space = {1: "/DeviceGray", 3: "/DeviceRGB"}.get(inks)
            form = f"/ColorSpace {space} /BitsPerComponent {bits} /Filter /DCTDecode"
            return _Picture(width, height, form, data) if space and bits == 8 else None
        at += 2 + length
    return None


def _document(picture: _Picture) -> bytes:
    density = min(max(max(picture.width, picture.height) / _LONG_SIDE, _DENSITIES[0]), _DENSITIES[1])
    width, height = f"{picture.width / density:.2f}", f"{picture.height / density:.2f}"
    drawn = f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode()
    size = f"/Width {picture.width} /Height {picture.height}"
    head = f"<< /Type /XObject /Subtype /Image {size} {picture.form} /Length {len(picture.stream)} >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R "
        f"/Resources << /XObject << /P 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"%s\nstream\n%s\nendstream" % (head.encode(), picture.stream),
    ]
    return _assembled(objects)


def _assembled(objects: list[bytes]) -> bytes:
    """The objects, numbered from 1, with the table of where they stand."""
    made, places = bytearray(b"%PDF-1.5\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(made) + end % (len(objects) + 1, table, len(objects) + 1, len(made))
