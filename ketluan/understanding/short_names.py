"""Short names that a body of text gives to bodies (`(sau đây gọi tắt là XNV)`), to be read like their full names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ketluan.understanding.grammar import one_of
from ketluan.understanding.names import read_names
from ketluan.understanding.words import words_of

LONGEST_NAME = 25
"""Words of the full name in front of the bracket."""
_CALLED = re.compile(
    r"""\((?:(?:sau\ đây|dưới\ đây)(?:\ được)?\ )?(?:gọi|viết)(?:\ tắt|\ chung|\ ngắn\ gọn)?(?:\ là)?:?\ ["“]?
            (?P<short>[^()"”;:,]{2,50})["”]?\)
      | \((?P<initials>(?=[^()]*[A-ZĐ]{2})[A-ZĐ][^\W\d_]*(?:[ &-][^\W\d_]+){0,3})\)""",
    re.VERBOSE,
)


def short_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that begin with a capital and stand in brackets right behind the name of a body, each once."""
    return tuple(dict.fromkeys(name for text in texts if "(" in text for name in _called(text)))


def _called(text: str) -> Iterator[str]:
    for found in _CALLED.finditer(text):
        short = (found["short"] or found["initials"]).strip()
        if not short[0].isupper() or one_of("product").match(words_of(short.lower()).tags):
            continue
        full = _body_before(text[: found.start()])
        if full and (found["short"] or _are_initials(short, full)):
            yield short


def _body_before(text: str) -> str:
    """The body with whose name a text ends, unless it only owns what is named (`Chương trình của Chính phủ`)."""
    words = words_of(" ".join(text.split()[-LONGEST_NAME:]))
    for at in range(len(words.tags)):
        if read_names(words, at)[1] == len(words.tags):
            owns = one_of("of").match(words.tags, at - 1) or one_of("preposition").match(words.tags, at - 1)
            return "" if at and owns else words.slice(at, len(words.tags))
    return ""


def _are_initials(short: str, full: str) -> bool:
    """Whether the capitals of a short name begin words of the full one, in order."""
    first = iter(word[0].upper() for word in full.split())
    return all(letter in first for letter in short if letter.isupper())
