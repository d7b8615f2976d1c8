"""Folds what character recognition misreads, so that words are found; the text itself is kept as it was read.

Tesseract loses the tone of a letter that has another mark (`đê nghị`, `phôi hợp`, `chậm nhât`) or gives it the wrong
one (`tiệp tục`). A word of two syllables that the lexicon holds tells which was meant; a pair that the lexicon or the
dictionary holds as printed stays, and so does one whose syllables both differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from ketluan.lexicon.lexicon import folded, general_entries, listed_entries
from ketluan.understanding.words import words_of

FEWEST_MISREAD = 3
"""So many different misread words in a body, and it was read by a machine; fewer are names and rare words."""

_SYLLABLE = re.compile(r"[^\W\d_]+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# letters whose marks recognition loses first
_MARKED = frozenset("âăêôơư")
_FORMULAS = (
    (re.compile(r"(?<![^\W\d_])T[IĨ]NH(?=\s+[A-ZĐÀ-Ỹ]{2})"), "TỈNH"),
    (
        re.compile(
            r"(?:(?<=^)|(?<=[.;] ))Đề(?=\s+(?:phấn|bảo|đảm|tăng|thực|triển|kịp|hoàn|tiếp|đạt|chuẩn|nâng|đẩy|giải)\s)"
        ),
        "Để",
    ),
)
"""Fixed words in capitals or at the head of a sentence."""


def folding_of(texts: Sequence[str]) -> Callable[[str], str]:
    """What folds the texts of one body: nothing when it does not look misread."""
    misread = {word for text in texts for pair in _doubtful_pairs(text) for word in _toneless(*pair)}
    return as_meant if len(misread) >= FEWEST_MISREAD else str


def _doubtful_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Pairs with a syllable that may have lost its tone."""
    toneless, words = _without_tone(), words_of(text).folded
    for at, word in enumerate(words):
        if word in toneless:
            yield from pairwise(words[max(0, at - 1) : at + 2])


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
        old for old, new in zip((first, second), right, strict=True) if folded(old) != new and _base(old) == old
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
        text = pattern.sub(meant, text)
    letters = list(text)
    for found, right in _misread(text):
        letters[found.start() : found.end()] = cased(right, found[0])
    return "".join(letters)


def _misread(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The syllables that are misread, each with the one that is meant."""
    for first, second in pairwise(_SYLLABLE.finditer(text)):
        if second.start() - first.end() == 1 and (right := _meant(first[0].lower(), second[0].lower())):
            yield from (
                (found, meant)
                for found, meant in zip((first, second), right, strict=True)
                if folded(found[0].lower()) != meant
            )


def is_known_pair(first: str, second: str) -> bool:
    """Whether two folded syllables stand so in the lexicon or the dictionary."""
    return (first, second) in _known()


def cased(right: str, printed: str) -> Iterable[str]:
    """The letters that are meant, each as large as the printed one."""
    return (letter.upper() if old.isupper() else letter for letter, old in zip(right, printed, strict=True))


@cache
def _meant(first: str, second: str) -> tuple[str, str] | None:
    """The pair of the lexicon that differs in the tone of one syllable that has another mark."""
    printed = folded(first), folded(second)
    right = _by_base().get((_base(printed[0]), _base(printed[1])))
    if right is None or printed in _known():
        return None
    wrong = [old for old, meant in zip(printed, right, strict=True) if old != meant]
    return right if len(wrong) == 1 and _MARKED & set(_base(wrong[0])) else None


@cache
def _base(syllable: str) -> str:
    """Without its tone, other marks kept: `đề` -> `đê`."""
    return unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", syllable)))


@cache
def _known() -> frozenset[tuple[str, ...]]:
    """Every pair of syllables that stands somewhere in the lexicon or the dictionary."""
    entries = (entry.text for entries in (listed_entries(), general_entries()) for entry in entries)
    return frozenset(pair for text in entries for pair in pairwise(_syllables(text)))


def _syllables(text: str) -> list[str]:
    return [folded(syllable) for syllable in _SYLLABLE.findall(text.lower())]


@cache
def _by_base() -> Mapping[tuple[str, str], tuple[str, str]]:
    """The words of two syllables that people listed, by their syllables without tones; none that fit two words."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for entry in listed_entries():
        syllables = _syllables(entry.text)
        if len(syllables) == 2:
            first, second = syllables
            found.setdefault((_base(first), _base(second)), set()).add((first, second))
    return {base: next(iter(pairs)) for base, pairs in found.items() if len(pairs) == 1}
