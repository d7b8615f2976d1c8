"""All tables as one SQLite file with a full-text index, made for Datasette and for the sqlite3 program."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ketluan.exports.tables import DIRECTIVES, TABLES, YEARLY, Cell, Column, Table
from ketluan.model.archive import Archive, Assignment
from ketluan.model.display_names import section_headings
from ketluan.text.folding import fold, visible

SQL = Path(__file__).with_name("sqlite_file.sql")
TYPES = {"text": "TEXT", "date": "TEXT", "count": "INTEGER"}
FOLDED: Column[Assignment] = Column("folded", "Không dấu", lambda _, assignment: _unaccented(assignment))
SQLITE_TABLES: tuple[Table[Any], ...] = tuple(
    replace(table, columns=(*table.columns, FOLDED)) if table is DIRECTIVES else table for table in TABLES
)
COUNTED = tuple(table.name for table in YEARLY)


def sqlite_bytes(archive: Archive) -> bytes:
    """The whole database file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        write_sqlite(path, archive)
        return path.read_bytes()


def write_sqlite(path: Path, archive: Archive, *, last: Path | None = None, same: Collection[str] = ()) -> None:
    """Write the whole database; the same archive gives the same bytes with the same version of SQLite.

    Rows of the years that are the `same` as in the `last` file are copied from there, which is ten times as fast.
    Rows are numbered without gaps, so that the index still points to them after a VACUUM.
    """
    with closing(sqlite3.connect(path.absolute().as_uri(), uri=True, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA journal_mode = OFF")
        known = _places(database, last) if last else {}
        database.execute("BEGIN")
        counts = {table.name: list(_fill(database, table, archive, known, same)) for table in SQLITE_TABLES}
        _note_years(database, list(archive.by_year), counts)
        database.executescript(f"BEGIN; {SQL.read_text(encoding='utf-8')} COMMIT;")


def _places(database: sqlite3.Connection, last: Path) -> dict[tuple[str, str], tuple[int, int]]:
    """For a table and a year where its rows begin in the last file, and how many there are; empty without such a file.

    They stand there in the order of the years.
    """
    try:
        database.execute("ATTACH ? AS last", (f"{last.absolute().as_uri()}?immutable=1",))
        found, at = {}, dict.fromkeys(COUNTED, 1)
        for year, *counts in database.execute(f"SELECT year, {', '.join(COUNTED)} FROM last.years ORDER BY rowid"):
            for table, count in zip(COUNTED, counts, strict=True):
                found[table, year] = (at[table], count)
                at[table] += count
        return found
    except (sqlite3.Error, ValueError, TypeError):
        return {}


def _fill(
    database: sqlite3.Connection,
    table: Table[Any],
    archive: Archive,
    known: Mapping[tuple[str, str], tuple[int, int]],
    same: Collection[str],
) -> Iterator[int]:
    """The number of rows of each year."""
    database.execute(f"CREATE TABLE main.{table.name} ({', '.join(map(_definition, table.columns))})")
    marks = ", ".join("?" * len(table.columns))
    for year in archive.by_year if table.yearly else (None,):
        if year in same and (place := known.get((table.name, year or ""))):
            copy = f"INSERT INTO main.{table.name} SELECT * FROM last.{table.name} WHERE rowid BETWEEN ? AND ?"
            yield database.execute(f"{copy} ORDER BY rowid", (place[0], sum(place) - 1)).rowcount
        else:
            rows = map(_stored, table.rows(archive, year))
            yield database.executemany(f"INSERT INTO main.{table.name} VALUES ({marks})", rows).rowcount


def _note_years(database: sqlite3.Connection, years: Sequence[str], counts: Mapping[str, Sequence[int]]) -> None:
    columns = ", ".join(f"{name} INTEGER" for name in COUNTED)
    database.execute(f"CREATE TABLE main.years (year TEXT, {columns})")
    rows = zip(years, *(map(partial(max, 0), counts[name]) for name in COUNTED), strict=True)
    database.executemany(f"INSERT INTO main.years VALUES (?{', ?' * len(COUNTED)})", rows)


def _definition(column: Column[Any]) -> str:
    key = " PRIMARY KEY" if column.name == "id" else ""
    refers = f" REFERENCES {column.refers} (id)" if column.refers else ""
    return f'"{column.name}" {TYPES[column.type]}{key}{refers}'


def _stored(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(cell.isoformat() if isinstance(cell, dt.date) else cell for cell in row)


def _unaccented(assignment: Assignment) -> str:
    """The words without accents as people type them (`ly`), then those that the site's search knows otherwise (`li`).

    Whoever asks SQLite has no folding of ours, so both must stand there.
    """
    text = " ".join(
        [*section_headings(assignment.directive), assignment.directive.text, *assignment.directive.column_lines]
    )
    marked = unicodedata.normalize("NFD", visible(text).lower().replace("đ", "d"))
    plain = "".join(letter for letter in marked if not unicodedata.combining(letter))
    known = {*re.findall(r"\w+", plain)}
    return " ".join([plain, *dict.fromkeys(word for word in fold(text).split() if word not in known)])
