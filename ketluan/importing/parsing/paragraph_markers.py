"""The printed markers with which paragraphs begin: numbers as the body's reader knows them, and bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ketluan.text.list_markers import MarkerKind, split_marker

Kind = Literal[MarkerKind, "bullet", "plus", "named"]

_BULLET = re.compile(r"(?P<plus>\+\s*(?=\S)|[○◦]\s+(?=\S))|[-–—•·▪►●‣➢✓*](?:\s+(?=\S)|(?=[^\W\d_]))")
_NAMED = re.compile(r"(?:Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:Một|Hai|Ba|Bốn|Năm|Sáu)\s+là)\s*[,:]")


@dataclass(frozen=True, slots=True)
class ParagraphMarker:
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


def marker_of(text: str) -> ParagraphMarker | None:
    """The marker with which the text begins, None when it has none."""
    if bullet := _BULLET.match(text):
        return ParagraphMarker("plus" if bullet["plus"] else "bullet", bullet[0].strip())
    numbered, _ = split_marker(text)
    if numbered:
        return ParagraphMarker(numbered.kind, numbered.printed, numbered.label.count(".") + 1)
    named = _NAMED.match(text)
    return ParagraphMarker("named", named[0]) if named else None


def without_marker(text: str) -> str:
    """The text after its marker; an ordinal in words (`Thứ nhất,`) belongs to the sentence and stays."""
    marker = marker_of(text)
    return text if marker is None or marker.kind == "named" else text[len(marker.printed) :].strip()
