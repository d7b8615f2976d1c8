"""Names of bodies whose letters were misread or mistyped (`Sờ Y tế`, `Công an tinh`, `Uy ban nhân dân`): the one body
that the lexicon or the register holds in the same letters without marks is meant; the text itself is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from ketluan.lexicon.lexicon import folded, listed_entries
from ketluan.understanding.ocr_folding import cased, is_known_pair

SHORTEST_TYPED = 3
"""Syllables: what is shorter may be a word of its own where no machine read the text."""
LONGEST = 12
QUARTER = ["quận"]
"""Left out behind a body: `Công an, Quân sự`, `Công ty Quản lý` are other words."""

_SYLLABLE = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(r"(?<![^\W_])[A-ZĐÀ-ỸƠƯĂ][^\W\d_]*")
_BETWEEN = frozenset((" ", *(f"{front}{mark}{back}" for mark in "-–," for front in ("", " ") for back in ("", " "))))
_BODIES = frozenset({"committee", "institution", "steering", "managing", "head", "firm", "central"})
_EITHER_WAY = frozenset({"committee", "level", "department", "steering", "managing", "head"})
"""Listed in small letters, and meant with a capital too."""
_Tree = dict[str, "_Tree | tuple[str, ...]"]
_END = ""


@lru_cache(maxsize=32_768)
def without_marks(syllable: str) -> str:
    """The letters alone, `l` and `i` alike: a machine takes `Iực` for `lực`."""
    plain = unicodedata.normalize("NFD", syllable.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("l", "i")


@lru_cache(maxsize=16)
def _tree(names: tuple[str, ...]) -> _Tree:
    """The names by their letters without marks; of two that differ in their marks alone neither is meant."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    twins: set[tuple[str, ...]] = set()
    for syllables in map(tuple, _spelled(names)):
        key = tuple(map(without_marks, syllables))
        if len(key) > 1 and found.setdefault(key, syllables) != syllables:
            twins.add(key)
    tree: _Tree = {}
    for key, syllables in found.items():
        node = tree
        for part in key if key not in twins else ():
            node = node.setdefault(part, {})  # type: ignore[assignment]
        if key not in twins:
            node[_END] = syllables
    return tree


def _spelled(names: Iterable[str]) -> Iterator[list[str]]:
    """Every body of the lexicon, each kind of department with each field, and the registered names."""
    by_class: dict[str, list[list[str]]] = {}
    for entry in listed_entries():
        if entry.capital or entry.word_class in _EITHER_WAY:
            by_class.setdefault(entry.word_class, []).append(_syllables(entry.text))
    for word_class in _BODIES:
        for body in by_class.get(word_class, ()):
            yield body
            yield from (body + level for level in by_class["level"] if level != QUARTER)
    for field in by_class["field"]:
        if len(field) > 1:
            yield from (head + field for head in by_class["department"] if len(head) == 1)
    yield from map(_syllables, names)


def _syllables(text: str) -> list[str]:
    return [folded(syllable) for syllable in _SYLLABLE.findall(text)]


def mended(text: str, names: tuple[str, ...], *, by_machine: bool) -> str:
    """The text with such names as they are meant, as long as it was; of a text that a machine read short ones too."""
    tree, letters = _tree(names), None
    end = 0
    for first in _CAPITAL.finditer(text):
        if first.start() < end or without_marks(first[0]) not in tree:
            continue
        printed, meant = _longest(text, first.start(), tree)
        if not _is_misread(printed, meant, by_machine=by_machine):
            continue
        letters = letters or list(text)
        for syllable, right in zip(printed, meant, strict=True):
            letters[syllable.start() : syllable.end()] = cased(right, syllable[0])
        end = printed[-1].end()
    return "".join(letters) if letters else text


def _longest(text: str, start: int, tree: _Tree) -> tuple[list[re.Match[str]], tuple[str, ...]]:
    """The syllables from there that are those of the longest name, and its own."""
    node: Mapping[str, object] = tree
    taken: list[re.Match[str]] = []
    size, found = 0, ()
    for syllable in _SYLLABLE.finditer(text, start):
        if len(taken) == LONGEST or (taken and text[taken[-1].end() : syllable.start()] not in _BETWEEN):
            break
        following = node.get(without_marks(syllable[0]))
        if not isinstance(following, dict):
            break
        node = following
        taken.append(syllable)
        if meant := node.get(_END):
            size, found = len(taken), meant
    return taken[:size], found


def _is_misread(printed: list[re.Match[str]], meant: tuple[str, ...], *, by_machine: bool) -> bool:
    """Whether a mark is wrong, and what is printed is no word of its own (`Hải quân` is no `Hải quan`)."""
    size = sum(1 + (len(syllable[0]) > 2 and syllable[0].isupper()) for syllable in printed)  # UBND says more
    if size < (2 if by_machine else SHORTEST_TYPED):
        return False
    wrong = [at for at, (one, right) in enumerate(zip(printed, meant, strict=True)) if folded(one[0]) != right]
    return bool(wrong) and not any(_is_word(printed, at) for at in wrong)


def _is_word(printed: list[re.Match[str]], at: int) -> bool:
    """Whether a syllable makes a known word with the one beside it."""
    syllables = [folded(one[0]) for one in printed[max(0, at - 1) : at + 2]]
    return any(is_known_pair(*pair) for pair in pairwise(syllables))
