"""Rows of a sheet of an Excel workbook. None says where it stands: it follows the one before it, and its cells one
another (ECMA-376, 18.3.1.4 and 18.3.1.73), so that rows are the same wherever they are put."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from ketluan.exports.packed_file import Packed, packed
from ketluan.exports.tables import Cell

STYLES = {"text": 2, "date": 3, "count": 4}
"""The numbers that XlsxWriter gives the formats of cells, behind that of headings."""
LONGEST = 32_767  # characters that Excel accepts in one cell
EARLIEST = dt.date(1900, 3, 1)  # Excel's calendar has a 29 February 1900
DAY_ZERO = dt.date(1899, 12, 30)
_END = b"</row>"
_NOTHING = "<c/>"
_TEXT = f'<c s="{STYLES["text"]}" t="inlineStr"><is><t xml:space="preserve">'
_FORBIDDEN = "\x00-\x08\x0b-\x1f\ufffe\uffff"
_HIDDEN = re.compile(f"[{_FORBIDDEN}]|_(?=x[0-9A-Fa-f]{{4}}_)")
_may_be_special = re.compile(f"[&<>_{_FORBIDDEN}]").search


class PackedRows(NamedTuple):
    """Packed rows, and how many there are."""

    packed: Packed
    number: int = 0


def sheet_rows(rows: Iterable[Sequence[Cell]]) -> bytes:
    return "".join(map(_row, rows)).encode()


def packed_rows(parts: Iterable[bytes]) -> PackedRows:
    """Of what `sheet_rows` gave."""
    found = [*parts]
    return PackedRows(packed(found), sum(rows.count(_END) for rows in found))


def _row(cells: Sequence[Cell]) -> str:
    written = [f"{_TEXT}{_text(cell)}</t></is></c>" if type(cell) is str else _cell(cell) for cell in cells]
    return f"<row>{''.join(written)}</row>"


def _cell(cell: Cell) -> str:
    """One that is no plain text."""
    if cell is None:
        return _NOTHING
    if isinstance(cell, dt.date) and cell >= EARLIEST:
        return f'<c s="{STYLES["date"]}"><v>{(cell - DAY_ZERO).days}</v></c>'
    if isinstance(cell, int):
        return f'<c s="{STYLES["count"]}"><v>{cell}</v></c>'
    return f"{_TEXT}{_text(str(cell))}</t></is></c>"


def _text(cell: str) -> str:
    text = cell[:LONGEST]
    return escape(_HIDDEN.sub(_spelled, text), quote=False) if _may_be_special(text) else text


def _spelled(letter: re.Match[str]) -> str:
    """Letters that XML forbids, and what would be read as one, as ECMA-376 spells them (22.9.2.19)."""
    return f"_x{ord(letter[0]):04X}_"
