"""Finds notices by what a person types of their number, day or title, without marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ketluan.model.notice import Notice
from ketluan.text.dates import printed_date
from ketluan.text.folding import fold

LONGEST = 100


def found_notices(notices: Iterable[Notice], typed: str) -> list[Notice]:
    """In the order they are given; nothing for nothing typed."""
    words = fold(typed[:LONGEST]).split()
    return [notice for notice in notices if words and _matches(notice, words)]


def _matches(notice: Notice, words: Sequence[str]) -> bool:
    said = fold(f"{notice.number or ''} {printed_date(notice.date)} {notice.title}").split()
    return all(any(part.startswith(word) for part in said) for word in words)
