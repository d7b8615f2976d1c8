"""Puts the words of pages into reading order: columns one after the other, paragraphs marked by empty lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ketluan.importing.layout.columns import Columns, Frame, foot_of, head_of
from ketluan.importing.layout.geometry import Line, Row, Word, joined, rows_of
from ketluan.importing.layout.page_stamps import parted_numbers, parted_stamps

_MARKER = re.compile(r"(?:[-–—+•*○●]|\(?(?:\d{1,2}|[a-zđ]|[IVX]+)(?:\.\d{1,2})*[.)/])(?:\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: its words, and its size in the same unit as theirs."""

    words: tuple[Word, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Pages in reading order, `\\f` between them, with what was taken out of them."""

    text: str
    stamps: tuple[str, ...]
    furniture: tuple[str, ...]


def laid_out(sheets: Sequence[Sheet]) -> Layout:
    """The pages as text: one printed line a line; an empty line before each that begins a paragraph."""
    stamps: list[str] = []
    pages: list[list[Row]] = []
    for sheet in sheets:
        words, found = parted_stamps(sheet.words)
        pages.append(rows_of(words))
        stamps += found
    kept, furniture = parted_numbers(pages, [sheet.height for sheet in sheets])
    frame = _frame(kept, sheets)
    first, *further = ["\n".join(_page(rows, frame)) for rows in kept] or [""]
    text = "\n".join([first, *(re.sub(r"\A\n*", r"\g<0>\f", page) for page in further)])
    return Layout(text=text, stamps=tuple(stamps), furniture=tuple(furniture))


def _frame(pages: Sequence[Sequence[Row]], sheets: Sequence[Sheet]) -> Frame:
    """The edges of the running text: the leftmost edge that several long lines share, and the rightmost such edge."""
    lines = [row[0] for rows in pages for row in rows if len(row) == 1]
    width = max((sheet.width for sheet in sheets), default=595.0)
    long = [line for line in lines if line.right - line.left > 0.45 * width] or lines
    if not long:
        return Frame(0.1 * width, 0.9 * width)
    slack = 0.005 * width
    left = min(_shared([line.left for line in long], slack))
    right = max(_shared([line.right for line in long], slack))
    return Frame(left, max(right, max(line.right for line in long) if len(long) < 8 else right))


def _shared(edges: Sequence[float], slack: float) -> list[float]:
    """The edges that at least two lines and a tenth of all share; all when there are none."""
    least = max(2.0, 0.1 * len(edges))
    return [edge for edge in edges if sum(abs(other - edge) < slack for other in edges) >= least] or list(edges)


def _page(rows: Sequence[Row], frame: Frame) -> list[str]:
    head = head_of(rows, frame)
    foot = foot_of(rows, frame)
    if head and foot and foot.start < head.end:
        head = None
    start, end = head.end if head else 0, foot.start if foot else len(rows)
    below = rows[foot.end :] if foot else []
    return _columns(head) + _running(rows[start:end], frame) + _columns(foot) + _running(below, frame)


def _columns(columns: Columns | None) -> list[str]:
    if columns is None:
        return []
    return [text for band in columns.bands for column in band if column for text in ("", *_items(column), "")]


def _items(column: list[str]) -> list[str]:
    """The lines of a column, an empty one before each item of a list."""
    bulleted = [at for at, text in enumerate(column) if text.startswith(("-", "–", "+", "•"))]
    return [text for at, line in enumerate(column) for text in (("", line) if at in bulleted else (line,))]


def _running(rows: Sequence[Row], frame: Frame) -> list[str]:
    """Running text: lines as printed, cells of a table's row parted by tabs."""
    lines = [joined(row) for row in rows]
    steps = [below.top - above.top for above, below in pairwise(lines) if below.top > above.top]
    pitch = sorted(steps)[len(steps) // 5] if steps else 0.0
    texts: list[str] = []
    for at, (row, line) in enumerate(zip(rows, lines, strict=True)):
        if at == 0:
            texts += [""] if _indented(line, frame) or _centred(line, frame) else []
        elif _begins(lines[at - 1], line, frame=frame, pitch=pitch) or len(row) > 1 or len(rows[at - 1]) > 1:
            texts.append("")
        texts.append(_cells(row))
    return texts


def _cells(row: Row) -> str:
    if len(row) > 1 and _MARKER.fullmatch(row[0].text):
        row = (joined(row[:2]), *row[2:])
    return "\t".join(line.text for line in row)


def _begins(before: Line, line: Line, *, frame: Frame, pitch: float) -> bool:
    """True when the line begins a paragraph: below a wide gap, set in, or though it had room on the line before."""
    if line.top - before.top > 1.3 * pitch or _rule(line) or _rule(before):
        return True
    if _centred(line, frame) or _centred(before, frame):
        both = _centred(line, frame) and _centred(before, frame)
        return not both or before.text.isupper() > line.text.isupper()
    if _indented(line, frame) and (line.left > before.left + 0.6 * line.height or _MARKER.match(line.text)):
        return True
    first = line.words[0]
    return before.right + (first.right - first.left) + 0.9 * line.height < frame.right


def _rule(line: Line) -> bool:
    return len(line.text) > 2 and not any(letter.isalnum() for letter in line.text)


def _indented(line: Line, frame: Frame) -> bool:
    return 0.6 * line.height < line.left - frame.left < 0.4 * frame.width and not _centred(line, frame)


def _centred(line: Line, frame: Frame) -> bool:
    """True when it stands in the middle; a line far from the left edge need not do so exactly."""
    before, after = line.left - frame.left, frame.right - line.right
    if min(before, after) < 0.5 * line.height:
        return False
    return abs(before - after) < (3 if before > 0.15 * frame.width else 1) * line.height
