"""The directives as CSV that Excel opens with Vietnamese letters intact."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ketluan.exports.tables import DIRECTIVES, Cell
from ketluan.model.archive import Archive

# a cell beginning so would be run by a spreadsheet
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(archive: Archive) -> bytes:
    """UTF-8 with a byte order mark, CRLF, dates as 2014-07-10."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.heading for column in DIRECTIVES.columns)
    writer.writerows(_safe_rows(archive))
    return out.getvalue().encode("utf-8-sig")


def _safe_rows(archive: Archive) -> Iterator[list[Cell]]:
    for row in DIRECTIVES.rows(archive):
        yield [_safe(cell) for cell in row]


def _safe(cell: Cell) -> Cell:
    """A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text (OWASP)."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
