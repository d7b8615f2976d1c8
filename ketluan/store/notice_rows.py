"""The index of notices: what was read of each file, in rows of the cache, whose words are fetched when asked for.

A row counts while nothing has changed that it was made from: the text of the file, the notice's id, what the register
answers, what the ledger has of the notice, and the program; it does not matter where the folder lies. Nothing in it is
trusted: bytes that are not what was written, or that hold anything but our values, are made anew from the file.
"""

from __future__ import annotations

import hashlib
import os
import time
import zlib
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from ketluan.model.agency import Register
from ketluan.model.anchor_digests import anchor_digests
from ketluan.model.kept_notice import (
    LATE_OF_BODY,
    LATE_OF_NOTICE,
    at_hand,
    kept_notice,
)
from ketluan.model.last_limit import last_limit
from ketluan.model.ledger import EMPTY, Ledger
from ketluan.model.named_bodies import given_by_hand, unlisted_names
from ketluan.model.notice import Directive, FrontMatter, Notice, Told
from ketluan.model.open_questions import open_questions, unread
from ketluan.model.printed_days import printed_days
from ketluan.model.problem import Problem
from ketluan.store.duplicate_rules import all_words, opening_words
from ketluan.store.front_matter import composed
from ketluan.store.header import Header
from ketluan.store.notice_rules import CheckedNotice
from ketluan.store.reading_cache import NOTICE, BodyCache, Write, names_digest, program_version, stored_words
from ketluan.store.register_answers import RegisterAnswers, answers_the_same, register_answers
from ketluan.store.text_file import read_text
from ketluan.store.value_bytes import Said, distinct, loaded, written

FACTS: dict[str, Callable[[Notice], Any]] = {
    rule.__name__: rule
    for rule in (
        all_words,
        anchor_digests,
        given_by_hand,
        last_limit,
        open_questions,
        opening_words,
        printed_days,
        unlisted_names,
        unread,
    )
}
"""Rules whose answers are kept with a notice."""
FETCHED = 400
"""So many notices' words are held at a time."""
TOLD = 12_000
"""So many notices' directives are held unpacked, without their words: a year of a large archive."""
PACKED = 4000
"""So many as they stand in the cache: lists of one body ask for those of a whole province."""
ALIKE = ("issuer", "kind", "signer", "signer_position", "place", "head", "recipients", "topics")
"""Of what is the same in many notices one value is held."""
ROW = 11
FILE = 4
"""What is kept of a file: its state, the digest of its text, those of a register and of its names for the place."""
DIRECTIVES = "directives"
_FRONT_MATTER = tuple(part.name for part in fields(FrontMatter))
JUST_NOW = 2_000_000_000
"""Nanoseconds: what changed so shortly before it was looked at may change again without its times telling so."""
Read = tuple[CheckedNotice | None, list[Problem]]
ReadAgain = Callable[[str], Notice | None]


class NoticeFile(NamedTuple):
    """The file of a notice by its `name` in the archive: size and times, and whether these would tell a change."""

    name: str
    notice: str
    state: str
    settled: bool


def notice_file(path: str, name: str) -> NoticeFile:
    """The file at a path, which may not be there any more."""
    try:
        found = os.stat(path)
    except OSError:
        return NoticeFile(name, name.removesuffix(".md"), "", settled=False)
    last = max(found.st_mtime_ns, found.st_ctime_ns)
    state = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
    return NoticeFile(name, name.removesuffix(".md"), state, last < time.time_ns() - JUST_NOW)


class StoredWords:
    """Late fields of notices, fetched from the cache at `path`; pickled it is another process's own."""

    def __init__(self, path: Path, read_again: ReadAgain) -> None:
        self._path, self._read_again = path, read_again
        self._words: OrderedDict[str, _Words] = OrderedDict()
        self._packed: OrderedDict[str, bytes] = OrderedDict()
        self._unpacked: deque[_RowParts] = deque()
        self.said = Said()

    def __reduce__(self) -> tuple[type, tuple[Path, ReadAgain]]:
        return StoredWords, (self._path, self._read_again)

    @property
    def folder(self) -> Path:
        """Of the cache."""
        return self._path.parent

    def words(self, name: str, notice_id: str) -> _Words:
        """The late fields of a notice."""
        if (found := self._words.get(name)) is None:
            found = self._words[name] = self._fetched(name, notice_id)
            if len(self._words) > FETCHED:
                self._words.popitem(last=False)
        return found

    def unpacked(self, parts: _RowParts) -> None:
        """To be told of what is held unpacked, of which the oldest is packed again."""
        self._unpacked.append(parts)
        if len(self._unpacked) > TOLD:
            self._unpacked.popleft().pack()

    def _fetched(self, name: str, notice_id: str) -> _Words:
        length, _, rest = self._stored(name).partition(b"\n")
        cut = int(length) if length.isdigit() else 0
        late = loaded(rest[:cut], zlib.decompress)
        if late is not None:
            return _Words(late, lambda: loaded(rest[cut:], zlib.decompress) or self._made_again(notice_id)[0])
        of_notice, late = self._made_again(notice_id)
        return _Words(late, lambda: of_notice)

    def _stored(self, name: str) -> bytes:
        """As they stand in the cache, empty where they do not."""
        if (found := self._packed.get(name)) is None:
            found = self._packed[name] = stored_words(self._path, name) or b""
            if len(self._packed) > PACKED:
                self._packed.popitem(last=False)
        return found

    def _made_again(self, notice_id: str) -> tuple[dict[str, Any], tuple[Directive, ...]]:
        notice = self._read_again(notice_id)
        if notice is None:
            raise OSError(f"{notice_id}: không đọc lại được")
        return _late(notice), notice.directives


def _late(notice: Notice) -> dict[str, Any]:
    """Its late fields but its directives, which are packed by themselves."""
    return {name: getattr(notice.body, name) for name in LATE_OF_BODY if name != DIRECTIVES} | {"text": notice.text}


class NoticeRows:
    """The rows of one archive; `read_again` makes a notice by its id from its file."""

    def __init__(self, cache: BodyCache, register: Register, ledger: Ledger, read_again: ReadAgain) -> None:
        self._cache, self._ledger = cache, ledger
        self._register, self._register_digest = register, _register_digest(register)
        self._words = StoredWords(cache.path, read_again)
        self._files = cache.files()
        self._alike: dict[Any, Any] = {}
        self._lines: dict[tuple[tuple[str, int], ...], Mapping[str, int]] = {}

    def may_stand(self, file: NoticeFile) -> bool:
        """Whether a file seems to be as it was at its last reading; nothing is read for it."""
        return self._files.get(file.name, b"").startswith(f"{file.state}\n".encode())

    def unchanged(self, file: NoticeFile, path: str, place: Path) -> Read | None:
        """What the row of a file at a place says, when size and times of the file are those of its last reading."""
        kept = self._files.get(file.name, b"").decode(errors="replace").split("\n")
        if len(kept) != FILE or kept[0] != file.state:
            return None
        _, digest, register, names = kept
        if register == self._register_digest and self._register.agencies:  # it may be one that could not be read
            self._cache.still_used([file.name])
            return self._kept(self._name(file.notice, digest), path)
        found = self._kept(self._name(file.notice, digest), path, names=names, text=lambda: _text_of(place))
        if found and found[0]:
            self._keep_file(file, digest, found[0].notice)
        return found

    @property
    def made_with(self) -> str:
        """As `made_with` has it; rows that are kept know their part of the ledger."""
        return made_with(self._register, EMPTY if self.can_keep else self._ledger)

    @property
    def can_keep(self) -> bool:
        """Whether rows can be kept."""
        return self._cache.can_keep

    def known(self, text: str, path: str, file: NoticeFile) -> Read | None:
        """What the row for the text of a file says."""
        digest = _digest(text.encode())
        found = self._kept(self._name(file.notice, digest), path, names="", text=lambda: composed(text))
        if found and found[0]:
            self._keep_file(file, digest, found[0].notice)
        return found

    def made(self, text: str, file: NoticeFile, read: Callable[[], Read]) -> Read:
        """What `read` gives for the text of a file; its row is kept."""
        digest = _digest(text.encode())
        name = self._name(file.notice, digest)
        with self._cache.noting(file.notice) as entries:
            checked, problems = read()
        if checked is None or checked.notice.withdrawn:  # no cache may hold the words of a withdrawn notice
            return checked, problems
        row, digest_of_words, words = self._row(checked, problems, entries, text)
        is_kept = self._cache.keep_row(name, file.notice, row, digest_of_words, words)
        self._keep_file(file, digest, checked.notice)
        return (self._kept(name, checked.notice.path) if is_kept else None) or (checked, problems)

    def _name(self, notice_id: str, digest: str) -> str:
        """Of the row of a notice with a text."""
        return _digest("\n".join([program_version(), notice_id, digest]).encode())

    def _keep_file(self, file: NoticeFile, digest: str, notice: Notice) -> None:
        """With the register that has answered what the row of its notice says."""
        if file.settled:
            value = file.state, digest, self._register_digest, self._names(notice)
            self._cache.keep_file(file.name, file.notice, "\n".join(value).encode())

    def _names(self, notice: Notice) -> str:
        """The digest of the names that the register holds for its place."""
        return names_digest(self._register.names_in(notice.jurisdiction))

    def _row(
        self, checked: CheckedNotice, problems: list[Problem], entries: list[str], text: str
    ) -> tuple[bytes, str, bytes]:
        """With the words of the notice, whose name says what they are: others are never taken for them."""
        notice = checked.notice
        of_notice = _late(notice)
        words = _packed_words(of_notice, notice.directives)
        values = at_hand(notice, LATE_OF_NOTICE, "body")
        told = [tuple(getattr(task, name) for name in Told._fields) for task in notice.directives]
        body = at_hand(notice.body, LATE_OF_BODY)
        facts = {name: rule(notice) for name, rule in FACTS.items()}
        values["path"] = ""  # as problems print it: it depends on the working folder, and no page has it
        digest = _digest(distinct((values, body, of_notice, notice.directives)))
        problems = [replace(problem, path="") for problem in problems]
        lines = dict(checked.header.lines)
        known = self._known_to_ledger(notice)
        packed = zlib.compress(written(told, sharing=True), 1)
        answers = written(tuple(register_answers(self._register, notice, composed(text))))
        row = (values, len(told), packed, body, facts, lines, problems, digest, known, answers, entries)
        return written(row), digest, words

    def _kept(
        self, name: str, path: str, *, names: str | None = None, text: Callable[[], str] | None = None
    ) -> Read | None:
        """What the row of a name says; where `names` are given, if this register answers the same: those that it had
        for the place are known by their digest, the text of the notice is asked for where they are others."""
        return self._said(self._cache.row(name), name, path, names, text)

    def taken(self, writes: Sequence[Write], path: str) -> Read | None:
        """What the row among the writes of another process says; all are kept."""
        self._cache.take(writes)
        if not self.can_keep:  # its words would be those of an earlier reading
            return None
        found = (self._said(write.value, write.name, path) for write in writes if write.table == NOTICE)
        return next(found, None)

    def _said(
        self,
        content: bytes | None,
        name: str,
        path: str,
        names: str | None = None,
        text: Callable[[], str] | None = None,
    ) -> Read | None:
        row = loaded(content)
        if not isinstance(row, tuple) or len(row) != ROW:
            return None
        values, count, told, body, facts, lines, problems, digest, known, answers, entries = row
        values |= {field: self._alike.setdefault(values[field], values[field]) for field in ALIKE}
        lines = self._lines.setdefault(tuple(lines.items()), lines)
        parts = _RowParts(self._words, digest, values["id"], count, told)
        notice = kept_notice({**values, "path": path}, body, digest=digest, facts=facts, parts=parts)
        if known != self._known_to_ledger(notice):
            return None
        if names is not None:
            asked, text = loaded(answers), None if names == self._names(notice) else text
            if not isinstance(asked, tuple) or len(asked) != len(RegisterAnswers._fields):
                return None
            if not answers_the_same(self._register, notice, RegisterAnswers(*asked), text):
                return None
        self._cache.still_used([*entries, digest])
        header = Header(lines=lines, **{field: values[field] for field in _FRONT_MATTER})
        return CheckedNotice(notice, header), [replace(problem, path=path) for problem in problems]

    def _known_to_ledger(self, notice: Notice) -> str:
        tasks = self._ledger.tasks(notice.id, notice.aliases)
        return _digest("\n".join(map(repr, tasks)).encode()) if tasks else ""


def _text_of(path: Path) -> str:
    text = read_text(path)
    return composed(text) if isinstance(text, str) else ""


class _Words:
    """A notice's directives; what else is late of it is unpacked by itself: lists of directives, which ask for many
    notices, never need it."""

    def __init__(self, directives: tuple[Directive, ...], of_notice: Callable[[], Mapping[str, Any]]) -> None:
        self.directives, self._unpacked = directives, of_notice

    @cached_property
    def of_notice(self) -> Mapping[str, Any]:
        """The other late fields."""
        return self._unpacked()


def _packed_words(of_notice: Mapping[str, Any], directives: tuple[Directive, ...]) -> bytes:
    """The length of the first part, then both."""
    parts = [zlib.compress(written(part), 1) for part in (directives, of_notice)]
    return b"%d\n" % len(parts[0]) + b"".join(parts)


class _RowParts:
    __slots__ = ("_id", "_name", "_packed", "_told", "directive_count", "words")

    def __init__(self, words: StoredWords, name: str, notice_id: str, directive_count: int, packed: bytes) -> None:
        self.words, self._name, self._id = words, name, notice_id
        self.directive_count, self._packed = directive_count, packed
        self._told: Sequence[Directive | Told] | None = None

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return _RowParts, (self.words, self._name, self._id, self.directive_count, self._packed)

    def of_notice(self, name: str) -> Any:
        words = self.words.words(self._name, self._id)
        return words.directives if name == DIRECTIVES else words.of_notice[name]

    @property
    def told(self) -> Sequence[Directive | Told]:
        if (told := self._told) is None:
            found = loaded(self._packed, zlib.decompress, self.words.said)
            told = self._told = self.of_notice(DIRECTIVES) if found is None else tuple(map(Told._make, found))
            self.words.unpacked(self)
        return told

    def pack(self) -> None:
        """Nothing is held but what was packed."""
        self._told = None


def made_with(register: Register, ledger: Ledger) -> str:
    """The digest of both."""
    entries = (f"{id}{entries!r}" for id, entries in ledger.by_notice.items())
    return _digest("\n".join([_register_digest(register), *map(_digest, map(str.encode, entries))]).encode())


def _register_digest(register: Register) -> str:
    """Sets in order: in every process they stand in another one."""
    values = (getattr(register, part.name) for part in fields(register))
    return _digest(repr([sorted(value) if isinstance(value, Set) else value for value in values]).encode())


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=20).hexdigest()
