"""Finds on a page what is no part of the notice: stamps of signing software and running page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from ketluan.importing.layout.geometry import Line, Row, Word, rows_of
from ketluan.text.syllables import is_syllable

# a stamp says who signed, or when to the minute
_SIGNED = re.compile(
    r"(?:được |đã )?ký (?:bởi|số bởi)\s*:|người ký\s*:|thời gian ký\s*:|ngày ký\s*:|ký ngày\s*:"
    r"|(?:digitally )?signed by\b|signature (?:not verified|valid)|signing (?:date|time)\s*:"
    r"|\d\d?[./-]\d\d?[./-]\d{4},? \d\d?:\d\d(?::\d\d)? ?(?:[+-]\d\d[:’']?\d\d|\Z)",
    re.IGNORECASE,
)
# further lines of such a stamp, which mean nothing alone
_BESIDE = re.compile(r"(?:e-?mail|cơ quan|tổ chức|chức vụ|lý do|địa điểm|reason|location|date)\s*:", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+\Z")
_NUMBER = re.compile(r"(?:trang\s*)?[-–—]?\s*(\d{1,3})\s*(?:/\s*\d{1,3}\s*)?[-–—]?\s*\Z", re.IGNORECASE)


def parted_stamps(words: Sequence[Word]) -> tuple[list[Word], list[str]]:
    """(the words of the notice, the lines of the stamps).

    A stamp is a block of lines set closely in one small letter size, one of which says who signed or when to the
    minute; of lines that a form field drew, a mail address says it too.
    """
    drawn = [word for word in words if word.drawn]
    printed = [word for word in words if not word.drawn]
    body = median([word.height for word in printed] or [12.0])
    small = [word for word in printed if word.height < 0.9 * body]
    stamps = _stamps(drawn) + (_stamps(small) if any(_may_sign(word.text) for word in small) else [])
    gone = {id(word) for block in stamps for line in block for word in line.words}
    return [word for word in words if id(word) not in gone], [line.text for block in stamps for line in block]


def is_of_signature(text: str) -> bool:
    """Whether a line says who signed with software, for whom, from which address, or when to the minute."""
    return bool(_SIGNED.search(text) or _BESIDE.match(text.strip()) or _MAIL.search(text))


def line_texts(words: Sequence[Word]) -> list[str]:
    """The lines that words of a seal or a stamp make; what is no Vietnamese is a drawing taken for letters."""
    lines = [line.text for row in rows_of(words) for line in row]
    return [text for text in lines if _is_said(text)]


def _is_said(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1]
    return bool(words) and sum(map(is_syllable, words)) > 0.6 * len(words)


def _may_sign(text: str) -> bool:
    return bool(re.search(r"ký|sign|\d:\d\d", text, re.IGNORECASE))


def _stamps(words: Sequence[Word]) -> list[list[Line]]:
    lines = [line for row in rows_of(words) for line in row]
    blocks: list[list[Line]] = []
    for line in lines:
        home = next((block for block in blocks if _goes_on(block[-1], line)), None)
        if home is None:
            blocks.append([line])
        else:
            home.append(line)
    return [block for block in blocks if any(_says_signed(line) for line in block)]


def _goes_on(before: Line, line: Line) -> bool:
    size = max(before.height, 1.0)
    aligned = abs(line.left - before.left) < 0.7 * size or abs(line.centre - before.centre) < 0.7 * size
    return aligned and -0.6 * size < line.top - before.bottom < 0.9 * size and 0.75 < line.height / size < 1.34


def _says_signed(line: Line) -> bool:
    return bool(_SIGNED.search(line.text)) or (line.drawn and bool(_MAIL.match(line.text) or _BESIDE.match(line.text)))


def parted_numbers(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> tuple[list[list[Row]], list[str]]:
    """(the pages without their running numbers, the numbers as printed).

    A running number is a number alone in the first or last row of a page, away from its middle, that grows with
    the pages: all of a document's numbers keep the same distance to the count of pages, the commonest one counts.
    """
    found = [_edge_numbers(rows, height) for rows, height in zip(pages, heights, strict=True)]
    shifts = Counter(number - page for page, edges in enumerate(found, 1) for number in edges.values())
    shift = min(shifts, key=lambda shift: (-shifts[shift], abs(shift)), default=None)
    kept: list[list[Row]] = []
    furniture: list[str] = []
    for page, (rows, edges) in enumerate(zip(pages, found, strict=True), 1):
        gone = next((place for place, number in edges.items() if number - page == shift), None)
        furniture += [] if gone is None else [rows[gone][0].text]
        kept.append([row for place, row in enumerate(rows) if place != gone])
    return kept, furniture


def _edge_numbers(rows: Sequence[Row], height: float) -> dict[int, int]:
    """For the first and the last row of a page, when nothing but a number stands there: place in the page, number."""
    edges: dict[int, int] = {}
    for place in {0, len(rows) - 1} if rows else set():
        match = _NUMBER.match(rows[place][0].text) if len(rows[place]) == 1 else None
        outside = not 0.15 * height < rows[place][0].top < 0.82 * height
        if match and outside:
            edges[place] = int(match[1])
    return edges
