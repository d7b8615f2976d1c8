"""The directives as CSV that Excel opens with Vietnamese letters intact."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from ketluan.exports.packed_file import Packed, packed
from ketluan.exports.tables import DIRECTIVES, Cell

# a cell beginning so would be run by a spreadsheet
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def packed_csv(rows: Iterable[Packed]) -> Iterator[Packed]:
    """UTF-8 with a byte order mark, CRLF, dates as 2014-07-10; of rows that `csv_rows` gave."""
    yield packed([HEAD])
    yield from rows


def csv_rows(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Rows of the table of directives."""
    return _written([_safe(cell) if type(cell) is str else cell for cell in row] for row in rows)


def listing_csv(headings: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """Another table in the same form."""
    return _written([headings]).decode().encode("utf-8-sig") + _written(rows)


def joined_csv(contents: Iterable[bytes]) -> Iterator[bytes]:
    """One file of several, in pieces."""
    yield HEAD
    yield from (content.removeprefix(HEAD) for content in contents)


def _written(rows: Iterable[Iterable[Cell]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


HEAD = _written([[column.heading for column in DIRECTIVES.columns]]).decode().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text (OWASP)."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
