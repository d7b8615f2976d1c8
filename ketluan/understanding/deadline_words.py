"""The words of limits, from the lexicon, as patterns over recognisable text."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

CLASSES: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "lexicon" / "limits.json").read_text(encoding="utf-8")
)


@cache
def any_of(kind: str) -> str:
    """A pattern for any word of a class, whole words only, longest first, without a group of its own."""
    words = sorted(CLASSES[kind]["words"], key=lambda word: -len(_text(word)))
    return rf"(?:{'|'.join(_pattern(word) for word in words)})(?!\w)"


Needs = tuple[tuple[str, ...], ...]
"""Words without which a pattern matches nothing, one of each group; `DIGIT` stands for any digit."""
Keys = frozenset[str]
"""Those of these words that a text holds."""
DIGIT = "0"
FIGURES = (DIGIT,)

_KEYS = (
    "tháng quý năm tuần thứ nhật tết hôm ngày giờ mai trong cùng này nay tới sau cuối hết nửa / hằng hàng mỗi lần định"
).split()
_DIGIT = re.compile(r"\d")


def keys_in(text: str) -> Keys:
    """The words of the needs that a text holds: most patterns are then not tried at all."""
    found = frozenset(filter(text.__contains__, _KEYS))
    return found | {DIGIT} if holds_figures(text) else found


def holds_figures(text: str) -> bool:
    return bool(_DIGIT.search(text))


def may_match(needs: Needs, keys: Keys) -> bool:
    return not any(keys.isdisjoint(group) for group in needs)


def _text(word: str | dict[str, Any]) -> str:
    return word if isinstance(word, str) else str(word["word"])


def _pattern(word: str | dict[str, Any]) -> str:
    pattern = _spaced(_text(word))
    if isinstance(word, dict):
        not_after = "".join(rf"(?<!{other}\s)".replace(" ", r"\s") for other in word.get("not_after", []))
        not_before = "|".join(_spaced(other) for other in word.get("not_before", []))
        return not_after + pattern + (rf"(?!\s+(?:{not_before})\b)" if not_before else "")
    return pattern


def _spaced(words: str) -> str:
    return words.replace(",", r"\s*,").replace(" ", r"\s+")
