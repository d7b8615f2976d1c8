"""The words of `*.txt` in this folder: each with its class, found longest first.

A file holds sections `[class] kind: what the class is`, the kind being `closed` (no further word can belong to it),
`sample` (others can) or `generated`; then words apart by ` | ` or line ends, with the reason behind `#`. A word written
with a capital is only meant where it is printed with one. Pure but for reading those files.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from sys import intern
from typing import Any, Literal, NamedTuple

Kind = Literal["closed", "sample", "generated"]

FOLDER = Path(__file__).parent
DASHES = frozenset("-–—")
MOST_NEW = 20_000
"""So many new objects before the collector looks for circles among them: reading makes many, and no circle."""

_WORD = re.compile(r"(\w+(?:['’]\w+)*|\.\.+|[^\w\s])")
_SECTION = re.compile(r"\[(\w+)\] (closed|sample|generated): .+")
_OLD_TONE = re.compile(r"(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])$")
_TONES = {letter: at % 5 for at, letter in enumerate("àáảãạèéẻẽẹỳýỷỹỵ")}
_TONED = {"o": "òóỏõọ", "u": "ùúủũụ"}
_PLAIN = str.maketrans("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy")


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or phrase as it stands in a file."""

    text: str
    word_class: str
    kind: Kind

    @property
    def capital(self) -> bool:
        """Whether it is only meant where it is printed with a capital."""
        return self.text[0].isupper()


@lru_cache(maxsize=32_768)
def folded(word: str) -> str:
    """A syllable in lower case, with the tone where today's spelling puts it (`uỷ` is `ủy`); `&` is `và`.

    Equal syllables are one string, here and in the lexicon: they are looked up much more often than made."""
    word = word.lower().replace("ð", "đ")
    if found := _OLD_TONE.search(word):
        first, second = found[0][0], found[0][1]
        return intern(word[: found.start()] + _TONED[first][_TONES[second]] + second.translate(_PLAIN))
    return "và" if word == "&" else intern(word)


def split(text: str, most: int = 0) -> list[str]:
    """A text as blanks and words in turn, blanks first; marks are words of their own. Behind `most` words, if it is
    given, all that is left."""
    return _WORD.split(text, most)


def folded_words(text: str) -> tuple[str, ...]:
    """The words and marks of a text, folded."""
    return tuple(folded(word) for word in split(text)[1::2])


def folded_phrase(text: str) -> str:
    """A phrase as it is compared: folded syllables, dashes left out."""
    return " ".join(folded(word) for word in split(text)[1::2] if word not in DASHES)


class Pair(NamedTuple):
    """What two syllables are together: their class among the listed words, printed small and with a capital, and among
    the general ones; `further` are the words with which a longer phrase may go on behind them."""

    small: str
    capital: str
    general: str
    further: frozenset[str]


class Lexicon:
    """Phrases with their classes; `general` are those made by a program, which give way to all others.

    A node of a trie holds the nodes of the syllables that may follow, and its class, printed small under False, with
    a capital under True; among the general ones both are one.
    """

    def __init__(self, listed: Iterable[Entry], general: Iterable[tuple[str, str]]) -> None:
        self._trie: dict[Any, Any] = {}
        self._general: dict[Any, Any] = {}
        for phrase, word_class in general:
            node = self._general
            for word in map(intern, phrase.split(" ")):
                node = node.setdefault(word, {})
            node[False] = word_class
        for entry in listed:
            self.add(entry.text, entry.word_class)

    def add(self, text: str, word_class: str) -> None:
        """Put in a phrase; a class that it has already stays. Where only the small form is listed it holds for both."""
        node = self._trie
        for word in map(intern, folded_phrase(text).split()):
            node = node.setdefault(word, {})
        if text[0].isupper():
            if node.get(True) == node.get(False):
                node[True] = word_class
        elif False not in node:
            node[False] = word_class
            node.setdefault(True, word_class)

    def single(self, word: str) -> tuple[str, str]:
        """What a folded syllable is by itself, printed small and with a capital; empty when it is no word."""
        node = self._trie.get(word, {})
        return node.get(False, ""), node.get(True, "")

    def pairs(self, word: str) -> dict[str, Pair]:
        """The syllables in front of which a folded one may begin a longer word, with what they are together."""
        listed, general = _following(self._trie.get(word, {})), _following(self._general.get(word, {}))
        pairs = dict.fromkeys(DASHES, Pair("", "", "", frozenset())) if listed else {}
        for second in dict.fromkeys((*listed, *general)):
            own, made = listed.get(second, {}), general.get(second, {})
            further = frozenset((*_following(made), *((*_following(own), *DASHES) if _following(own) else ())))
            pairs[second] = Pair(own.get(False, ""), own.get(True, ""), made.get(False, ""), further)
        return pairs

    def begin_listed(self, words: Iterable[str]) -> Iterator[bool]:
        """Of folded syllables in turn, whether a phrase that people listed begins with it."""
        return map(self._trie.__contains__, words)

    def find(self, words: Sequence[str], start: int, *, capital: bool) -> tuple[int, str]:
        """Where the longest phrase that starts there ends, and its class; `start` and "" when there is none.

        `words` are folded; `capital` when the first of them is printed so. Dashes inside a phrase count for nothing.
        """
        node, end, word_class = self._trie.get(words[start]), start, ""
        at, size = start, len(words)
        while node is not None:
            at += 1
            if own := node.get(capital):
                end, word_class = at, own
            while at < size and (following := node.get(words[at])) is None and words[at] in DASHES:
                at += 1
            node = following if at < size else None
        return end, word_class

    def find_general(self, words: Sequence[str], start: int) -> tuple[int, str]:
        """As `find`, among the general words, none of which is a syllable by itself."""
        node, end, word_class = self._general.get(words[start]), start, ""
        for at in range(start + 1, len(words) + 1):
            if node is None:
                break
            if own := node.get(False):
                end, word_class = at, own
            node = node.get(words[at]) if at < len(words) else None
        return end, word_class


def _following(node: dict[Any, Any]) -> dict[str, Any]:
    """The nodes of the syllables that may follow."""
    return {key: found for key, found in node.items() if isinstance(key, str)}


@cache
def lexicon() -> Lexicon:
    found = Lexicon(listed_entries(), ((word, word_class) for word, word_class, _ in _words(_general_text())))
    gc.freeze()  # it stays as long as the process: the collector need not go through it again and again
    gc.set_threshold(MOST_NEW)
    return found


@cache
def listed_entries() -> tuple[Entry, ...]:
    """Every entry that people wrote."""
    files = sorted(path for path in FOLDER.glob("*.txt") if path.stem != "general")
    return tuple(Entry(*found) for path in files for found in _words(path.read_text(encoding="utf-8")))


def general_entries() -> Iterator[Entry]:
    """Every entry that a program made, already folded."""
    return (Entry(*found) for found in _words(_general_text()))


def _general_text() -> str:
    return (FOLDER / "general.txt").read_text(encoding="utf-8")


def _words(text: str) -> Iterator[tuple[str, str, Kind]]:
    word_class, kind = "", "closed"
    for line in text.splitlines():
        if found := _SECTION.fullmatch(line):
            word_class, kind = found[1], found[2]
        else:
            for word in line.partition("#")[0].split("|"):
                if word := word.strip():
                    yield word, word_class, kind  # type: ignore[misc]


@cache
def family_names() -> frozenset[str]:
    """Family names of the Kinh and of other peoples in small letters: a sample, others are told by their shape."""
    return frozenset(json.loads((FOLDER / "family_names.json").read_text(encoding="utf-8")))


def thinned(keep: Callable[[Entry], bool]) -> Lexicon:
    """The lexicon with only some of its entries, to measure what they are worth."""
    general = ((entry.text, entry.word_class) for entry in general_entries() if keep(entry))
    return Lexicon(filter(keep, listed_entries()), general)
