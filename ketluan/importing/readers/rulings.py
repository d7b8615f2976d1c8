"""The straight lines that a PDF page draws along or across it: the rulings of its tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ketluan.importing.layout.geometry import Ruling

MOST_PATHS = 20_000
"""More than any table has: such a page is a drawing."""

_THIN = 3.0  # points: a filled box as thin as this is a line
_SHORT = 4.0
_SLANT = 0.75
_PALE = 245  # of 255: lines in such a colour are not seen

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


def rulings_of(page: pdfium.PdfPage) -> list[Ruling]:
    """The page's lines in points from its upper left corner as it is shown; none when it is a drawing."""
    found: list[Ruling] = []
    for count, path in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=4)):
        if count >= MOST_PATHS:
            return []
        found += _lines(page, path)
    return found


def _lines(page: pdfium.PdfPage, path: pdfium.PdfObject) -> Iterator[Ruling]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path.raw, ctypes.byref(fill), ctypes.byref(stroke)):
        return
    stroked = bool(stroke.value)
    if not (stroked or fill.value) or _is_pale(path, stroked=stroked):
        return
    for points in _parts(path):
        seen = [page_point(page, *point) for point in points]
        if stroked:
            yield from (line for one, two in pairwise(seen) if (line := _line(one, two)))
        elif (line := _thin_box(seen)) is not None:
            yield line


def _is_pale(path: pdfium.PdfObject, *, stroked: bool) -> bool:
    colours = [ctypes.c_uint() for _ in range(4)]
    read = raw.FPDFPageObj_GetStrokeColor if stroked else raw.FPDFPageObj_GetFillColor
    known = read(path.raw, *map(ctypes.byref, colours))
    red, green, blue, alpha = (colour.value for colour in colours)
    return bool(known) and (alpha == 0 or min(red, green, blue) > _PALE)


def _parts(path: pdfium.PdfObject) -> Iterator[list[Point]]:
    """The straight parts of a path as corners; one with a curve is left out."""
    matrices = _matrices(path)
    points: list[Point] = []
    straight = True
    for number in range(raw.FPDFPath_CountSegments(path.raw)):
        segment = raw.FPDFPath_GetPathSegment(path.raw, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if straight and len(points) > 1:
                yield points
            points, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        points.append(_moved((x.value, y.value), matrices))
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if straight and len(points) > 1:
        yield points


def _matrices(path: pdfium.PdfObject) -> list[Matrix]:
    """From the path's own plane out to the page's."""
    found: list[Matrix] = []
    piece = path
    while piece is not None:
        matrix = piece.get_matrix()
        found.append((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f))
        piece = piece.container
    return found


def _moved(point: Point, matrices: Iterable[Matrix]) -> Point:
    x, y = point
    for a, b, c, d, e, f in matrices:
        x, y = a * x + c * y + e, b * x + d * y + f
    return x, y


def _line(one: Point, two: Point) -> Ruling | None:
    across, down = abs(one[0] - two[0]), abs(one[1] - two[1])
    if min(across, down) > _SLANT or max(across, down) < _SHORT:
        return None
    return Ruling(
        left=min(one[0], two[0]), right=max(one[0], two[0]), top=min(one[1], two[1]), bottom=max(one[1], two[1])
    )


def _thin_box(points: list[Point]) -> Ruling | None:
    """A filled box that is thin enough to be seen as a line, along its middle."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if min(right - left, bottom - top) > _THIN:
        return None
    if right - left < bottom - top:
        left = right = (left + right) / 2
    else:
        top = bottom = (top + bottom) / 2
    return _line((left, top), (right, bottom))


_FINE = 20  # steps a point, as PDFium turns points of a page into whole numbers


def page_point(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the file's own plane as it is seen, from the upper left corner, in points."""
    across, down = ctypes.c_int(), ctypes.c_int()
    width, height = round(page.get_width() * _FINE), round(page.get_height() * _FINE)
    raw.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value / _FINE, down.value / _FINE
