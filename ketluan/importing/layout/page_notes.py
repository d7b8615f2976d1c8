"""Footnotes at the foot of a page: found below their line, and led to the paragraph that cites them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ketluan.importing.layout.geometry import Row, Ruling, Word, joined, rows_of
from ketluan.importing.layout.ruled_tables import table_rulings
from ketluan.importing.layout.table_rows import FOOTNOTE

_MARK = re.compile(r"(?:\[(\d{1,2})\]|\((\d{1,2})\)|(\d{1,2}|\*{1,3}))[.)]?")
_KEY = re.compile("\ufdd0([^\ufdd1]*)\ufdd1")  # no letter of any text: stands for a mark until lines are in order
_SHORTEST, _LONGEST = 40.0, 0.5  # points; part of the page's width
_SMALL = 0.93  # of the letters of the text
_RAISED = 0.85
_NEAR = 20.0
_UNITS = ("m", "km", "cm", "dm")  # squares and cubes are no marks


@dataclass(frozen=True, slots=True)
class PageNote:
    """A note of a page: `key` stands in the text where it is cited."""

    key: str
    mark: str
    text: str


def parted_notes(
    words: Sequence[Word], rulings: Iterable[Ruling], *, page: int, width: float
) -> tuple[list[Word], list[PageNote]]:
    """(the words above the line of notes, marks of citations as keys; the notes); all words where there are none."""
    printed = [word for word in words if not word.drawn]
    if not printed:
        return list(words), []
    body = median(word.height for word in printed)
    for line in _lines_of_notes(rulings, min(word.left for word in printed), width):
        below = [
            row for row in rows_of(word for word in printed if word.top > line.top - 1) if not _is_page_number(row)
        ]
        if (
            below
            and _begins_note(below[0])
            and median(word.height for row in below for word in row[0].words) < _SMALL * body
        ):
            taken = {id(word) for row in below for part in row for word in part.words}
            notes = [PageNote(f"\ufdd0{page}.{at}\ufdd1", *note) for at, note in enumerate(_notes(below))]
            return _cited([word for word in words if id(word) not in taken], notes, body), notes
    return list(words), []


def _size(rows: Sequence[Row]) -> float:
    return median(word.height for row in rows for line in row for word in line.words)


def _lines_of_notes(rulings: Iterable[Ruling], left: float, width: float) -> list[Ruling]:
    """Short lines at the left edge that are none of a table's, the lowest first."""
    rulings = tuple(rulings)
    tables = set(map(id, table_rulings(rulings)))
    alone = (line for line in rulings if id(line) not in tables and not line.is_vertical)
    level = (line for line in alone if abs(line.left - left) < _NEAR)
    short = (line for line in level if _SHORTEST < line.right - line.left < _LONGEST * width)
    return sorted(short, key=lambda line: -line.top)


def _is_page_number(row: Row) -> bool:
    return len(row) == 1 and row[0].text.strip("-–— ").isdigit()


def _begins_note(row: Row) -> bool:
    return bool(_mark(row)[0])


def _mark(row: Row) -> tuple[str, str]:
    """The mark with which a line of notes begins, and what follows it."""
    line = joined(row)
    first = line.words[0]
    if first.raised and first.text.startswith(first.raised):
        return first.raised, f"{first.text[len(first.raised) :]} {line.text[len(first.text) :]}".strip()
    found = _MARK.fullmatch(first.text)
    mark = next((group for group in found.groups() if group), "") if found else ""
    return (mark, line.text[len(first.text) :].strip()) if mark else ("", line.text)


def _notes(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """(mark, text) of each note; marks count on, so that a line with another number goes on with the note above."""
    marks: list[str] = []
    texts: list[str] = []
    for row in rows:
        mark, text = _mark(row)
        if mark and (not marks or not mark.isdigit() or not marks[-1].isdigit() or int(mark) == int(marks[-1]) + 1):
            marks.append(mark)
            texts.append(text)
        else:
            texts[-1] = f"{texts[-1]} {joined(row).text}"
    yield from zip(marks, texts, strict=True)


def _cited(words: Sequence[Word], notes: Sequence[PageNote], body: float) -> list[Word]:
    """The words with the keys of notes in place of their marks; a note that nothing cites is led to the last word."""
    left = {note.mark: note.key for note in notes}
    found: list[Word] = []
    closing = False
    for word in words:
        mark = word.raised or (word.text if word.height < _RAISED * body else "")
        if found and closing and word.text[0] in ",.;:)":
            found[-1] = replace(found[-1], text=found[-1].text + word.text, right=word.right)
        elif found and mark == word.text and mark in left and found[-1].text not in _UNITS:
            found[-1] = replace(found[-1], text=found[-1].text + left.pop(mark))
            closing = True
            continue
        elif mark in left and mark != word.text and word.text.partition(mark)[0] not in _UNITS:
            found.append(replace(word, text=word.text.replace(mark, left.pop(mark), 1)))
        else:
            found.append(word)
        closing = False
    if found and left:
        found[-1] = replace(found[-1], text=found[-1].text + "".join(left.values()))
    return found


def with_notes(text: str, notes: Iterable[PageNote]) -> str:
    """The text with each note behind the paragraph in which its key stands, and without keys."""
    known = {note.key: note for note in notes}
    if not known:
        return text
    lines: list[str] = []
    waiting: list[PageNote] = []
    for line in text.split("\n"):
        if waiting and not line.replace("\f", "").strip():
            lines += _shown(waiting)
            waiting = []
        waiting += [known[key[0]] for key in _KEY.finditer(line) if key[0] in known]
        lines.append(_KEY.sub("", line))
    return "\n".join([*lines, *_shown(waiting)])


def _shown(notes: Iterable[PageNote]) -> list[str]:
    return [line for note in notes for line in ("", f"{FOOTNOTE} {note.text}")]
