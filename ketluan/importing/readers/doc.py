"""Reads Word 97-2003 files: paragraphs, tables and notes, with the fonts of runs and the numbers of lists."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from ketluan.importing.files.concealed import ADDED, DELETED, HIDDEN, STRUCK, Concealed
from ketluan.importing.readers.doc_binary import WordBinary, lists_of
from ketluan.importing.readers.list_numbers import Counters
from ketluan.importing.readers.word_text import (
    Block,
    Cell,
    Footnote,
    Merge,
    Paragraph,
    Run,
    WordTable,
    gridded,
    merged_cell,
    text_of,
)

# single property modifiers of the Word binary format (MS-DOC 2.6)
_STYLE, _IN_TABLE, _ROW_END, _LEVEL, _LIST, _TABLE = 0, 0x2416, 0x2417, 0x260A, 0x460B, 0xD608
_CELL_PLAN = 20  # bytes that describe a cell
_SLACK = 40  # twentieths of a point
_FONT, _SYMBOL = 0x4A4F, 0x6A09
_VEILS = {0x0800: DELETED, 0x083C: HIDDEN, 0x0837: STRUCK, 0x2A53: STRUCK, 0x0801: ADDED}
_CITED = "\x02"
_REFERENCES = (0xAA, 0x20A)  # where the header names the places at which foot- and endnotes are cited
_FIELD_START, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
# what Word's control characters stand for (MS-DOC 2.4.1)
_SIGNS = {"\x0b": "\n", "\x0c": "\f", "\x1e": "-", "\x1f": "", "\xa0": " ", "\t": "\t"}
_ENDS = "\r\x07\x0c"


def read_doc(data: bytes) -> tuple[list[Block], list[Block], Concealed]:
    """(the document's blocks: body, then foot- and endnotes, then text boxes; headers and footers; what it hides);
    raises Refused as WordBinary does.

    Words that only a style hides are read: the styles of these files are not.
    """
    file = WordBinary(data)
    body, notes, headers, macros, comments, ends, boxes, drawn = (max(0, length) for length in file.lengths)
    after = body + notes + headers + macros + comments
    counters = Counters(lists_of(file))
    lines = list(_paragraphs(file, 0, body))
    noted = _cited(file, lines, [_notes(file, body, notes), _notes(file, after, ends)])
    blocks = list(_blocks(lines, counters, noted))
    blocks += _blocks(list(_paragraphs(file, after + ends, after + ends + boxes)), counters)
    margins: list[Block] = []
    for start, length in ((body + notes, headers), (after + ends + boxes, drawn)):
        margins += _blocks(list(_paragraphs(file, start, start + length)), counters)
    found = file.found
    remarks = [line.runs for line in _paragraphs(file, after - comments, after)]
    if text := text_of(remarks).strip():
        found.texts.append(("lời nhận xét", text))
        found.remarks.append(f"Bản gốc có lời nhận xét: “{' '.join(text.split()[:8])}”.")
    if ADDED in found.words or DELETED in found.words:
        found.remarks.append("Bản gốc còn vết sửa đổi (“Track Changes”).")
    if file.macros:
        found.remarks.append("Bản gốc có mã lệnh (macro).")
    found.texts.append(("thuộc tính của tệp", "\n".join(file.properties)))
    found.people(author=[file.author], editor=[file.editor])
    return blocks, margins, found


def _notes(file: WordBinary, start: int, length: int) -> list[Footnote]:
    """The notes of a story: each begins with its own mark."""
    notes: list[list[Paragraph]] = []
    for line in _paragraphs(file, start, start + length):
        if line.cited or not notes:
            notes.append([])
        notes[-1].append(line.runs)
    return [Footnote(tuple(note)) for note in notes if any(run.text.strip() for part in note for run in part)]


def _cited(file: WordBinary, lines: Sequence[_Line], stories: Sequence[Sequence[Footnote]]) -> list[list[Footnote]]:
    """For each paragraph the notes that it cites, foot- and endnotes in their order; all with the last one when the
    marks and the notes do not agree."""
    places = [(place, kind, at) for kind, part in enumerate(_REFERENCES) for at, place in enumerate(file.places(part))]
    known = sum(line.cited for line in lines) == len(places) and all(at < len(stories[kind]) for _, kind, at in places)
    if not known:
        return [*([] for _ in lines[1:]), [note for story in stories for note in story]]
    order = (stories[kind][at] for _, kind, at in sorted(places))
    return [list(islice(order, line.cited)) for line in lines]


class _Line:
    """A paragraph being read: its runs, how it ended, its properties, and how many notes it cites."""

    def __init__(self, runs: Paragraph, end: str, properties: dict[int, bytes], cited: int) -> None:
        self.runs, self.end, self.cited = runs, end, cited
        self.in_table = properties.get(_IN_TABLE, b"\0")[:1] == b"\1"
        self.row_end = properties.get(_ROW_END, b"\0")[:1] == b"\1"
        self.list = int.from_bytes(properties.get(_LIST, b"")[:2], "little")
        self.edges, self.merges = _row_plan(properties.get(_TABLE, b""))
        self.level = int.from_bytes(properties.get(_LEVEL, b"")[:1], "little")


def _paragraphs(file: WordBinary, start: int, end: int) -> Iterator[_Line]:
    runs: list[Run] = []
    fields = cited = 0
    for letter, offset, font in _letters(file, start, end):
        cited += letter == _CITED
        if letter in (_FIELD_START, _FIELD_RESULT, _FIELD_END):
            fields += {_FIELD_START: 1, _FIELD_RESULT: -1, _FIELD_END: 0}[letter]
            fields = max(0, fields)
        elif letter in _ENDS:
            properties = dict(file.paragraphs.at(offset)[0])
            text = (Run("\f"),) if letter == "\x0c" else ()
            yield _Line((*_merged(runs), *text), letter, properties, cited)
            runs, fields, cited = [], 0, 0
        elif not fields and (letter >= " " or letter in _SIGNS):
            runs.append(Run(_SIGNS.get(letter, letter), font))
    if runs:
        yield _Line(_merged(runs), "\r", {}, cited)


def _letters(file: WordBinary, start: int, end: int) -> Iterator[tuple[str, int, str | None]]:
    """(letter, offset in the file, font) of characters `start` to `end`, those deleted or hidden left out."""
    for piece in file.pieces:
        size = 2 if piece.wide else 1
        known, font, veils = 0, None, frozenset[str]()
        for place, letter in enumerate(piece.letters(file.main), piece.start):
            offset = piece.offset + (place - piece.start) * size
            if offset >= known:
                values, known = file.characters.at(offset)
                font, veils = _look(file, dict(values))
            if not start <= place < end:
                continue
            for veil in veils:
                file.found.add(veil, letter)
            if veils <= {ADDED} or letter in _ENDS:
                yield letter, offset, font


def _look(file: WordBinary, values: dict[int, bytes]) -> tuple[str | None, frozenset[str]]:
    number = values.get(_FONT)
    place = struct.unpack("<H", number)[0] if number and len(number) == 2 else -1
    font = file.fonts[place] if 0 <= place < len(file.fonts) else None
    return font, frozenset(veil for code, veil in _VEILS.items() if values.get(code, b"\0")[:1] == b"\1")


def _merged(runs: list[Run]) -> Paragraph:
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].font == run.font:
            merged[-1] = Run(merged[-1].text + run.text, run.font)
        else:
            merged.append(run)
    return tuple(merged)


def _blocks(lines: list[_Line], counters: Counters, noted: Sequence[Sequence[Footnote]] = ()) -> Iterator[Block]:
    """Paragraphs with the notes that they cite, those inside tables gathered to rows by their end marks."""
    rows: list[tuple[list[Cell], list[int]]] = []
    row: list[Cell] = []
    cell: list[Block] = []
    for line, notes in zip_longest(lines, noted, fillvalue=()):
        if not isinstance(line, _Line):
            break
        if not line.in_table and rows:
            yield WordTable(gridded(rows, slack=_SLACK))
            rows, row, cell = [], [], []
        if line.in_table and line.row_end:
            rows.append((_merged_cells(row, line.merges), line.edges))
            row = []
            continue
        runs = _numbered(line, counters)
        if not line.in_table:
            yield runs
            yield from notes
            continue
        cell += [runs, *notes]
        if line.end == "\x07":
            row.append(Cell(tuple(cell)))
            cell = []
    if row or cell:
        rows.append(([*row, Cell(tuple(cell))], []))
    if rows:
        yield WordTable(gridded(rows, slack=_SLACK))


def _merged_cells(row: list[Cell], merges: list[Merge]) -> list[Cell]:
    """The cells with what the row's plan says of them."""
    if len(merges) != len(row):
        return row
    return [merged_cell(cell, merge) for cell, merge in zip(row, merges, strict=True)]


def _row_plan(operand: bytes) -> tuple[list[int], list[Merge]]:
    """Right edges of the row's cells in twentieths of a point and how they are merged (sprmTDefTable of [MS-DOC]);
    nothing when the plan is damaged."""
    count = operand[2] if len(operand) > 2 else 0
    cells = 3 + 2 * (count + 1)
    if not count or len(operand) < cells:
        return [], []
    edges = struct.unpack_from(f"<{count + 1}h", operand, 3)
    plans = (operand[cells + _CELL_PLAN * at :][:2] for at in range(count))
    return list(edges[1:]), [_merge(int.from_bytes(plan, "little")) for plan in plans]


def _merge(plan: int) -> Merge:
    if plan & 3 == 1:
        return "left"
    return "up" if plan >> 5 & 3 == 1 else ""


def _numbered(line: _Line, counters: Counters) -> Paragraph:
    marker = counters.next(line.list, line.level) if line.list and any(run.text.strip() for run in line.runs) else ""
    return (Run(marker + " ", line.runs[0].font), *line.runs) if marker else line.runs
