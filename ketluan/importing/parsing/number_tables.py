"""Tables of figures that text shows with blanks alone: each row a line that ends in two or more bare numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ketluan.importing.parsing.printed_lines import PrintedLine
from ketluan.lexicon.lexicon import DASHES

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")
_OTHER_NUMBERS = re.compile(r"(?:.*[^\d.,])?(?:0\d{2,}(?: \d+)*|(?:(?:19|20)\d\d ?){2,})")  # of telephones, years
_CELL = re.compile(rf"{_FIGURE.pattern}(?: {_FIGURE.pattern})*|[-–—]")
# shares and thousands: two bare numbers at the end of a line may be anything, these are figures
_MADE = re.compile(r"\d[.,]\d|%")
_FEWEST = 2
_NEAR = 60

Rows = tuple[tuple[str, ...], ...]


def figure_rows(lines: Sequence[PrintedLine], start: int) -> Rows:
    """The rows of the table that begins at a line, its heads among them; none when no table begins there.

    A row of a table of its own must show that it is one: by gaps between its cells, or by shares and large numbers.
    """
    heads = [lines[start].cells] if _heads(lines, start) else []
    at = start + len(heads)
    rows = list(takewhile(bool, (_row(lines, below) for below in range(at, len(lines)))))
    if not rows or (len(rows) == 1 and not heads and not _stands_alone(lines[at])):
        return ()
    width = max(map(len, [*heads, *rows]))
    return tuple((*row, *[""] * (width - len(row))) for row in [*heads, *rows])


def _row(lines: Sequence[PrintedLine], at: int) -> tuple[str, ...]:
    """The row; none where a sentence goes on below, unless gaps show cells."""
    goes_on = at + 1 < len(lines) and lines[at + 1].text[0].islower()
    return () if goes_on and not _is_parted(lines[at]) else figure_row(lines[at])


def figure_row(line: PrintedLine) -> tuple[str, ...]:
    """What a row names and each of its figures; empty for a line that does not end in two of them."""
    if _is_parted(line):
        named = len(line.cells) - len(list(takewhile(_CELL.fullmatch, reversed(line.cells))))
        figures = " ".join(line.cells[named:]).split()
        numbers = [figure for figure in figures if figure not in DASHES]
        return (*line.cells[:named], *figures) if len(numbers) >= _FEWEST else ()
    words = line.text.split()
    figures = list(takewhile(_FIGURE.fullmatch, reversed(words)))[::-1]
    if len(figures) < _FEWEST or _OTHER_NUMBERS.fullmatch(line.text[-_NEAR:]):
        return ()
    name = " ".join(words[: len(words) - len(figures)])
    return (name, *figures) if name else tuple(figures)


def _is_parted(line: PrintedLine) -> bool:
    return len(line.cells) > _FEWEST


def _heads(lines: Sequence[PrintedLine], at: int) -> bool:
    """True for the heads of columns: as many cells, parted by gaps, as the row of figures below has."""
    cells = lines[at].cells
    below = figure_row(lines[at + 1]) if at + 1 < len(lines) else ()
    return len(cells) > _FEWEST and not figure_row(lines[at]) and len(cells) == len(below)


def _stands_alone(line: PrintedLine) -> bool:
    made = _MADE.search(" ".join(figure_row(line)[-_FEWEST:]))
    return _is_parted(line) or (bool(made) and not line.text[0].islower())
