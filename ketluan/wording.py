"""The words officials use, from wording.json, as tries over folded words; and a text cut into words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_WORD = re.compile(r"\w+(?:['’]\w+)*|\.\.+|…|[^\w\s]")
_OLD_TONE = re.compile(r"(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])$")
_TONES = dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", [0, 1, 2, 3, 4] * 3, strict=True))
_TONED = {"o": "òóỏõọ", "u": "ùúủũụ"}
_PLAIN = str.maketrans("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy")

DASHES = {"-", "–", "—"}
END = ""

Trie = dict[str, Any]


@cache
def folded(word: str) -> str:
    """Lower case, with the tone where today's spelling puts it (`uỷ` is `ủy`, `hoá` is `hóa`); syllables are few."""
    word = word.lower().replace("ð", "đ")
    if found := _OLD_TONE.search(word):
        first, second = found[0]
        return word[: found.start()] + _TONED[first][_TONES[second]] + second.translate(_PLAIN)
    return word


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words and marks: each as printed, folded, and where it starts and ends."""

    text: str
    printed: tuple[str, ...]
    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.printed)

    def at(self, position: int) -> str:
        """The folded word there, empty past the end."""
        return self.folded[position] if position < len(self.folded) else ""

    def capital(self, position: int) -> bool:
        """Whether a word there begins with a capital."""
        return position < len(self.printed) and self.printed[position][0].isupper()

    def slice(self, start: int, end: int) -> str:
        """The text from one word up to another, as printed."""
        return self.text[self.starts[start] : self.ends[end - 1]] if start < end else ""


def words_of(text: str) -> Words:
    """Cut a text into words; marks are words of their own."""
    found = list(_WORD.finditer(text))
    printed = tuple([match[0] for match in found])
    return Words(
        text, printed, tuple(map(folded, printed)), tuple([m.start() for m in found]), tuple([m.end() for m in found])
    )


def matched(trie: Trie, words: Words, start: int) -> int:
    """Where the longest phrase of the trie that starts there ends; `start` when none does. Dashes count for nothing."""
    node, end, position, size = trie, start, start, len(words.folded)
    while position < size:
        word = words.folded[position]
        following = node.get(word)
        if following is None:
            if word not in DASHES or node is trie:
                break
        else:
            node = following
            if END in node:
                end = position + 1
        position += 1
    return end


@cache
def trie(*lists: str) -> Trie:
    """The phrases of some of the lists."""
    return _trie(phrase for name in lists for phrase in _lists()[name])


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
