"""Printed numbering: `II.`, `1.`, `1.2.`, `a)`, `(1)`, and the chain that it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MarkerKind = Literal["capital", "roman", "arabic", "dotted", "letter", "bracket"]

_MARKER = re.compile(
    r"""
    (?P<printed>
        (?P<roman>[IVX]{1,6}) (?:\s?[.)]-?|/-?(?=\s)|\s?[-–:](?=\s))        # II.  II -  II.-
      | (?P<capital>[A-HK-ZĐ]) (?:[.)]-?|[/:](?=\s))                       # A.
      | (?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3}) (?:[.)/]|[-–](?=\s+[^\W\d])|(?=\s))  # 1.2.  1.2  1.2-
      | (?P<arabic>\d{1,3}) (?:\s?[.)]-?|/[.-]?(?=\s)|\s?[-–](?=\s+[^\W\d]))  # 1.  1)  1/.  1 - Sở  1.-
      | \( (?P<bracket>\d{1,3}|[ivx]{2,4}|[a-zđ]) \)                    # (1)
      | (?P<letter>[a-zđ]\d?) (?:\.-?|\s?\)|/-?(?=\s))                      # a)
      | (?P<misread>[©®¢€øƒ§þÞäåâáàêéèẻẽð]) \s?\)                      # ©) for c)
      | (?P<misread_roman>(?=[IVXl]*[Hl])[IVXHl]{2,6}) (?:[.)])         # HI. for III.
    )
    (?:\s+|(?=[^\W\d]|["“*[]))                                          # "1.Sở" is as good as "1. Sở"
    """,
    re.VERBOSE,
)

_MEANT = dict(zip("©®¢€øƒ§þÞäåâáàêéèẻẽð", "cccegfgbbaaaaaeeeeeđ", strict=True))
"""Letters that character recognition takes for others in front of a bracket."""
LIKE_FIGURE = {"8": "gb", "6": "bge", "9": "gq", "0": "o", "1": "il", "5": "s", "3": "e", "4": "a", "2": "z"}
"""The letters that figures in front of a bracket are misread for."""
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_KINDS: tuple[MarkerKind, ...] = ("roman", "capital", "dotted", "arabic", "bracket", "letter")


@dataclass(frozen=True, slots=True)
class Marker:
    """`printed` as it stands (`a)`); `label` what it adds to the chain (`a`)."""

    printed: str
    label: str
    kind: MarkerKind


def following_letter(label: str) -> str:
    """The letter that comes next in a list; empty behind the last, and for labels of several letters."""
    at = _ALPHABET.find(label) + 1
    return _ALPHABET[at : at + 1] if len(label) == 1 and at else ""


def split_marker(text: str) -> tuple[Marker | None, str]:
    """The printed marker at the start of a text and the text after it; `1.5 tỷ đồng` starts with none."""
    found = _MARKER.match(text)
    if found is None or found.end() == len(text):
        return None, text
    if found["misread"]:
        return Marker(found["printed"], _MEANT[found["misread"]], "letter"), text[found.end() :]
    if found["misread_roman"]:
        label = found["misread_roman"].replace("H", "II").replace("l", "I")
        return Marker(found["printed"], label, "roman"), text[found.end() :]
    kind = next(filter(found.__getitem__, _KINDS))
    if kind == "dotted" and not found["printed"].endswith((".", ")")) and text[found.end()].islower():
        return None, text
    return Marker(found["printed"], found[kind], kind), text[found.end() :]


def chained(parents: tuple[str, ...], marker: Marker) -> tuple[str, ...]:
    """The chain with this marker at its end: `1.2` under `II`, `1` is `II`, `1`, `2`."""
    if marker.kind != "dotted":
        return (*parents, marker.label)
    *prefix, last = marker.label.split(".")
    if list(parents[len(parents) - len(prefix) :]) == prefix:
        return (*parents, last)
    return (*parents, marker.label)
