"""The words officials use, from wording.json, as tries over folded words; and a text cut into words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add
from pathlib import Path
from typing import Any

_WORD = re.compile(r"(\w+(?:['’]\w+)*|\.\.+|[^\w\s])")
_OLD_TONE = re.compile(r"(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])$")
_TONES = {letter: at % 5 for at, letter in enumerate("àáảãạèéẻẽẹỳýỷỹỵ")}
_TONED = {"o": "òóỏõọ", "u": "ùúủũụ"}
_PLAIN = str.maketrans("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy")

DASHES = {"-", "–", "—"}
END = ""
LONGEST_TEXT = 20_000

Trie = dict[str, Any]


@cache
def folded(word: str) -> str:
    """Lower case, with the tone where today's spelling puts it (`uỷ` is `ủy`, `hoá` is `hóa`); syllables are few."""
    word = word.lower().replace("ð", "đ")
    if found := _OLD_TONE.search(word):
        first, second = found[0][0], found[0][1]
        return word[: found.start()] + _TONED[first][_TONES[second]] + second.translate(_PLAIN)
    return word


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A text as words and marks: each as printed, folded, and the blank before it. Equal only to itself."""

    printed: tuple[str, ...]
    folded: tuple[str, ...]
    gaps: tuple[str, ...]

    def __len__(self) -> int:
        """How many words and marks."""
        return len(self.printed)

    def at(self, position: int) -> str:
        """The folded word there, empty past the end."""
        return self.folded[position] if position < len(self.folded) else ""

    def capital(self, position: int) -> bool:
        """Whether a word there begins with a capital."""
        return position < len(self.printed) and self.printed[position][0].isupper()

    def joined(self, position: int) -> bool:
        """Whether no blank stands before the word there."""
        return not self.gaps[position]

    def slice(self, start: int, end: int) -> str:
        """The text from one word up to another, as printed."""
        return "".join(map(add, self.gaps[start:end], self.printed[start:end])).lstrip()


@lru_cache(maxsize=16)
def words_of(text: str) -> Words:
    """Cut a text into words; marks are words of their own. The same text is asked for several times in a row.

    What stands behind the first 20,000 letters of one paragraph is not looked at: nobody wrote it.
    """
    pieces = _WORD.split(text[:LONGEST_TEXT])
    printed = tuple(pieces[1::2])
    return Words(printed, tuple(map(folded, printed)), tuple(pieces[:-1:2]))


def matched(trie: Trie, words: Words, start: int) -> int:
    """Where the longest phrase of the trie that starts there ends; `start` when none does. Dashes count for nothing."""
    folded_words = words.folded
    size = len(folded_words)
    if start >= size or folded_words[start] not in trie:
        return start
    node, end, position = trie, start, start
    while position < size:
        word = folded_words[position]
        following = node.get(word)
        if following is not None:
            node = following
            if END in node:
                end = position + 1
        elif word not in DASHES:
            break
        position += 1
    return end


@cache
def trie(*lists: str) -> Trie:
    """The phrases of some of the lists."""
    return _trie(phrase for name in lists for phrase in _lists()[name])


@cache
def first_words(*lists: str) -> frozenset[str]:
    """The folded words that phrases of some of the lists begin with."""
    return frozenset(trie(*lists))


@cache
def _lists() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = json.loads((Path(__file__).parent / "wording.json").read_text(encoding="utf-8"))
    return loaded


def _trie(phrases: Iterable[str]) -> Trie:
    root: Trie = {}
    for phrase in phrases:
        for spelling in {phrase, phrase.replace(" và ", " & ")}:
            node = root
            for word in words_of(spelling).folded:
                if word not in DASHES:
                    node = node.setdefault(word, {})
            node[END] = True
    return root
