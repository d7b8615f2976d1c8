"""Folds what character recognition misreads, so that words are found; the text itself is kept as it was read.

Tesseract loses the tone of a letter that has another mark (`đê nghị`, `phôi hợp`, `chậm nhât`) or gives it the wrong
one (`tiệp tục`). A word of two syllables that the lexicon holds tells which was meant; a pair that the lexicon or the
dictionary holds as printed stays, and so does one whose syllables both differ, and a syllable that makes such a pair
with the one on its other side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress, count, pairwise

from ketluan.lexicon.lexicon import folded, general_entries, listed_entries
from ketluan.understanding.words import words_of

FEWEST_MISREAD = 3
"""So many different misread words in a body, and it was read by a machine; fewer are names and rare words."""

_SYLLABLE = re.compile(r"[^\W\d_]+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# letters whose marks recognition loses first
_MARKED = frozenset("âăêôơư")
# each begins with its own letter, and looks behind it: so it is found fast
_FORMULAS = (
    (re.compile(r"T(?<![^\W\d_].)[IĨ]NH(?=\s+[A-ZĐÀ-Ỹ]{2})"), "TỈNH"),
    (
        re.compile(
            r"Đ(?:(?<=^Đ)|(?<=[.;] Đ))ề(?=\s+(?:phấn|bảo|đảm|tăng|thực|triển|kịp|hoàn|tiếp|đạt|chuẩn|nâng|đẩy|giải)\s)"
        ),
        "Để",
    ),
    (re.compile(r"[Tt](?<![^\W\d_].)h[aàảãạâ]ng(?=\s+(?:\d|[Gg]iêng\b))"), "tháng"),
    (re.compile(r"[Nn](?<![^\W\d_].)g[aáảãạ]y(?=\s+\d{1,2}\s*(?:[/.-]|th[aáàảãạâ]ng)\s*\d)"), "ngày"),
    (re.compile(r"[Qq](?<![^\W\d_].)u[yỳỷỹỵ](?=\s+(?:I{1,3}V?|IV|[1-4])\b)"), "quý"),
)
"""Fixed words in capitals, at the head of a sentence or in front of a figure."""


def folding_of(texts: Sequence[str]) -> Callable[[str], str]:
    """What folds the texts of one body: nothing when it does not look misread."""
    misread = {word for text in texts for pair in _doubtful_pairs(text) for word in _toneless(*pair)}
    return as_meant if len(misread) >= FEWEST_MISREAD else str


def _doubtful_pairs(text: str) -> list[tuple[str, str]]:
    """Pairs with a syllable that may have lost its tone."""
    words = words_of(text).folded
    places = compress(count(), map(_without_tone().__contains__, words))
    return [pair for at in places for pair in pairwise(words[at - (at > 0) : at + 2])]


@cache
def _without_tone() -> frozenset[str]:
    """What syllables of the lexicon's pairs become when they lose a tone and keep another mark."""
    syllables = {syllable for pair in _by_base().values() for syllable in pair}
    return frozenset(base for syllable in syllables if (base := _base(syllable)) != syllable and _MARKED & set(base))


@cache
def _toneless(first: str, second: str) -> tuple[str, ...]:
    """The syllable of a misread pair that lost its tone."""
    right = _meant(first, second)
    if right is None:
        return ()
    return tuple(
        old
        for old, new in zip((first, second), right, strict=True)
        if folded(old) != new and _base(old) == old and _MARKED & set(old)
    )


def as_read(words: str, meant: str, text: str) -> str:
    """Words found in the folded text as the text itself has them; `words` put together from elsewhere stay.

    `meant` has the letters of `text` one for one, and may have more blanks.
    """
    if meant == text or (at := meant.find(words)) < 0:
        return words
    if len(meant) == len(text):
        return text[at : at + len(words)]
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    first, size = len("".join(meant[:at].split())), len("".join(words.split()))
    return text[places[first] : places[first + size - 1] + 1] if size else words


def as_read_apart(words: str, meant: str, text: str) -> str:
    """As `as_read`, but with the blanks that glued words have lost."""
    letters = iter("".join(as_read(words, meant, text).split()))
    return "".join(letter if letter.isspace() else next(letters) for letter in words)


def as_meant(text: str) -> str:
    """The text with misread pairs as the lexicon has them: as long as the text, so that places agree."""
    for pattern, meant in _FORMULAS:
        text = pattern.sub(lambda found, meant=meant: "".join(cased(meant, found[0])), text)  # type: ignore[misc]
    letters = list(text)
    for found, right in _misread(text):
        letters[found.start() : found.end()] = cased(right, found[0])
    return "".join(letters)


def _misread(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The syllables that are misread, each with the one that is meant."""
    words = [None, *_SYLLABLE.finditer(text), None]
    for at in range(1, len(words) - 2):
        before, first, second, behind = words[at - 1 : at + 3]
        if first and second and _adjoins(first, second) and (right := _meant(first[0].lower(), second[0].lower())):
            if folded(first[0].lower()) != right[0] and not _adjoins(before, first, known=True):
                yield first, right[0]
            if folded(second[0].lower()) != right[1] and not _adjoins(second, behind, known=True):
                yield second, right[1]


def _adjoins(first: re.Match[str] | None, second: re.Match[str] | None, *, known: bool = False) -> bool:
    """Whether only a blank is between two syllables, and they make a `known` pair."""
    if not (first and second) or second.start() - first.end() != 1:
        return False
    return not known or is_known_pair(folded(first[0].lower()), folded(second[0].lower()))


def is_known_pair(first: str, second: str) -> bool:
    """Whether two folded syllables stand so in the lexicon or the dictionary."""
    return (first, second) in _known()


def cased(right: str, printed: str) -> Iterable[str]:
    """The letters that are meant, each as large as the printed one."""
    return (letter.upper() if old.isupper() else letter for letter, old in zip(right, printed, strict=True))


@cache
def _meant(first: str, second: str) -> tuple[str, str] | None:
    """The pair of the lexicon that differs in the tone of one syllable, which has another mark or has lost its tone."""
    printed = folded(first), folded(second)
    if printed in _known():
        return None
    if (level := _levels().get(_base(printed[1]))) and printed[1] != level and printed[0] in _before_levels():
        return printed[0], level
    right = _by_base().get((_base(printed[0]), _base(printed[1])))
    wrong = [(old, meant) for old, meant in zip(printed, right or printed, strict=True) if old != meant]
    return (
        right if len(wrong) == 1 and (_MARKED & set(_base(wrong[0][0])) or _base(wrong[0][1]) != wrong[0][1]) else None
    )


@cache
def _base(syllable: str) -> str:
    """Without its tone, other marks kept: `đề` -> `đê`."""
    return unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", syllable)))


@cache
def _known() -> frozenset[tuple[str, ...]]:
    """Every pair of syllables that stands somewhere in the lexicon or the dictionary, and `trưởng ban`."""
    entries = (entry.text for entries in (listed_entries(), general_entries()) for entry in entries)
    bodies = _syllables_of("department", "steering", "managing", "institution")
    heads = {(post[-1], body[0]) for post in _syllables_of("lone_post") for body in bodies}
    return frozenset(pair for text in entries for pair in pairwise(_syllables(text))) | heads


def _syllables(text: str) -> list[str]:
    return [folded(syllable) for syllable in _SYLLABLE.findall(text.lower())]


@cache
def _by_base() -> Mapping[tuple[str, str], tuple[str, str]]:
    """The words of two syllables that people listed, by their syllables without tones; none that fit two words."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for syllables in (_syllables(entry.text) for entry in listed_entries()):
        if len(syllables) == 2:
            first, second = syllables
            found.setdefault((_base(first), _base(second)), set()).add((first, second))
    return {base: next(iter(pairs)) for base, pairs in found.items() if len(pairs) == 1}


@cache
def _levels() -> Mapping[str, str]:
    """The kinds of places of one syllable, by that syllable without its tone."""
    levels = [syllables[0] for syllables in _syllables_of("level") if len(syllables) == 1]
    return {_base(level): level for level in levels}


@cache
def _before_levels() -> frozenset[str]:
    """The last syllables of what a kind of place stands behind: `các huyện`, `UBND tỉnh`."""
    return frozenset(each[-1] for each in _syllables_of("committee", "institution", "quantifier", "tier"))


def _syllables_of(*classes: str) -> list[list[str]]:
    return [_syllables(entry.text) for entry in listed_entries() if entry.word_class in classes]
