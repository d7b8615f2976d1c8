"""A text as it is recognised: small letters, one tone place, one spelling, and as long as the text."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_OTHER_SPELLINGS = {"qúy": "quý", "kì": "kỳ", "quí": "quý", "qui": "quy"}
# branches of letters, which are found fast, though "q" and "k" begin a word; "quý" keeps its place, for there the u
# belongs to the consonant
_SPELLED = re.compile(r"o[àáảãạèéẻẽẹ](?!\w)|u(?<!qu)[ỳýỷỹỵ](?!\w)|q(?<!\wq)(?:úy|uí|ui)\b|k(?<!\wk)ì\b")


def recognisable(text: str) -> str:
    """`Hoà` -> `hòa`, but `hoàn` stays; a letter whose small form is longer stays."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return _SPELLED.sub(_spelled, small.replace("ð", "đ"))


def _spelled(found: re.Match[str]) -> str:
    return _OTHER_SPELLINGS.get(found[0]) or _tone_first(found[0])


def _tone_first(pair: str) -> str:
    """The tone of the second vowel put on the first: `oà` -> `òa`."""
    parts = unicodedata.normalize("NFD", pair[1])
    tone = "".join(_MARKS.findall(parts))
    plain = unicodedata.normalize("NFC", _MARKS.sub("", parts))
    return unicodedata.normalize("NFC", pair[0] + tone) + plain
