"""Text printed in capitals, written as a sentence: the words around it show which of them are names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ketluan.text.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.:!?…]\s|\n")
# bodies and names of the state that every office writes with capitals (decree 30/2020, annex II)
_STATE = ("của Việt Nam; của Quốc hội; của Chính phủ; của Thủ tướng; của Trung ương; của Nhà nước; của Đảng",)
_MOSTLY = 0.8


def is_in_capitals(text: str) -> bool:
    """Whether nearly all its letters are capitals, as of a title that is printed so."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) > _MOSTLY * len(letters)


@lru_cache(maxsize=4096)
def as_sentence(text: str, examples: tuple[str, ...]) -> str:
    """`HỌP VỀ ĐÊ SÔNG HỒNG` -> `Họp về đê sông Hồng`: each word as examples print it beside the same neighbour; one
    that none prints so is small, unless it is printed small nowhere and is no syllable but an abbreviation."""
    printed = _Printed((*examples, *_STATE))
    words = list(_WORD.finditer(text))
    shown, end = [], 0
    for at, found in enumerate(words):
        before = words[at - 1][0] if at else ""
        after = words[at + 1][0] if at + 1 < len(words) else ""
        word = printed.form(before, found[0], after) if found[0].isupper() else found[0]
        shown += [text[end : found.start()], word]
        end = found.end()
    sentence = "".join([*shown, text[end:]])
    return sentence[:1].upper() + sentence[1:]


class _Printed:
    """How words are printed inside sentences: behind another word, and before one."""

    def __init__(self, examples: Iterable[str]) -> None:
        self._small: set[str] = set()
        self._behind: dict[tuple[str, str], Counter[str]] = {}
        self._ahead: dict[tuple[str, str], Counter[str]] = {}
        for text in examples:
            if not is_in_capitals(text):
                self._learn(text)

    def _learn(self, text: str) -> None:
        for before, word, after in _inside(text):
            own = word.casefold()
            self._behind.setdefault((before.casefold(), own), Counter())[word] += 1
            self._ahead.setdefault((own, after.casefold()), Counter())[word] += 1
            if word.islower():
                self._small.add(own)

    def form(self, before: str, word: str, after: str) -> str:
        own = word.casefold()
        beside = self._behind.get((before.casefold(), own)) or self._ahead.get((own, after.casefold()))
        if beside:
            return beside.most_common(1)[0][0]
        return word.lower() if own in self._small or (len(word) > 1 and is_syllable(own)) else word


def _inside(text: str) -> Iterator[tuple[str, str, str]]:
    """Each word with its neighbours; none that begins a sentence, where every word has a capital."""
    words = list(_WORD.finditer(text))
    for at, found in enumerate(words[1:], start=1):
        if not _SENTENCE_END.search(text[words[at - 1].end() : found.start()]):
            after = words[at + 1][0] if at + 1 < len(words) else ""
            yield words[at - 1][0], found[0], after
