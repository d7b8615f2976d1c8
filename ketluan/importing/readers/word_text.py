"""Word documents of every age as paragraphs of runs, and how they become lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ketluan.importing.layout.letterhead_cues import (
    is_number_line,
    is_recipients_label,
    is_signature_line,
    is_state_heading,
)
from ketluan.importing.layout.table_rows import FOOTNOTE, Box, table_lines
from ketluan.importing.readers.encodings import UNICODE_LETTERS, from_legacy, legacy_encoding_of
from ketluan.importing.readers.letters import plain_letters, symbol_letters

# names of fonts tell the encoding: ".VnTime" is TCVN3, but "Vni" is not
_LEGACY_FONTS = (
    (re.compile(r"\.?vn(?!i)[a-z]", re.IGNORECASE), "tcvn3"),
    (re.compile(r"vni\b|vni-|vni ", re.IGNORECASE), "vni"),
    (re.compile(r"vps ", re.IGNORECASE), "vps"),
    (re.compile(r"vi(?:scii|t)? ?times|heo(?:may)? ", re.IGNORECASE), "viscii"),
)
# TCVN3 fonts ending in H show small letters as capitals
_CAPITALS_FONT = re.compile(r"\.vn[a-z ]*h\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in one font; `font` is None when the file does not say."""

    text: str
    font: str | None = None


Paragraph = tuple[Run, ...]
Merge = Literal["", "up", "left"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, tables too; `merged` when it carries on the cell above it or the one on its left."""

    blocks: tuple[Block, ...] = ()
    merged: Merge = ""


@dataclass(frozen=True, slots=True)
class WordTable:
    """Rows of cells, each cell in its column."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, behind the paragraph that cites it."""

    paragraphs: tuple[Paragraph, ...]


Block = Paragraph | WordTable | Footnote


def merged_cell(cell: Cell, merged: Merge) -> Cell:
    """The cell as its row's plan has it; one that holds words all the same stands for itself."""
    said = any(run.text.strip() for paragraph in _paragraphs(cell.blocks) for run in paragraph)
    return Cell(merged=merged) if merged and not said else cell


def gridded(rows: Sequence[tuple[Sequence[Cell], Sequence[int]]], *, slack: int) -> tuple[tuple[Cell, ...], ...]:
    """Rows whose cells are told by their right edges alone, each cell in the columns that it reaches over.

    `slack` is by how much edges of one column may differ; a row without edges keeps its cells as they come.
    """
    edges: list[int] = []
    for edge in sorted(edge for _, ends in rows for edge in ends):
        if not edges or edge - edges[-1] > slack:
            edges.append(edge)
    return tuple(tuple(_spread(cells, ends, edges, slack)) for cells, ends in rows)


def _spread(cells: Sequence[Cell], ends: Sequence[int], edges: Sequence[int], slack: int) -> Iterator[Cell]:
    if len(ends) != len(cells):
        yield from cells
        return
    column = 0
    for cell, end in zip(cells, ends, strict=True):
        reached = column
        while reached < len(edges) and edges[reached] <= end + slack:
            reached += 1
        yield cell
        yield from [Cell(merged="up" if cell.merged == "up" else "left")] * (reached - column - 1)
        column = max(reached, column + 1)


def text_of(blocks: Sequence[Block]) -> str:
    """The blocks as lines: a paragraph a line, an empty line before each; tables as `_table` says."""
    return "\n".join(_block_lines(blocks, _encodings(blocks)))


def _block_lines(blocks: Iterable[Block], encodings: _Encodings) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, WordTable):
            lines += _table(block, encodings)
        elif isinstance(block, Footnote):
            lines += _note(block, encodings)
        else:
            lines += ["", *_plain(block, encodings).split("\n")]
    return lines


def _note(note: Footnote, encodings: _Encodings) -> list[str]:
    texts = (" ".join(_plain(paragraph, encodings).split()) for paragraph in note.paragraphs)
    return [line for text in texts if text for line in ("", f"{FOOTNOTE} {text}", "")]


def _notes_in(table: WordTable, encodings: _Encodings) -> list[str]:
    """The notes that cells cite: they stand below the table."""
    lines: list[str] = []
    for block in (block for row in table.rows for cell in row for block in cell.blocks):
        if isinstance(block, Footnote):
            lines += _note(block, encodings)
        elif isinstance(block, WordTable):
            lines += _notes_in(block, encodings)
    return lines


@dataclass(frozen=True, slots=True)
class _Encodings:
    """What a whole document says of runs whose font says nothing: `named` for fonts known to be others, `unnamed`
    for runs without any."""

    named: str | None
    unnamed: str | None


def _encodings(blocks: Sequence[Block]) -> _Encodings:
    runs = [run for paragraph in _paragraphs(blocks) for run in paragraph]
    silent = "\n".join(run.text for run in runs if encoding_of(run.font) is None)
    named_by_fonts = [encoding for run in runs if (encoding := encoding_of(run.font))]
    found = legacy_encoding_of(silent)
    return _Encodings(
        named=found, unnamed=found or (max(named_by_fonts, key=named_by_fonts.count) if named_by_fonts else None)
    )


def _plain(paragraph: Paragraph, encodings: _Encodings) -> str:
    """The paragraph in Unicode: each run by its font; neighbours of one encoding together, letters span runs."""
    pieces: list[tuple[str | None, str]] = []
    for run in paragraph:
        encoding, text = _encoding(run, encodings), symbol_letters(run.text, run.font)
        if encoding == "tcvn3" and _CAPITALS_FONT.match(run.font or ""):
            encoding, text = None, from_legacy(text, "tcvn3").upper()
        if pieces and pieces[-1][0] == encoding:
            pieces[-1] = encoding, pieces[-1][1] + text
        else:
            pieces.append((encoding, text))
    return plain_letters("".join(from_legacy(text, name) if name else text for name, text in pieces))


def _encoding(run: Run, encodings: _Encodings) -> str | None:
    if UNICODE_LETTERS.search(run.text):
        return None
    return encoding_of(run.font) or (encodings.unnamed if run.font is None else encodings.named)


def encoding_of(font: str | None) -> str | None:
    """The legacy encoding that a font's name tells of (`.VnTime`: tcvn3, `VNI-Times`: vni), None when none."""
    return next((name for pattern, name in _LEGACY_FONTS if pattern.match(font or "")), None)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, WordTable):
            for row in block.rows:
                for cell in row:
                    yield from _paragraphs(cell.blocks)
        elif not isinstance(block, Footnote):
            yield block


def _table(table: WordTable, encodings: _Encodings) -> list[str]:
    """Head and foot tables cell by cell (the foot column by column); a table with one filled cell a row is only there
    to set its text; others stay tables."""
    rows = [[_lines(cell, encodings) for cell in row] for row in table.rows]
    texts = [line.strip() for row in rows for cell in row for line in cell]
    if all(sum(any(line.strip() for line in cell) for cell in row) < 2 for row in rows):
        return ["", *(line for row in table.rows for cell in row for line in _block_lines(cell.blocks, encodings)), ""]
    return [*_cell_lines(table, rows, texts), *_notes_in(table, encodings)]


def _cell_lines(table: WordTable, rows: list[list[list[str]]], texts: list[str]) -> list[str]:
    if len(rows) <= 6 and max((len(row) for row in rows), default=0) <= 4:
        if any(is_recipients_label(text) for text in texts):
            return _cells([row[at] for at in range(max(map(len, rows))) for row in rows if at < len(row)])
        if any(is_state_heading(text) or is_number_line(text) or is_signature_line(text) for text in texts):
            return _cells([cell for row in rows for cell in row])
    return table_lines(
        [
            [Box(tuple(lines), cell.merged) for lines, cell in zip(found, row, strict=True)]
            for found, row in zip(rows, table.rows, strict=True)
        ]
    )


def _lines(cell: Cell, encodings: _Encodings) -> list[str]:
    """The cell's lines, those of tables inside it too."""
    return [line for paragraph in _paragraphs(cell.blocks) for line in _plain(paragraph, encodings).split("\n")]


def _cells(cells: Iterable[list[str]]) -> list[str]:
    return [line for cell in cells if any(text.strip() for text in cell) for line in ("", *_listed(cell), "")]


def _listed(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.lstrip().startswith(("-", "–", "+", "•")):
            yield ""
        yield line
