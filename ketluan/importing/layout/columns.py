"""Heads and feet in two columns: issuer left and state heading right, Nơi nhận left and signature right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ketluan.importing.layout.geometry import Line, Row, joined, rows_of
from ketluan.importing.layout.letterhead_cues import (
    is_number_line,
    is_recipients_label,
    is_state_heading,
    right_side_at,
)

_HEAD_ROWS = 14


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges between which a document's running text stands."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns side by side, each from its top, in one or more bands; `end` is the first row below them."""

    start: int
    end: int
    bands: tuple[tuple[list[str], list[str]], ...]


def head_of(rows: Sequence[Row], frame: Frame) -> Columns | None:
    """The head at the top of a page, None when there is none.

    It is told by the state's (or the Party's) heading standing right of something, or by rows in two parts before
    the first line across the page. The row of the number starts a band of its own, so that the heading is not torn.
    """
    rows = [_parted_by_words(row) for row in rows]
    anchor = _head_anchor(rows, frame)
    if anchor is None:
        return None
    place, heading = anchor
    boundary = _boundary(rows[: place + 2], heading)
    end = place + 1
    while end < len(rows) and _in_head(rows[end], heading, boundary=boundary, frame=frame):
        end += 1
    taken = [line for row in rows[:end] for line in row]
    right = [line for line in taken if _is_right(line, heading, boundary)]
    left = [line for line in taken if line not in right]
    cut = next((line.top - 0.5 * line.height for line in left if is_number_line(line.text)), None)
    bands = [(left, right)] if cut is None else [_above(left, right, cut), _below(left, right, cut)]
    return Columns(0, end, tuple((_texts(one), _texts(two)) for one, two in bands))


def _parted_by_words(row: Row) -> Row:
    """The row parted where the state's heading (motto, place) begins, however near the left column stands."""
    lines: list[Line] = []
    for line in row:
        at = right_side_at([word.text for word in line.words])
        lines += [line] if at is None else [Line(line.words[:at]), Line(line.words[at:])]
    return tuple(lines)


def _head_anchor(rows: Sequence[Row], frame: Frame) -> tuple[int, Line] | None:
    for place, row in enumerate(rows[:_HEAD_ROWS]):
        for line in row:
            if is_state_heading(line.text) and line.centre > frame.centre + 0.05 * frame.width:
                return place, line
    for place, row in enumerate(rows[:_HEAD_ROWS]):
        if len(row) == 2 and row[1].centre > frame.centre and row[0].centre < frame.centre:
            return place, row[1]
        if joined(row).right - row[0].left > 0.8 * frame.width or len(row) > 2:
            return None
    return None


def _boundary(rows: Sequence[Row], heading: Line) -> float:
    rights = [line.right for row in rows for line in row if line.centre < heading.left]
    return (max(rights, default=heading.left - 20) + heading.left) / 2


def _is_right(line: Line, heading: Line, boundary: float) -> bool:
    return line.left > boundary or line.centre > heading.left


def _in_head(row: Row, heading: Line, *, boundary: float, frame: Frame) -> bool:
    sides = [_is_right(line, heading, boundary) for line in row]
    if len(set(sides)) == 2:
        return True
    line = joined(row)
    if not sides[0]:
        return line.right < heading.left + 0.1 * frame.width and abs(line.centre - frame.centre) > 0.05 * frame.width
    return abs(line.centre - heading.centre) < abs(line.centre - frame.centre) and line.left > boundary


def _above(left: list[Line], right: list[Line], cut: float) -> tuple[list[Line], list[Line]]:
    return [line for line in left if line.top < cut], [line for line in right if line.top < cut]


def _below(left: list[Line], right: list[Line], cut: float) -> tuple[list[Line], list[Line]]:
    return [line for line in left if line.top >= cut], [line for line in right if line.top >= cut]


def _texts(lines: Sequence[Line]) -> list[str]:
    """The column's lines; an empty one where room was left, as it is for a signature."""
    rows = [joined(row) for row in rows_of(word for line in lines for word in line.words)]
    texts: list[str] = []
    for before, line in zip([None, *rows], rows, strict=False):
        if before is not None and line.top - before.bottom > 1.2 * before.height:
            texts.append("")
        texts.append(line.text)
    return texts


def foot_of(rows: Sequence[Row], frame: Frame) -> Columns | None:
    """The foot: from `Nơi nhận` (or the signature's first line, when that stands higher) to the end of the page."""
    place = next((at for at, row in enumerate(rows) if is_recipients_label(row[0].text)), None)
    if place is None or rows[place][0].left > frame.centre:
        return None
    channel = frame.left + 0.4 * frame.width
    rows = [*rows[:place], *_unglued(rows[place:], channel)]
    start = place
    while start > 0 and rows[start - 1][0].left > channel and _near(rows[start - 1], rows[start]):
        start -= 1
    end = place + 1
    while end < len(rows) and not _crosses(rows[end], frame):
        end += 1
    taken = [line for row in rows[start:end] for line in row]
    right = [line for line in taken if _stands_right(line, frame)]
    left = [line for line in taken if line not in right]
    return Columns(start, end, ((_texts(left), _texts(right)),))


def _stands_right(line: Line, frame: Frame) -> bool:
    """True for a line of the signature's column; a long one there may begin left of its edge."""
    far = line.left > frame.left + 0.4 * frame.width
    return far or (line.left > frame.left + 0.25 * frame.width and line.centre > frame.centre + 0.05 * frame.width)


def _unglued(rows: Sequence[Row], channel: float) -> list[Row]:
    """The rows with lines parted that run on into the right column: where what stands right keeps to its middle."""
    right = [line.centre for row in rows for line in row if line.left > channel]
    if not right:
        return list(rows)
    centre = median(right)
    return [tuple(part for line in row for part in _halves(line, channel, centre)) for row in rows]


def _halves(line: Line, channel: float, centre: float) -> tuple[Line, ...]:
    if line.left > channel or line.right < centre:
        return (line,)
    for at in range(len(line.words) - 1, 0, -1):
        gap = line.words[at].left - line.words[at - 1].right
        right = Line(line.words[at:])
        if gap > 0.5 * line.height and right.left > channel and abs(right.centre - centre) < line.height:
            return Line(line.words[:at]), right
    return (line,)


def _near(row: Row, below: Row) -> bool:
    return below[0].top - row[0].bottom < 2.5 * row[0].height


def _crosses(row: Row, frame: Frame) -> bool:
    line = joined(row)
    return len(row) == 1 and line.left < frame.left + 0.3 * frame.width and line.right > frame.left + 0.8 * frame.width
