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
    words = [
        word
        for word in _WORD.findall(converted(composed(text)))
        if not (word.isupper() and len(word) <= _LONGEST_ABBREVIATION)
    ]
    if len(words) < FEWEST_WORDS:
        return True
    valid, toned = (sum(map(each, words)) / len(words) for each in (is_syllable, is_toned))
    return valid >= _VALID and toned >= _TONED
