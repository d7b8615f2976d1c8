"""Words that lost the blank between them (`GiaoBộ`, `phối hợphoạt động`, `năm2009`), taken apart for recognition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from ketluan.lexicon.lexicon import folded
from ketluan.text.syllables import is_syllable, is_toned
from ketluan.understanding.ocr_folding import is_known_pair
from ketluan.understanding.word_units import MOST_STRETCHES
from ketluan.understanding.words import words_of

MOST_SYLLABLES = 4

_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_EITHER = _VOWELS + _VOWELS.upper()
# no syllable has vowels on both sides of a consonant
_JOINT = re.compile(rf"[{_EITHER}][^\W\d_{_EITHER}]+[{_EITHER}]")
_GLUED = re.compile(rf"[^\W\d_]*{_JOINT.pattern}[^\W\d_]*")
_WORD = re.compile(r"[^\W\d_]+")
_BY_FIGURES = re.compile(
    r"(?<=\b[Nn]ăm)(?=\d{4}\b)|(?<=\b[Tt]háng)(?=\d{1,2}\b)|(?<=\bngày)(?=\d{1,2}\b)|(?<=\bsố)(?=\d)"
    r"|(?<=\d)(?=(?:năm|tháng)\b)"
)


def parted(text: str) -> str:
    """The text with blanks where words were glued; its letters stay."""
    return text if _is_apart(words_of(text).stretches) else _GLUED.sub(_apart, _BY_FIGURES.sub(" ", text))


def _is_apart(stretches: Sequence[str]) -> bool:
    """Whether nothing that stands between blanks is glued; what is not is looked at once."""
    if _APART.issuperset(stretches):
        return True
    if len(_APART) >= MOST_STRETCHES:
        _APART.clear()
    _APART.update(word for word in {*stretches} - _APART if not (_JOINT.search(word) or _BY_FIGURES.search(word)))
    return _APART.issuperset(stretches)


_APART: set[str] = set()


def _apart(found: re.Match[str]) -> str:
    word, text = found[0], found.string
    before = _WORD.findall(text[max(0, found.start() - 12) : found.start()])[-1:]
    behind = _WORD.findall(text[found.end() : found.end() + 12])[:1]
    return _best(word, *before or [""], *behind or [""])


@lru_cache(maxsize=4096)
def _best(word: str, before: str, behind: str) -> str:
    """The syllables that make the most known words with each other and with those beside them, a consonant being the
    next one's; the word as it is where none are sure."""
    if word.isupper():
        return word
    ways = [
        (_known(before, way, behind) - len(way), -len(way[0]), way)
        for way in _ways(word, MOST_SYLLABLES)
        if len(way) > 1
    ]
    score, _, best = max(ways, default=(0, 0, ()))
    sure = score > -len(best) or any(map(is_toned, best)) or any(syllable[0].isupper() for syllable in best[1:])
    return " ".join(best) if best and sure else word


def _known(before: str, way: tuple[str, ...], behind: str) -> int:
    row = [folded(syllable.lower()) for syllable in (before, *way, behind)]
    return sum(is_known_pair(*pair) for pair in pairwise(row))


def _ways(word: str, most: int) -> Iterator[tuple[str, ...]]:
    """Every row of syllables that a word can be; a capital begins one."""
    if not any(map(str.isupper, word[1:])) and is_syllable(word):
        yield (word,)
    for at in range(1, len(word)) if most > 1 else ():
        capital = next((inner for inner in range(1, len(word)) if word[inner].isupper()), at)
        if at <= capital and is_syllable(word[:at]):
            yield from ((word[:at], *others) for others in _ways(word[at:], most - 1))
