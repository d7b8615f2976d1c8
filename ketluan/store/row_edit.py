"""Changes of the words in a row of a table: merged cells, blanks and what a person said of the row stay as they are.

Lines count from 1 in the file; columns from 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ketluan.markdown.markdown_table import PARAGRAPH, UP, parted_row
from ketluan.model.problem import Refused

_PIPE = re.compile(r"(?<!\\)\|")
_PARAGRAPHS = re.compile(r"(?<!\\)\\\s+")
_ESCAPE = re.compile(r"\\([\\`*\[\]{<_#>+\-:|~=!.^])")
_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCell:
    """A cell that has words of its own: what stands over its column, and its paragraphs, a line each."""

    at: int
    column: str
    words: str


def row_cells(text: str, line: int) -> tuple[RowCell, ...]:
    """The cells of the row on a line; none where no row stands. One that carries on another has no words of its own."""
    lines = text.split("\n")
    if not 0 < line <= len(lines) or not _is_row(lines[line - 1]):
        return ()
    columns = _columns(lines, line - 1)
    cells, _ = parted_row(lines[line - 1])
    return tuple(
        RowCell(at=at, column=columns[at] if at < len(columns) else "", words=_words(cell))
        for at, cell in enumerate(cells)
        if not _is_merged(cell, at)
    )


def with_cells(text: str, line: int, cells: Mapping[int, Sequence[str]]) -> str:
    """The file with other words in cells of a row, by their columns: the paragraphs of each, as Markdown.

    Raises Refused where a cell carries on another one or would be taken for such a cell.
    """
    lines = text.split("\n")
    row = lines[line - 1]
    start, end = row.index("|") + 1, row.rindex("|")
    parts = _PIPE.split(row[start:end])
    own, _ = parted_row(row)
    for at, paragraphs in cells.items():
        written = PARAGRAPH.join(part.replace("|", "\\|") for part in paragraphs)
        if _is_merged(own[at], at) or written.strip() == UP:
            raise Refused("Ô này gộp với ô khác nên không sửa riêng được.")
        said = parts[at][len(own[at]) :]  # attributes, behind the last cell
        parts[at] = _blanks(own[at], written) + said
    lines[line - 1] = row[:start] + "|".join(parts) + row[end:]
    return "\n".join(lines)


def _blanks(old: str, new: str) -> str:
    """The new words between the blanks of the old ones; a cell without words keeps one, or it would be merged."""
    before = old[: len(old) - len(old.lstrip())] if old.strip() else " "
    after = old[len(old.rstrip()) :] if old.strip() else " "
    return f"{before}{new}{after}" if new else before + after or " "


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|") and not _RULE.fullmatch(line)


def _is_merged(cell: str, at: int) -> bool:
    return cell.strip() == UP or (cell == "" and at > 0)


def _columns(lines: Sequence[str], at: int) -> list[str]:
    """What stands over the columns of the table to which a row belongs, on one line each; its own first row has
    nothing over it."""
    first = at
    while first > 0 and lines[first - 1].lstrip().startswith("|"):
        first -= 1
    ruled = first + 1 < len(lines) and bool(_RULE.fullmatch(lines[first + 1]))
    if first == at or not ruled:
        return []
    return [" ".join(_words(cell).split()) for cell in parted_row(lines[first])[0]]


def _words(cell: str) -> str:
    paragraphs = (_ESCAPE.sub(r"\1", part).strip() for part in _PARAGRAPHS.split(cell.strip()))
    return "\n".join(part for part in paragraphs if part)
