"""A text as words, each with its class: one letter a word, so that the grammar can be written as patterns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import add
from typing import Any

from ketluan.lexicon.lexicon import DASHES, Lexicon, family_names, folded, lexicon, listed_entries, split

END_MARKS = "*:.;"
LONGEST_TEXT = 20_000
"""What stands behind that many letters of one paragraph is not looked at: nobody wrote it."""

FURTHEST_POST = 12
"""So many words or marks stand between an office and the dash in front of who holds it."""

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


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A text as words and marks: each as printed, folded, and the blank before it; equal only to itself.

    Words that belong together are one unit: `tags` holds a letter for each unit, `starts` where it starts, with the
    end of the text behind the last. `memory` keeps what the grammar has read.
    """

    printed: tuple[str, ...]
    folded: tuple[str, ...]
    gaps: tuple[str, ...]
    tags: str = ""
    starts: tuple[int, ...] = ()
    memory: dict[Any, Any] = field(default_factory=dict)

    def slice(self, start: int, end: int) -> str:
        """The text from one unit up to another, as printed."""
        first, last = self.starts[start], self.starts[end]
        return "".join(map(add, self.gaps[first:last], self.printed[first:last])).lstrip()

    def unit(self, at: int) -> str:
        """One unit, folded; empty behind the last."""
        return " ".join(self.folded[self.starts[at] : self.starts[at + 1]]) if at < len(self.tags) else ""


_REGISTERED: ContextVar[Lexicon | None] = ContextVar("registered", default=None)


@contextmanager
def registered(names: Lexicon | None) -> Iterator[None]:
    """While a body is read, the names of the register are words like all others, and go before them."""
    token = _REGISTERED.set(names)
    try:
        yield
    finally:
        _REGISTERED.reset(token)


def words_of(text: str) -> Words:
    """Cut a text into words and give each its class."""
    return _words_of(text, _REGISTERED.get())


def without_end_marks(words: Words) -> Words:
    """Without the marks that end a title (`Sở Y tế:`), cut once."""
    if "bare" not in words.memory:
        words.memory["bare"] = _cut(words)
    cut: Words = words.memory["bare"]
    return cut


def _cut(words: Words) -> Words:
    size = len(words.tags)
    while size and not words.folded[words.starts[size - 1]].strip(END_MARKS):
        size -= 1
    if size == len(words.tags):
        return words
    last = words.starts[size]
    if words.folded[last - 1 : last] and not words.folded[last - 1].strip(END_MARKS):
        return words_of("".join(map(add, words.gaps[: last - 1], words.printed[: last - 1])))
    tags, starts = words.tags[:size], words.starts[: size + 1]
    return Words(words.printed[:last], words.folded[:last], words.gaps[:last], tags, starts)


@lru_cache(maxsize=32)
def _words_of(text: str, names: Lexicon | None) -> Words:
    pieces = split(text[:LONGEST_TEXT])
    printed = tuple(pieces[1::2])
    small = tuple(map(folded, printed))
    tags, starts = _tagged(printed, small, names)
    _mark_joints(tags, starts, printed)
    _mark_holders(tags, starts, printed)
    return Words(printed, small, tuple(pieces[:-1:2]), "".join(tags), (*starts, len(printed)))


def _tagged(printed: tuple[str, ...], small: tuple[str, ...], names: Lexicon | None) -> tuple[list[str], list[int]]:
    lower, upper = letter_pairs()
    capitals = [word[0].isupper() for word in printed]
    departments, word_letter = (lower["department"], upper["department"]), upper["word"]
    size, tag, behind = len(printed), "", (*small[1:], "")
    tags: list[str] = []
    starts: list[int] = []
    at = 0
    while at < size:
        starts.append(at)
        capital, alone = capitals[at], _alone(small[at], behind[at])
        if alone and not names and (capital or tag not in departments):
            tag, end = alone[capital] or _unlisted(printed[at]), at + 1
        else:
            end, word_class = _word_at(printed, small, at, capitals, inside=tag == word_letter)
            if names and names.begins_listed(small[at]):
                found = names.find(small, at, capital=capital)
                end, word_class = found if found[1] and found[0] >= end else (end, word_class)
            if tag in departments and not capital:
                end, word_class = _small_field(small, at, end, word_class)
            tag = (upper if capital else lower)[word_class] if word_class else _unlisted(printed[at])
        tags.append(tag)
        at = end if end > at else at + 1
    return tags, starts


@lru_cache(maxsize=32_768)
def _alone(word: str, following: str) -> tuple[str, str] | None:
    """The letters of a syllable, printed small and with a capital, in front of one with which it makes no word; empty
    for no known word, None where they may belong together. Few pairs are common, so that nearly all are known."""
    known = lexicon()
    classes = [known.find_single((word, following), 0, capital=capital) for capital in (False, True)]
    if None in classes or known.begins_general(word, following) or word in _ABBREVIATED:
        return None
    lower, upper = letter_pairs()
    return lower.get(classes[0] or "", ""), upper.get(classes[1] or "", "")


def _small_field(small: tuple[str, ...], at: int, end: int, word_class: str) -> tuple[int, str]:
    """`Sở y tế`: what a department is for, printed small; a verb alone stays one (`các sở xây dựng kế hoạch`)."""
    longer, found = lexicon().find(small, at, capital=True)
    is_field = found == "field" and (longer > end or word_class not in _ORDINARY)
    return (longer, found) if is_field else (end, word_class)


def _mark_joints(tags: list[str], starts: list[int], printed: tuple[str, ...]) -> None:
    """`&` joins the halves of one name (`Sở TT&TT`), where `và` may join two."""
    if "&" in printed:
        for at, start in enumerate(starts):
            tags[at] = MARKS["dash"] if printed[start] == "&" else tags[at]


def _mark_holders(tags: list[str], starts: list[int], printed: tuple[str, ...]) -> None:
    """The dash between an office and who holds it (`Giám đốc Sở - Hoàng Văn Thuân`) is a mark of its own: one inside a
    name parts what the body is for."""
    if "-" not in tags:
        return
    posts = {pair[word_class] for pair in letter_pairs() for word_class in ("post", "lone_post")}
    for at, tag in enumerate(tags):
        if tag == "-" and not posts.isdisjoint(tags[max(0, at - FURTHEST_POST) : at]):
            person = printed[starts[at] + 1 : starts[at] + 3]
            if len(person) == 2 and person[0].casefold() in family_names() and all(map(str.istitle, person)):
                tags[at] = MARKS["holder"]


def _word_at(
    printed: tuple[str, ...], small: tuple[str, ...], at: int, capitals: list[bool], *, inside: bool
) -> tuple[int, str]:
    """Where the longest known word ends, and its class; `inside` a proper name only what people listed is known."""
    known, end, word_class = lexicon(), at, ""
    if known.begins_listed(small[at]):
        end, word_class = _listed(known, printed, small, at, capitals)
    if end < at + 2 and word_class != "lone_post" and not _is_proper(capitals, at, inside=inside):
        longer, general = known.find_general(small, at)
        parted = True in capitals[at + 1 : longer] and _inner_capital(printed, at, longer)
        if longer > end and not parted and not _orders_another(known, small, at, longer, word_class):
            return longer, general
    if word_class == "level" and small[at] in _ABBREVIATED and small[end : end + 1] == (".",):
        return end + 1, word_class
    return end, word_class


def _orders_another(known: Lexicon, small: tuple[str, ...], at: int, end: int, word_class: str) -> bool:
    """`giao phó chủ tịch` gives something to a deputy: a longer listed word behind an order goes before `giao phó`."""
    return word_class == "order" and known.find(small, at + 1, capital=False)[0] > end


def _listed(
    known: Lexicon, printed: tuple[str, ...], small: tuple[str, ...], at: int, capitals: list[bool]
) -> tuple[int, str]:
    """The longest word there of those that people listed."""
    end, word_class = known.find(small, at, capital=capitals[at])
    if word_class == "idiom" and capitals[at] and at and printed[at - 1][0].isalpha():
        return known.find(small[: at + 1], at, capital=True)  # a capital inside a sentence begins a name
    if end > at + 1 and word_class in _ORDINARY and (inner := _inner_capital(printed, at, end)):
        return known.find(small[:inner], at, capital=capitals[at])
    return end, word_class


def _inner_capital(printed: tuple[str, ...], at: int, end: int) -> int:
    """Where a word that is printed small, in part at least, goes on with a capital: there another word begins."""
    if all(word.isupper() for word in printed[at:end]):
        return 0
    return next((inner for inner in range(at + 1, end) if printed[inner][0].isupper()), 0)


def _is_proper(capitals: list[bool], at: int, *, inside: bool) -> bool:
    """Whether a capital word stands before or behind another one: `Hòa Bình` is a place and no noun."""
    return capitals[at] and (inside or (at + 1 < len(capitals) and capitals[at + 1]))


@lru_cache(maxsize=8_192)
def _unlisted(word: str) -> str:
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
