"""Whether a page's own text can be read: a broken table of letters or a foreign recognition shows in its syllables."""

from __future__ import annotations

import re

from ketluan.importing.readers.encodings import converted
from ketluan.text.syllables import composed, is_syllable, is_toned

FEWEST_WORDS = 20
"""Fewer tell nothing."""

_VALID, _TONED = 0.75, 0.5  # real notices, old fonts converted: 0.95 and 0.84 at least
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_ABBREVIATION = 5


def is_readable(text: str) -> bool:
    """True when most words are Vietnamese syllables and most carry a mark that only Vietnamese uses; also when there
    are too few words to tell. Abbreviations count for nothing."""
    shares = _shares(text)
    return shares is None or (shares[0] >= _VALID and shares[1] >= _TONED)


def is_unmarked(text: str) -> bool:
    """True for Vietnamese typed without marks: poor, but all that the page shows."""
    shares = _shares(text)
    return shares is not None and shares[0] >= _VALID and shares[1] < 1 - _VALID


def _shares(text: str) -> tuple[float, float] | None:
    """How many of the words are syllables, and how many are marked; None when there are too few to tell."""
    words = [
        word
        for word in _WORD.findall(converted(composed(text)))
        if not (word.isupper() and len(word) <= _LONGEST_ABBREVIATION)
    ]
    if len(words) < FEWEST_WORDS:
        return None
    return sum(map(is_syllable, words)) / len(words), sum(map(is_toned, words)) / len(words)
