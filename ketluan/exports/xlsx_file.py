"""All tables as one Excel workbook: a sheet a table, filters on, headings frozen, dates as dates."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from ketluan.exports.tables import TABLES, Cell, Table
from ketluan.model.archive import Archive

CREATED = dt.datetime(2000, 1, 1)  # the real moment would make every build differ
LONGEST = 32_767  # characters that Excel accepts in one cell
EARLIEST = dt.date(1900, 3, 1)  # Excel's calendar has a 29 February 1900


def xlsx_bytes(archive: Archive) -> bytes:
    """The workbook; rows go to disk one by one, so that memory does not grow with the archive."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"title": "Kho kết luận", "created": CREATED})
        heading = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top"})
        formats = {
            "text": book.add_format({"valign": "top", "text_wrap": True}),
            "date": book.add_format({"valign": "top", "num_format": "dd/mm/yyyy", "align": "left"}),
            "count": book.add_format({"valign": "top", "num_format": "#,##0"}),
        }
        for table in TABLES:
            _sheet(book.add_worksheet(table.title), table, archive, heading=heading, formats=formats)
    return out.getvalue()


def _sheet(
    sheet: Worksheet, table: Table[Any], archive: Archive, *, heading: Format, formats: dict[str, Format]
) -> None:
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.heading, heading)
    line = 0
    for line, row in enumerate(table.rows(archive), start=1):
        for at, cell in enumerate(row):
            _cell(sheet, line, at, cell=cell, formats=formats)
    sheet.autofilter(0, 0, line, len(table.columns) - 1)


def _cell(sheet: Worksheet, line: int, at: int, *, cell: Cell, formats: dict[str, Format]) -> None:
    if isinstance(cell, dt.date) and cell >= EARLIEST:
        sheet.write_datetime(line, at, dt.datetime(cell.year, cell.month, cell.day), formats["date"])
    elif isinstance(cell, int):
        sheet.write_number(line, at, cell, formats["count"])
    elif cell is not None:
        sheet.write_string(line, at, str(cell)[:LONGEST], formats["text"])
