"""Word documents of every age as paragraphs of runs, and how they become lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ketluan.importing.layout.letterhead_cues import is_number_line, is_recipients_label, is_state_heading
from ketluan.importing.readers.encodings import UNICODE_LETTERS, from_legacy, legacy_encoding_of

_LEGACY_FONTS = (
    (re.compile(r"\.?vn(?!i)[a-z]", re.IGNORECASE), "tcvn3"),
    (re.compile(r"vni\b|vni-|vni ", re.IGNORECASE), "vni"),
    (re.compile(r"vps ", re.IGNORECASE), "vps"),
    (re.compile(r"vi(?:scii|t)? ?times|heo(?:may)? ", re.IGNORECASE), "viscii"),
)
_CAPITALS_FONT = re.compile(r"\.vn[a-z ]*h\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in one font; `font` is None when the file does not say."""

    text: str
    font: str | None = None


Paragraph = tuple[Run, ...]
Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class WordTable:
    """Rows of cells of paragraphs."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | WordTable


def text_of(blocks: Sequence[Block]) -> str:
    """The blocks as lines: a paragraph a line, an empty line before each; tables as `_table` says."""
    encodings = _encodings(blocks)
    lines: list[str] = []
    for block in blocks:
        lines += (
            _table(block, encodings) if isinstance(block, WordTable) else ["", *_plain(block, encodings).split("\n")]
        )
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Encodings:
    """What a whole document says of runs whose font says nothing: `named` for fonts known to be others, `unnamed`
    for runs without any."""

    named: str | None
    unnamed: str | None


def _encodings(blocks: Sequence[Block]) -> _Encodings:
    runs = [run for paragraph in _paragraphs(blocks) for run in paragraph]
    silent = "\n".join(run.text for run in runs if encoding_of(run.font) is None)
    system_message = [encoding for run in runs if (encoding := encoding_of(run.font))]
    found = legacy_encoding_of(silent)
    return _Encodings(
        named=found, unnamed=found or (max(system_message, key=system_message.count) if system_message else None)
    )


def _plain(paragraph: Paragraph, encodings: _Encodings) -> str:
    """The paragraph in Unicode: each run by its font; neighbours of one encoding together, letters span runs."""
    pieces: list[tuple[str | None, str]] = []
    for run in paragraph:
        encoding, text = _encoding(run, encodings), run.text
        if encoding == "tcvn3" and _CAPITALS_FONT.match(run.font or ""):
            encoding, text = None, from_legacy(text, "tcvn3").upper()
        if pieces and pieces[-1][0] == encoding:
            pieces[-1] = encoding, pieces[-1][1] + text
        else:
            pieces.append((encoding, text))
    return "".join(from_legacy(text, name) if name else text for name, text in pieces)


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
            yield from (paragraph for row in block.rows for cell in row for paragraph in cell)
        else:
            yield block


def _table(table: WordTable, encodings: _Encodings) -> list[str]:
    """Head and foot tables cell by cell (the foot column by column), others a row a line, cells parted by tabs."""
    rows = [
        [[line for part in cell for line in _plain(part, encodings).split("\n")] for cell in row] for row in table.rows
    ]
    texts = [line.strip() for row in rows for cell in row for line in cell]
    if all(sum(any(line.strip() for line in cell) for cell in row) < 2 for row in rows):
        return ["", *(line for row in rows for cell in row for text in cell for line in ("", text)), ""]
    if len(rows) <= 6 and max((len(row) for row in rows), default=0) <= 4:
        if any(is_recipients_label(text) for text in texts):
            return _cells([row[at] for at in range(max(map(len, rows))) for row in rows if at < len(row)])
        if any(is_state_heading(text) or is_number_line(text) for text in texts):
            return _cells([cell for row in rows for cell in row])
    flat = ["\t".join(" ".join(" ".join(cell).split()) for cell in row) for row in rows]
    return ["", *(line for row in flat for line in (row, ""))]


def _lines(cell: Cell, encodings: _Encodings) -> list[str]:
    return [line for paragraph in cell for line in _plain(paragraph, encodings).split("\n")]


def _cells(cells: Iterable[list[str]]) -> list[str]:
    return [line for cell in cells if any(text.strip() for text in cell) for line in ("", *_listed(cell), "")]


def _listed(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.lstrip().startswith(("-", "–", "+", "•")):
            yield ""
        yield line
