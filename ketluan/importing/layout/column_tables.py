"""Tables of tasks without rulings: told by the headings of their columns, parted by the channels left free below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ketluan.importing.layout.geometry import Row, Word, joined
from ketluan.importing.layout.ruled_tables import PageTable, paragraphs_in
from ketluan.importing.layout.table_rows import Box
from ketluan.understanding.column_heading import column_kind

_GAP = 0.6  # of the letters' height: a wider blank parts headings
_CHANNEL = 0.35
_ROW_GAP = 1.3  # of the distance between lines: a wider one parts rows
_TASKS = {"task", "matter"}
_DOERS = {"lead", "roles", "body", "limit"}
_FEWEST_COLUMNS = 3
_LONGEST_HEADING = 10  # words
_LONGEST_GROUP = 25
GROUP_START = re.compile(r"(?:[IVXLC]+|[A-HK-ZĐ])\s*[.)/:\t ]\s*\S")
_FEWEST_LINES = 3
# a whole cell that only numbers its row
_ROW_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-zđ]|[IVXLC]+|[A-ZĐ])\s*[.)/]*\Z")

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The middles of the headings, and the free intervals between each two neighbours."""

    kinds: tuple[str, ...]
    middles: tuple[float, ...]
    channels: tuple[tuple[Interval, ...], ...]
    least: float

    def without(self, words: Iterable[Word]) -> _Columns | None:
        """The channels less what words cover; None when one is lost."""
        left = tuple(_less(channel, words, self.least) for channel in self.channels)
        return _Columns(self.kinds, self.middles, left, self.least) if all(left) else None

    def bounds(self) -> list[float]:
        """Where columns part: in the middle of the widest channel between them."""
        widest = [max(channel, key=lambda free: free[1] - free[0]) for channel in self.channels]
        return [(start + end) / 2 for start, end in widest]


def column_tables(rows: Sequence[Row]) -> list[PageTable]:
    """The tables among a page's rows, from the top; one that cannot be parted into its rows is not whole."""
    found: list[PageTable] = []
    at = 0
    while at < len(rows):
        columns = _headed(rows[at])
        end, cells = _read(rows, at, columns) if columns else (at + 1, None)
        if cells is not None:
            found.append(_placed(rows[at:end], cells))
        at = end
    return found


def _placed(rows: Sequence[Row], cells: tuple[tuple[Box, ...], ...]) -> PageTable:
    words = [word for row in rows for word in _words(row)]
    return PageTable(
        left=min(word.left for word in words),
        right=max(word.right for word in words),
        top=min(word.top for word in words),
        bottom=max(word.bottom for word in words),
        rows=cells,
        words=frozenset(map(id, words)),
        whole=bool(cells),
    )


def _read(rows: Sequence[Row], start: int, columns: _Columns) -> tuple[int, tuple[tuple[Box, ...], ...] | None]:
    """Where the table ends and its cells: empty when it cannot be parted into rows, None when there is no table."""
    end, across = start + 1, list[int]()
    while end < len(rows):
        if narrowed := columns.without(_words(rows[end])):
            columns = narrowed
        elif _heads_group(rows, end, columns):
            across.append(end)
        else:
            break
        end += 1
    bounds = columns.bounds()
    taken = [_cells(_words(row), bounds) for row in rows[start:end]]
    starts = _row_starts(rows[start:end], taken, {at - start for at in across}, columns)
    if len(starts) < 2:
        return end, None if end - start < _FEWEST_LINES else ()
    widths = [max(_width(cells[column]) for cells in taken) for column in range(len(bounds) + 1)]
    parts = [
        _across(rows[start + one], len(bounds)) if start + one in across else _merged(taken[one:two], widths)
        for one, two in pairwise([*starts, end - start])
    ]
    return end, tuple(parts)


def _width(cell: Sequence[Word]) -> float:
    return max((word.right for word in cell), default=0.0) - min((word.left for word in cell), default=0.0)


def _words(row: Row) -> list[Word]:
    return [word for line in row for word in line.words]


def names_columns(headings: Sequence[str]) -> bool:
    """Whether these are the headings of a table of tasks: they name a task, and who is to do it or by when."""
    if len(headings) < _FEWEST_COLUMNS - 1 or max(len(heading.split()) for heading in headings) > _LONGEST_HEADING:
        return False
    kinds = [column_kind([heading]) for heading in headings]
    known = {*kinds} - {"other"}
    return bool(known & _TASKS) and bool(known & _DOERS) and kinds.count("other") < len(kinds) - 1


def _headed(row: Row) -> _Columns | None:
    """The columns when a row is that of the headings of a table of tasks."""
    words = sorted(_words(row), key=lambda word: word.left)
    if len(words) < 3:
        return None
    height = median(word.height for word in words)
    cells: list[list[Word]] = [[words[0]]]
    for before, word in pairwise(words):
        if word.left - before.right > _GAP * height:
            cells.append([])
        cells[-1].append(word)
    headings = [" ".join(word.text for word in cell) for cell in cells]
    if len(cells) < _FEWEST_COLUMNS or not names_columns(headings):
        return None
    kinds = tuple(column_kind([heading]) for heading in headings)
    middles = tuple((cell[0].left + cell[-1].right) / 2 for cell in cells)
    wide = tuple(((one, two),) for one, two in pairwise(middles))
    return _Columns(kinds, middles, wide, _CHANNEL * height).without(words)


def _less(channel: Sequence[Interval], words: Iterable[Word], least: float) -> tuple[Interval, ...]:
    free = list(channel)
    for word in words:
        free = [part for one in free for part in _cut(one, word) if part[1] - part[0] >= least]
    return tuple(free)


def _cut(free: Interval, word: Word) -> list[Interval]:
    start, end = free
    if word.right <= start or word.left >= end:
        return [free]
    return [(start, max(start, word.left)), (min(end, word.right), end)]


def _heads_group(rows: Sequence[Row], at: int, columns: _Columns) -> bool:
    """Whether a row across the columns only heads those below it, which keep to the columns again."""
    words = _words(rows[at])
    if at + 1 >= len(rows) or len(words) > _LONGEST_GROUP or not _ROW_NUMBER.match(words[0].text.strip(".)/")):
        return False
    below = _words(rows[at + 1])
    kept = columns.without(below)
    return kept is not None and sum(map(bool, _cells(below, kept.bounds()))) > 1


def _cells(words: Sequence[Word], bounds: Sequence[float]) -> list[list[Word]]:
    cells: list[list[Word]] = [[] for _ in range(len(bounds) + 1)]
    for word in words:
        cells[sum((word.left + word.right) / 2 > bound for bound in bounds)].append(word)
    return cells


def _row_starts(
    rows: Sequence[Row], taken: Sequence[Sequence[Sequence[Word]]], across: set[int], columns: _Columns
) -> list[int]:
    """The lines with which rows begin, the headings' first: by wider gaps, else by their numbers, else where all
    columns begin anew."""
    gaps = _gapped_starts(rows)
    numbered = _numbered_starts(taken, columns)
    if len(gaps) > 1 and _one_number_each(gaps, numbered):
        return sorted({*gaps, *across, *(at + 1 for at in across if at + 1 < len(rows))})
    if numbered:
        return sorted({0, *numbered, *across})
    begun = [at for at in range(1, len(rows)) if at in across or _all_begin(taken[at])]
    return [0, *begun] if begun else []


def _gapped_starts(rows: Sequence[Row]) -> list[int]:
    lines = [joined(row) for row in rows]
    steps = [below.top - above.top for above, below in pairwise(lines)]
    pitch = min((step for step in steps if step > 0), default=0.0)
    return [0, *(at for at, step in enumerate(steps, 1) if step > _ROW_GAP * pitch)]


def _numbered_starts(taken: Sequence[Sequence[Sequence[Word]]], columns: _Columns) -> list[int]:
    if columns.kinds[0] != "number":
        return []
    texts = [" ".join(word.text for word in row[0]) for row in taken]
    return [at for at, text in enumerate(texts) if at and _ROW_NUMBER.match(text)]


def _one_number_each(starts: Sequence[int], numbered: Sequence[int]) -> bool:
    """Whether no row that gaps make holds two numbers, and numbers do not begin more rows than gaps do."""
    if not numbered:
        return True
    ends = [*starts[1:], max(*numbered, starts[-1]) + 1]
    counts = [sum(start <= at < end for at in numbered) for start, end in zip(starts, ends, strict=True)]
    return max(counts) <= 1 and sum(count == 0 for count in counts[1:]) <= len(counts) // 3


def _all_begin(cells: Sequence[Sequence[Word]]) -> bool:
    first = [cell[0].text[0] for cell in cells if cell]
    return len(first) >= len(cells) - 1 and all(letter.isupper() or letter.isdigit() for letter in first)


def _merged(lines: Sequence[Sequence[Sequence[Word]]], widths: Sequence[float]) -> tuple[Box, ...]:
    """One row of the table from its printed lines."""
    return tuple(
        Box(paragraphs_in([word for line in lines for word in line[column]], width))
        for column, width in enumerate(widths)
    )


def _across(row: Row, bounds: int) -> tuple[Box, ...]:
    return (Box((joined(row).text,)), *[Box(merged="left")] * bounds)
