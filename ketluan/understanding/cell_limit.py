"""The limits that a cell of a table's column of limits sets."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache

from ketluan.model.notice import Deadline
from ketluan.understanding.deadline_words import keys_in
from ketluan.understanding.deadlines import find_deadlines
from ketluan.understanding.spelling import recognisable

_INTRODUCTIONS = ("", "Thời hạn hoàn thành: ", "Báo cáo định kỳ ")
"""A cell says only the period; in a sentence one of these stands before it."""

# cells are narrow: T6/2025, Q.II/2025, 6/2025
_SHORTENED = (
    (re.compile(r"\bT\.?\s?(?=\d{1,2}\s*[/-]\s*\d{4})"), "tháng "),
    (re.compile(r"\bQ\.?\s?(?=(?:IV|I{1,3}|[1-4])\s*[/-]\s*\d{4})"), "quý "),
    (re.compile(r"\A(?=\d{1,2}\s*/\s*\d{4}\Z)"), "tháng "),
)
_YEARS = re.compile(r"\d{4}\s*[-–—]\s*\d{4}")
"""A span of years names a plan."""
# of a span the last day is the limit
_RANGE = re.compile(
    r"""\A(?:từ\s+)?(?P<unit>ngày|tháng|quý|năm)?\s*[\dIV][\dIV/.]*(?:\s+năm\s+\d{4})?
    \s*(?:[-–—,]|và|đến(?:\s+hết)?)\s*(?P<last>(?:(?:ngày|tháng|quý|năm)\s+)?[\dIV].*)\Z""",
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def limits_of(cell: str, issued: dt.date | None) -> tuple[Deadline, ...]:
    """The limits as values, one with the cell as its phrase; none when it says none (`Thường xuyên`)."""
    phrase = " ".join(cell.split()).strip(" .;")
    if _YEARS.fullmatch(phrase):
        return ()
    text = _last(_spelled_out(phrase))
    if not keys_in(recognisable(text)):
        return ()  # no period and no recurrence is without such a word
    for introduction in _INTRODUCTIONS:
        small = text[:1].lower() + text[1:] if introduction else text
        found = find_deadlines(introduction + small, issued)
        if found:
            alone = len(found) == 1
            return tuple(replace(one, phrase=phrase if alone else one.phrase, origin="column") for one in found)
    return ()


def _spelled_out(text: str) -> str:
    for short, word in _SHORTENED:
        text = short.sub(word, text)
    return text


def _last(text: str) -> str:
    """The end of a range (`Quý III, IV/2025`, `01/4 - 30/4/2025`): by then it is to be done."""
    found = _RANGE.match(text)
    if not found:
        return text
    unit = f"{found['unit']} " if found["unit"] and found["last"][0] not in "ntqNTQ" else ""
    return unit + found["last"]
