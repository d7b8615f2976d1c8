"""One letter for each class of words and each mark, so that the grammar can be written as patterns."""

from __future__ import annotations

import string
from functools import cache

from ketluan.lexicon.lexicon import DASHES, listed_entries

MARKS = {
    "comma": ",",
    "semicolon": ";",
    "colon": ":",
    "stop": ".",
    "open": "(",
    "close": ")",
    "dash": "-",
    "slash": "/",
    "quote": '"',
    "mark": "~",
    "holder": "=",
    "names": "1",
}
LISTED = "1"
"""Stands for a list of bodies among the letters of a text's chunks."""
_MARKS = (
    {mark: mark for mark in ",;:()/"}
    | {dash: "-" for dash in DASHES}
    | {quote: '"' for quote in "\"'“”‘’«»"}
    | {stop: "." for stop in (".", "!", "?", "…", "..", "...")}
)
LETTERS = string.ascii_letters + "".join(map(chr, range(0x80, 0x100)))
"""All of one byte: patterns over them are an eighth as large, and quicker, than over letters of any alphabet."""
_MADE = ("word", "number", "initials", "noun", "quality", "compound")


@cache
def letter_pairs() -> tuple[dict[str, str], dict[str, str]]:
    """The letters of the classes for small words, and for words with a capital.

    Beside the classes of the lexicon: `word` of no class, `number`, `initials` (unknown, in capitals).
    """
    classes = [*dict.fromkeys([*_MADE, *(entry.word_class for entry in listed_entries())])]
    size = len(classes)
    small, capital = LETTERS[:size], LETTERS[size : 2 * size]
    return dict(zip(classes, small, strict=True)), dict(zip(classes, capital, strict=True))


@cache
def capitals() -> frozenset[str]:
    """The letters of words with a capital."""
    return frozenset(letter_pairs()[1].values())


def letters_of(*classes: str) -> frozenset[str]:
    """The letters of some classes, for words printed small and with a capital."""
    return frozenset(pair[word_class] for word_class in classes for pair in letter_pairs())


def unlisted(word: str) -> str:
    """The letter of a word of no class."""
    lower, upper = letter_pairs()
    first = word[0]
    if first.isdigit():
        return lower["number"]
    if first.isalpha():
        if not first.isupper():
            return lower["word"]
        return upper["initials" if len(word) > 1 and word.isupper() else "word"]
    return _MARKS.get(word, "~")
