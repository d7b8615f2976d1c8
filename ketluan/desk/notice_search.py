"""Finds notices by what a person types of their number, day or title, without marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ketluan.model.notice import Notice
from ketluan.text.dates import printed_date
from ketluan.text.folding import fold

LONGEST = 100


def found_notices(notices: Iterable[Notice], typed: str) -> list[Notice]:
    """In the order they are given; nothing for nothing typed."""
    words = [_phrase(word) for word in typed[:LONGEST].split()]
    return [notice for notice in notices if any(map(str.strip, words)) and _matches(notice, words)]


def _matches(notice: Notice, words: Sequence[str]) -> bool:
    """What is typed without a blank stands together: `11/tb` is the number that begins so, not an 11 and a TB."""
    said = [_phrase(text) for text in (notice.number or "", printed_date(notice.date), notice.title)]
    return all(any(word in text for text in said) for word in words)


def _phrase(text: str) -> str:
    """Folded, with a blank in front of each word; `05` is `5`."""
    return "".join(f" {word.lstrip('0') or word}" for word in fold(text).split())
