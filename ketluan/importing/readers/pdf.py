"""Reads PDF files: every page's words with their places, what form fields and signatures draw included."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ketluan.importing.files.concealed import UNREAD, Concealed
from ketluan.importing.files.size_limits import MAX_PAGES
from ketluan.importing.layout.geometry import Word
from ketluan.importing.layout.reading_order import Sheet
from ketluan.importing.readers.page_picture import GreyPicture, PagePicture, parted_ink
from ketluan.importing.readers.pdf_concealed import PageVeil, page_veil
from ketluan.importing.readers.rulings import page_point, rulings_of
from ketluan.model.problem import Refused
from ketluan.text.syllables import composed

_LINE_END_HYPHENS = (0x02, 0xFFFE)  # PDFium's marks for a hyphen that ends a line
_FEW_LETTERS = 20
_RAISED = 0.85
_MANY_SHAPES = 200
_DOTS = 200  # an inch: office scanners give 100 to 300
_MAX_DOTS = 25_000_000


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document, its forms ready to be flattened; raises Refused when it is locked, damaged or too long."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise Refused(
            "Tệp PDF có mật khẩu, không đọc được." if locked else "Tệp PDF bị hỏng, không mở được."
        ) from error
    try:
        if len(document) == 0:
            raise Refused("Tệp PDF không có trang nào.")
        if len(document) > MAX_PAGES:
            raise Refused(f"Tệp PDF có {len(document)} trang, quá giới hạn {MAX_PAGES} trang.")
        if document.get_formtype() != raw.FORMTYPE_NONE:
            document.init_forms()
        yield document
    finally:
        document.close()


def sheet_of(
    document: pdfium.PdfDocument, number: int, *, found: Concealed | None = None, off: frozenset[str] = frozenset()
) -> Sheet:
    """The page's words as it is shown, rotation included; raises Refused when the page is damaged.

    Words that the page does not show are added to `found` instead; `off` are layers that are not shown.

    What fields and stamps draw enters the page only by flattening it, and is seen only when it is fetched again;
    it then stands after all that was printed.
    """
    try:
        page = document[number]
        printed = _count(page)
        if document.formenv:
            page.flatten()
            page = document[number]
        veil = page_veil(page, off)
        return Sheet(
            words=tuple(_words(page, printed, veil, found or Concealed())),
            width=page.get_width(),
            height=page.get_height(),
            rulings=tuple(rulings_of(page)),
        )
    except pdfium.PdfiumError as error:
        raise Refused(f"Trang {number + 1} của tệp PDF bị hỏng, không đọc được.") from error


def printed_text(document: pdfium.PdfDocument, number: int) -> str:
    """The page's own text in the order of the file, to judge it by; empty when the page is damaged."""
    try:
        text = document[number].get_textpage()
        try:
            return str(text.get_text_range())
        finally:
            text.close()
    except pdfium.PdfiumError:
        return ""


def is_picture(document: pdfium.PdfDocument, number: int) -> bool:
    """True when the page prints next to no letters but shows a picture, or so many shapes that they are letters."""
    try:
        page = document[number]
        if _count(page) >= _FEW_LETTERS:
            return False
        drawn = Counter(item.type for item in page.get_objects(max_depth=3))
        return drawn[raw.FPDF_PAGEOBJ_IMAGE] > 0 or drawn[raw.FPDF_PAGEOBJ_PATH] > _MANY_SHAPES
    except pdfium.PdfiumError:
        return False


def picture_of(document: pdfium.PdfDocument, number: int) -> PagePicture:
    """The page's picture without what fields and stamps draw; red ink is taken off, and stands alone in `ink`."""
    page = document[number]
    scale = min(_DOTS / 72, (_MAX_DOTS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
    grey = _rendered(page, scale, grayscale=True, channel=0)
    red = _rendered(page, scale, grayscale=False, channel=2)
    return parted_ink(grey, red, scale)


def _rendered(page: pdfium.PdfPage, scale: float, *, grayscale: bool, channel: int) -> GreyPicture:
    """One channel of the page: in that of red light red ink is nearly as bright as the paper."""
    bitmap = page.render(scale=scale, grayscale=grayscale, may_draw_forms=False, draw_annots=False)
    width, height, data = bitmap.width, bitmap.height, bytes(bitmap.buffer)
    step = 1 if grayscale else bitmap.n_channels
    starts = (row * bitmap.stride for row in range(height))
    return GreyPicture(width, height, b"".join(data[start + channel : start + width * step : step] for start in starts))


def _count(page: pdfium.PdfPage) -> int:
    text = page.get_textpage()
    try:
        return int(raw.FPDFText_CountChars(text.raw))
    finally:
        text.close()


def _words(page: pdfium.PdfPage, printed: int, veil: PageVeil, found: Concealed) -> Iterator[Word]:
    """Words in the order of the file; letters from `printed` on were drawn by fields."""
    text = page.get_textpage()
    try:
        letters: list[_Letter] = []
        for letter in _letters(text, printed, veil, found):
            if letters and (letter is None or _apart(letters[-1], letter)):
                yield _word(page, letters)
                letters = []
            if letter is not None:
                letters.append(letter)
        if letters:
            yield _word(page, letters)
    finally:
        text.close()


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    right: float
    bottom: float
    top: float
    drawn: bool


def _letters(text: pdfium.PdfTextPage, printed: int, veil: PageVeil, found: Concealed) -> Iterator[_Letter | None]:
    """The page's letters, None for each blank; what cannot be seen is added to `found` and left out."""
    handle, box = text.raw, raw.FS_RECTF()
    hidden = ""
    for index in range(raw.FPDFText_CountChars(handle)):
        shown = _shown(raw.FPDFText_GetUnicode(handle, index))
        if shown is None:
            continue
        if shown.isspace() and hidden:
            found.add(hidden, " ")
        elif not shown.isspace() and (hidden := veil.of(handle, index)):
            found.add(hidden, shown)
            if hidden in UNREAD:
                yield None
                continue
        if shown.isspace() or not raw.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box)):
            yield None
        elif math.isfinite(box.left + box.right + box.top + box.bottom):
            yield _Letter(shown, box.left, box.right, box.bottom, box.top, index >= printed)


def _shown(code: int) -> str | None:
    """The letter of a code; None for those that print nothing."""
    if code in _LINE_END_HYPHENS:
        return "-"
    if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return None
    letter = chr(code)
    return None if unicodedata.category(letter) in ("Cf", "Cn") and code != 0xAD else letter


def _apart(before: _Letter, letter: _Letter) -> bool:
    """True when the letter begins another word though no blank stands between: another line, a leap, a field."""
    size = max(before.top - before.bottom, 1.0)
    if unicodedata.combining(letter.text):
        return False
    return (
        before.drawn != letter.drawn
        or abs(letter.bottom - before.bottom) > 0.6 * size
        or not -0.8 * size < letter.left - before.right < 0.6 * size
    )


def _word(page: pdfium.PdfPage, letters: list[_Letter]) -> Word:
    corners = [
        page_point(page, min(letter.left for letter in letters), max(letter.top for letter in letters)),
        page_point(page, max(letter.right for letter in letters), min(letter.bottom for letter in letters)),
    ]
    (left, top), (right, bottom) = (
        (min(values) for values in zip(*corners, strict=True)),
        (max(values) for values in zip(*corners, strict=True)),
    )
    text = composed("".join(letter.text for letter in letters))
    return Word(
        text=text, left=left, right=right, top=top, bottom=bottom, drawn=letters[0].drawn, raised=_raised(letters)
    )


def _raised(letters: Sequence[_Letter]) -> str:
    """The digits or stars in a row that are set smaller than the word's other letters, at one of its ends."""
    size = max(letter.top - letter.bottom for letter in letters)
    small = [letter.top - letter.bottom < _RAISED * size for letter in letters]
    if not any(small) or all(small):
        return ""
    runs = [
        "".join(letter.text for letter, _ in run)
        for is_small, run in groupby(zip(letters, small, strict=True), key=lambda pair: pair[1])
        if is_small
    ]
    return runs[0] if len(runs) == 1 and (runs[0].isdigit() or set(runs[0]) == {"*"}) else ""
