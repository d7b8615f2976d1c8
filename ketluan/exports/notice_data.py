"""What the files of a year hold of one notice, made once and kept: a year's files are joined from these parts.

A part is a line of lengths, then as many pieces, each packed by itself: a year is joined without unpacking what the
file at hand does not need.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from ketluan.exports import json_fields
from ketluan.exports.calendars import written_events
from ketluan.exports.csv_file import csv_rows
from ketluan.exports.json_files import BETWEEN, json_lines, packed_json
from ketluan.exports.kept_parts import part
from ketluan.exports.sqlite_rows import stored_rows
from ketluan.exports.tables import DIRECTIVES, YEARLY
from ketluan.exports.xlsx_rows import sheet_rows
from ketluan.model.archive import Archive, notice_assignments

FAST = 1
"""How hard pieces are packed."""


@dataclass(frozen=True, slots=True)
class NoticeData:
    """The pieces of one notice, still packed: two of JSON, one of CSV, the events of calendars, a sheet a
    table, the rows of each table of the database."""

    pieces: tuple[bytes, ...]

    @property
    def directives(self) -> bytes:
        """Its records in the array of directives, without what stands around them; empty where there is none."""
        return zlib.decompress(self.pieces[0])

    @property
    def notice(self) -> bytes:
        """Its record in the array of notices."""
        return zlib.decompress(self.pieces[1])

    @property
    def csv(self) -> bytes:
        """Its rows."""
        return zlib.decompress(self.pieces[2])

    @property
    def events(self) -> dict[str, str]:
        """Its events by their names, as a calendar has them."""
        found: dict[str, str] = json.loads(zlib.decompress(self.pieces[3]))
        return found

    def sheet(self, at: int) -> bytes:
        """Its rows in the sheet of the `at`-th table of a year."""
        return zlib.decompress(self.pieces[4 + at])

    def stored(self, at: int) -> list[list[Any]]:
        """Its rows in the `at`-th table of the database, without keys."""
        found: list[list[Any]] = json.loads(zlib.decompress(self.pieces[4 + len(YEARLY) + at]))
        return found


def notice_data(archive: Archive, notice: str) -> NoticeData:
    """Of the notice with an id."""
    lengths, _, rest = part(archive, notice, notice_part).partition(b"\n")
    ends = accumulate(map(int, lengths.split()), initial=0)
    return NoticeData(tuple(rest[begin:end] for begin, end in pairwise(ends)))


def notice_part(archive: Archive, id: str) -> bytes:
    """What is kept of the notice with an id."""
    notice = archive.by_id[id]
    tasks = notice_assignments(archive, notice)
    flat = {table.name: list(table.item_rows(archive, notice)) for table in YEARLY}
    rows = [[row for _, row in flat[table.name]] for table in YEARLY]
    return _packed(
        [
            BETWEEN.join(json_lines(archive, json_fields.DIRECTIVES, tasks)),
            BETWEEN.join(json_lines(archive, json_fields.NOTICES, [notice])),
            csv_rows(rows[YEARLY.index(DIRECTIVES)]),
            packed_json(written_events(archive, tasks)),
            *map(sheet_rows, rows),
            *map(packed_json, stored_rows(archive, flat)),
        ]
    )


def _packed(pieces: Iterable[bytes]) -> bytes:
    packed = [zlib.compress(piece, FAST) for piece in pieces]
    return b" ".join(str(len(piece)).encode() for piece in packed) + b"\n" + b"".join(packed)
