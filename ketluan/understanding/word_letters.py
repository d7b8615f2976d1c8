"""One letter for each class of words and each mark, so that the grammar can be written as patterns."""

from __future__ import annotations

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
_LETTERS = "abcdefghijklmnopqrstuvwxyzαβγδεζηθικλμνξοπρστυφχψωбгджзийлпфцчшщыэюяաբգդզէըթժիլխծկհձղճմյնշչպջռսվտրցփքօֆ"
_MADE = ("word", "number", "initials", "noun", "quality", "compound")


@cache
def letters() -> dict[str, str]:
    """The letter of each class of words: small for a word in small letters, a capital for one with a capital.

    Beside the classes of the lexicon: `word` of no class, `number`, `initials` (unknown, in capitals).
    """
    classes = dict.fromkeys([*_MADE, *(entry.word_class for entry in listed_entries())])
    return dict(zip(classes, _LETTERS[: len(classes)], strict=True))


@cache
def letter_pairs() -> tuple[dict[str, str], dict[str, str]]:
    """The letters of the classes for small words, and for words with a capital."""
    own = letters()
    return own, {word_class: letter.upper() for word_class, letter in own.items()}


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
