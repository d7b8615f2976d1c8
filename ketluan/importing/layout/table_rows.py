"""Rows of tables on their way through a source's text: a line a row, `│ cell │ cell │`.

`↑` alone in a cell carries on the cell above it, `←` the one on its left; `¶` parts the paragraphs of a cell.
Bars drawn in a plain text are read the same way. A line that `‡` begins is a footnote; it stands behind the paragraph
that cites it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

BAR, UP, LEFT, PARAGRAPH = "│", "↑", "←", "¶"
FOOTNOTE = "‡"
_MARKS: dict[str, str] = {"up": UP, "left": LEFT}
_WORD = re.compile(r"[^\W_]")
_FRAME = re.compile(r"[\s│├┤┼─┬┴┌┐└┘═║╔╗╚╝╠╣╬╦╩+|-]*[├┼┌└╔╚╠─═][\s│├┤┼─┬┴┌┐└┘═║╔╗╚╝╠╣╬╦╩+|-]*")

_TYPED_FRAME = re.compile(r"\s*\+(?:[-=]{2,}\+)+\s*")


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a row in its column: its paragraphs, or which cell it carries on."""

    paragraphs: tuple[str, ...] = ()
    merged: Literal["", "up", "left"] = ""


def table_lines(rows: Sequence[Sequence[Box]]) -> list[str]:
    """The rows that hold words, all of one width, an empty line before the first and behind the last."""
    width = max(map(len, rows), default=0)
    lines = [_line([*row, *[Box()] * (width - len(row))]) for row in rows if any(map(_said, row))]
    return ["", *lines, ""]


def _said(box: Box) -> bool:
    return any(_WORD.search(paragraph) for paragraph in box.paragraphs)


def _line(row: Sequence[Box]) -> str:
    return f"{BAR} {f' {BAR} '.join(map(_shown, row))} {BAR}"


def _shown(box: Box) -> str:
    paragraphs = (" ".join(text.replace(BAR, "|").replace(PARAGRAPH, " ").split()) for text in box.paragraphs)
    return _MARKS.get(box.merged) or f" {PARAGRAPH} ".join(filter(None, paragraphs))


def is_table_line(line: str) -> bool:
    """Whether a line is a row, or the frame between two rows."""
    bare = line.replace("\f", "").strip()
    return len(bare) > 2 and bare[0] == BAR == bare[-1]


def is_frame(line: str) -> bool:
    """True for what is drawn between rows in plain text: `├───┼───┤`, `+---+---+`."""
    bare = line.replace("\f", "")
    return bool(_FRAME.fullmatch(bare) or _TYPED_FRAME.fullmatch(bare))


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a row as they stand, marks included; empty for any other line."""
    if not is_table_line(line):
        return ()
    bare = line.replace("\f", "").strip()
    return tuple(" ".join(cell.split()) for cell in bare[1:-1].split(BAR))


def continued_row(above: str, below: str) -> str:
    """A row that the end of a page cut in two, made whole cell by cell."""
    pairs = zip(cells_of(above), cells_of(below), strict=True)
    cells = [one if not words_in(two) else f"{one} {two}" if words_in(one) else two for one, two in pairs]
    return f"{BAR} {f' {BAR} '.join(cells)} {BAR}"


def words_in(cell: str) -> str:
    """A cell's words without marks."""
    return "" if cell in (UP, LEFT) else cell.replace(f" {PARAGRAPH} ", " ")
