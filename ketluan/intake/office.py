"""Word documents of every age as paragraphs of runs, and how they become lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import viparse
from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import convert

from ketluan.intake.plain import UNICODE_LETTERS
from ketluan.intake.side import is_number_line, is_recipients_label, is_state_heading

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
class Table:
    """Rows of cells of paragraphs."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


def text_of(blocks: Sequence[Block]) -> str:
    """The blocks as lines: a paragraph a line, an empty line before each; tables as `_table` says."""
    plain = _converter(blocks)
    lines: list[str] = []
    for block in blocks:
        lines += _table(block, plain) if isinstance(block, Table) else ["", *plain(block).split("\n")]
    return "\n".join(lines)


class _converter:  # noqa: N801 - called like a function; it holds what the whole document says of its encoding
    """Paragraphs to Unicode: each run by its font, a run whose font says nothing by what all such runs hold."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        runs = [run for paragraph in _paragraphs(blocks) for run in paragraph]
        silent = "\n".join(run.text for run in runs if encoding_of(run.font) is None)
        named = [encoding for run in runs if (encoding := encoding_of(run.font))]
        self.fallback = None if UNICODE_LETTERS.search(silent) else viparse.detect_text_encoding(silent)
        self.unnamed = self.fallback or (max(named, key=named.count) if named else None)

    def __call__(self, paragraph: Paragraph) -> str:
        pieces: list[tuple[str | None, str]] = []
        for run in paragraph:
            encoding, text = self._encoding(run), run.text
            if _CAPITALS_FONT.match(run.font or "") and encoding == "tcvn3":
                text, encoding = convert(text, CHARMAPS["tcvn3"], "NFC").upper(), None
            if pieces and pieces[-1][0] == encoding:
                pieces[-1] = encoding, pieces[-1][1] + text
            else:
                pieces.append((encoding, text))
        return "".join(convert(text, CHARMAPS[name], "NFC") if name else text for name, text in pieces)

    def _encoding(self, run: Run) -> str | None:
        if UNICODE_LETTERS.search(run.text):
            return None
        return encoding_of(run.font) or (self.unnamed if run.font is None else self.fallback)


def encoding_of(font: str | None) -> str | None:
    """The legacy encoding that a font's name tells of (`.VnTime`: tcvn3, `VNI-Times`: vni), None when none."""
    return next((name for pattern, name in _LEGACY_FONTS if pattern.match(font or "")), None)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (paragraph for row in block.rows for cell in row for paragraph in cell)
        else:
            yield block


def _table(table: Table, plain: _converter) -> list[str]:
    """Head and foot tables cell by cell (the foot column by column), other tables a row a line, cells parted by tabs."""
    rows = [[[line for part in cell for line in plain(part).split("\n")] for cell in row] for row in table.rows]
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


def _cells(cells: Iterable[list[str]]) -> list[str]:
    return [line for cell in cells if any(text.strip() for text in cell) for line in ("", *_listed(cell), "")]


def _listed(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.lstrip().startswith(("-", "–", "+", "•")):
            yield ""
        yield line
