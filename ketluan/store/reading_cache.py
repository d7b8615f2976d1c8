"""Keeps understood bodies and digests of originals from one run to the next, in a file that may be deleted.

An entry is found by the digest of everything it was made from: text, date, first line, ledger, the register's names
for the place, and the program itself.
Nothing in it is trusted: an entry whose own digest does not agree, or that holds anything but our values, is made
anew, and when the file cannot be used at all the work is done without it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

import markdown_it

from ketluan.model.ledger import PublishedId
from ketluan.model.notice import Body
from ketluan.model.problem import Problem
from ketluan.store.file_ending import ending
from ketluan.store.identity import are_as_numbered
from ketluan.store.notice_body import BodyProblem
from ketluan.store.value_bytes import loaded, written

FILE = "understood.sqlite"
NOTICE = "notice"
TABLES = ("entry", NOTICE, "words", "file")
"""Each row says of which notice it is; empty where it holds no words."""
COLUMNS = "name TEXT PRIMARY KEY, notice TEXT, value BLOB, digest TEXT"
FORMAT = 3
"""Of the tables: a file of another one is made anew."""
PASSED = 1000
"""So many rows that were passed on the way to another one are held."""
COMMITTED = 256
"""After so many rows from other processes what was written is safe whatever happens."""
SPARE = 1000
"""So many entries of other days are kept in any case."""

Understood = tuple[Body, tuple[BodyProblem, ...]]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the bytes of a file say: how many, their SHA-256, the ending they deserve (None: they hold no notice)."""

    size: int
    digest: str
    ending: str | None


class ReadBody(Protocol):
    """How a body is understood (`body.read_body`)."""

    def __call__(
        self,
        text: str,
        *,
        date: dt.date | None,
        first_line: int = 1,
        published: Sequence[PublishedId] = (),
        names: tuple[str, ...] = (),
    ) -> Understood: ...


class Write(NamedTuple):
    """What another process would have written to the cache."""

    table: str
    name: str
    notice: str
    value: bytes


class BodyCache:
    """To be closed, which writes what was new."""

    def __init__(self, folder: Path, read_body: ReadBody, *, verify: bool = False) -> None:
        self._read_body = read_body
        self._verify = verify
        self._seen: dict[Path, FileFacts] = {}
        self.path = folder / FILE
        self._store = self._opened()
        self._used: set[str] = set()
        self._noted: list[str] = []
        self._notice = ""
        self._taken = 0
        self._rows: sqlite3.Cursor | None = None
        self._rows_passed: dict[str, tuple[bytes, str]] = {}

    def _opened(self) -> sqlite3.Connection | None:
        return _open(self.path)

    @property
    def can_keep(self) -> bool:
        """Whether what is kept can be had again."""
        return self._store is not None

    def close(self) -> None:
        """Write what was new, and drop what nobody asked for once that is the greater part."""
        store = self._store
        if store:
            self._rows = None  # rows that nobody has passed would keep the file locked
            self._quietly(lambda: self._forget(store))
            self._commit()
            store.close()

    def _forget(self, store: sqlite3.Connection) -> None:
        for table in TABLES:
            names = [name for (name,) in store.execute(f"SELECT name FROM {table}")]
            if len(names) > 2 * len(self._used) + SPARE:
                unused = ((name,) for name in names if name not in self._used)
                store.executemany(f"DELETE FROM {table} WHERE name = ?", unused)

    def body(
        self,
        text: str,
        date: dt.date | None,
        first_line: int,
        published: Sequence[PublishedId],
        names: tuple[str, ...],
    ) -> Understood:
        """As `read_body`, from the store when it was understood before.

        What the ledger says changes nothing where the numbering gives the same ids: publishing a notice, or
        publishing it again, is no reason to understand it again.
        """
        if published:
            plain = self.body(text, date, first_line, (), names)
            if are_as_numbered(plain[0].ids, published):
                return plain
        name = _name(text, date, first_line, published, names)
        if (kept := _body(self._get(name))) is not None:
            return kept
        understood = self._read_body(text, date=date, first_line=first_line, published=published, names=names)
        self._put("entry", name, written(understood), self._notice)
        return understood

    def facts(self, path: Path) -> FileFacts:
        """What the bytes of a file say; raises OSError when it cannot be read.

        From the store while path, size and time are the same; to verify is to read every file once more.
        """
        if path not in self._seen:
            self._seen[path] = self._facts(path)
        return self._seen[path]

    def _facts(self, path: Path) -> FileFacts:
        with path.open("rb") as file:
            stat = os.fstat(file.fileno())
            name = f"{program_version()}\n{path.absolute()}\n{stat.st_size}\n{stat.st_mtime_ns}"
            if not self._verify and (kept := self._get(name)):
                digest, _, ending = kept.decode().partition(" ")
                return FileFacts(stat.st_size, digest, ending or None)
            found = FileFacts(stat.st_size, hashlib.file_digest(file, "sha256").hexdigest(), _ending(file))
        self._put("entry", name, f"{found.digest} {found.ending or ''}".encode())
        return found

    def problems(self, text: str, find: Callable[[], list[Problem]]) -> list[Problem]:
        """What `find` finds wrong with a text, which is not looked through again once that was nothing."""
        name = _digest(f"{program_version()}\nsound\n{text}".encode("utf-8", errors="surrogateescape"))
        if self._get(name) is not None:
            return []
        if not (found := find()):
            self._put("entry", name, b"sound")
        return found

    @contextmanager
    def noting(self, notice: str) -> Iterator[list[str]]:
        """The names of the entries that are asked for meanwhile, for the notice with an id."""
        self._noted, self._notice = [], notice
        yield self._noted

    def still_used(self, entries: Iterable[str]) -> None:
        """Entries whose row is used will be asked for when the register or the ledger changes."""
        self._used.update(entries)

    def row(self, name: str) -> bytes | None:
        """What was kept of a notice; rows are read one after the other, in the order of the files that they are of."""
        while name not in self._rows_passed and (row := self._quietly(self._next_row)):
            if len(self._rows_passed) > PASSED:
                self._rows_passed.clear()
            self._rows_passed[row[0]] = row[1:]
        if (row := self._rows_passed.pop(name, None)) is None:
            return self._get(name, NOTICE)
        self._note(name)
        return _whole(row)

    def _next_row(self) -> Any:
        if self._rows is None and self._store:
            self._rows = self._store.execute("SELECT name, value, digest FROM notice ORDER BY rowid")
        return self._rows and self._rows.fetchone()

    def keep_row(self, name: str, notice: str, row: bytes, words_name: str, words: bytes) -> bool:
        """Keep it of the notice with an id, its words apart under another name; whether that could be done."""
        self._put(NOTICE, name, row, notice)
        self._put("words", words_name, words, notice)
        return self.can_keep

    def take(self, writes: Iterable[Write]) -> None:
        """Keep what other processes have made."""
        for write in writes:
            self._note(write.name)
            self._put(write.table, write.name, write.value, write.notice)
            self._taken += write.table == NOTICE
        if self._taken >= COMMITTED:
            self._taken = 0
            self._commit()

    def _commit(self) -> None:
        if store := self._store:
            self._quietly(store.commit)

    def files(self) -> dict[str, bytes]:
        """What was kept of every file; nothing where all are to be verified."""
        query = "SELECT name, value, digest FROM file"
        rows = self._quietly(lambda: self._store.execute(query).fetchall() if self._store and not self._verify else [])
        return {name: value for name, *row in rows or () if (value := _whole(row)) is not None}

    def keep_file(self, name: str, notice: str, value: bytes) -> None:
        """Keep it of the file of a notice."""
        self._used.add(name)
        self._put("file", name, value, notice)

    def _get(self, name: str, table: str = "entry") -> bytes | None:
        self._note(name)
        query = f"SELECT value, digest FROM {table} WHERE name = ?"
        row = self._quietly(lambda: self._store.execute(query, (name,)).fetchone() if self._store else None)
        return _whole(row)

    def _note(self, name: str) -> None:
        self._used.add(name)
        self._noted.append(name)

    def _put(self, table: str, name: str, value: bytes, notice: str = "") -> None:
        query, row = f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?)", (name, notice, value, _digest(value))
        self._quietly(lambda: self._store.execute(query, row) if self._store else None)

    def _quietly(self, work: Callable[[], Any]) -> Any:
        """The result of the work; a store that fails is left alone from then on."""
        try:
            return work()
        except sqlite3.Error:
            self._store = None
            return None


class LentCache(BodyCache):
    """Reads understood bodies from the cache; what it would write is handed to the process that owns the cache."""

    def __init__(self, folder: Path, read_body: ReadBody) -> None:
        super().__init__(folder, read_body)
        self._writes: list[Write] = []

    def _opened(self) -> sqlite3.Connection | None:
        with suppress(sqlite3.Error):
            return _opened_to_read(self.path)
        return None

    @property
    def can_keep(self) -> bool:
        """No: that is for the owner to say."""
        return False

    def close(self) -> None:
        """Nothing is written."""
        if self._store:
            self._store.close()

    def row(self, name: str) -> bytes | None:
        """None: the owner has found none."""
        self._note(name)
        return None

    def files(self) -> dict[str, bytes]:
        """None: the owner knows them."""
        return {}

    def writes(self) -> list[Write]:
        """Those since this was last asked."""
        made, self._writes = self._writes, []
        return made

    def _put(self, table: str, name: str, value: bytes, notice: str = "") -> None:
        self._writes.append(Write(table, name, notice, value))


_HELD: dict[Path, sqlite3.Connection] = {}


@contextmanager
def words_at_hand(folder: Path) -> Iterator[None]:
    """Words of notices are fetched without opening the file anew each time."""
    path = folder / FILE
    with suppress(sqlite3.Error):
        _HELD[path] = _opened_to_read(path)
    try:
        yield
    finally:
        if held := _HELD.pop(path, None):
            held.close()


def words_not_at_hand() -> None:
    """In a copy of this process, which may not use what the process has open."""
    _HELD.clear()


def stored_words(path: Path, name: str) -> bytes | None:
    """The words of a notice, by themselves: whoever asks for them need not hold the store open."""
    query = "SELECT value, digest FROM words WHERE name = ?"
    try:
        if held := _HELD.get(path):
            return _whole(held.execute(query, (name,)).fetchone())
        with closing(_opened_to_read(path)) as store:
            return _whole(store.execute(query, (name,)).fetchone())
    except sqlite3.Error:
        return None


def _opened_to_read(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=2, check_same_thread=False)


def forget_notices(folder: Path, gone: Callable[[str], bool]) -> None:
    """Take what was kept of the notices whose ids are `gone` out of the file, bytes and all."""
    path = folder / FILE
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(path, timeout=2)) as store, store:
            _check_format(store)
            store.execute("PRAGMA secure_delete = ON")
            store.create_function("is_gone", 1, lambda notice: bool(notice) and gone(notice))
            for table in TABLES:
                store.execute(f"DELETE FROM {table} WHERE is_gone(notice)")
    except sqlite3.Error:
        path.unlink(missing_ok=True)


def _check_format(store: sqlite3.Connection) -> None:
    """Raises DatabaseError for tables of another format."""
    (found,) = store.execute("PRAGMA user_version").fetchone()
    if found != FORMAT:
        raise sqlite3.DatabaseError


def _whole(row: Any) -> bytes | None:
    return row[0] if row and isinstance(row[0], bytes) and _digest(row[0]) == row[1] else None


def _open(path: Path) -> sqlite3.Connection | None:
    """The store, made anew when it is broken; None where nothing can be written."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(path, timeout=2)) as store, store:
                store.execute("BEGIN IMMEDIATE")
                if not store.execute("SELECT name FROM sqlite_master").fetchone():
                    store.execute(f"PRAGMA user_version = {FORMAT}")
                    for table in TABLES:
                        store.execute(f"CREATE TABLE {table} ({COLUMNS})")
                _check_format(store)
            store = sqlite3.connect(path, timeout=2)
            store.execute("PRAGMA secure_delete = ON")  # nothing stays of what was replaced
            store.execute("PRAGMA cache_spill = OFF")  # whoever writes would keep other processes from reading
            return store
        except sqlite3.OperationalError:
            return None
        except (sqlite3.DatabaseError, OSError):
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return None


def _body(value: bytes | None) -> Understood | None:
    """None for bytes that are not ours; the body is then read again."""
    found = loaded(value)
    if not isinstance(found, tuple) or len(found) != 2:
        return None
    body, problems = found
    return (body, problems) if isinstance(body, Body) and isinstance(problems, tuple) else None


@lru_cache(maxsize=256)
def names_digest(names: tuple[str, ...]) -> str:
    """One digest for the names that a register holds for a place."""
    return _digest("\n".join(names).encode())


@cache
def program_version() -> str:
    """A digest of the package's own files and of the Markdown library's version."""
    folder = Path(__file__).parents[1]
    sources = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".json", ".txt", ".sql", ".yml"))
    parts = [markdown_it.__version__, *(_digest(path.read_bytes()) for path in sources)]
    return _digest("\n".join(parts).encode())


def _name(
    text: str, date: dt.date | None, first_line: int, published: Sequence[PublishedId], names: tuple[str, ...]
) -> str:
    """The digest of everything that understanding depends on."""
    ledger, known = "\n".join(map(str, published)), names_digest(names)
    made_of = f"{known}\n{date}\n{first_line}\n{len(ledger)}\n{ledger}\n{text}"
    return _digest(f"{program_version()}\n{made_of}".encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _ending(file: BinaryIO) -> str | None:
    file.seek(0)
    return ending(file)
