"""What the columns of a table hold, and whether a table with such headings gives out tasks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ketluan.markdown.blocks import TableCell
from ketluan.understanding.cell_limit import limits_of
from ketluan.understanding.column_heading import Kind, column_kind

MOST_HEADING_ROWS = 4

_FIGURE = re.compile(r"[\d.,%\s/+-]*\d[\d.,%\s/+-]*\Z")
# cells that say what was done: a table of results
_LOOKING_BACK = re.compile(r"(?:đã|đang|chưa|cơ bản|hoàn thành|đạt|không đạt)\b|.*\d\s*%", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """What the columns of a table hold; `first` is the row behind the headings."""

    headings: tuple[tuple[str, ...], ...]
    kinds: tuple[Kind, ...]
    first: int

    def columns(self, *kinds: Kind) -> list[int]:
        return [at for at, kind in enumerate(self.kinds) if kind in kinds]

    @property
    def task(self) -> int | None:
        """The column of the tasks: the one called so, else the first whose matter is to be done."""
        found = [*self.columns("task"), *self.columns("matter")]
        return found[0] if found else None


def layout_of(rows: Sequence[Sequence[TableCell]]) -> TableLayout | None:
    """The headings: the first row that names a task's columns, and rows below into which its cells are parted."""
    for at in range(min(MOST_HEADING_ROWS, len(rows))):
        end = at + 1
        while end < len(rows) and end - at < MOST_HEADING_ROWS and _goes_on(rows[end], rows[end - 1]):
            end += 1
        width = max(len(row) for row in rows[at:end])
        headings = tuple(_heading(rows[at:end], column) for column in range(width))
        kinds = tuple(column_kind(heading) for heading in headings)
        known = {kind for kind in kinds if kind != "other"}
        if len(known - {"number", "note"}) >= 2 and not _is_sentence(rows[at]):
            return TableLayout(headings=headings, kinds=kinds, first=end)
    return None


def _goes_on(row: Sequence[TableCell], above: Sequence[TableCell]) -> bool:
    """Whether a row belongs to the headings above it: cells reach down into it, or part one above it."""
    if any(cell.merged == "up" and cell.text for cell in row):
        return any(cell.merged != "up" for cell in row) and all(len(cell.text.split()) <= 8 for cell in row)
    return any(cell.merged == "left" for cell in above) and all(
        column_kind([cell.text]) not in ("other", "number") or not cell.text for cell in row
    )


def _heading(rows: Sequence[Sequence[TableCell]], column: int) -> tuple[str, ...]:
    texts = (row[column].text for row in rows if column < len(row))
    return tuple(dict.fromkeys(text for text in texts if text))


def _is_sentence(row: Sequence[TableCell]) -> bool:
    return any(len(cell.text.split()) > 16 for cell in row)


def assigns_tasks(layout: TableLayout, rows: Sequence[Sequence[TableCell]], issued: dt.date | None) -> bool:
    """Whether a table with these headings gives out tasks."""
    if layout.task is None or _reports(layout, rows):
        return False
    body = rows[layout.first :]
    named = layout.kinds[layout.task] == "task"
    if layout.columns("lead", "roles"):
        return named or not _is_of_figures(layout, body)
    limits = [cell.text for at in layout.columns("limit") for cell in _filled(body, at)]
    dated = sum(bool(limits_of(text, issued)) for text in limits)
    if layout.columns("body"):
        return named or (bool(limits) and 2 * dated >= len(limits))
    return named and bool(limits) and 2 * dated >= len(limits)


def _reports(layout: TableLayout, rows: Sequence[Sequence[TableCell]]) -> bool:
    """Whether a column says how far things have come."""
    said = [cell.text for at in layout.columns("report") for cell in _filled(rows[layout.first :], at)]
    return bool(said) and 2 * sum(bool(_LOOKING_BACK.match(text)) for text in said) >= len(said)


def _is_of_figures(layout: TableLayout, rows: Sequence[Sequence[TableCell]]) -> bool:
    others = [cell.text for at in layout.columns("other") for cell in _filled(rows, at)]
    return 2 * sum(bool(_FIGURE.match(text)) for text in others) > len(others)


def _filled(rows: Sequence[Sequence[TableCell]], column: int) -> Iterator[TableCell]:
    return (row[column] for row in rows if column < len(row) and row[column].text and not row[column].merged)
