"""Rows of a sheet of an Excel workbook, before it is known at which line they stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from ketluan.exports.tables import Cell

LINE = b"\0"
"""Stands for the number of the line: no text holds it, since XML forbids it."""
STYLES = {"text": 2, "date": 3, "count": 4}
"""The numbers that XlsxWriter gives the formats of cells, behind that of headings."""
LONGEST = 32_767  # characters that Excel accepts in one cell
MOST_COLUMNS = 100
EARLIEST = dt.date(1900, 3, 1)  # Excel's calendar has a 29 February 1900
DAY_ZERO = dt.date(1899, 12, 30)
_END = b"</row>"
_LETTERS = [xl_col_to_name(at) for at in range(MOST_COLUMNS)]
_TEXTS = [f'<c r="{letter}\0" s="{STYLES["text"]}" t="inlineStr"><is><t xml:space="preserve">' for letter in _LETTERS]
_FORBIDDEN = "\x00-\x08\x0b-\x1f\ufffe\uffff"
_HIDDEN = re.compile(f"[{_FORBIDDEN}]|_(?=x[0-9A-Fa-f]{{4}}_)")
_may_be_special = re.compile(f"[&<>_{_FORBIDDEN}]").search


def sheet_rows(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Each with `LINE` in place of its number."""
    return "".join(map(_row, rows)).encode()


def row_count(rows: bytes) -> int:
    """How many stand in what `sheet_rows` gave."""
    return rows.count(_END)


def numbered(parts: Iterable[bytes], first: int) -> Iterator[bytes]:
    """The rows of several parts, counted from a line."""
    line = first
    for rows in parts:
        for row in rows.split(_END)[:-1]:
            yield row.replace(LINE, b"%d" % line) + _END
            line += 1


def _row(cells: Sequence[Cell]) -> str:
    written = [
        f"{_TEXTS[at]}{_text(cell)}</t></is></c>" if type(cell) is str else _cell(at, cell)
        for at, cell in enumerate(cells)
        if cell is not None
    ]
    return f'<row r="\0">{"".join(written)}</row>'


def _cell(at: int, cell: str | int | dt.date) -> str:
    """One that is no plain text."""
    if isinstance(cell, dt.date) and cell >= EARLIEST:
        return f'<c r="{_LETTERS[at]}\0" s="{STYLES["date"]}"><v>{(cell - DAY_ZERO).days}</v></c>'
    if isinstance(cell, int):
        return f'<c r="{_LETTERS[at]}\0" s="{STYLES["count"]}"><v>{cell}</v></c>'
    return f"{_TEXTS[at]}{_text(str(cell))}</t></is></c>"


def _text(cell: str) -> str:
    text = cell[:LONGEST]
    return escape(_HIDDEN.sub(_spelled, text), quote=False) if _may_be_special(text) else text


def _spelled(letter: re.Match[str]) -> str:
    """Letters that XML forbids, and what would be read as one, as ECMA-376 spells them (22.9.2.19)."""
    return f"_x{ord(letter[0]):04X}_"
