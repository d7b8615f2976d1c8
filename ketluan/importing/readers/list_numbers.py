"""The numbers that Word prints before paragraphs of its automatic lists."""

from __future__ import annotations

from dataclasses import dataclass, field

_ROMAN = dict(M=1000, CM=900, D=500, CD=400, C=100, XC=90, L=50, XL=40, X=10, IX=9, V=5, IV=4, I=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list: its first number, Word's name for the kind of number, and what is printed (`%1.%2.`)."""

    start: int = 1
    format: str = "decimal"
    template: str = ""


@dataclass(slots=True)
class Counters:
    """The running numbers of a document's lists.

    `lists` holds for each list its pattern (lists of one pattern go on counting together) and its levels.
    """

    lists: dict[int, tuple[int | str, dict[int, Level]]]
    counts: dict[int | str, dict[int, int]] = field(default_factory=dict)

    def next(self, number: int, level: int) -> str:
        """What is printed before the next paragraph of that list and level; empty when nothing is."""
        pattern, levels = self.lists.get(number, ("", {}))
        if level not in levels:
            return ""
        counts = self.counts.setdefault(pattern, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        text = levels[level].template
        if levels[level].format == "bullet":
            return "-" if text else ""
        for other in range(9):
            place = f"%{other + 1}"
            if place in text:
                shape = levels.get(other, Level())
                text = text.replace(place, written(counts.get(other, shape.start), shape.format))
        return text.strip()


def written(number: int, shape: str) -> str:
    """The number as a list of that kind prints it; raises nothing: unknown kinds are digits."""
    if shape == "none" or number < 0:
        return ""
    if shape in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if shape == "lowerLetter" else letters.upper()
    if shape in ("lowerRoman", "upperRoman") and number < 4000:
        return _roman(number) if shape == "upperRoman" else _roman(number).lower()
    return f"{number:02}" if shape == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for letters, value in _ROMAN.items():
        text += letters * (number // value)
        number %= value
    return text
