"""The words of a text that belong together: the longest of the register or the lexicon, each with its letter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ketluan.lexicon.lexicon import Lexicon, Pair, family_names, folded, lexicon
from ketluan.understanding.word_letters import MARKS, letter_pairs, unlisted

MOST_SYLLABLES = 32_768
"""So many different printed words are kept in memory."""

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


class Syllable(NamedTuple):
    """A word as printed: folded, whether it begins with a capital, and the letter of what it is alone.

    `pairs` has the folded syllables in front of which it may be more: the letter of both where they are one word and
    no longer one can begin so, else nothing.
    """

    folded: str
    capital: bool
    letter: str
    pairs: dict[str, str]


class Syllables(dict[str, Syllable]):
    """Every word that was printed, read when it is met first."""

    def __missing__(self, printed: str) -> Syllable:
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
        found = self[printed] = Syllable(word, capital, own[alone] if alone else unlisted(printed), pairs)
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


def units(
    printed: Sequence[str], read: Sequence[Syllable], small: Sequence[str], names: Lexicon | None
) -> tuple[list[str], list[int]]:
    """The letter of each unit of a text, and the word that it starts at; `small` are its words folded, `names` those
    of a register."""
    capitals = [syllable[1] for syllable in read]
    behind = [*zip(small, capitals, strict=True), ("", False)][1:]
    lower, upper = letter_pairs()
    departments, proper = lower["department"] + upper["department"], upper["word"]
    tags: list[str] = []
    starts: list[int] = []
    tag, end = " ", 0
    for at, (word, capital, letter, pairs) in enumerate(read):
        if at < end:
            continue
        starts.append(at)
        following, before_capital = behind[at]
        pair = pairs.get(following)
        special = (tag in departments and not capital) or (names is not None and names.begins_listed(word))
        if pair is None and not special:
            tag = letter
        elif pair and not (special or before_capital or (capital and tag == proper)):
            tag, end = pair, at + 2
        else:
            end, word_class = _word_at(printed, small, at, capitals, inside=tag == proper)
            end, word_class = _registered(names, small, at, capitals, (end, word_class))
            if tag in departments and not capital:
                end, word_class = _small_field(small, at, end, word_class)
            tag = (upper if capital else lower)[word_class] if word_class else unlisted(printed[at])
        tags.append(tag)
    _mark_joints(tags, starts, printed)
    _mark_holders(tags, starts, printed)
    return tags, starts


def _registered(
    names: Lexicon | None, small: Sequence[str], at: int, capitals: Sequence[bool], word: tuple[int, str]
) -> tuple[int, str]:
    """The registered name that begins there where it is as long as the word that was found, else that word."""
    found = names.find(small, at, capital=capitals[at]) if names is not None else word
    return found if found[1] and found[0] >= word[0] else word


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
        parted = _inner_capital(printed, capitals, at, longer)
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
    if end > at + 1 and word_class in _ORDINARY and (inner := _inner_capital(printed, capitals, at, end)):
        return known.find(small[:inner], at, capital=capitals[at])
    return end, word_class


def _inner_capital(printed: Sequence[str], capitals: Sequence[bool], at: int, end: int) -> int:
    """Where a word that is printed small, in part at least, goes on with a capital: there another word begins."""
    if True not in capitals[at + 1 : end] or all(map(str.isupper, printed[at:end])):
        return 0
    return capitals.index(True, at + 1, end)


def _is_proper(capitals: list[bool], at: int, *, inside: bool) -> bool:
    """Whether a capital word stands before or behind another one: `Hòa Bình` is a place and no noun."""
    return capitals[at] and (inside or (at + 1 < len(capitals) and capitals[at + 1]))
