"""The lines of tables that a page's picture shows, and the picture without them, as letters are recognised better."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from ketluan.importing.layout.geometry import Ruling
from ketluan.importing.layout.ruled_tables import table_rulings
from ketluan.importing.readers.page_picture import GreyPicture

_CELL = 8  # dots of which one is made along a line: its small gaps close
_DARK = 150
_LONG_ACROSS, _LONG_DOWN = (re.compile(rb"\x01{%d,}" % cells) for cells in (10, 5))
_NEAR = 6  # dots: a line down a table ends at lines across it, a letter's stem between them
_GAP = 24
_DRIFT = 3  # dots from a piece of a line to the next: what is left of a slope
_THICK = 14
_MOST_PIECES = 20_000  # a page so dark is a photograph
_BLUR = 3  # dots beside a line that are grey
_POINTS = 72 / 200


@dataclass(slots=True)
class _Stroke:
    """Pieces of one line: along it from `start` to `end`, across it from `first` to `last`."""

    start: int
    end: int
    first: int
    last: int


def lines_of_tables(picture: GreyPicture) -> tuple[Ruling, ...]:
    """The lines that make tables, in the picture's dots; other lines are none of a table's."""
    image = _image(picture)
    across = [_ruling(stroke) for stroke in _strokes(image, _LONG_ACROSS)]
    upright = image.transpose(Image.Transpose.TRANSPOSE)
    down = [_turned(_ruling(stroke)) for stroke in _strokes(upright, _LONG_DOWN)]
    down = [line for line in down if _ends_at(line, line.top, across) and _ends_at(line, line.bottom, across)]
    scaled = [(line, _times(line, _POINTS)) for line in (*across, *down)]
    made = set(map(id, table_rulings([line for _, line in scaled])))
    return tuple(line for line, each in scaled if id(each) in made)


def without_lines(picture: GreyPicture, lines: Sequence[Ruling]) -> GreyPicture:
    """The picture with paper where the lines are."""
    image = _image(picture)
    for line in lines:
        left, top, right, bottom = map(round, (line.left, line.top, line.right, line.bottom))
        image.paste(255, (left - _BLUR, top - _BLUR, right + 1 + _BLUR, bottom + 1 + _BLUR))
    return GreyPicture(picture.width, picture.height, image.tobytes())


def _image(picture: GreyPicture) -> Image.Image:
    return Image.frombytes("L", (picture.width, picture.height), picture.dots)


def _ends_at(line: Ruling, end: float, across: Sequence[Ruling]) -> bool:
    return any(
        each.top - _NEAR <= end <= each.bottom + _NEAR and each.left - _CELL <= line.left <= each.right + _CELL
        for each in across
    )


def _strokes(image: Image.Image, long: re.Pattern[bytes]) -> list[_Stroke]:
    """The lines along the rows of a picture."""
    small = image.reduce((_CELL, 1))
    dark = small.point(lambda value: 1 if value < _DARK else 0).tobytes()
    pieces: list[_Stroke] = []
    for row in range(small.height):
        found = _runs(dark[row * small.width : (row + 1) * small.width], long)
        pieces += (_Stroke(start, end, row, row) for start, end in found)
    if len(pieces) > _MOST_PIECES:
        return []
    return [stroke for stroke in _joined(_joined(pieces)) if stroke.last - stroke.first <= _THICK]


def _joined(pieces: Sequence[_Stroke]) -> list[_Stroke]:
    """Pieces that touch, or nearly, as one; what two of them have in common joins those too."""
    joined: list[_Stroke] = []
    for piece in pieces:
        near = [each for each in joined if _touch(each, piece)]
        for each in near:
            joined.remove(each)
        near.append(piece)
        joined.append(
            _Stroke(
                start=min(each.start for each in near),
                end=max(each.end for each in near),
                first=min(each.first for each in near),
                last=max(each.last for each in near),
            )
        )
    return joined


def _touch(one: _Stroke, two: _Stroke) -> bool:
    along = two.start <= one.end + _GAP and one.start <= two.end + _GAP
    return along and two.first - one.last <= _DRIFT and one.first - two.last <= _DRIFT


def _runs(row: bytes, long: re.Pattern[bytes]) -> Iterator[tuple[int, int]]:
    """Where dark runs begin and end, in dots of the whole picture."""
    for found in long.finditer(row):
        yield found.start() * _CELL, found.end() * _CELL


def _ruling(stroke: _Stroke) -> Ruling:
    return Ruling(left=stroke.start, right=stroke.end, top=stroke.first, bottom=stroke.last)


def _turned(line: Ruling) -> Ruling:
    return Ruling(left=line.top, right=line.bottom, top=line.left, bottom=line.right)


def _times(line: Ruling, scale: float) -> Ruling:
    return Ruling(left=line.left * scale, right=line.right * scale, top=line.top * scale, bottom=line.bottom * scale)
