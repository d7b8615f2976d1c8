"""Tables written with pipes, as text pasted from a web page has them: heads and feet become lines, others rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from ketluan.importing.layout.letterhead_cues import (
    is_dated_line,
    is_number_line,
    is_recipients_label,
    is_state_heading,
)
from ketluan.importing.layout.table_rows import Box, table_lines
from ketluan.markdown.markdown_table import UP

_SEPARATOR = re.compile(r"\|[\s:|-]*-[\s:|-]*\|\Z")
_EMPHASIS = re.compile(r"(?<!\w)([*_]{1,3})(?=\S)(.+?)\s*\1(?!\w)")
# heading and motto in one cell are two lines
_MOTTO = re.compile(r"\s+(?=Độc\s+lập\s*[-–—]\s*Tự\s+do)", re.IGNORECASE)
# a ruling line inside a cell is a line of its own
_RULE = re.compile(r"\s+(?=[-–—_]{3,})|(?<=[-–—_]{3})\s+")
# recipients in one cell, each with its dash
_ITEM = re.compile(r"(?<=[;:.,])\s+(?=[-–+•]\s)")
_BLANKS = re.compile(r" {4,}")
_BARE_SEPARATOR = re.compile(r"\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# a cell of one word that begins the sentence of the next cell
_FIRST_WORD = re.compile(r"\s*[A-ZĐÀ-Ỵ][^\W\d_]*:?\s*")
_BEGINS = re.compile(r"\s*(?:[-–+•*]|\(?(?:\d{1,2}|[a-zđ]|[IVX]+)[.)/])\s")
_CELL_LINES = 12


def unpiped(text: str) -> str:
    """The text with its pipe tables taken apart; text without them as it is."""
    lines: list[str] = []
    for piped, group in groupby(_framed(_closed(text.split("\n"))), key=_is_row):
        rows = list(group)
        lines += [line for table in _tables(rows) for line in _table(table)] if piped else rows
    return "\n".join(lines)


def _closed(lines: list[str]) -> list[str]:
    """Cells that web pages close with a pipe alone on its line: made whole where they broke after their first word."""
    bars = [at for at, line in enumerate(lines) if line.strip() == "|"]
    if len(bars) < 2:
        return lines
    inside = {at for bar in bars for at in range(max(bar - _CELL_LINES, 0), bar)}
    kept: list[str] = []
    torn = False
    for at, line in enumerate(lines):
        shown = "" if at in bars else line
        if torn and shown.strip() and not _BEGINS.match(shown):
            kept[-1] = f"{kept[-1].rstrip()} {shown.strip()}"
        else:
            kept.append(shown)
        torn = at in inside and bool(_FIRST_WORD.fullmatch(shown))
    return kept


def _framed(lines: list[str]) -> list[str]:
    """Rows of a table whose writer left out the outer pipes, with them: the one above a separator and those below."""
    framed = list(lines)
    for at, line in enumerate(lines):
        if not at or not _BARE_SEPARATOR.fullmatch(line) or "|" not in lines[at - 1]:
            continue
        end = next((row for row in range(at + 1, len(lines)) if "|" not in lines[row]), len(lines))
        framed[at - 1 : end] = [f"| {row.strip().strip('|').strip()} |" for row in lines[at - 1 : end]]
    return framed


def _is_row(line: str) -> bool:
    bare = line.strip()
    return len(bare) > 2 and bare.startswith("|") and bare.endswith("|")


def _tables(rows: list[str]) -> Iterator[list[str]]:
    """Tables that follow each other: each begins with the row above a separator."""
    starts = [at - 1 for at, row in enumerate(rows) if at and _SEPARATOR.match(row.strip())]
    for start, end in pairwise(sorted({0, *starts, len(rows)})):
        yield rows[start:end]


def _table(lines: list[str]) -> list[str]:
    rows = [_cells(line) for line in lines if not _SEPARATOR.match(line.strip())]
    parts = [[_broken(cell) for cell in row] for row in rows]
    if any(_frames(text) for row in parts for cell in row for text in cell):
        return [text for row in parts for cell in row if cell for text in ("", *cell, "")]
    return table_lines([[_box(cell) for cell in row] for row in rows])


def _box(cell: str) -> Box:
    """As in notice files, `^^` carries on the cell above."""
    if cell == UP:
        return Box(merged="up")
    return Box(tuple(part for part in _BREAK.split(cell) if part))


def _cells(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line.strip()[1:-1])
    return [_EMPHASIS.sub(r"\2", cell.replace(r"\|", "|").strip()) for cell in cells]


def _broken(cell: str) -> list[str]:
    """A cell's lines, which the web page's text had run together."""
    pieces = (piece for line in _BREAK.split(cell) for piece in _BLANKS.split(line))
    return list(_spaced(part.strip() for piece in pieces for part in _split(piece) if part.strip()))


def _split(piece: str) -> list[str]:
    parts = [part for half in _MOTTO.split(piece) for part in _RULE.split(half)]
    return [item for part in parts for item in _ITEM.split(part)]


def _spaced(parts: Iterator[str]) -> Iterator[str]:
    for part in parts:
        if part.startswith(("- ", "+ ")):
            yield ""
        yield part


def _frames(text: str) -> bool:
    return is_state_heading(text) or is_number_line(text) or is_recipients_label(text) or is_dated_line(text)
