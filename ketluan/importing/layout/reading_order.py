"""Puts the words of pages into reading order: columns one after the other, paragraphs marked by empty lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from ketluan.importing.layout.column_tables import column_tables
from ketluan.importing.layout.columns import Columns, Frame, foot_of, head_of
from ketluan.importing.layout.geometry import Line, Row, Ruling, Word, joined, rows_of
from ketluan.importing.layout.letterhead_cues import is_number_line, is_recipients_label, is_state_heading
from ketluan.importing.layout.page_notes import parted_notes, with_notes
from ketluan.importing.layout.page_stamps import parted_numbers, parted_stamps
from ketluan.importing.layout.ruled_tables import PageTable, ruled_tables
from ketluan.importing.layout.table_rows import cells_of, continued_row, is_table_line, table_lines, words_in

_SIGN = r"(?:[-–—+•*○●]|[^\w\s\"“”'‘’«(\[,.;:!?…%/&]|o(?=\s+[A-ZĐ]))"
_ITEM = re.compile(rf"{_SIGN}\s+\S")
_MARKER = re.compile(rf"(?:{_SIGN}|\(?(?:\d{{1,2}}|[a-zđ]|[IVX]+)(?:\.\d{{1,2}})*[.)/])(?:\s|$)", re.IGNORECASE)

_LITTLE_TEXT = 8  # lines
TORN_TABLE = "Trang {page}: một bảng không đọc được thành ô, để nguyên như chữ thường; cần xem lại bản gốc."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: its words and drawn lines, and its size in the same unit as theirs; `inked` are the lines of seals and
    stamps in red ink."""

    words: tuple[Word, ...]
    width: float
    height: float
    rulings: tuple[Ruling, ...] = ()
    inked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Pages in reading order, `\\f` between them, with what was taken out of them, and what the clerk must know."""

    text: str
    stamps: tuple[str, ...]
    furniture: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def laid_out(sheets: Sequence[Sheet]) -> Layout:
    """The pages as text: one printed line a line; an empty line before each that begins a paragraph."""
    noted = [
        parted_notes(sheet.words, sheet.rulings, page=number, width=sheet.width)
        for number, sheet in enumerate(sheets, 1)
    ]
    parted = [parted_stamps(words) for words, _ in noted]
    drawn = [_drawn_tables(words, sheet.rulings) for sheet, (words, _) in zip(sheets, parted, strict=True)]
    pages = [rows_of(_outside(words, tables)) for tables, (words, _) in zip(drawn, parted, strict=True)]
    kept, furniture = parted_numbers(pages, [sheet.height for sheet in sheets])
    tables = [[*ruled, *column_tables(rows)] for ruled, rows in zip(drawn, kept, strict=True)]
    whole = [sorted((table for table in page if table.whole), key=lambda table: table.top) for page in tables]
    running = [[row for row in rows if _outside(row[0].words, page)] for rows, page in zip(kept, whole, strict=True)]
    frames = _frames(running, sheets, whole)
    return Layout(
        text=with_notes(
            _joined_pages([_page(*page) for page in zip(running, frames, whole, strict=True)]),
            [note for _, notes in noted for note in notes],
        ),
        stamps=(
            *(line for _, stamps in parted for line in stamps),
            *(line for sheet in sheets for line in sheet.inked),
        ),
        furniture=(*furniture, *(note.mark for _, notes in noted for note in notes)),
        remarks=tuple(
            TORN_TABLE.format(page=number) for number, page in enumerate(tables, 1) for table in page if not table.whole
        ),
    )


def _drawn_tables(words: Sequence[Word], rulings: Sequence[Ruling]) -> list[PageTable]:
    return [table for table in ruled_tables(words, rulings) if not _is_frame(table, words)]


def _outside(words: Sequence[Word], tables: Sequence[PageTable]) -> list[Word]:
    inside = {name for table in tables if table.whole for name in table.words}
    return [word for word in words if id(word) not in inside]


def _is_frame(table: PageTable, words: Sequence[Word]) -> bool:
    """True for lines around head or foot, whose columns are read otherwise."""
    inside = [word for word in words if id(word) in table.words]
    lines = [line.text for row in rows_of(inside) for line in row]
    return any(is_state_heading(text) or is_number_line(text) or is_recipients_label(text) for text in lines)


def _joined_pages(pages: Sequence[Sequence[str]]) -> str:
    """The pages as one text; a table that goes on over the page's end is one."""
    lines: list[str] = list(pages[0]) if pages else []
    for page in pages[1:]:
        first = next((at for at, line in enumerate(page) if line), len(page))
        last = next((line for line in reversed(lines) if line), "")
        rows = list(page[first:])
        if rows and _same_table(last, rows[0]):
            while lines and not lines[-1]:
                lines.pop()
            lines += _healed(lines, rows)
        elif rows:
            lines += [*page[:first], f"\f{rows[0]}", *rows[1:]]
        else:
            lines.append("\f")
    return "\n".join(lines)


def _same_table(above: str, below: str) -> bool:
    return is_table_line(above) and is_table_line(below) and len(cells_of(above)) == len(cells_of(below))


def _healed(lines: list[str], rows: list[str]) -> list[str]:
    """The rows of a table on its next page: what goes on in the middle of a sentence is joined to the row above it."""
    head = lines[next(at for at in range(len(lines), 0, -1) if at == 1 or not is_table_line(lines[at - 2])) - 1]
    if len(rows) > 1 and cells_of(rows[0]) == cells_of(head) and not _goes_on(lines[-1], rows[1]):
        return rows
    repeated = len(rows) > 1 and cells_of(rows[0]) == cells_of(head)
    if _goes_on(lines[-1], rows[repeated]):
        last = lines.pop()
        return [*rows[:repeated], continued_row(last, rows[repeated]), *rows[repeated + 1 :]]
    return rows


def _goes_on(above: str, below: str) -> bool:
    """Whether a row only ends what stands in the one above: nothing new begins in it."""
    pairs = list(zip(cells_of(above), cells_of(below), strict=False))
    filled = [(one, two) for one, two in pairs if words_in(two)]
    return (
        bool(filled)
        and not words_in(pairs[0][1])
        and any(two[0].islower() for one, two in filled)
        and all(words_in(one) for one, _ in filled)
    )


def _frames(
    pages: Sequence[Sequence[Row]], sheets: Sequence[Sheet], tables: Sequence[Sequence[PageTable]]
) -> list[Frame]:
    """The edges of the running text on each page, one for all pages of a size; those of tables where there is little
    text."""
    sizes = [(round(sheet.width), round(sheet.height)) for sheet in sheets]
    frames = {}
    for size in dict.fromkeys(sizes):
        same = [at for at, other in enumerate(sizes) if other == size]
        same_tables = [table for at in same for table in tables[at]]
        frame = _frame([pages[at] for at in same], [sheets[at] for at in same])
        if same_tables and sum(len(pages[at]) for at in same) < _LITTLE_TEXT:
            frame = Frame(
                min(frame.left, *(table.left for table in same_tables)),
                max(frame.right, *(table.right for table in same_tables)),
            )
        frames[size] = frame
    return [frames[size] for size in sizes]


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
    least, ordered = max(2.0, 0.1 * len(edges)), sorted(edges)

    def sharers(edge: float) -> int:
        return bisect_left(ordered, edge + slack) - bisect_right(ordered, edge - slack)

    return [edge for edge in edges if sharers(edge) >= least] or list(edges)


def _page(rows: Sequence[Row], frame: Frame, tables: Sequence[PageTable]) -> list[str]:
    head = head_of(rows, frame)
    foot = foot_of(rows, frame)
    if head and foot and foot.start < head.end:
        head = None
    start, end = head.end if head else 0, foot.start if foot else len(rows)
    below = rows[foot.end :] if foot else []
    top = joined(rows[foot.start]).top if foot else inf
    above = [table for table in tables if table.top < top]
    return [
        *_columns(head),
        *_around(rows[start:end], above, frame),
        *_columns(foot),
        *_around(below, tables[len(above) :], frame),
    ]


def _around(rows: Sequence[Row], tables: Sequence[PageTable], frame: Frame) -> list[str]:
    """Running text with the tables that stand between its lines."""
    texts: list[str] = []
    for table in tables:
        above = [row for row in rows if joined(row).top < table.top]
        rows = rows[len(above) :]
        texts += [*_running(above, frame), *table_lines(table.rows)]
    return [*texts, *_running(rows, frame)]


def _columns(columns: Columns | None) -> list[str]:
    if columns is None:
        return []
    return [text for band in columns.bands for column in band if column for text in ("", *_items(column), "")]


def _items(column: list[str]) -> list[str]:
    """The lines of a column, an empty one before each item of a list."""
    bulleted = [at for at, text in enumerate(column) if text.startswith(("-", "–", "+", "•")) or _ITEM.match(text)]
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
