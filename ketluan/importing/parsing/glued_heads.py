"""Heads that a page of the web printed as one line: date, label, recipients and the first sentence are parted again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ketluan.importing.parsing.printed_lines import PrintedLine
from ketluan.importing.parsing.provinces import is_province
from ketluan.importing.parsing.title import begins_text, is_capitals
from ketluan.lexicon.lexicon import listed_entries

HEAD_LINES = 25
_RECIPIENTS = re.compile(r"(?<=\S)\s+(?=Kính\s*g[ửở]i\s*:)")
_WORD = re.compile(r"(?<=[^\W\d_.,;)])[.;]?\s+(?=[A-ZĐÀ-Ỹ][a-zà-ỹ])")
# a label behind the name of a body in capitals, or behind the day
_LABEL = re.compile(r"(?<=[\dA-ZĐÀ-Ỹ])\s+(?P<label>THÔNG\s+BÁO|CHỈ\s+THỊ|CÔNG\s+ĐIỆN)(?=\s+[A-ZĐÀ-Ỹ])")
_SUBJECT = re.compile(r"(?:Số\W.{0,40}?)?V/v\b", re.IGNORECASE)
# figures written by hand are misread
_DATED = re.compile(r",\s*ng[àa]y.{1,12}th[áa]ng.{1,12}n[ăa]m.{1,8}\Z")
_DAY = re.compile(r"n[ăa]m\s+\d{4}\W*\Z")
_ISSUERS = frozenset(
    {"committee", "department", "head", "institution", "firm", "central", "steering", "level", "police", "post"}
)
_RECIPIENTS_HERE = re.compile(r"Kính\s*g[ửở]i\s*:")


def parted_heads(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines, those of the head cut where another part of the head, or the text, begins inside them."""
    return [piece for line in lines[:HEAD_LINES] for piece in _pieces(line)] + [*lines[HEAD_LINES:]]


def _pieces(line: PrintedLine) -> Iterator[PrintedLine]:
    if line.table or line.note or len(line.cells) != 1:
        yield line
        return
    text = line.text
    cuts = sorted({0, len(text), *_starts(text)})
    for at, (start, end) in enumerate(pairwise(cuts)):
        yield replace(line, cells=(text[start:end].strip(),), row=(), gap=line.gap or at > 0) if len(cuts) > 2 else line


def _starts(text: str) -> Iterator[int]:
    """Where recipients, a label, a title or the first sentence begins inside a line."""
    recipients = _RECIPIENTS.search(text)
    if recipients:
        yield recipients.end()
    if recipients or _RECIPIENTS_HERE.match(text):
        yield from _first_sentence(text, recipients.end() if recipients else 0)
    dated = _DATED.search(text) if _SUBJECT.match(text) else None
    if dated and (place := _place_length(text[: dated.start()])):
        yield dated.start() - place
    label = _LABEL.search(text, 0, 300)
    if label and (_DAY.search(text[: label.start()]) or (_body().match(text) and is_capitals(text[: label.start()]))):
        yield label.start("label")
        yield label.end()


def _place_length(before: str) -> int:
    """How many letters of what stands in front of `, ngày ...` are the place: a province, else its last two words."""
    words = re.findall(r"\S+\s*", before)
    for count in (4, 3, 2, 1):
        piece = "".join(words[-count:])
        if len(words) > count and piece[:1].isupper() and (count == 2 or is_province(piece.removeprefix("TP."))):
            return len(piece)
    return 0


@cache
def _body() -> re.Pattern[str]:
    """The beginning of a body's name in capitals."""
    heads = {entry.text.upper() for entry in listed_entries() if entry.word_class in _ISSUERS}
    either_way = (re.escape(head).replace("ỦY", "(?:ỦY|UỶ)") for head in sorted(heads))
    return re.compile(rf"\W*(?:{'|'.join(either_way)})\b")


def _first_sentence(text: str, start: int) -> Iterator[int]:
    """Behind the recipients the text opens as texts do (`Thực hiện Luật ...`, `Căn cứ ...`), though no mark says so."""
    words = _WORD.finditer(text, start)
    found = next((found.end() for found in words if begins_text(text[found.end() :])), None)
    if found:
        yield found
