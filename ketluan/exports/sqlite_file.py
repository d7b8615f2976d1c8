"""The whole archive as one SQLite file, made for Datasette and for the sqlite3 program."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from ketluan.exports.notice_data import NoticeData, notice_data
from ketluan.exports.sqlite_rows import (
    DIRECTIVE,
    FIXED,
    NOTICE,
    OF_NOTICES,
    OF_REGISTER,
    STORED,
    StoredTable,
    definition,
    view_definition,
)
from ketluan.exports.tables import has_whole_files
from ketluan.model.archive import Archive
from ketluan.text.folding import fold, visible

VIEWS = Path(__file__).with_name("sqlite_file.sql")
FULL_TEXT = Path(__file__).with_name("sqlite_full_text.sql")
PAGE = 8192
"""Bytes of a page of the file; of smaller ones more is left empty."""
YEAR = 1_000_000
"""So many keys a year has: 2014000001 is the first notice of 2014, and the first directive."""


def sqlite_bytes(archive: Archive) -> bytes:
    """The whole database file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        write_sqlite(path, archive)
        return path.read_bytes()


def write_sqlite(path: Path, archive: Archive, *, last: Path | None = None, same: Collection[str] = ()) -> None:
    """Write the whole database; the same archive gives the same bytes with the same version of SQLite.

    Rows of the notices whose ids are the `same` as in the `last` file are copied from there. All are written in the
    order of their keys, so that VACUUM finds nothing to do.
    """
    with closing(sqlite3.connect(path.absolute().as_uri(), uri=True, isolation_level=None)) as database:
        database.execute(f"PRAGMA page_size = {PAGE}")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA journal_mode = OFF")
        database.create_function("unaccented", 1, unaccented, deterministic=True)
        keys = {agency: key for key, agency in enumerate(archive.register.agencies, 1)}
        kept = _kept_rows(database, same) if last and _is_ours(database, last, keys) else {}
        database.execute("BEGIN")
        for table in STORED:
            database.execute(definition(table))
        _write_fixed(database)
        _write_register(database, archive, keys)
        for year in reversed(list(archive.by_year)):
            runs = [*_runs(archive, year, kept)]
            for table in OF_NOTICES:  # as every build does, so that the file is the same
                for run in runs:
                    run.write(database, table, keys)
        for table in STORED:
            database.execute(view_definition(table))
        _executed(database, VIEWS)
        if has_whole_files(archive):
            _executed(database, FULL_TEXT)
            database.execute("VACUUM")


def _executed(database: sqlite3.Connection, script: Path) -> None:
    database.executescript(f"BEGIN; {script.read_text(encoding='utf-8')} COMMIT;")


def _is_ours(database: sqlite3.Connection, last: Path, keys: Mapping[str, int]) -> bool:
    """Whether the last file is a database of ours in which the bodies of the register have the same keys."""
    try:
        database.execute("ATTACH ? AS last", (f"{last.absolute().as_uri()}?immutable=1",))
        return dict(database.execute("SELECT id, key FROM last.agency WHERE id IS NOT NULL")) == keys
    except (sqlite3.Error, ValueError):
        return False


def _write_fixed(database: sqlite3.Connection) -> None:
    for name, words in FIXED.items():
        database.execute(f"CREATE TABLE main.{name} (key INTEGER PRIMARY KEY, name TEXT)")
        database.executemany(f"INSERT INTO main.{name} VALUES (?, ?)", enumerate(words, 1))


def _write_register(database: sqlite3.Connection, archive: Archive, keys: Mapping[str, int]) -> None:
    for table in OF_REGISTER:
        flat = list(table.flat.item_rows(archive))
        rows = (_with_keys(table, row, keys) for row in table.rows(archive, flat))
        _insert(database, table, ([key, *row] if table.has_key else row for key, row in enumerate(rows, 1)))


class _KeptRows(NamedTuple):
    """Where a notice stands in the last file: its key, that of its first directive, and how many it has."""

    notice: int
    directive: int
    directives: int


@dataclass(frozen=True, slots=True)
class _CopiedRun:
    """Notices that follow one another in the last file too; the keys of the first one and of its first directive."""

    rows: list[_KeptRows]
    notice: int
    directive: int

    def write(self, database: sqlite3.Connection, table: StoredTable, _: Mapping[str, int]) -> None:
        told = [rows for rows in self.rows if rows.directives] or self.rows
        if table is NOTICE:
            key, first, last = "key", self.rows[0].notice, self.rows[-1].notice
        else:
            key = "key" if table.has_key else "directive"
            first, last = told[0].directive, told[-1].directive + told[-1].directives - 1
        columns = ", ".join(_names(table))
        moved = ", ".join(map(partial(_moved, table), _names(table)))
        database.execute(
            f"INSERT INTO main.{table.name} ({columns}) SELECT {moved} FROM last.{table.name} "
            f"WHERE {key} BETWEEN :first AND :last ORDER BY {key}, rowid",
            {
                "first": first,
                "last": last,
                "notice": self.notice - self.rows[0].notice,
                "directive": self.directive - told[0].directive,
            },
        )


def _moved(table: StoredTable, name: str) -> str:
    """A column as it is in the new file: where a notice or directive stands is said by how far it moves."""
    target = table.name if name == '"key"' else name.strip('"')
    return f"{name} + :{target}" if target in (NOTICE.name, DIRECTIVE.name) else name


@dataclass(frozen=True, slots=True)
class _WrittenRun:
    """Notices to be written out of their parts; the key of the first one, and those of the first directive of each."""

    data: list[NoticeData]
    notice: int
    directives: list[int]

    def write(self, database: sqlite3.Connection, table: StoredTable, keys: Mapping[str, int]) -> None:
        at = OF_NOTICES.index(table)
        rows = (
            row
            for notice, (each, start) in enumerate(zip(self.data, self.directives, strict=False), self.notice)
            for row in _keyed(table, each.stored(at), notice, start, keys)
        )
        _insert(database, table, rows)


def _kept_rows(database: sqlite3.Connection, same: Collection[str]) -> dict[str, _KeptRows]:
    """By the ids of notices whose rows are the same."""
    found = database.execute(
        "SELECT notice.id, notice.key, coalesce(min(directive.key), 0), count(directive.key) "
        "FROM last.notice LEFT JOIN last.directive ON directive.notice = notice.key GROUP BY notice.key"
    )
    return {id: _KeptRows(*rows) for id, *rows in found if id in same}


def _runs(archive: Archive, year: str, kept: Mapping[str, _KeptRows]) -> Iterator[_CopiedRun | _WrittenRun]:
    """The notices of a year, the oldest first, so that what comes later changes no key."""
    directive = first = int(year) * YEAR + 1 if year.isdigit() else 1
    ids = (notice.id for notice in reversed(archive.by_year[year]))

    def move(numbered: tuple[int, str]) -> int | None:
        number, id = numbered
        return number - kept[id].notice if id in kept else None

    for moved, numbered in groupby(enumerate(ids, first), key=move):
        notices, run = zip(*numbered, strict=True)
        if moved is None:
            data = [notice_data(archive, id) for id in run]
            lengths = (len(each.stored(OF_NOTICES.index(DIRECTIVE))) for each in data)
            directives = [*accumulate(lengths, initial=directive)]
            yield _WrittenRun(data, notices[0], directives)
            directive = directives[-1]
        else:
            rows = [kept[id] for id in run]
            yield _CopiedRun(rows, notices[0], directive)
            directive += sum(each.directives for each in rows)


def _keyed(
    table: StoredTable, rows: list[list[Any]], notice: int, start: int, keys: Mapping[str, int]
) -> Iterator[list[Any]]:
    """The rows of a notice with its key, and those of its directives from a start on."""
    for at, row in enumerate(rows):
        own = {NOTICE.name: [notice], DIRECTIVE.name: [start + at, notice]}.get(table.name, [])
        yield own + _with_keys(table, row, keys, start)


def _with_keys(table: StoredTable, row: list[Any], keys: Mapping[str, int], first: int = 0) -> list[Any]:
    """With the keys of agencies and words, and of directives, of which that of the notice's first one is given."""
    found = list(row)
    for at, column in enumerate(table.columns):
        target = table.refers.get(column.name)
        if target == "agency":
            found[at] = keys.get(row[at])
        elif target == "directive":
            found[at] = first + row[at]
        elif target and target in FIXED:
            found[at] = FIXED[target].index(row[at]) + 1
    return found


def _names(table: StoredTable) -> list[str]:
    return [f'"{name}"' for name in (*table.keys, *(column.name for column in table.columns))]


def _insert(database: sqlite3.Connection, table: StoredTable, rows: Iterable[list[Any]]) -> None:
    names = _names(table)
    marks = ", ".join("?" * len(names))
    database.executemany(f"INSERT INTO main.{table.name} ({', '.join(names)}) VALUES ({marks})", rows)


def unaccented(text: str) -> str:
    """The words without accents as people type them (`ly`), then those that the site's search knows otherwise (`li`).

    Whoever asks SQLite has no folding of ours, so both must stand there.
    """
    marked = unicodedata.normalize("NFD", visible(text).lower().replace("đ", "d"))
    plain = "".join(letter for letter in marked if not unicodedata.combining(letter))
    known = {*re.findall(r"\w+", plain)}
    return " ".join([plain, *dict.fromkeys(word for word in fold(text).split() if word not in known)])
