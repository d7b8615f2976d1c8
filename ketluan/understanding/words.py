"""A text as words, each with its class: one letter a word, so that the grammar can be written as patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ketluan.lexicon.lexicon import DASHES, Lexicon, Pair, family_names, folded, lexicon, listed_entries, split

END_MARKS = "*:.;"
LONGEST_TEXT = 20_000
"""What stands behind that many letters of one paragraph is not looked at: nobody wrote it."""

MOST_SYLLABLES = 32_768
"""So many different printed words are kept in memory."""

MOST_TEXTS = 192
"""So many texts are kept as words: the blocks of a usual body, which are asked for by rule after rule."""

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
    """A text as words and marks; equal only to itself.

    `pieces` are the blanks and the words as printed in turn, blanks first, `folded` the words. Words that belong
    together are one unit: `tags` holds a letter for each unit, `starts` where it starts, with the end of the text
    behind the last. `memory` keeps what the grammar has read.
    """

    pieces: Sequence[str]
    folded: Sequence[str]
    tags: str = ""
    starts: Sequence[int] = ()
    memory: dict[Any, Any] = field(default_factory=dict)

    def slice(self, start: int, end: int) -> str:
        """The text from one unit up to another, as printed."""
        return "".join(self.pieces[2 * self.starts[start] + 1 : 2 * self.starts[end]])

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
        return words_of("".join(words.pieces[: 2 * (last - 1)]))
    return Words(words.pieces[: 2 * last], words.folded[:last], words.tags[:size], words.starts[: size + 1])


@lru_cache(maxsize=MOST_TEXTS)
def _words_of(text: str, names: Lexicon | None) -> Words:
    pieces = split(text[:LONGEST_TEXT])
    printed = pieces[1::2]
    read = list(map(syllables().__getitem__, printed))
    small = [syllable[0] for syllable in read]
    tags, starts = _tagged(printed, small, read, names)
    _mark_joints(tags, starts, printed)
    _mark_holders(tags, starts, printed)
    starts.append(len(printed))
    return Words(pieces, small, "".join(tags), starts)


class _Syllable(NamedTuple):
    """A word as printed: folded, whether it begins with a capital, and the letter of what it is alone.

    `pairs` has the folded syllables in front of which it may be more: the letter of both where they are one word and
    no longer one can begin so, else nothing.
    """

    folded: str
    capital: bool
    letter: str
    pairs: dict[str, str]


class Syllables(dict[str, _Syllable]):
    """Every word that was printed, read when it is met first."""

    def __missing__(self, printed: str) -> _Syllable:
        if len(self) >= MOST_SYLLABLES:
            self.clear()
        word, capital = folded(printed), printed[0].isupper()
        alone, own = lexicon().single(word)[capital], letter_pairs()[capital]
        pairs = {
            second: own[word_class] if (word_class := _pair_class(alone, pair, capital=capital)) else ""
            for second, pair in lexicon().pairs(word).items()
        }
        if word in _ABBREVIATED:
            pairs["."] = ""
        found = self[printed] = _Syllable(word, capital, own[alone] if alone else _unlisted(printed), pairs)
        return found


def _pair_class(alone: str, pair: Pair, *, capital: bool) -> str:
    """What a word is with the one behind it, printed small, whatever else follows; empty when that is not known."""
    listed = pair.capital if capital else pair.small
    if pair.goes_on or (listed == "idiom" and capital) or alone in ("lone_post", "order"):
        return ""
    return listed or pair.general


@cache
def syllables() -> Syllables:
    return Syllables()


def _tagged(
    printed: Sequence[str], small: Sequence[str], read: Sequence[_Syllable], names: Lexicon | None
) -> tuple[list[str], list[int]]:
    lower, upper = letter_pairs()
    departments, word_letter = lower["department"] + upper["department"], upper["word"]
    capitals = [syllable[1] for syllable in read]
    behind = [*zip(small, capitals), ("", False)][1:]  # noqa: B905  as many as there are
    tags: list[str] = []
    starts: list[int] = []
    tag, end = " ", 0
    for at, (word, capital, letter, pairs) in enumerate(read):
        if at < end:
            continue
        starts.append(at)
        following, before_capital = behind[at]
        pair = pairs.get(following)
        small_field = tag in departments and not capital
        listed = names is not None and names.begins_listed(word)
        if pair is None and not small_field and not listed:
            tag = letter
        elif pair and not (before_capital or small_field or listed or (capital and tag == word_letter)):
            tag, end = pair, at + 2
        else:
            end, word_class = _word_at(printed, small, at, capitals, inside=tag == word_letter)
            if listed:
                found = names.find(small, at, capital=capital)  # type: ignore[union-attr]
                end, word_class = found if found[1] and found[0] >= end else (end, word_class)
            if small_field:
                end, word_class = _small_field(small, at, end, word_class)
            tag = (upper if capital else lower)[word_class] if word_class else _unlisted(printed[at])
        tags.append(tag)
    return tags, starts


def _small_field(small: Sequence[str], at: int, end: int, word_class: str) -> tuple[int, str]:
    """`Sở y tế`: what a department is for, printed small; a verb alone stays one (`các sở xây dựng kế hoạch`)."""
    longer, found = lexicon().find(small, at, capital=True)
    is_field = found == "field" and (longer > end or word_class not in _ORDINARY)
    return (longer, found) if is_field else (end, word_class)


def _mark_joints(tags: list[str], starts: list[int], printed: Sequence[str]) -> None:
    """`&` joins the halves of one name (`Sở TT&TT`), where `và` may join two."""
    if "&" in printed:
        for at, start in enumerate(starts):
            tags[at] = MARKS["dash"] if printed[start] == "&" else tags[at]


def _mark_holders(tags: list[str], starts: list[int], printed: Sequence[str]) -> None:
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
    printed: Sequence[str], small: Sequence[str], at: int, capitals: list[bool], *, inside: bool
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
    if word_class == "level" and small[at] in _ABBREVIATED and end < len(small) and small[end] == ".":
        return end + 1, word_class
    return end, word_class


def _orders_another(known: Lexicon, small: Sequence[str], at: int, end: int, word_class: str) -> bool:
    """`giao phó chủ tịch` gives something to a deputy: a longer listed word behind an order goes before `giao phó`."""
    return word_class == "order" and known.find(small, at + 1, capital=False)[0] > end


def _listed(
    known: Lexicon, printed: Sequence[str], small: Sequence[str], at: int, capitals: list[bool]
) -> tuple[int, str]:
    """The longest word there of those that people listed."""
    end, word_class = known.find(small, at, capital=capitals[at])
    if word_class == "idiom" and capitals[at] and at and printed[at - 1][0].isalpha():
        return known.find(small[: at + 1], at, capital=True)  # a capital inside a sentence begins a name
    if end > at + 1 and word_class in _ORDINARY and (inner := _inner_capital(printed, at, end)):
        return known.find(small[:inner], at, capital=capitals[at])
    return end, word_class


def _inner_capital(printed: Sequence[str], at: int, end: int) -> int:
    """Where a word that is printed small, in part at least, goes on with a capital: there another word begins."""
    if all(word.isupper() for word in printed[at:end]):
        return 0
    return next((inner for inner in range(at + 1, end) if printed[inner][0].isupper()), 0)


def _is_proper(capitals: list[bool], at: int, *, inside: bool) -> bool:
    """Whether a capital word stands before or behind another one: `Hòa Bình` is a place and no noun."""
    return capitals[at] and (inside or (at + 1 < len(capitals) and capitals[at + 1]))


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
