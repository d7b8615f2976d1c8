"""Tables told by their rulings: cells are the areas that lines close, merged ones included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ketluan.importing.layout.geometry import Line, Ruling, Word, joined, rows_of
from ketluan.importing.layout.table_rows import Box

_SNAP = 2.5  # points by which lines of one edge may differ
_MOST_EDGES = 200
_PADDING = 2.0
# a cell's line that ends so goes on in the next line, not in the next row
_CONNECTORS = (
    *("và", "của", "các", ",", "-", "–", "/", "(", "về", "cho", "với"),
    *("quý", "tháng", "ngày", "năm", "trước", "trong", "đến", "hết"),
)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page; `rows` are its cells, `words` those that stand in it; `whole` is false when its lines or its
    words do not make cells."""

    left: float
    right: float
    top: float
    bottom: float
    rows: tuple[tuple[Box, ...], ...]
    words: frozenset[int]
    whole: bool = True


@dataclass(slots=True)
class _Net:
    """Lines that touch each other."""

    across: list[Ruling] = field(default_factory=list)
    down: list[Ruling] = field(default_factory=list)


class _Area(NamedTuple):
    """A cell by the edges between which it stands."""

    row: int
    column: int
    rows: int
    columns: int


def ruled_tables(words: Sequence[Word], rulings: Iterable[Ruling]) -> list[PageTable]:
    """The tables that a page's lines make, from the top; frames around one text are none."""
    found = [_table(words, net) for net in _nets(rulings)]
    return sorted((table for table in found if table), key=lambda table: table.top)


def table_rulings(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Those lines that stand in a net of at least two across and two down."""
    return [line for net in _nets(rulings) if len(net.down) > 1 for line in (*net.across, *net.down)]


def _nets(rulings: Iterable[Ruling]) -> list[_Net]:
    nets: list[_Net] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.top):
        touched = [net for net in nets if any(_touch(ruling, other) for other in (*net.across, *net.down))]
        home = touched[0] if touched else _Net()
        for net in touched[1:]:
            home.across += net.across
            home.down += net.down
            nets.remove(net)
        (home.down if ruling.is_vertical else home.across).append(ruling)
        if not touched:
            nets.append(home)
    return [net for net in nets if len(net.across) > 1 and net.down]


def _touch(one: Ruling, two: Ruling) -> bool:
    return (
        one.left <= two.right + _SNAP
        and two.left <= one.right + _SNAP
        and one.top <= two.bottom + _SNAP
        and two.top <= one.bottom + _SNAP
    )


def _edges(places: Iterable[float]) -> list[float]:
    edges: list[list[float]] = []
    for place in sorted(places):
        if edges and place - edges[-1][-1] <= _SNAP:
            edges[-1].append(place)
        else:
            edges.append([place])
    return [sum(edge) / len(edge) for edge in edges]


def _table(words: Sequence[Word], net: _Net) -> PageTable | None:
    """None for a frame around one text; a side that no line closes ends where the lines across it do."""
    xs = _edges([line.left for line in net.down] + [x for line in net.across for x in (line.left, line.right)])
    ys = _edges([line.top for line in net.across] + [y for line in net.down for y in (line.top, line.bottom)])
    if len(xs) < 3 or len(ys) < 2 or len(xs) + len(ys) > _MOST_EDGES:
        return None
    inside = [
        word
        for word in words
        if xs[0] < (word.left + word.right) / 2 < xs[-1] and ys[0] < (word.top + word.bottom) / 2 < ys[-1]
    ]
    areas = _areas(xs, ys, net)
    if len(areas) < 2 or not inside:
        return None
    word_ids = frozenset(map(id, inside))
    whole = all(len(unit) == area.rows * area.columns for area, unit in areas.items())
    if not whole or _crossing(inside, xs, ys, areas) > 0.05 * len(inside):
        return PageTable(xs[0], xs[-1], ys[0], ys[-1], (), word_ids, whole=False)
    return PageTable(xs[0], xs[-1], ys[0], ys[-1], _rows(inside, xs, ys, list(areas)), word_ids)


def _areas(xs: Sequence[float], ys: Sequence[float], net: _Net) -> dict[_Area, list[tuple[int, int]]]:
    """The areas with the smallest boxes between edges that each is made of."""
    height, width = len(ys) - 1, len(xs) - 1
    parent = {(row, column): (row, column) for row in range(height) for column in range(width)}

    def root(box: tuple[int, int]) -> tuple[int, int]:
        while parent[box] != box:
            parent[box] = parent[parent[box]]
            box = parent[box]
        return box

    for row in range(height):
        for column in range(width):
            middle = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            if column + 1 < width and not _is_drawn_down(net.down, xs[column + 1], middle[1]):
                parent[root((row, column))] = root((row, column + 1))
            if row + 1 < height and not _is_drawn_across(net.across, ys[row + 1], middle[0]):
                parent[root((row, column))] = root((row + 1, column))
    units: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for box in parent:
        units.setdefault(root(box), []).append(box)
    return {_bounds(unit): unit for unit in units.values()}


def _is_drawn_down(lines: Iterable[Ruling], x: float, y: float) -> bool:
    return any(abs(line.left - x) <= _SNAP and line.top - _SNAP <= y <= line.bottom + _SNAP for line in lines)


def _is_drawn_across(lines: Iterable[Ruling], y: float, x: float) -> bool:
    return any(abs(line.top - y) <= _SNAP and line.left - _SNAP <= x <= line.right + _SNAP for line in lines)


def _bounds(unit: Sequence[tuple[int, int]]) -> _Area:
    rows, columns = [row for row, _ in unit], [column for _, column in unit]
    return _Area(min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)


def _crossing(words: Sequence[Word], xs: Sequence[float], ys: Sequence[float], areas: Iterable[_Area]) -> int:
    """How many words reach far over an edge of the cell in which their middle stands."""
    count = 0
    for area in areas:
        left, right = xs[area.column], xs[area.column + area.columns]
        count += sum(
            word.right - right > word.height or left - word.left > word.height
            for word in _standing(words, xs, ys, area)
        )
    return count


def _standing(words: Iterable[Word], xs: Sequence[float], ys: Sequence[float], area: _Area) -> list[Word]:
    left, right = xs[area.column], xs[area.column + area.columns]
    top, bottom = ys[area.row], ys[area.row + area.rows]
    return [
        word
        for word in words
        if left < (word.left + word.right) / 2 <= right and top < (word.top + word.bottom) / 2 <= bottom
    ]


def _rows(
    words: Sequence[Word], xs: Sequence[float], ys: Sequence[float], areas: Sequence[_Area]
) -> tuple[tuple[Box, ...], ...]:
    """The cells in their rows and columns; what a merged one reaches over carries on."""
    grid = [[Box() for _ in pairwise(xs)] for _ in pairwise(ys)]
    for area in areas:
        for row in range(area.row, area.row + area.rows):
            for column in range(area.column, area.column + area.columns):
                grid[row][column] = Box(merged="up" if row > area.row else "left")
        width = xs[area.column + area.columns] - xs[area.column]
        grid[area.row][area.column] = Box(paragraphs_in(_standing(words, xs, ys, area), width))
    return tuple(map(tuple, _without_empty_columns(grid)))


def _without_empty_columns(grid: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """Edges that only a few lines have make columns in which nothing ever begins."""
    kept = [at for at in range(len(grid[0])) if any(row[at].merged != "left" and row[at] != Box() for row in grid)]
    return [[row[at] for at in kept] for row in grid]


def paragraphs_in(words: Iterable[Word], width: float) -> tuple[str, ...]:
    """The paragraphs of a cell of a given width: one ends where the next line's first word would have stood on it."""
    paragraphs: list[list[str]] = []
    before: Line | None = None
    for line in map(joined, rows_of(words)):
        if before is None or _begins(before, line, width):
            paragraphs.append([])
        paragraphs[-1].append(line.text)
        before = line
    return tuple(" ".join(texts) for texts in paragraphs)


def _begins(before: Line, line: Line, width: float) -> bool:
    first = line.words[0]
    if first.text[:1] in "-–+•*" and len(line.words) > 1:
        return True
    if not first.text[:1].isupper() or before.text.split()[-1].lower().endswith(_CONNECTORS):
        return False
    room = width - 2 * _PADDING - (before.right - before.left)
    return room > first.right - first.left + 0.45 * line.height
