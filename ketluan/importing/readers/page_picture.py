"""A page's picture in grey (PGM), turned by quarters and set straight with nothing but the moving of its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_PAPER = b"\xff"
_LEVELS = (90, 120, 150, 180, 205)  # of brightness
_APART = 25  # by so much at least
_DARK = 128
_STRIPS = 24
_TRIES = 10
_LEAST_INK = 0.0005  # of the page: a small seal
_INVERTED = bytes(0xFF - value for value in range(256))


@dataclass(frozen=True, slots=True)
class GreyPicture:
    """Rows of one byte a dot, the upper left one first."""

    width: int
    height: int
    dots: bytes

    @property
    def file(self) -> bytes:
        """As a PGM file."""
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.dots


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a grey picture, `scale` dots a point; `ink` is its red ink alone when it has any."""

    plain: GreyPicture
    ink: GreyPicture | None
    scale: float


Parts = tuple[float, float, float, float]
"""Left, top, right, bottom of a box in parts of a page's width and height."""


@dataclass(frozen=True, slots=True)
class Lay:
    """How a page lay on the scanner: clockwise by so many `quarters` it was turned, then made level by `slope`."""

    slope: float = 0.0
    quarters: int = 0

    def as_it_lies(self, box: Parts, width: float, height: float) -> Parts:
        """Where a box of the upright page, of that size, stands on the page as it lies."""
        corners = [self._turned_back(*self._slanted(x, y, height / width)) for x in box[::2] for y in box[1::2]]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return tuple(min(max(part, 0.0), 1.0) for part in (min(across), min(down), max(across), max(down)))  # type: ignore[return-value]

    def _slanted(self, x: float, y: float, high: float) -> tuple[float, float]:
        """The point before the page was made level; `high` is its height in widths."""
        y += self.slope * (x - 0.5) / high
        return x - self.slope * (y - 0.5) * high, y

    def _turned_back(self, x: float, y: float) -> tuple[float, float]:
        return ((x, y), (y, 1 - x), (1 - x, 1 - y), (1 - y, x))[self.quarters % 4]


AS_IT_LIES = Lay()


def red_ink(grey: GreyPicture, red: GreyPicture) -> GreyPicture:
    """What is darker in the grey picture than in red light: seals and stamps in red ink, alone on the paper."""
    ink = 0
    for level in _LEVELS:
        dark = int.from_bytes(grey.dots.translate(_below(level)), "big")
        bright = int.from_bytes(red.dots.translate(_from(level + _APART)), "big")
        ink |= dark & bright
    return GreyPicture(grey.width, grey.height, ink.to_bytes(len(grey.dots), "big").translate(_INVERTED))


def ink_dots(picture: GreyPicture) -> int:
    """How many dots are black."""
    return picture.dots.count(0)


def parted_ink(grey: GreyPicture, red: GreyPicture, scale: float) -> PagePicture:
    """The page without its red ink where it has enough of it: `red` is the page in red light."""
    ink = red_ink(grey, red)
    if ink_dots(ink) < _LEAST_INK * len(grey.dots):
        return PagePicture(plain=grey, ink=None, scale=scale)
    return PagePicture(plain=red, ink=ink, scale=scale)


def _below(level: int) -> bytes:
    return bytes(0xFF if value < level else 0 for value in range(256))


def _from(level: int) -> bytes:
    return bytes(0xFF if value >= level else 0 for value in range(256))


def slope_of(picture: GreyPicture) -> float:
    """How far the lines of the page fall to the right (dots down for one to the right), between a tenth and a tenth.

    At the right slope the rows of a page are full and empty in turn: their sums change most from one to the next.
    """
    strips = _profiles(picture)
    slope = 0.0
    for step in (0.01, 0.002):
        near = [slope + step * number for number in range(-_TRIES, _TRIES + 1)]
        slope = max(near, key=lambda each: (_sharpness(strips, each), -abs(each)))
    return slope


def _profiles(picture: GreyPicture) -> list[tuple[float, list[int]]]:
    """Of each strip of columns its place, and how dark its rows are, every second one."""
    dark = picture.dots.translate(_below(_DARK))
    width = picture.width
    edges = [width * number // _STRIPS for number in range(_STRIPS + 1)]
    starts = range(0, len(dark), 2 * width)
    return [
        ((left + right) / 2 - width / 2, [dark.count(0xFF, start + left, start + right) for start in starts])
        for left, right in pairwise(edges)
    ]


def _sharpness(strips: Sequence[tuple[float, Sequence[int]]], slope: float) -> int:
    shifts = [round(slope * place / 2) for place, _ in strips]
    margin = max(map(abs, shifts))
    rows = len(strips[0][1]) - 2 * margin
    moved = (
        profile[margin + shift : margin + shift + rows] for shift, (_, profile) in zip(shifts, strips, strict=True)
    )
    sums = list(map(sum, zip(*moved, strict=True)))
    return sum((one - two) ** 2 for one, two in pairwise(sums))


def turned(picture: GreyPicture, quarters: int) -> GreyPicture:
    """The picture turned clockwise by so many quarters."""
    width, dots = picture.width, picture.dots
    if quarters % 4 == 2:
        return GreyPicture(width, picture.height, dots[::-1])
    if quarters % 4 == 1:
        columns = (dots[column::width][::-1] for column in range(width))
    elif quarters % 4 == 3:
        columns = (dots[column::width] for column in reversed(range(width)))
    else:
        return picture
    return GreyPicture(picture.height, width, b"".join(columns))


def straightened(picture: GreyPicture, slope: float) -> GreyPicture:
    """The picture with lines that fall by `slope` (dots down for one to the right) made level.

    It is sheared twice, which for the few degrees that a sheet lies askew is as good as turning it.
    """
    return _raised(_pushed(picture, slope), slope)


def _pushed(picture: GreyPicture, slope: float) -> GreyPicture:
    """Each row moved along itself, so that what leans stands upright."""
    rows = (
        _moved(picture.dots[start : start + picture.width], round(slope * (number - picture.height / 2)))
        for number, start in enumerate(range(0, len(picture.dots), picture.width))
    )
    return GreyPicture(picture.width, picture.height, b"".join(rows))


def _raised(picture: GreyPicture, slope: float) -> GreyPicture:
    """Strips of columns moved up or down, each by whole dots."""
    strips = list(_strips(picture.width, slope))
    width = picture.width
    blank = _PAPER * width
    rows: list[bytes] = []
    for number in range(picture.height):
        pieces: list[bytes] = []
        for start, end, shift in strips:
            at = (number + shift) * width
            pieces.append(picture.dots[at + start : at + end] if 0 <= at < len(picture.dots) else blank[start:end])
        rows.append(b"".join(pieces))
    return GreyPicture(width, picture.height, b"".join(rows))


def _strips(width: int, slope: float) -> Iterator[tuple[int, int, int]]:
    start = 0
    for end in range(1, width + 1):
        shift = round(slope * (start - width / 2))
        if end == width or round(slope * (end - width / 2)) != shift:
            yield start, end, shift
            start = end


def _moved(row: bytes, shift: int) -> bytes:
    """The row moved to the right by so many dots (to the left when fewer than none)."""
    width = len(row)
    shift = max(-width, min(width, shift))
    return _PAPER * shift + row[: width - shift] if shift >= 0 else row[-shift:] + _PAPER * -shift
