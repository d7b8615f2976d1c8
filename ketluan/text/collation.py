"""The order of Vietnamese words: letters as in the alphabet, then tones, one syllable after the other."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Key = tuple[tuple[int, int, str, tuple[int, ...]], ...]

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("a") + place) for place, letter in enumerate(ALPHABET)}
_TONES = {mark: place for place, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
_PARTS = re.compile(r"\d+|[^\W\d_]+")


@lru_cache(maxsize=65536)
def vietnamese(text: str) -> Key:
    """The key that sorts as a Vietnamese dictionary does: A Ă Â B C D Đ ..., level huyền hỏi ngã sắc nặng.

    A whole syllable is compared before the next one (`Ban Tổ chức` before `Bàn ăn`), numbers by their value,
    capitals, hyphens and the place of the tone mark do not count.
    """
    return tuple(_part(found) for found in _PARTS.findall(unicodedata.normalize("NFC", text).casefold()))


def vietnamese_order(text: str) -> str:
    """A text that sorts among others of its kind as `vietnamese` does, to be kept."""
    return "".join(
        f"1{letters}\0{''.join(map(str, tones))}\1" if kind else f"0{len(str(number)):03}{number}"
        for kind, number, letters, tones in vietnamese(text)
    )


def by_given_name(name: str) -> Key:
    """The key for people: given name first (the last word), then family and middle names, as class lists do."""
    *before, given = name.split() or [""]
    return vietnamese(f"{given} {' '.join(before)}")


def _part(word: str) -> tuple[int, int, str, tuple[int, ...]]:
    if word.isdecimal():
        return (0, int(word), "", ())
    letters = [_letter(letter) for letter in word]
    return (1, 0, "".join(rank for rank, _ in letters), tuple(tone for _, tone in letters if tone))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> tuple[str, int]:
    """Its place in the alphabet and its tone, 0 for the level one; letters of other languages come last."""
    plain, tone = "", 0
    for piece in unicodedata.normalize("NFD", letter):
        if piece in _TONES:
            tone = _TONES[piece]
        else:
            plain += piece
    return _RANK.get(unicodedata.normalize("NFC", plain), "\U0010ffff" + plain), tone
