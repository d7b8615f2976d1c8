"""How much of a printed line a text fills: tells whether a line ended because a paragraph did."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_NARROW = dict.fromkeys("ijl.,;:'!|/\\t", 0.28) | dict.fromkeys("frI()-[]", 0.33) | {" ": 0.25, "s": 0.39}
_WIDE = {"m": 0.78, "w": 0.72, "M": 0.89, "W": 0.94} | dict.fromkeys("aceszJ", 0.44)
# widths in ems, from the metrics of Times that official letters are set in
_CAPITAL, _OTHER = 0.68, 0.5
_PARAGRAPH = 140
# a line counts as full at 98 % of the shortest broken one; first lines are set in by 7 %
_SURELY, _INDENT = 0.98, 0.07
# "every line is a paragraph" and "lines broke anywhere", as measures that no text reaches or all do
_ENDLESS, _ANYWHERE = 1e12, 1e-9
# a line under 60 % of the full one did not break for want of room; a quarter of such says it is so all over
_BROKEN, _OFTEN, _FEW = 0.6, 0.25, 2
_ENDED = re.compile(r"[.!?:;]\W*\Z")


@dataclass(frozen=True, slots=True)
class Measure:
    """`full` is the extent of a full printed line, endless where each line is a whole paragraph, next to none where
    lines broke anywhere and their length tells nothing; `least` the shortest at which a line broke in the middle of a
    sentence, counted with the word that no longer found room."""

    full: float
    extent: Callable[[str], float]
    least: float

    def fill(self, text: str) -> float:
        """The part of a full line that a text takes: about 1.0 where the line broke for want of room."""
        return self.extent(text) / self.full

    def had_room(self, last: str, following: str, *, first: bool) -> bool:
        """True when the first word of the following line would have stood on the last one too; `first` tells that
        the last one begins its paragraph, where lines are set in."""
        least = _SURELY * self.least - (_INDENT * self.full if first else 0.0)
        return _with_next(last, following, self.extent) < least


def measure_of(texts: Sequence[str]) -> Measure:
    """The measure of a document's running lines: in letters of one width or of their own, whichever is steadier."""
    total = sum(map(len, texts))
    if not total or sum(len(text) for text in texts if len(text) > _PARAGRAPH) > 0.3 * total:
        return Measure(_ENDLESS, len, _ENDLESS)
    measures: list[Callable[[str], float]] = [printed_extent, len]
    return max((_measured(texts, extent) for extent in measures), key=lambda each: each.least / each.full)


def _measured(texts: Sequence[str], extent: Callable[[str], float]) -> Measure:
    lengths = sorted(map(extent, texts))
    full = lengths[int(0.92 * (len(lengths) - 1))] or 1.0
    unfinished = [
        (last, following)
        for last, following in pairwise(texts)
        if following[0].islower() and not _ENDED.search(last[-100:])
    ]
    broken = sorted(
        _with_next(last, following, extent) for last, following in unfinished if extent(last) > _BROKEN * full
    )
    if len(unfinished) - len(broken) > max(_FEW, _OFTEN * len(unfinished)):
        return Measure(_ANYWHERE, extent, 0.0)
    return Measure(full, extent, broken[len(broken) // 20] if len(broken) > 5 else 0.9 * full)


def _with_next(last: str, following: str, extent: Callable[[str], float]) -> float:
    return extent(f"{last} {following.split(' ', 1)[0]}")


@lru_cache(maxsize=4096)
def printed_extent(text: str) -> float:
    """The width of a text in Times, in ems, from the widths of its base letters."""
    plain = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return sum(_width(letter) for letter in plain)


def _width(letter: str) -> float:
    return _NARROW.get(letter) or _WIDE.get(letter) or (_CAPITAL if letter.isupper() else _OTHER)
