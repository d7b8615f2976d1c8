"""Notices that are the same, or may be: equal bytes, equal words, equal number of issuer and year, near texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ketluan.model.display_names import notice_name
from ketluan.model.notice import Notice
from ketluan.store.duplicate_rules import may_be_one
from ketluan.text.folding import fold
from ketluan.text.word_digest import first_words, word_digest

_SHINGLE = 5
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Twin:
    """A notice held already that may be the same.

    `name` is how it is called, `why` a Vietnamese phrase; `same_file` is true for equal bytes, `same_text` for equal
    words from another file, `same_number` for what the archive may hold only once.
    """

    id: str
    name: str
    why: str
    same_file: bool = False
    same_text: bool = False
    same_number: bool = False


def twins(notice: Notice, notices: Iterable[Notice]) -> list[Twin]:
    """The notices that may be the one given, surest first, one line each."""
    found: list[tuple[int, Twin]] = []
    own, opening, digest = _shingles(notice.text), first_words(notice.text), word_digest(notice.text)
    for other in notices:
        if notice.sha256 and notice.sha256 == other.sha256:
            found.append((0, Twin(other.id, notice_name(other), "cùng một tệp gốc", same_file=True)))
        elif _same_words(notice, other, opening, digest):
            found.append(
                (0, Twin(other.id, notice_name(other), "cùng nội dung từng chữ, từ một tệp khác", same_text=True))
            )
        elif notice.number and (notice.issuer, notice.number, notice.year) == (other.issuer, other.number, other.year):
            found.append((1, Twin(other.id, notice_name(other), "cùng cơ quan, số và năm", same_number=True)))
        elif _may_be_alike(notice, other) and (share := _alike(own, _shingles(other.text))) >= _ALIKE:
            found.append((2, Twin(other.id, notice_name(other), f"nội dung giống nhau {share:.0%}")))
    return [twin for _, twin in sorted(found, key=lambda each: (each[0], each[1].id))]


def _same_words(notice: Notice, other: Notice, opening: str, digest: str) -> bool:
    """A text that was withdrawn may come in again."""
    near = other.withdrawn is None and may_be_one(notice, other)
    return near and opening == first_words(other.text) and digest == word_digest(other.text)


def _may_be_alike(notice: Notice, other: Notice) -> bool:
    """Only notices whose days do not speak against it are compared word by word."""
    days = {day for day in (notice.issued, notice.meeting.date) if day}
    others = {day for day in (other.issued, other.meeting.date) if day}
    sizes = sorted((len(notice.text), len(other.text)))
    return (not days or not others or bool(days & others)) and sizes[0] > 0.5 * sizes[1]


def _shingles(text: str) -> frozenset[int]:
    words = fold(text).split()
    return frozenset(hash(tuple(words[at : at + _SHINGLE])) for at in range(max(len(words) - _SHINGLE + 1, 1)))


def _alike(one: frozenset[int], two: frozenset[int]) -> float:
    """Shared shingles among all: 1.0 for equal texts."""
    return len(one & two) / len(one | two) if one or two else 0.0
