"""The pages of an original for whoever reads a notice beside it: as pictures, and as lines with their places."""

from __future__ import annotations

import base64
import struct
import zlib
from io import BytesIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from ketluan.importing.files.source import SeenLine
from ketluan.importing.layout.geometry import rows_of
from ketluan.importing.readers.pdf import opened, sheet_of
from ketluan.importing.readers.picture_file import page_image, page_total
from ketluan.model.problem import Refused
from ketluan.store.file_ending import PICTURES, ending

_MOST_DOTS = 12_000_000
_QUICK = 2  # of zlib: a picture is looked at once


def page_count(data: bytes) -> int:
    """How many pages the document has; 0 for a file that has none, a text or a Word document."""
    kind = ending(BytesIO(data))
    if kind in PICTURES:
        return page_total(data)
    if kind != ".pdf":
        return 0
    with opened(data) as document:
        return len(document)


def page_lines(data: bytes) -> tuple[SeenLine, ...]:
    """The lines of all pages that print letters, with boxes in parts of the page; nothing for a file that is no PDF."""
    if ending(BytesIO(data)) != ".pdf":
        return ()
    found: list[SeenLine] = []
    with opened(data) as document:
        for number in range(len(document)):
            sheet = sheet_of(document, number)
            wide, high = max(sheet.width, 1.0), max(sheet.height, 1.0)
            for line in (line for row in rows_of(sheet.words) for line in row):
                box = (line.left / wide, line.top / high, line.right / wide, line.bottom / high)
                found.append(SeenLine(page=number + 1, text=line.text, box=box))
    return tuple(found)


def page_png(data: bytes, number: int, width: int) -> str:
    """A page, from 1, as a PNG in base64, with what fields and signatures draw; raises Refused where there is none."""
    if ending(BytesIO(data)) in PICTURES:
        return base64.b64encode(page_image(data, number, width)).decode("ascii")
    with opened(data) as document:
        if not 1 <= number <= len(document):
            raise Refused(f"Bản gốc không có trang {number}.")
        try:
            return base64.b64encode(_png(_page(document, number - 1), width)).decode("ascii")
        except pdfium.PdfiumError as error:
            raise Refused(f"Trang {number} của bản gốc bị hỏng, không vẽ được.") from error


def _page(document: pdfium.PdfDocument, at: int) -> pdfium.PdfPage:
    """What fields draw enters a page by flattening it, and is seen when it is fetched again."""
    page = document[at]
    if document.formenv:
        page.flatten()
        page = document[at]
    return page


def _png(page: pdfium.PdfPage, width: int) -> bytes:
    across, down = max(page.get_width(), 1.0), max(page.get_height(), 1.0)
    scale = min(width / across, (_MOST_DOTS / (across * down)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    high, step, size = bitmap.height, bitmap.stride, bitmap.width * bitmap.n_channels
    data = bytes(bitmap.buffer)
    rows = b"".join(b"\x00" + data[at : at + size] for at in range(0, high * step, step))
    kind = {1: 0, 3: 2, 4: 6}[bitmap.n_channels]
    header = struct.pack(">IIBBBBB", bitmap.width, high, 8, kind, 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows, _QUICK)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
