"""Words with their places on a page, and the rows and columns they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

COLUMN_GAP = 1.8  # times the letter size: wider than any blank of a justified line


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A run of letters; `top` and `bottom` grow downwards; `drawn` when a form field or stamp drew it; `raised` are
    digits or stars of it that are set small and high, as marks of notes are."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    drawn: bool = False
    raised: str = ""

    @property
    def height(self) -> float:
        """From the top to the bottom of its letters' box."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A drawn line along or across a page, in the unit of its words."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def is_vertical(self) -> bool:
        """True for a line down the page."""
        return self.bottom - self.top > self.right - self.left


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand side by side without a column's gap between them, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words with one blank between."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        """Upper edge, the median of its words."""
        return median(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Lower edge, the median of its words."""
        return median(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def drawn(self) -> bool:
        """True when nothing of it was printed by the document itself."""
        return all(word.drawn for word in self.words)


Row = tuple[Line, ...]
"""Lines that stand at the same height, from left to right."""


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The words of a page or a column as rows from the top, each parted where a column's gap is."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.left)):
        home = next((row for row in reversed(rows[-4:]) if _beside(word, row)), None)
        if home is None:
            rows.append([word])
        else:
            home.append(word)
    return [_parted(row) for row in sorted(rows, key=lambda row: median(word.top + word.bottom for word in row))]


def _beside(word: Word, row: Sequence[Word]) -> bool:
    if any((word.top, word.bottom) == (other.top, other.bottom) for other in row):
        return True
    nearest = min(row, key=lambda other: max(other.left - word.right, word.left - other.right))
    common = min(word.bottom, nearest.bottom) - max(word.top, nearest.top)
    across = min(word.right, nearest.right) - max(word.left, nearest.left)
    same_height = common > 0.55 * min(word.height, nearest.height)
    return same_height and across < 0.5 * min(word.right - word.left, nearest.right - nearest.left)


def _parted(row: list[Word]) -> Row:
    ordered = sorted(row, key=lambda word: word.left)
    lines: list[list[Word]] = [[ordered[0]]]
    for before, word in pairwise(ordered):
        size = min(before.height, word.height)
        if word.left - before.right > COLUMN_GAP * size:
            lines.append([])
        lines[-1].append(word)
    return tuple(Line(tuple(line)) for line in lines)


def joined(row: Row) -> Line:
    """The row as one line, gaps or not."""
    return Line(tuple(word for line in row for word in line.words))
