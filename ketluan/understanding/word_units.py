"""The words of a text that belong together: the longest of the register or the lexicon, each with its letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress, count
from sys import intern
from typing import NamedTuple, TypeVar

from ketluan.lexicon.lexicon import Lexicon, Pair, family_names, folded, lexicon, split
from ketluan.understanding.word_letters import MARKS, letter_pairs, letters_of, unlisted

MOST_STRETCHES = 32_768
"""So many different ones are kept in memory."""

FURTHEST_POST = 12
"""So many words or marks stand between an office and the dash in front of who holds it."""
# ordinary speech: gives way to a longer field of work, or to a name that begins with a capital inside
_ORDINARY = {
    "verb",
    "work",
    "occupation",
    "agree",
    "order",
    "manner",
    "outcome",
    "duty",
    "matter",
    "idiom",
    "connective",
    "circumstance",
    "organising",
}
_ABBREVIATED = frozenset(("tp", "tx"))


_Found = TypeVar("_Found")
Joined = tuple[str, frozenset[str]]
"""The letter of two words that are one, and those that may make a longer one behind them; no letter when it depends."""
DEPENDS: Joined = ("", frozenset())


class Syllable(NamedTuple):
    """A word as printed, folded, whether it begins with a capital, and the letter of what it is alone; `pairs` has the
    folded syllables in front of which it may be more, `spaced` the word with the blank in front of it if there is one.
    """

    printed: str
    folded: str
    capital: bool
    letter: str
    pairs: dict[str, Joined]
    spaced: str


@dataclass(slots=True)
class WordColumns:
    """The words of a text, each trait of theirs in a row of its own."""

    printed: Sequence[str]
    folded: Sequence[str]
    capital: Sequence[bool]
    letter: Sequence[str]
    pairs: Sequence[dict[str, Joined]]
    spaced: Sequence[str]


def remembered(memory: dict[str, _Found], printed: str, found: _Found) -> _Found:
    """Put in what was found of something printed, for the next time; no memory grows without an end."""
    if len(memory) >= MOST_STRETCHES:
        memory.clear()
    memory[printed] = found
    return found


class Stretches(dict[str, tuple[Syllable, ...]]):
    """The words and marks of everything that was printed between two blanks, read when it is met first."""

    def __init__(self) -> None:
        self._syllable = lru_cache(MOST_STRETCHES)(_syllable)

    def __missing__(self, printed: str) -> tuple[Syllable, ...]:
        first, *others = map(self._syllable, split(printed)[1::2])
        return remembered(self, printed, (first._replace(spaced=f" {first.printed}"), *others))


def _syllable(printed: str) -> Syllable:
    printed, word, capital = intern(printed), folded(printed), printed[0].isupper()
    if printed == "&":  # joins the halves of one name (`Sở TT&TT`), where `và` may join two
        return Syllable(printed, word, capital, MARKS["dash"], {}, printed)
    alone, own = lexicon().single(word)[capital], letter_pairs()[capital]
    pairs = {
        second: (own[word_class], pair.further)
        if (word_class := _pair_class(alone, pair, capital=capital))
        else DEPENDS
        for second, pair in lexicon().pairs(word).items()
    }
    if word in _ABBREVIATED:
        pairs["."] = DEPENDS
    return Syllable(printed, word, capital, own[alone] if alone else unlisted(printed), pairs, printed)


def _pair_class(alone: str, pair: Pair, *, capital: bool) -> str:
    """What a word is with the one behind it, printed small; empty when that is not known."""
    listed = pair.capital if capital else pair.small
    if (listed == "idiom" and capital) or alone in ("lone_post", "order"):
        return ""
    return listed or pair.general


@cache
def stretches() -> Stretches:
    return Stretches()


def units(words: WordColumns, names: Lexicon | None) -> tuple[str, list[int]]:
    """The letter of each unit of a text, and the word that it starts at, with the end of the text behind the last;
    `names` are those of a register. Where no longer word may begin, each word is what it is alone."""
    lower, upper = letter_pairs()
    departments, proper = (lower["department"], upper["department"]), upper["word"]
    small, capitals = words.folded, words.capital
    alone, behind = "".join(words.letter), (*small, "", "")
    pairs = [*map(dict.get, words.pairs, behind[1:])]
    for found in _behind_department().finditer(alone) if departments[0] in alone or departments[1] in alone else ():
        pairs[found.end()] = DEPENDS
    for at in compress(count(), names.begin_listed(small)) if names is not None else ():
        pairs[at] = DEPENDS
    letters = [*alone]  # empty behind the first word of a unit
    tag, end = " ", 0
    for at in compress(count(), pairs):
        if at < end:
            continue
        if end < at:
            tag = alone[at - 1]
        letter, further = pairs[at] or DEPENDS
        capital = capitals[at]
        if letter and behind[at + 2] not in further and not (capitals[at + 1] or (capital and tag == proper)):
            tag, end = letter, at + 2
            letters[at + 1] = ""
        else:
            end, word_class = _word_at(words, at, inside=tag == proper)
            if names is not None:
                end, word_class = _registered(names, small, at, end, word_class, capital=capital)
            if tag in departments and not capital:
                end, word_class = _small_field(small, at, end, word_class)
            tag = (upper if capital else lower)[word_class] if word_class else alone[at]
            end = end if end > at else at + 1
            letters[at + 1 : end] = [""] * (end - at - 1)
        letters[at] = tag
        if tag in departments and _behind_department().match(tag + alone[end : end + 1]):
            pairs[end] = DEPENDS
    joined, starts = "".join(letters), [*compress(count(), letters), len(small)]
    return (_with_holders(joined, starts, words.printed) if "-" in joined else joined), starts


@cache
def _behind_department() -> re.Pattern[str]:
    """In front of a small word, which may be what a department is for."""
    return re.compile(f"[{''.join(letters_of('department'))}](?=[{''.join(letter_pairs()[0].values())}])")


def _registered(
    names: Lexicon, small: Sequence[str], at: int, end: int, word_class: str, *, capital: bool
) -> tuple[int, str]:
    """The registered name that begins there where it is as long as the word that was found, else that word."""
    found = names.find(small, at, capital=capital)
    return found if found[1] and found[0] >= end else (end, word_class)


def _small_field(small: Sequence[str], at: int, end: int, word_class: str) -> tuple[int, str]:
    """`Sở y tế`: what a department is for, printed small; a verb alone stays one (`các sở xây dựng kế hoạch`)."""
    longer, found = lexicon().find(small, at, capital=True)
    is_field = found == "field" and (longer > end or word_class not in _ORDINARY)
    return (longer, found) if is_field else (end, word_class)


def _with_holders(tags: str, starts: Sequence[int], printed: Sequence[str]) -> str:
    """The dash between an office and who holds it (`Giám đốc Sở - Hoàng Văn Thuân`) is a mark of its own: one inside a
    name parts what the body is for."""
    at = tags.find("-")
    while at >= 0:
        if not _posts().isdisjoint(tags[max(0, at - FURTHEST_POST) : at]):
            person = printed[starts[at] + 1 : starts[at] + 3]
            if len(person) == 2 and person[0].casefold() in family_names() and all(map(str.istitle, person)):
                tags = f"{tags[:at]}{MARKS['holder']}{tags[at + 1 :]}"
        at = tags.find("-", at + 1)
    return tags


@cache
def _posts() -> frozenset[str]:
    return letters_of("post", "lone_post")


def _word_at(words: WordColumns, at: int, *, inside: bool) -> tuple[int, str]:
    """Where the longest known word ends, and its class; `inside` a proper name only what people listed is known."""
    known, small = lexicon(), words.folded
    end, word_class = _listed(known, words, at)
    if end < at + 2 and word_class != "lone_post" and not _is_proper(words, at, inside=inside):
        longer, general = known.find_general(small, at)
        parted = _inner_capital(words, at, longer)
        if longer > end and not parted and not _orders_another(known, small, at, longer, word_class):
            return longer, general
    if word_class == "level" and small[at] in _ABBREVIATED and end < len(small) and small[end] == ".":
        return end + 1, word_class
    return end, word_class


def _orders_another(known: Lexicon, small: Sequence[str], at: int, end: int, word_class: str) -> bool:
    """`giao phó chủ tịch` gives something to a deputy: a longer listed word behind an order goes before `giao phó`."""
    return word_class == "order" and known.find(small, at + 1, capital=False)[0] > end


def _listed(known: Lexicon, words: WordColumns, at: int) -> tuple[int, str]:
    """The longest word there of those that people listed."""
    small, capital = words.folded, words.capital[at]
    end, word_class = known.find(small, at, capital=capital)
    if word_class == "idiom" and capital and at and words.printed[at - 1][0].isalpha():
        return known.find(small[: at + 1], at, capital=True)  # a capital inside a sentence begins a name
    if end > at + 1 and word_class in _ORDINARY and (inner := _inner_capital(words, at, end)):
        return known.find(small[:inner], at, capital=capital)
    return end, word_class


def _inner_capital(words: WordColumns, start: int, end: int) -> int:
    """Where a word that is printed small, in part at least, goes on with a capital: there another word begins."""
    inner = next((at for at in range(start + 1, end) if words.capital[at]), 0)
    return 0 if inner and all(map(str.isupper, words.printed[start:end])) else inner


def _is_proper(words: WordColumns, at: int, *, inside: bool) -> bool:
    """Whether a capital word stands before or behind another one: `Hòa Bình` is a place and no noun."""
    return words.capital[at] and (inside or any(words.capital[at + 1 : at + 2]))
