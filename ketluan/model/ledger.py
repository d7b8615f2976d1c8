"""The ledger of published ids as a value: a line for each id, in a text file for each issuer and year.

An id counts as published once it stands there. A line is an id, the words that it was published for, the first words
of the heading above them, and `ended` when its task was taken out (the id is then nobody's any more), parted by tabs.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

FOLDER = "dia-chi-da-cong-bo"
HEAD = "# Địa chỉ đã công bố: mã, rồi chữ của nhiệm vụ. Lệnh check --keep-ids ghi tệp này; sửa tay chỉ khi lệnh bảo.\n"
ENDED = "ended"
UNDER = " ‹ "
FIRST, LAST, HEADING = 60, 20, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedId:
    """A published id: of a notice when `anchor` is empty, else of a task in it; `words` and `heading` as `words_of`
    and `heading_words` give them; `path` and `line` are where it stands."""

    notice: str
    anchor: str
    words: str
    heading: str = ""
    ended: bool = False
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)

    @property
    def id(self) -> str:
        """The address among all notices: `<notice id>#<anchor>`."""
        return f"{self.notice}#{self.anchor}" if self.anchor else self.notice

    def __str__(self) -> str:
        """Its line in the ledger."""
        return "\t".join((self.id, self.words, self.heading, ENDED if self.ended else "")).rstrip("\t")


@dataclass(frozen=True, slots=True)
class Ledger:
    """For each notice id its entries, that of the notice itself first, then those of its tasks as they are sorted."""

    by_notice: Mapping[str, tuple[PublishedId, ...]] = field(default_factory=dict)

    def tasks(self, notice_id: str, aliases: Iterable[str] = ()) -> tuple[PublishedId, ...]:
        """The ids of the tasks of a notice, also those from when it stood under another address."""
        names = dict.fromkeys((notice_id, *aliases))
        return tuple(entry for name in names for entry in self.by_notice.get(name, ()) if entry.anchor)

    def notice(self, notice_id: str) -> PublishedId | None:
        """The entry of a notice itself; None when it is not published."""
        first = next(iter(self.by_notice.get(notice_id, ())), None)
        return first if first and not first.anchor else None


EMPTY = Ledger()


def words_of(text: str) -> str:
    """The words a task is known by: its own, of a long one the first and the last with a digest of all."""
    return _cut(text, FIRST, LAST)


@lru_cache(maxsize=1024)
def heading_words(headings: tuple[str, ...]) -> str:
    """The words that stand for the headings above a task (outermost first): of the nearest one, then of all others;
    of long ones the first with a digest of all."""
    nearest, others = headings[-1:], reversed(headings[:-1])
    parts = (" ".join(nearest), " / ".join(others))
    return UNDER.join(_cut(part.replace(UNDER.strip(), ">"), HEADING, 0) for part in parts if part)


def nearest_heading(heading: str) -> str:
    """Of `heading_words` those of the nearest heading."""
    return heading.partition(UNDER)[0]


def _cut(text: str, first: int, last: int) -> str:
    words = unicodedata.normalize("NFC", text).split()
    if len(words) <= first + last:
        return " ".join(words)
    digest = hashlib.sha256(" ".join(words).casefold().encode()).hexdigest()[:8]
    return " ".join([*words[:first], f"…{digest}…", *words[len(words) - last :]])


def in_order(entries: Iterable[PublishedId]) -> list[PublishedId]:
    """By notice, then by anchor as people count: `1-2` before `1-10`."""
    return sorted(entries, key=lambda entry: (_counted(entry.notice), _counted(entry.anchor)))


@lru_cache(maxsize=10_000)
def _counted(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name) if part]


def path_of(notice_id: str) -> str:
    """The file under notices/ that holds a notice's ids: that of its issuer and year."""
    return f"{FOLDER}/{notice_id.rpartition('/')[0]}.txt"


def ledger_files(entries: Iterable[PublishedId]) -> dict[str, str]:
    """The text of each file of the ledger by its path under notices/."""
    files: dict[str, list[PublishedId]] = defaultdict(list)
    for entry in entries:
        files[path_of(entry.notice)].append(entry)
    return {path: HEAD + "".join(f"{entry}\n" for entry in in_order(ids)) for path, ids in sorted(files.items())}
