"""What a PDF hides: letters that are not drawn or cannot be seen, layers that are off, notes, scripts, files in it."""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ketluan.importing.files.concealed import COVERED, OFF, PALE, UNSEEN, Concealed

_PICTURE_SHARE = 0.5
_WHITE, _DARK = 250, 90
_SMALLEST = 1.5
_NOTES = {
    raw.FPDF_ANNOT_TEXT,
    raw.FPDF_ANNOT_FREETEXT,
    raw.FPDF_ANNOT_HIGHLIGHT,
    raw.FPDF_ANNOT_STAMP,
    raw.FPDF_ANNOT_POPUP,
    raw.FPDF_ANNOT_STRIKEOUT,
    raw.FPDF_ANNOT_UNDERLINE,
    raw.FPDF_ANNOT_INK,
}
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class PageVeil:
    """What hides letters of one page; `lid` holds the dark surfaces that were drawn, each with what was drawn before.

    A layer of text under or over a picture of the whole page was recognised in it: it is no hidden text.
    """

    off: frozenset[str]
    scanned: bool
    lids: list[tuple[int, Box]]
    order: dict[int, int]
    known: dict[int, str] = field(default_factory=dict)

    def of(self, handle: Any, index: int) -> str:
        """What hides a letter of the page's text, empty when nothing does."""
        drawn = raw.FPDFText_GetTextObject(handle, index)
        if not drawn:
            return ""
        address = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if address not in self.known:
            self.known[address] = self._look(drawn)
        return self.known[address] or self._covered(handle, index, address)

    def _look(self, drawn: Any) -> str:
        if self.off and _layers(drawn) & self.off:
            return OFF
        if raw.FPDFTextObj_GetTextRenderMode(drawn) in (
            raw.FPDF_TEXTRENDERMODE_INVISIBLE,
            raw.FPDF_TEXTRENDERMODE_CLIP,
        ):
            return "" if self.scanned else UNSEEN
        return PALE if not self.scanned and (_is_white(drawn) or _is_tiny(drawn)) else ""

    def _covered(self, handle: Any, index: int, address: int) -> str:
        if not self.lids or address not in self.order:
            return ""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if not raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top):
            return ""
        x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        later = (box for place, box in self.lids if place > self.order[address])
        return COVERED if any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in later) else ""


def page_veil(page: pdfium.PdfPage, off: frozenset[str]) -> PageVeil:
    """What hides letters of the page; `off` are names of layers that are not shown."""
    area = max(1.0, page.get_width() * page.get_height())
    pictures, lids, order = 0.0, list[tuple[int, Box]](), dict[int, int]()
    for place in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, place)
        kind = raw.FPDFPageObj_GetType(item)
        order[ctypes.cast(item, ctypes.c_void_p).value or 0] = place
        if kind == raw.FPDF_PAGEOBJ_IMAGE and (box := _box(item)):
            pictures = max(pictures, (box[2] - box[0]) * (box[3] - box[1]) / area)
        elif kind == raw.FPDF_PAGEOBJ_PATH and _is_dark(item) and (box := _box(item)) and _is_broad(box):
            lids.append((place, box))
    return PageVeil(off=off, scanned=pictures >= _PICTURE_SHARE, lids=lids[:500], order=order)


def _is_broad(box: Box) -> bool:
    """No rule or underline."""
    return min(box[2] - box[0], box[3] - box[1]) > 5


def _box(item: Any) -> Box | None:
    edges = [ctypes.c_float() for _ in range(4)]
    return tuple(edge.value for edge in edges) if raw.FPDFPageObj_GetBounds(item, *edges) else None  # type: ignore[return-value]


def _colour(item: Any) -> tuple[int, int, int, int] | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    return tuple(part.value for part in parts) if raw.FPDFPageObj_GetFillColor(item, *parts) else None  # type: ignore[return-value]


def _is_white(item: Any) -> bool:
    colour = _colour(item)
    return colour is not None and (min(colour[:3]) >= _WHITE or colour[3] < 10)


def _is_dark(item: Any) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    filled = raw.FPDFPath_GetDrawMode(item, mode, stroke) and mode.value != raw.FPDF_FILLMODE_NONE
    colour = _colour(item) if filled else None
    return colour is not None and max(colour[:3]) <= _DARK and colour[3] > 200


def _is_tiny(item: Any) -> bool:
    size, matrix = ctypes.c_float(), raw.FS_MATRIX()
    if not raw.FPDFTextObj_GetFontSize(item, size) or not raw.FPDFPageObj_GetMatrix(item, matrix):
        return False
    return bool(size.value * max(abs(matrix.a) + abs(matrix.b), abs(matrix.c) + abs(matrix.d)) < _SMALLEST)


def _layers(item: Any) -> frozenset[str]:
    """The names of the layers that an object is marked to stand on."""
    found = set()
    for place in range(raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, place)
        if name := _wide(partial(_param, mark)):
            found.add(name)
    return frozenset(found)


def _param(mark: Any, buffer: Any, size: int, out: Any) -> int:
    known = raw.FPDFPageObjMark_GetParamStringValue(mark, b"Name", buffer, size, out)
    return int(out.value) if known else 0


def _said(note: Any, buffer: Any, size: int, _: Any) -> int:
    return int(raw.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size))


def _wide(ask: Callable[[Any, int, Any], int]) -> str:
    """A text that PDFium writes into a buffer, in UTF-16, once it is known how long it is."""
    out = ctypes.c_ulong()
    size = ask(None, 0, out)
    if not 2 < size < 100_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size, out)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def add_notes(found: Concealed, page: pdfium.PdfPage, number: int) -> int:
    """Adds what annotations of the page say, as texts; how many are notes of people."""
    notes = 0
    for place in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 5000)):
        note = raw.FPDFPage_GetAnnot(page.raw, place)
        if not note:
            continue
        said = _wide(partial(_said, note))
        kind = raw.FPDFAnnot_GetSubtype(note)
        notes += kind in _NOTES and bool(said.strip())
        if kind == raw.FPDF_ANNOT_FILEATTACHMENT:
            found.remarks.append(f"Bản gốc có tệp đính kèm ở trang {number}.")
        if said.strip():
            found.texts.append((f"ghi chú ở trang {number}", said))
        raw.FPDFPage_CloseAnnot(note)
    return notes


def add_document(found: Concealed, document: pdfium.PdfDocument, data: bytes) -> frozenset[str]:
    """Adds people, files and scripts of the document; the names of layers that are not shown."""
    names = [_attachment(document, place) for place in range(min(raw.FPDFDoc_GetAttachmentCount(document.raw), 100))]
    if names:
        found.remarks.append(f"Bản gốc có tệp đính kèm: {', '.join(names)}.")
    about = document.get_metadata_dict()
    found.texts.append(("thuộc tính của tệp", "\n".join(about[key] for key in ("Title", "Subject", "Keywords"))))
    found.people(author=[about["Author"]])
    scripts = raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0
    off, acts = _inner(data)
    if scripts or acts:
        found.remarks.append("Bản gốc có mã lệnh (JavaScript hoặc lệnh tự chạy).")
    if off:
        found.remarks.append(f"Bản gốc có lớp đang tắt: {', '.join(sorted(off))}.")
    return off


def _attachment(document: pdfium.PdfDocument, place: int) -> str:
    handle = raw.FPDFDoc_GetAttachment(document.raw, place)
    return _wide(lambda buffer, size, _: raw.FPDFAttachment_GetName(handle, buffer, size)) or "(không tên)"


def _inner(data: bytes) -> tuple[frozenset[str], bool]:
    """(names of layers that are off, whether something acts by itself), as the document's own objects say."""
    if not any(word in data for word in (b"/OCProperties", b"/ObjStm", b"/JavaScript", b"/JS", b"/Launch")):
        return frozenset(), False
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(BytesIO(data), strict=False)
        off = frozenset(_off(reader.root))
        return off, any(_acts(part) for part in _actors(reader))
    except Exception:  # a damaged file makes the library raise errors of every kind, and none may stop the import
        return frozenset(), b"/JavaScript" in data


def _off(root: Any) -> Iterator[str]:
    properties = root.get("/OCProperties")
    if not properties:
        return
    default = properties.get("/D", {})
    shown, hidden = (_references(default.get(key, [])) for key in ("/ON", "/OFF"))
    groups = properties.get("/OCGs", [])
    for reference in _references(groups):
        name = str(reference.get_object().get("/Name", ""))
        if reference in hidden or (default.get("/BaseState") == "/OFF" and reference not in shown):
            yield name


def _references(items: Any) -> list[Any]:
    """The items of an array as they stand, references not followed."""
    return [items.raw_get(place) for place in range(len(items))]


def _actors(reader: Any) -> Iterator[Any]:
    """What may carry actions: the document, its pages and what lies on them."""
    yield reader.root
    if "/Names" in reader.root:
        yield reader.root["/Names"]
    for number in range(min(int(reader.root["/Pages"]["/Count"]), 500)):
        page = reader.find_page_for_modification(number)[0].get_object()
        yield page
        yield from (reference.get_object() for reference in _references(page.get("/Annots", [])))


def _acts(part: Any) -> bool:
    if "/JavaScript" in part or "/AA" in part:
        return True
    actions = [part[key] for key in ("/OpenAction", "/A") if key in part]
    return any(
        hasattr(action, "get") and action.get("/S") in ("/JavaScript", "/Launch", "/SubmitForm") for action in actions
    )
