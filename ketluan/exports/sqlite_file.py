"""All tables as one SQLite file with a full-text index, made for Datasette and for the sqlite3 program."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ketluan.exports.tables import DIRECTIVES, TABLES, Cell, Column, Table
from ketluan.model.archive import Archive, Assignment
from ketluan.model.display_names import section_headings
from ketluan.text.folding import fold, visible

SQL = Path(__file__).with_name("sqlite_file.sql")
TYPES = {"text": "TEXT", "date": "TEXT", "count": "INTEGER"}
FOLDED: Column[Assignment] = Column("folded", "Không dấu", lambda _, assignment: _unaccented(assignment))
SQLITE_TABLES: tuple[Table[Any], ...] = tuple(
    replace(table, columns=(*table.columns, FOLDED)) if table is DIRECTIVES else table for table in TABLES
)


def sqlite_bytes(archive: Archive) -> bytes:
    """The whole database file; the same archive gives the same bytes with the same version of SQLite.

    Rows are numbered without gaps, so that the index still points to them after a VACUUM.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN")
            for table in SQLITE_TABLES:
                _fill(database, table, archive)
            database.executescript(f"BEGIN; {SQL.read_text(encoding='utf-8')} COMMIT;")
        return path.read_bytes()


def _fill(database: sqlite3.Connection, table: Table[Any], archive: Archive) -> None:
    database.execute(f"CREATE TABLE {table.name} ({', '.join(map(_definition, table.columns))})")
    marks = ", ".join("?" * len(table.columns))
    database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", map(_stored, table.rows(archive)))


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
