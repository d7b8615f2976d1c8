"""The printed markers with which paragraphs begin: `II.`, `1.`, `1.2`, `a)`, `-`, `+`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["letter part", "roman", "number", "dotted", "bracket", "letter", "bullet", "plus", "named"]

_UPPER = "A-ZÀ-ỴĐ"
_MARKER = re.compile(
    rf"""
    (?P<roman>[IVX]{{1,5}}\s?[.)/](?=\s*\S)|[IVX]{{1,5}}\s?[-–:]\s(?=[{_UPPER}]))
  | (?P<dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.)/]?(?=\s*[^\W\d]|\s+["“'(\[*]))
  | (?P<number>\d{{1,2}}\s?[.)/](?=\s+\S|["“*{_UPPER}])|\d{{1,2}}[-–]\s?(?=[{_UPPER}]))
  | (?P<bracket>\((?:\d{{1,2}}|[ivx]+|[a-zđ])\)(?=\s*\S))
  | (?P<letter>[a-zđ]\s?[)/](?=\s*\S)|[a-zđ]\.(?=\s*[{_UPPER}]))
  | (?P<part>(?:[A-H]|Phần\s+(?:thứ\s+)?\w+)\s?[.:/)](?=\s*[{_UPPER}]))
  | (?P<plus>\+\s*(?=\S)|[○◦]\s+(?=\S))
  | (?P<bullet>[-–—•·▪►●‣➢✓*](?:\s+(?=\S)|(?=[^\W\d_])))
    """,
    re.VERBOSE,
)
_NAMED = re.compile(r"(?:Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:Một|Hai|Ba|Bốn|Năm|Sáu)\s+là)\s*[,:]")


@dataclass(frozen=True, slots=True)
class Marker:
    """`printed` without blanks around it; `depth` of a dotted number is the count of its parts, else 1."""

    kind: Kind
    printed: str
    depth: int = 1

    @property
    def is_bullet(self) -> bool:
        """True for dashes and signs, which Markdown writes as list items."""
        return self.kind in ("bullet", "plus")

    @property
    def value(self) -> int:
        """The last number of a numbered marker, 0 of any other."""
        digits = re.findall(r"\d+", self.printed)
        return int(digits[-1]) if digits else 0


def marker_of(text: str) -> Marker | None:
    """The marker with which the text begins, None when it has none."""
    found = _MARKER.match(text)
    if found:
        kinds: dict[str, Kind] = {
            "roman": "roman", "dotted": "dotted", "number": "number", "bracket": "bracket",
            "letter": "letter", "part": "letter part", "plus": "plus", "bullet": "bullet",
        }  # fmt: skip
        group = str(found.lastgroup)
        printed = found.group().strip()
        return Marker(kinds[group], printed, printed.strip(".)/").count(".") + 1 if group == "dotted" else 1)
    named = _NAMED.match(text)
    return Marker("named", named.group()) if named else None


def without_marker(text: str) -> str:
    """The text after its marker; an ordinal in words (`Thứ nhất,`) belongs to the sentence and stays."""
    marker = marker_of(text)
    if marker is None or marker.kind == "named":
        return text
    return text[text.index(marker.printed) + len(marker.printed) :].strip()
