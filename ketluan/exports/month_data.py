"""What the files of a year hold of the notices of one of its months, packed once and kept: a year's files are joined
from these parts, so that a changed notice has its month packed anew and no other.

A part is a line of numbers, then as many packed pieces.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ketluan.exports.json_files import BETWEEN, packed_json
from ketluan.exports.kept_parts import part
from ketluan.exports.notice_data import notice_data
from ketluan.exports.packed_file import Packed, packed
from ketluan.exports.tables import YEARLY
from ketluan.exports.xlsx_rows import PackedRows, packed_rows
from ketluan.model.archive import Archive, month_of


@dataclass(frozen=True, slots=True)
class MonthData:
    """Records of the two arrays of JSON without what stands around them, rows of the CSV, rows of a sheet a table."""

    directives: Packed
    notices: Packed
    csv: Packed
    sheets: tuple[PackedRows, ...]


def year_data(archive: Archive, year: str) -> list[MonthData]:
    """Of the months of a year, the newest first."""
    return [_month_data(archive, month) for month in dict.fromkeys(map(month_of, archive.by_year[year]))]


def _month_data(archive: Archive, month: str) -> MonthData:
    numbers, _, rest = part(archive, month, month_part).partition(b"\n")
    directives, notices, csv, *sheets = _pieces(json.loads(numbers), rest)
    return MonthData(directives.packed, notices.packed, csv.packed, tuple(sheets))


def month_part(archive: Archive, month: str) -> bytes:
    """What is kept of the notices of a month."""
    found = [notice_data(archive, notice.id) for notice in archive.by_month[month]]
    pieces = [
        PackedRows(packed([_records(each.directives for each in found)])),
        PackedRows(packed([_records(each.notice for each in found)])),
        PackedRows(packed(each.csv for each in found)),
        *(packed_rows(each.sheet(at) for each in found) for at in range(len(YEARLY))),
    ]
    numbers = [(len(each.packed.content), each.packed.size, each.packed.crc, each.number) for each in pieces]
    return packed_json(numbers) + b"\n" + b"".join(each.packed.content for each in pieces)


def _records(pieces: Iterable[bytes]) -> bytes:
    """Those of several notices, of which one may have none."""
    return BETWEEN.join(filter(None, pieces))


def _pieces(numbers: list[tuple[int, int, int, int]], content: bytes) -> Iterator[PackedRows]:
    ends = accumulate((length for length, *_ in numbers), initial=0)
    for (begin, end), (_, size, crc, number) in zip(pairwise(ends), numbers, strict=True):
        yield PackedRows(Packed(content[begin:end], size, crc), number)
