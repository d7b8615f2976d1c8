"""The files of each year, joined from those of its months; and those of all years, whole or as a list of years."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ketluan.exports.csv_file import joined_csv, listing_csv, packed_csv
from ketluan.exports.file_addresses import (
    CSV,
    DIRECTIVES_JSON,
    NOTICES_JSON,
    SQLITE,
    XLSX,
    YEARS,
    ZIP,
    member_name,
    year_path,
)
from ketluan.exports.json_files import joined_json, packed_array
from ketluan.exports.month_data import MonthData, year_data
from ketluan.exports.packed_file import zip_bytes
from ketluan.exports.tables import REGISTER, TABLES, YEARLY, Table, has_whole_files
from ketluan.exports.xlsx_file import DataSheet, xlsx_bytes
from ketluan.exports.xlsx_rows import packed_rows, sheet_rows
from ketluan.model.archive import Archive
from ketluan.model.page import Asset

PACKED = (DIRECTIVES_JSON, NOTICES_JSON, CSV)
"""What of a year stands in one packed file when the archive is large."""
_SIGNPOST = ("Tệp nén, trong cùng thư mục", "Tệp trong đó", "Cùng dữ liệu, mở bằng Excel")
_HEADINGS = (("Năm", 12), ("Số thông báo", 14), ("Số chỉ đạo", 14), ("Tệp của năm, trong cùng thư mục", 44))


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedFile:
    """A file of all years, joined from those of each, in their order."""

    path: str
    parts: tuple[str, ...]
    join: Callable[[Iterable[bytes]], Iterator[bytes]]


def year_paths(archive: Archive, year: str) -> tuple[str, ...]:
    """Where the files of a year stand that hold what it holds."""
    kinds = (*PACKED, XLSX) if has_whole_files(archive) else (ZIP, XLSX)
    return tuple(year_path(year, path) for path in kinds)


def year_files(archive: Archive, year: str) -> Iterator[Asset]:
    """What a year holds, as JSON, CSV and XLSX; of a large archive the first two are packed, and what stands at their
    addresses says where."""
    found = year_data(archive, year)
    contents = {
        DIRECTIVES_JSON: packed_array(each.directives for each in found),
        NOTICES_JSON: packed_array(each.notices for each in found),
        CSV: packed_csv(each.csv for each in found),
    }
    if has_whole_files(archive):
        for path, parts in contents.items():
            yield Asset(path=year_path(year, path), content=b"".join(part.unpacked() for part in parts))
    else:
        packed = zip_bytes({member_name(path): parts for path, parts in contents.items()})
        yield Asset(path=year_path(year, ZIP), content=packed)
        yield from (Asset(path=year_path(year, path), content=_signpost(path)) for path in PACKED)
    book = xlsx_bytes([_sheet(archive, table, found) for table in YEARLY])
    yield Asset(path=year_path(year, XLSX), content=book)


def _signpost(path: str) -> bytes:
    """Where the file that is asked for is packed: no array, and no table of directives, so that nobody takes it for
    one that is empty."""
    if path == CSV:
        return listing_csv(_SIGNPOST, [[member_name(ZIP), member_name(path), member_name(XLSX)]])
    return _json({"zip": member_name(ZIP), "file": member_name(path)})


def _sheet(archive: Archive, table: Table[Any], found: list[MonthData]) -> DataSheet:
    if table.of_notices:
        rows = [each.sheets[YEARLY.index(table)] for each in found]
    else:
        rows = [packed_rows([sheet_rows(table.rows(archive))])]
    columns = [(column.heading, column.width) for column in table.columns]
    return DataSheet(title=table.title, columns=columns, rows=rows)


def joined_files(archive: Archive) -> list[JoinedFile]:
    """The files that hold all years of an archive that is not large."""
    if not has_whole_files(archive):
        return []
    joins = ((DIRECTIVES_JSON, joined_json), (NOTICES_JSON, joined_json), (CSV, joined_csv))
    return [
        JoinedFile(path=path, parts=tuple(year_path(year, path) for year in archive.by_year), join=join)
        for path, join in joins
    ]


def workbook(archive: Archive) -> Iterator[Asset]:
    """Everything while a spreadsheet program opens that easily; then the years, and what is of none."""
    if has_whole_files(archive):
        found = [month for year in archive.by_year for month in year_data(archive, year)]
        sheets = [_sheet(archive, table, found) for table in TABLES]
    else:
        rows = packed_rows([sheet_rows(_years(archive, XLSX))])
        listing = DataSheet(title="Các năm", columns=_HEADINGS, rows=[rows])
        sheets = [listing, *(_sheet(archive, table, []) for table in REGISTER)]
    yield Asset(path=XLSX, content=xlsx_bytes(sheets))


def year_listings(archive: Archive) -> Iterator[Asset]:
    """In place of the files that a large archive does not have: which file each year has."""
    if has_whole_files(archive):
        return
    for path in (DIRECTIVES_JSON, NOTICES_JSON):
        keys = ("year", "notices", "directives", "zip")
        years = [dict(zip(keys, row, strict=True), file=member_name(path)) for row in _years(archive, ZIP)]
        yield Asset(path=path, content=_json({"whole": member_name(SQLITE), "years": years}))
    yield Asset(path=CSV, content=listing_csv((name for name, _ in _HEADINGS), _years(archive, ZIP)))


def _years(archive: Archive, path: str) -> Iterator[tuple[str, int, int, str]]:
    """Each year with the numbers of its notices and directives, and where its file of a kind stands, seen from here."""
    counts = archive.directive_counts
    for year, notices in archive.by_year.items():
        yield year, len(notices), counts.get(year, 0), member_name(year_path(year, path))


def years_json(archive: Archive) -> Iterator[Asset]:
    """Which years there are, how much each holds, and where."""
    counts = archive.directive_counts
    years = [
        {
            "year": year if year.isdigit() else None,
            "notices": len(notices),
            "directives": counts.get(year, 0),
            "files": list(year_paths(archive, year)),
        }
        for year, notices in archive.by_year.items()
    ]
    yield Asset(path=YEARS, content=_json(years))


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
