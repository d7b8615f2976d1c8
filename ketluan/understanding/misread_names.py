"""Names of bodies whose letters were misread or mistyped (`Sờ Y tế`, `Công an tinh`, `Uy ban nhân dân`): the one body
that the lexicon or the register holds in the same letters without marks is meant; the text itself is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import compress, count, pairwise
from typing import Any

from ketluan.lexicon.lexicon import folded, listed_entries, split
from ketluan.understanding.ocr_folding import cased, is_known_pair
from ketluan.understanding.word_units import remembered
from ketluan.understanding.words import LONGEST_TEXT, Words, words_of

SHORTEST_TYPED = 3
"""Syllables: what is shorter may be a word of its own where no machine read the text."""
QUARTER = ["quận"]
"""Left out behind a body: `Công an, Quân sự`, `Công ty Quản lý` are other words."""

_SYLLABLE = re.compile(r"[^\W\d_]+")
_SPELLED = (("ð", "đ"), ("Ð", "Đ"), ("&", " và "))
"""As the lexicon folds them."""
_JOINTS = frozenset("-–,")
"""Stand between the syllables of a name, or do not."""
_BODIES = frozenset({"committee", "institution", "steering", "managing", "head", "firm", "central"})
_EITHER_WAY = frozenset({"committee", "level", "department", "steering", "managing", "head"})
"""Listed in small letters, and meant with a capital too."""
_Tree = dict[str, Any]
"""Nodes by the syllables that follow; at a name's end its own syllables."""
_END = " "


class _Bare(dict[str, str]):
    """Of a syllable the letters alone, `l` and `i` alike: a machine takes `Iực` for `lực`."""

    def __missing__(self, syllable: str) -> str:
        plain = unicodedata.normalize("NFD", syllable.lower().replace("đ", "d"))
        bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("l", "i")
        return remembered(self, syllable, bare)


class _Beginnings(dict[str, _Tree]):
    """The names that a printed syllable may begin: they begin with a capital, or with a letter that has a mark."""

    def __init__(self, names: Iterable[str]) -> None:
        self._registered = _by_first(map(_syllables, names))

    def __missing__(self, syllable: str) -> _Tree:
        begins = syllable[0].isupper() or syllable >= "À"
        first = _BARE[syllable]
        return remembered(self, syllable, _tree(first, self._registered.get(first, ())) if begins else {})


_BARE = _Bare()
_Names = Mapping[str, tuple[tuple[str, ...], ...]]
"""Names as syllables, by the letters of their first one."""


@lru_cache(maxsize=16)
def _beginnings(names: tuple[str, ...]) -> _Beginnings:
    return _Beginnings(names)


def _by_first(names: Iterable[Iterable[str]]) -> _Names:
    """Those of several syllables."""
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for name in map(tuple, names):
        if len(name) > 1:
            found.setdefault(_BARE[name[0]], {})[name] = None
    return {first: tuple(same) for first, same in found.items()}


@lru_cache(maxsize=4096)
def _tree(first: str, registered: tuple[tuple[str, ...], ...]) -> _Tree:
    """The listed and registered names with such a first syllable, by their letters without marks; of two that differ in
    their marks alone neither is meant."""
    alike: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for syllables in (*_listed().get(first, ()), *registered):
        alike.setdefault(tuple(map(_BARE.__getitem__, syllables[1:])), set()).add(syllables)
    tree: _Tree = {}
    for parts, meant in alike.items():
        if len(meant) == 1:
            node = tree
            for part in parts:
                node = node.setdefault(part, {})
            node[_END] = meant.pop()
    return tree


@cache
def _listed() -> _Names:
    return _by_first(_spelled())


def _spelled() -> Iterator[list[str]]:
    """Every body of the lexicon, and each kind of department with each field."""
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


def _syllables(text: str) -> list[str]:
    return [folded(syllable) for syllable in _SYLLABLE.findall(text)]


def bare_syllables(text: str) -> list[str]:
    """The syllables of a text by their letters alone, as names are found in it however their marks were read."""
    for sign, meant in _SPELLED:
        text = text.replace(sign, meant)
    return [_BARE[syllable] for syllable in _SYLLABLE.findall(text)]


def mended(text: str, names: tuple[str, ...], *, by_machine: bool) -> str:
    """The text with such names as they are meant, as long as it was; of a text that a machine read short ones too."""
    nodes, words, end = _beginnings(names), words_of(text), 0
    pieces: list[str] = []
    behind = (*words.printed[1:], "")
    for at in compress(count(), map(nodes.__getitem__, words.printed)):
        node = nodes[words.printed[at]]
        if at < end or not (behind[at] in _JOINTS or _BARE[behind[at]] in node):
            continue
        places, meant = _longest(words, at, node)
        if words.folded[at : at + len(meant)] == meant:
            continue
        wrong = [number for number, right in enumerate(meant) if words.folded[places[number]] != right]
        printed = [words.printed[place] for place in places] if wrong else []
        if wrong and _is_misread(printed, wrong, by_machine=by_machine):
            pieces = pieces or split(text[:LONGEST_TEXT])
            for place, letters in zip(places, map(cased, meant, printed), strict=True):
                pieces[2 * place + 1] = "".join(letters)
            end = places[-1] + 1
    return "".join(pieces) + text[LONGEST_TEXT:] if pieces else text


def _longest(words: Words, start: int, node: _Tree) -> tuple[list[int], tuple[str, ...]]:
    """Where the syllables of the longest name from there stand, and its own; `node` is that of its first."""
    places, found = [start], ()
    for at in range(start + 1, len(words.printed)):
        printed = words.printed[at]
        if following := node.get(_BARE[printed]):
            node = following
            places.append(at)
            found = node.get(_END, found)
        elif printed not in _JOINTS:
            break
    return places[: len(found)], found


def _is_misread(printed: list[str], wrong: list[int], *, by_machine: bool) -> bool:
    """Whether what is printed with wrong marks is long enough, and no word of its own (`Hải quân` is no `Hải quan`)."""
    size = sum(1 + (len(syllable) > 2 and syllable.isupper()) for syllable in printed)  # UBND says more
    return size >= (2 if by_machine else SHORTEST_TYPED) and not any(_is_word(printed, at) for at in wrong)


def _is_word(printed: list[str], at: int) -> bool:
    """Whether a syllable makes a known word with the one beside it."""
    return any(is_known_pair(*pair) for pair in pairwise(map(folded, printed[max(0, at - 1) : at + 2])))
