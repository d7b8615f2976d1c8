"""Tables of tasks in plain text: cells parted by tabs, as pasted from Word, or set in columns with blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ketluan.importing.layout.column_tables import GROUP_START, column_tables, names_columns
from ketluan.importing.layout.geometry import Row, Word, rows_of
from ketluan.importing.layout.table_rows import BAR, Box, cells_of, continued_row, is_frame, is_table_line, table_lines

_LETTER = 1.0  # width of a letter of a typed line
_HEIGHT = 3.0
_LEADING = 3.6
_WORD = re.compile(r"\S+")
_LONGEST_CELL = 12  # lines
_FEWEST_FRAMED = 3


def with_text_tables(text: str) -> str:
    """The text with its tables as rows between bars; any other text as it is."""
    text = _with_drawn_tables(text)
    if not any(names_columns(_cells(line)) for line in text.split("\n") if "\t" in line or "  " in line):
        return text
    return "\n".join(_set_in_columns(_parted_by_tabs(text.split("\n"))))


def _with_drawn_tables(text: str) -> str:
    """The text with the frames of tables drawn with letters taken away; what stands between two is one row."""
    if not any(is_frame(line) for line in text.split("\n")):
        return text
    kept: list[str] = []
    for drawn, group in groupby(text.split("\n"), key=lambda line: is_frame(line) or is_table_line(_barred(line))):
        lines = list(group)
        kept += _undrawn(lines) if drawn and any(map(is_frame, lines)) and not all(map(is_frame, lines)) else lines
    return "\n".join(kept)


def _undrawn(lines: Sequence[str]) -> list[str]:
    parts = [[_barred(line) for line in part] for framed, part in groupby(lines, key=is_frame) if not framed]
    if len(parts) < _FEWEST_FRAMED:
        return ["", *(line for part in parts for line in part), ""]
    rows = [part[0] for part in parts]
    for at, part in enumerate(parts):
        for line in part[1:]:
            same = len(cells_of(line)) == len(cells_of(rows[at]))
            rows[at] = continued_row(rows[at], line) if same else f"{rows[at]}\n{line}"
    return ["", *rows, ""]


def _barred(line: str) -> str:
    return line.replace("║", BAR).replace("|", BAR) if line.strip()[:1] in ("|", "║", BAR) else line


def _cells(line: str) -> list[str]:
    return [
        cell.strip() for cell in (line.strip("\n").split("\t") if "\t" in line else re.split(r" {2,}", line.strip()))
    ]


def _parted_by_tabs(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(lines):
        if "\t" in lines[at] and names_columns(_cells(lines[at])):
            rows, at = _tabbed_rows(lines, at)
            kept += table_lines(rows)
        else:
            kept.append(lines[at])
            at += 1
    return kept


def _tabbed_rows(lines: Sequence[str], start: int) -> tuple[list[list[Box]], int]:
    """The rows from the headings on, and the line behind them; a cell may run over several lines."""
    width = len(_cells(lines[start]))
    rows = [[Box((cell,)) for cell in _cells(lines[start])]]
    at = start + 1
    while at < len(lines):
        following = next((below for below in range(at, min(at + 2, len(lines))) if lines[below].strip()), at)
        line = lines[following]
        if "\t" not in line and GROUP_START.match(line.strip()) and _has_tab(lines, following + 1):
            rows.append([Box((line.strip(),)), *[Box(merged="left")] * (width - 1)])
            at = following + 1
            continue
        cells, end = _whole_row(lines, following, width)
        if not cells:
            break
        rows.append([Box(tuple(cell)) for cell in cells])
        at = end
    return rows, at


def _has_tab(lines: Sequence[str], at: int) -> bool:
    return any("\t" in line for line in lines[at : at + 2])


def _whole_row(lines: Sequence[str], start: int, width: int) -> tuple[list[list[str]], int]:
    """The paragraphs of each cell of the row that begins at a line, and the line behind it; none where none begins.

    What is pasted keeps its tabs, so that a row is whole with its last one; a line less is the end of a cell.
    """
    cells: list[list[str]] = []
    for at in range(start, min(start + _LONGEST_CELL, len(lines))):
        pieces = [piece.strip() for piece in lines[at].split("\t")]
        if at > start and cells:
            cells[-1] += [pieces.pop(0)]
        cells += [[piece] for piece in pieces]
        if len(cells) >= width or (at > start and not lines[at].strip()):
            break
    if len(cells) > width or not any("\t" in line for line in lines[start : start + 1]):
        return [], start
    if len(cells) < width and len(_cells(lines[start])) > 1:
        short = [[piece] for piece in _cells(lines[start])]
        return [*short, *[[""]] * (width - len(short))], start + 1
    return (cells, at + 1) if len(cells) == width else ([], start)


def _set_in_columns(lines: Sequence[str]) -> list[str]:
    words = [word for number, line in enumerate(lines) for word in _placed(line, number)]
    rows: list[Row] = rows_of(words)
    kept: list[str] = []
    at = 0
    for table in (table for table in column_tables(rows) if table.whole):
        first, last = round(table.top / _LEADING), round((table.bottom - _HEIGHT) / _LEADING)
        kept += [*lines[at:first], *table_lines(table.rows)]
        at = last + 1
    return [*kept, *lines[at:]]


def _placed(line: str, number: int) -> list[Word]:
    """The words of a typed line where they stand; rows of tables that are read already are left out."""
    if line.startswith("│"):
        return []
    top = number * _LEADING
    return [
        Word(text=found[0], left=found.start() * _LETTER, right=found.end() * _LETTER, top=top, bottom=top + _HEIGHT)
        for found in _WORD.finditer(line.expandtabs(8))
    ]
