"""The folding rule that Python and the browser share; the rule itself is the data in folding.json."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

RULE: dict[str, object] = json.loads(Path(__file__).with_name("folding.json").read_text(encoding="utf-8"))
"""`letters`: base letter -> letters that fold to it; `tones`: the five combining tones; `invisible`: characters
that are dropped; `y_is_i_after`: beginnings of an open syllable whose lone vowel y equals i."""


def fold(text: str) -> str:
    """The text as words are compared: base letters in lower case, a blank for whatever is neither letter nor digit.

    As many characters as `visible(text)` has (two for one outside the basic plane, as a browser counts).
    """
    return _LONE_Y.sub(r"\1i", visible(text).translate(_BASE))


def visible(text: str) -> str:
    """The text composed (NFC), without invisible characters and marks that compose with no letter."""
    return _DROPPED.sub("", unicodedata.normalize("NFC", text))


def _base(char: str) -> str:
    lower = char.lower()[0]
    if lower in _LETTERS:
        return _LETTERS[lower]
    if ord(char) > 0xFFFF:
        return "  "
    return lower if lower.isalnum() else " "


class _Table(defaultdict[int, str]):
    """Fills itself: `str.translate` asks for each character once."""

    def __missing__(self, code: int) -> str:
        self[code] = _base(chr(code))
        return self[code]


def _letters(rule: dict[str, object]) -> dict[str, str]:
    letters = rule["letters"]
    assert isinstance(letters, dict)
    return {variant: base for base, variants in letters.items() for variant in variants}


def _lone_y(rule: dict[str, object]) -> re.Pattern[str]:
    beginnings = rule["y_is_i_after"]
    assert isinstance(beginnings, list)
    return re.compile(rf"(?<![^ ])({'|'.join(beginnings)})y(?![^ ])")


_LETTERS = _letters(RULE)
_LONE_Y = _lone_y(RULE)
_DROPPED = re.compile(f"[\u0300-\u036f{RULE['invisible']}]")
_BASE = _Table()
