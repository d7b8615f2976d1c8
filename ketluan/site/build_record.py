"""Reads and writes what the last build made, and of what: a file under `.cache` that may be deleted.

It holds the queries that were asked of the archive with the digests of the answers, the recipes with the queries
each asked, and the files with what each was made of. It is written only when a site is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ketluan.site.traced_archive import Query

RECORD = "site.sqlite"
TABLES = """
CREATE TABLE version (version TEXT);
CREATE TABLE answer (number INTEGER PRIMARY KEY, query TEXT, digest TEXT);
CREATE TABLE recipe (name TEXT PRIMARY KEY, asked BLOB, paths TEXT);
CREATE TABLE file (path TEXT PRIMARY KEY, kind TEXT, shown TEXT, asked BLOB, made_of TEXT, size INTEGER,
                   changed INTEGER, digest TEXT);
"""
Asked = frozenset[Query]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """A file of a site: for a page its kind, the digest of what its template was shown, and what that asked; the
    digest of what it was made of; size, time and digest of its bytes."""

    kind: str = ""
    shown: str = ""
    asked: Asked = frozenset()
    made_of: str = ""
    size: int = 0
    changed: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeByRecipe:
    """The queries a recipe asked, and the paths of the files it made, in order."""

    asked: Asked
    paths: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class BuildRecord:
    """One build: digests by query, recipes by name, files by their path in the site."""

    answers: dict[Query, str] = field(default_factory=dict)
    recipes: dict[str, MadeByRecipe] = field(default_factory=dict)
    files: dict[str, MadeFile] = field(default_factory=dict)


def read_record(folder: Path, version: str) -> BuildRecord:
    """Empty when there is none, it is not whole, or another version of the program wrote it."""
    try:
        with closing(sqlite3.connect(f"file:{folder / RECORD}?mode=ro", uri=True, timeout=2)) as store:
            return _read(store) if _version(store) == version else BuildRecord()
    except (sqlite3.Error, ValueError, TypeError, KeyError):
        return BuildRecord()


def _version(store: sqlite3.Connection) -> str:
    return str(store.execute("SELECT version FROM version").fetchone()[0])


def _read(store: sqlite3.Connection) -> BuildRecord:
    rows = store.execute("SELECT number, query, digest FROM answer").fetchall()
    queries = {number: _query(text) for number, text, _ in rows}
    return BuildRecord(
        answers={queries[number]: digest for number, _, digest in rows},
        recipes={
            name: MadeByRecipe(asked=_asked(asked, queries), paths=tuple(json.loads(paths)))
            for name, asked, paths in store.execute("SELECT name, asked, paths FROM recipe")
        },
        files={path: _file(rest, queries) for path, *rest in store.execute("SELECT * FROM file")},
    )


def _file(row: list[Any], queries: Mapping[int, Query]) -> MadeFile:
    kind, shown, asked, made_of, size, changed, digest = row
    return MadeFile(
        kind=kind,
        shown=shown,
        asked=_asked(asked, queries),
        made_of=made_of,
        size=size,
        changed=changed,
        digest=digest,
    )


def _asked(numbers: bytes, queries: Mapping[int, Query]) -> Asked:
    return frozenset(queries[number] for number in array("I", numbers))


def _query(text: str) -> Query:
    name, how, key = json.loads(text)
    return Query(name, how, tuple(key) if isinstance(key, list) else key)


def write_record(folder: Path, version: str, before: BuildRecord, now: BuildRecord) -> None:
    """What has changed since `before`, at once or not at all; where nothing can be written the next build makes all."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not before.recipes:
            (folder / RECORD).unlink(missing_ok=True)
        with closing(sqlite3.connect(folder / RECORD, timeout=2)) as store, store:
            if not before.recipes:
                store.executescript(TABLES)
                store.execute("INSERT INTO version VALUES (?)", (version,))
            _write(store, before, now)
    except (OSError, sqlite3.Error):
        with suppress(OSError):
            (folder / RECORD).unlink(missing_ok=True)


def _write(store: sqlite3.Connection, before: BuildRecord, now: BuildRecord) -> None:
    numbers = {_query(text): number for number, text in store.execute("SELECT number, query FROM answer")}
    free = max(numbers.values(), default=0)
    new = {query: free + at for at, query in enumerate(now.answers.keys() - numbers.keys(), 1)}
    numbers |= new
    store.executemany(
        "DELETE FROM answer WHERE number = ?", ((numbers[gone],) for gone in numbers.keys() - now.answers)
    )
    changed = [one for one, digest in now.answers.items() if before.answers.get(one) != digest]
    rows = ((numbers[one], json.dumps(one, ensure_ascii=False), now.answers[one]) for one in changed)
    store.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", rows)
    _delete(store, "recipe", "name", before.recipes.keys() - now.recipes)
    recipes = [(name, made) for name, made in now.recipes.items() if before.recipes.get(name) is not made]
    store.executemany(
        "INSERT OR REPLACE INTO recipe VALUES (?, ?, ?)",
        ((name, _numbered(made.asked, numbers), json.dumps(made.paths)) for name, made in recipes),
    )
    _delete(store, "file", "path", before.files.keys() - now.files)
    files = [(path, made) for path, made in now.files.items() if before.files.get(path) is not made]
    store.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _file_rows(files, numbers))


def _delete(store: sqlite3.Connection, table: str, key: str, gone: Iterable[str | int]) -> None:
    store.executemany(f"DELETE FROM {table} WHERE {key} = ?", ((each,) for each in gone))


def _file_rows(
    files: Iterable[tuple[str, MadeFile]], numbers: Mapping[Query, int]
) -> Iterator[tuple[str | int | bytes, ...]]:
    for path, made in files:
        asked = _numbered(made.asked, numbers)
        yield path, made.kind, made.shown, asked, made.made_of, made.size, made.changed, made.digest


def _numbered(asked: Asked, numbers: Mapping[Query, int]) -> bytes:
    return array("I", sorted(numbers[query] for query in asked)).tobytes()


def stands(path: Path, made: MadeFile) -> bool:
    """Whether a file holds what was written: by size and time, else by its bytes."""
    try:
        found = os.stat(path)
        same = (found.st_size, found.st_mtime_ns) == (made.size, made.changed)
        return same or (found.st_size == made.size and digest_of(path.read_bytes()) == made.digest)
    except OSError:
        return False


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def put(source: Path, target: Path) -> None:
    """The same file under another name where the file system can, else a copy."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        put(source, target)
    except OSError:
        shutil.copyfile(source, target)
