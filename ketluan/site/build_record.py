"""Reads and writes what the last build made, and of what: a file under `.cache` that may be deleted.

It holds the queries that were asked of the archive with the digests of the answers, the recipes with the queries
each asked, and the files with what each was made of. It is written only when a site is whole.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from ketluan.site.key_numbers import Group, KeyNumbers
from ketluan.site.site_files import FoundFile
from ketluan.site.traced_archive import How

RECORD = "site.sqlite"
TABLES = """
CREATE TABLE version (version TEXT, register TEXT, ties TEXT, used INTEGER);
CREATE TABLE answer (name TEXT, how TEXT, numbers BLOB, keys TEXT, digests TEXT, PRIMARY KEY (name, how));
CREATE TABLE recipe (name TEXT PRIMARY KEY, asked BLOB, paths TEXT);
CREATE TABLE file (path TEXT PRIMARY KEY, kind TEXT, shown TEXT, asked BLOB, made_of TEXT, size INTEGER,
                   changed INTEGER, digest TEXT);
CREATE TABLE part (name TEXT PRIMARY KEY, asked BLOB, digest TEXT);
CREATE TABLE notice (id TEXT PRIMARY KEY, digest TEXT, place INTEGER, items BLOB);
CREATE TABLE item (name TEXT PRIMARY KEY, numbers BLOB, keys TEXT);
CREATE TABLE value (rule TEXT PRIMARY KEY, content BLOB);
"""
Numbers: TypeAlias = "array[int]"
Asked: TypeAlias = Numbers
"""The numbers of queries."""
Asking: TypeAlias = tuple[str, How]
"""What queries ask for and how, whichever items."""
NO_QUERIES: Asked = array("I")


class MadeFile(NamedTuple):
    """A file of a site: for a page its kind, the digest of what its template was shown, and what that asked; the
    digest of what it was made of; size, time and digest of its bytes."""

    kind: str = ""
    shown: str = ""
    asked: Asked = NO_QUERIES
    made_of: str = ""
    size: int = 0
    changed: int = 0
    digest: str = ""


class MadeByRecipe(NamedTuple):
    """The queries that a recipe asked, and the paths of the files it made, in order."""

    asked: Asked
    paths: tuple[str, ...]


class KeptPart(NamedTuple):
    """A part of files: the queries that it asked, and the digest of its content."""

    asked: Asked
    digest: str


class NoticeMark(NamedTuple):
    """A notice as it was: its digest, its place in the order of all, and the numbers of the items that it was in."""

    digest: str
    place: int
    items: Numbers


@dataclass(slots=True, kw_only=True)
class BuildRecord:
    """One build: queries with their numbers, digests of the answers by number (None where it is no query's any more),
    recipes by name, files by their path, parts of files by their names, notices by their ids and the numbers of items
    that they are in, the digests of the register and of its ties, what keyed rules made, and how many queries something
    asked when those that nothing asked were last forgotten."""

    queries: KeyNumbers[Asking] = field(default_factory=KeyNumbers)
    answers: list[str | None] = field(default_factory=list)
    recipes: dict[str, MadeByRecipe] = field(default_factory=dict)
    files: dict[str, MadeFile] = field(default_factory=dict)
    parts: dict[str, KeptPart] = field(default_factory=dict)
    notices: dict[str, NoticeMark] = field(default_factory=dict)
    items: KeyNumbers[str] = field(default_factory=KeyNumbers)
    register: str = ""
    ties: str = ""
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    used: int = 0


def read_record(folder: Path, version: str) -> BuildRecord:
    """Empty when there is none, it is not whole, or another version of the program wrote it."""
    try:
        path = (folder / RECORD).absolute().as_uri()
        with closing(sqlite3.connect(f"{path}?mode=ro", uri=True, timeout=2)) as store:
            return _read(store) if _version(store) == version else BuildRecord()
    except (sqlite3.Error, ValueError, TypeError, KeyError, pickle.UnpicklingError, EOFError):
        return BuildRecord()


def _version(store: sqlite3.Connection) -> str:
    return str(store.execute("SELECT version FROM version").fetchone()[0])


def _read(store: sqlite3.Connection) -> BuildRecord:
    register, ties, used = store.execute("SELECT register, ties, used FROM version").fetchone()
    found = BuildRecord(
        recipes={
            name: MadeByRecipe(asked=array("I", asked), paths=tuple(json.loads(paths)))
            for name, asked, paths in store.execute("SELECT name, asked, paths FROM recipe")
        },
        files={path: _file(row) for path, *row in store.execute("SELECT * FROM file")},
        parts={
            name: KeptPart(asked=array("I", asked), digest=digest)
            for name, asked, digest in store.execute("SELECT * FROM part")
        },
        notices={
            id: NoticeMark(digest, place, array("I", items))
            for id, digest, place, items in store.execute("SELECT * FROM notice")
        },
        items=_numbers((name, numbers, keys) for name, numbers, keys in store.execute("SELECT * FROM item")),
        register=str(register),
        ties=str(ties),
        values={rule: _PlainReader(BytesIO(content)).load() for rule, content in store.execute("SELECT * FROM value")},
        used=int(used),
    )
    found.queries = _numbers(
        ((name, how), numbers, keys)
        for name, how, numbers, keys in store.execute("SELECT name, how, numbers, keys FROM answer")
    )
    found.answers = [None] * found.queries.free
    for numbers, digests in store.execute("SELECT numbers, digests FROM answer"):
        for number, digest in zip(array("I", numbers), digests.split("\n"), strict=True):
            found.answers[number] = digest
    return found


def _numbers(rows: Iterable[tuple[Group, bytes, str]]) -> KeyNumbers[Group]:
    """Of groups with their numbers and keys as they were written."""
    groups, free = dict[Group, dict[Any, int]](), 0
    for group, written, keys in rows:
        numbers = array("I", written)
        groups[group] = dict(zip(map(_key, json.loads(keys)), numbers, strict=True))
        free = max(free, 1 + max(numbers))
    return KeyNumbers(groups, free)


def _key(written: Any) -> Any:
    return tuple(written) if isinstance(written, list) else written


class _PlainReader(pickle.Unpickler):
    """Makes texts, numbers, tuples and mappings alone, whatever the bytes ask for."""

    def find_class(self, module: str, name: str) -> Any:
        raise ValueError(f"{module}.{name}")


def _file(row: list[Any]) -> MadeFile:
    kind, shown, asked, made_of, size, changed, digest = row
    return MadeFile(
        kind=kind,
        shown=shown,
        asked=array("I", asked),
        made_of=made_of,
        size=size,
        changed=changed,
        digest=digest,
    )


def write_record(folder: Path, version: str, before: BuildRecord, now: BuildRecord) -> None:
    """What has changed since `before`, at once or not at all; where nothing can be written the next build makes all."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not before.queries.groups:
            (folder / RECORD).unlink(missing_ok=True)
        with closing(sqlite3.connect(folder / RECORD, timeout=2)) as store, store:
            if not before.queries.groups:
                store.executescript(TABLES)
                store.execute("INSERT INTO version VALUES (?, '', '', 0)", (version,))
            _write(store, before, now)
    except (OSError, sqlite3.Error):
        with suppress(OSError):
            (folder / RECORD).unlink(missing_ok=True)


def _write(store: sqlite3.Connection, before: BuildRecord, now: BuildRecord) -> None:
    store.execute("UPDATE version SET register = ?, ties = ?, used = ?", (now.register, now.ties, now.used))
    store.executemany("DELETE FROM answer WHERE name = ? AND how = ?", now.queries.changed)
    store.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?)", _answer_rows(now))
    _delete(store, "recipe", "name", before.recipes.keys() - now.recipes)
    recipes = [(name, made) for name, made in now.recipes.items() if before.recipes.get(name) is not made]
    store.executemany(
        "INSERT OR REPLACE INTO recipe VALUES (?, ?, ?)",
        ((name, made.asked.tobytes(), json.dumps(made.paths)) for name, made in recipes),
    )
    _delete(store, "file", "path", before.files.keys() - now.files)
    files = [(path, made) for path, made in now.files.items() if before.files.get(path) is not made]
    store.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_file_row, files))

    _delete(store, "part", "name", before.parts.keys() - now.parts)
    parts = [(name, part) for name, part in now.parts.items() if before.parts.get(name) is not part]
    rows = ((name, part.asked.tobytes(), part.digest) for name, part in parts)
    store.executemany("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", rows)
    store.executemany("INSERT OR REPLACE INTO value VALUES (?, ?)", _value_rows(before, now))
    _delete(store, "notice", "id", before.notices.keys() - now.notices)
    marks = [(id, mark) for id, mark in now.notices.items() if before.notices.get(id) is not mark]
    store.executemany(
        "INSERT OR REPLACE INTO notice VALUES (?, ?, ?, ?)",
        ((id, mark.digest, mark.place, mark.items.tobytes()) for id, mark in marks),
    )
    rows = ((name, *_written_keys(now.items.groups[name])) for name in now.items.changed)
    store.executemany("INSERT OR REPLACE INTO item VALUES (?, ?, ?)", rows)


def _value_rows(before: BuildRecord, now: BuildRecord) -> Iterator[tuple[str, bytes]]:
    for rule, found in now.values.items():
        if found != before.values.get(rule):
            yield rule, pickle.dumps({key: tuple(value) for key, value in found.items()}, protocol=5)


def _answer_rows(now: BuildRecord) -> Iterator[tuple[str, str, bytes, str, str]]:
    for name, how in now.queries.changed:
        if keys := now.queries.groups.get((name, how)):
            digests = "\n".join(now.answers[number] or "" for number in keys.values())
            yield name, how, *_written_keys(keys), digests


def _written_keys(numbers: Mapping[Any, int]) -> tuple[bytes, str]:
    return array("I", numbers.values()).tobytes(), json.dumps([*numbers], ensure_ascii=False)


def _delete(store: sqlite3.Connection, table: str, key: str, gone: Iterable[str]) -> None:
    store.executemany(f"DELETE FROM {table} WHERE {key} = ?", ((each,) for each in gone))


def _file_row(made: tuple[str, MadeFile]) -> tuple[str | int | bytes, ...]:
    path, file = made
    asked = file.asked.tobytes()
    return path, file.kind, file.shown, asked, file.made_of, file.size, file.changed, file.digest


def stands(folder: Path, path: str, found: FoundFile | None, made: MadeFile) -> bool:
    """Whether a file that was found holds what was written: by size and time, else by its bytes."""
    if found is None or found.size != made.size:
        return False
    try:
        return found.changed == made.changed or digest_of((folder / path).read_bytes()) == made.digest
    except OSError:
        return False


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
