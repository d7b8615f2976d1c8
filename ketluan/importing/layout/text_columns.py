"""Parts heads and feet that were set in two columns with tabs or blanks: all on the left, then all on the right."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ketluan.importing.layout.letterhead_cues import (
    is_dated_line,
    is_motto,
    is_number_line,
    is_recipients_label,
    is_state_heading,
    is_title_label,
    right_side_at,
)
from ketluan.importing.layout.table_rows import is_table_line

# three blanks or a tab; two only behind a sign that ends a recipient
_GAP = re.compile(r"\s*\t\s*| {3,}|(?<=[;.:]) {2}(?=[A-ZĐ])")
_BLANK_LEFT = re.compile(r"(?:\bsố\s*:?|ngày|tháng|năm|[,/])\Z", re.IGNORECASE)  # blanks for what is filled in by hand
# what follows a blank to be filled in by hand, so that the gap is no border of columns
_BLANK_RIGHT = re.compile(r"tháng\b|năm\b|/|\d", re.IGNORECASE)
_INDENT = re.compile(r"\t+| {12,}")
_ITEM_LINE = re.compile(r"\s*[-–+•*]\s*\S")
_HEAD_LINES = 16
_FOOT_LINES = 40
_LONG = 120

Halves = tuple[str, str]


def parted(text: str) -> str:
    """The text with its head and its foot column by column where their lines show a gap; else as it is.

    One line alone with a gap is where the cells of a table meet: it becomes two lines and nothing moves.
    """
    lines = text.split("\n")
    return "\n".join(_with_foot(_with_head(lines)))


def _with_head(lines: list[str]) -> list[str]:
    """The head ends with the last of the first lines that has a gap or tells place and date."""
    room = next((at for at, line in enumerate(lines[:_HEAD_LINES]) if _below_head(line)), _HEAD_LINES)
    room = next((at + 1 for at, line in enumerate(lines[:room]) if _dated(line)), room)
    marks = [at for at, line in enumerate(lines[:room]) if _both(line) or is_dated_line(line.strip())]
    end = marks[-1] + 1 if marks else 0
    if not any(_tells_head(half) for line in lines[:end] for half in (_both(line) or (line,))):
        return lines
    if sum(bool(_both(line)) for line in lines[:end]) < 2:
        return [*_in_place(lines[:end]), *lines[end:]]
    number = next((at for at, line in enumerate(lines[:end]) if is_number_line(line)), end)
    above, below = _columns(lines[:number], _head_halves), _columns(lines[number:end], _head_halves)
    return [*above, *below, *lines[end:]]


def _below_head(line: str) -> bool:
    return (len(line) > _LONG and not _both(line)) or is_recipients_label(line.strip()) or is_title_label(line)


def _dated(line: str) -> bool:
    return any(is_dated_line(half.strip()) for half in (_both(line) or (line,)))


def _tells_head(text: str) -> bool:
    return is_state_heading(text) or is_number_line(text) or is_dated_line(text.strip())


def _in_place(lines: Sequence[str]) -> list[str]:
    parts: list[str] = []
    for line in lines:
        halves = _both(line)
        parts += [halves[0], "", halves[1]] if halves else [line]
    return parts


def _both(line: str) -> Halves | None:
    """The two sides of a line: parted by its widest gap, else where the state's heading, motto or place begins."""
    bare = line.strip()
    if len(_GAP.sub(" ", bare)) > _LONG:
        return None
    gaps = [
        gap
        for gap in _GAP.finditer(bare)
        if not (_BLANK_LEFT.search(bare[: gap.start()]) and _BLANK_RIGHT.match(bare[gap.end() :]))
    ]
    if gaps:
        gap = max(gaps, key=lambda gap: len(gap[0].expandtabs(8)))
        return bare[: gap.start()], bare[gap.end() :]
    at = right_side_at(bare.split())
    return (" ".join(bare.split()[:at]), " ".join(bare.split()[at:])) if at else None


def _head_halves(line: str, before: Sequence[Halves]) -> Halves:
    halves = _both(line)
    if halves:
        return halves
    bare = line.strip()
    right = is_state_heading(bare) or is_motto(bare) or is_dated_line(bare) or _INDENT.match(line)
    return ("", bare) if right else (bare, "")


def _columns(lines: Sequence[str], halves_of: Callable[[str, Sequence[Halves]], Halves]) -> list[str]:
    halves: list[Halves] = []
    for line in lines:
        if line.strip():
            halves.append(halves_of(line, halves))
    left, right = [one for one, _ in halves if one], [two for _, two in halves if two]
    return [*_spaced(left), *([""] if left and right else []), *_spaced(right), *([""] if halves else [])]


def _spaced(column: Sequence[str]) -> list[str]:
    return [text for line in column for text in (("", line) if _ITEM_LINE.match(line) else (line,))]


def _with_foot(lines: list[str]) -> list[str]:
    """The foot begins at `Nơi nhận` and ends with the last line with a gap, the last item and what goes on with it."""
    start = next((at for at, line in enumerate(lines) if is_recipients_label(line.strip())), None)
    if start is None:
        return lines
    room = range(start, min(start + _FOOT_LINES, len(lines)))
    room = range(start, next((at for at in room if "\f" in lines[at] or is_table_line(lines[at])), room.stop))
    with_gap = [at for at in room if _both(lines[at])]
    if len(with_gap) < 2:
        return [*lines[:start], *_in_place(lines[start : room.stop]), *lines[room.stop :]]
    end = max(at for at in room if at in with_gap or _ITEM_LINE.match(lines[at])) + 1
    while end < room.stop and (not lines[end].strip() or re.match(r"\t| {3,}", lines[end])):
        end += 1
    return [*lines[:start], *_columns(lines[start:end], _foot_halves), *lines[end:]]


def _foot_halves(line: str, before: Sequence[Halves]) -> Halves:
    halves = _both(line)
    if halves and _INDENT.match(line) and not _ITEM_LINE.match(line):
        return "", " ".join(halves).strip()
    if halves:
        return halves
    bare = line.strip()
    if _ITEM_LINE.match(line) or is_recipients_label(bare):
        return bare, ""
    signed = any(right for _, right in before)
    items = [left for left, _ in before if left]
    closed = bool(items) and items[-1].endswith((".", "./.")) and not is_recipients_label(items[-1])
    right = bool(_INDENT.match(line)) or (signed and closed)
    return ("", bare) if right else (bare, "")
