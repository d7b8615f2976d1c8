"""Tables that assign tasks: which they are, which of their rows are tasks, and what each of these says.

A row is a task of its own; rows of headings, of numbers of columns, of groups and of totals are none. A table is one
of tasks when its headings name a task and who is to do it or by when, and when it does not report what was done.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ketluan.markdown.blocks import Block, TableCell
from ketluan.model.notice import Deadline, Party
from ketluan.understanding import passages
from ketluan.understanding.cell_limit import limits_of
from ketluan.understanding.cell_parties import CellParties, parties_of
from ketluan.understanding.column_heading import Kind
from ketluan.understanding.table_layout import TableLayout, assigns_tasks, layout_of

# Roman figures and capitals number groups of rows; I, V and X are figures, not letters
_GROUP_NUMBER = re.compile(r"(?:[IVXLC]+|[A-HK-ZĐ])\s*[.)/]?\Z")
_NUMBER = re.compile(r"\(?(\d{1,3}(?:\.\d{1,2})*|[a-zđ]|[ivx]+)\s*[.)/]*\Z")
# the row under the heads that numbers the columns: (1), A, 4=2+3
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.*)?\Z")
_TOTAL = re.compile(r"(?:tổng\s+(?:cộng|số)|cộng)\b", re.IGNORECASE)
_STARTS_SENTENCE = re.compile(r"\W*[A-ZĐÀ-Ỵ\d]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """What one row assigns.

    `column` is where its task stands; `lead`, `coordinate` are None where the table has no column for them, as is
    `limited` false where it has none for limits; `columns` are its other cells with their headings; `groups` the
    headings of the groups that it stands under.
    """

    column: int
    marker: str
    text: str
    lead: tuple[Party, ...] | None
    coordinate: tuple[Party, ...] | None
    deadlines: tuple[Deadline, ...]
    limited: bool
    columns: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]


def task_rows(blocks: Sequence[Block], issued: dt.date | None) -> dict[int, TaskRow]:
    """The rows among a body's blocks that assign something, by their place among the blocks."""
    found: dict[int, TaskRow] = {}
    layout: TableLayout | None = None
    for start, end in _tables(blocks):
        rows = [_repeated(block.cells, before) for block, before in _with_rows_above(blocks[start:end])]
        follows = start > 0 and blocks[start - 1].kind == "table" and layout is not None
        layout = layout_of(rows) or (
            replace(layout, first=0) if follows and layout and len(layout.kinds) == len(rows[0]) else None
        )
        if layout and assigns_tasks(layout, rows, issued):
            found |= {start + at: row for at, row in _read(layout, blocks[start:end], rows, issued)}
    return found


def _tables(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    starts = [at for at, block in enumerate(blocks) if block.first]
    for start in starts:
        end = start + 1
        while end < len(blocks) and blocks[end].kind == "table" and not blocks[end].first:
            end += 1
        yield start, end


def _with_rows_above(blocks: Sequence[Block]) -> Iterator[tuple[Block, list[TableCell]]]:
    before: list[TableCell] = []
    for block in blocks:
        yield block, before
        before = _repeated(block.cells, before)


def _repeated(cells: Sequence[TableCell], above: Sequence[TableCell]) -> list[TableCell]:
    """The row with what its merged cells carry on."""
    row: list[TableCell] = []
    for at, cell in enumerate(cells):
        origin = above[at] if cell.merged == "up" and at < len(above) else row[-1] if cell.merged == "left" else cell
        row.append(TableCell(lines=origin.lines, merged=cell.merged))
    return row


def _read(
    layout: TableLayout, blocks: Sequence[Block], rows: Sequence[Sequence[TableCell]], issued: dt.date | None
) -> Iterator[tuple[int, TaskRow]]:
    groups: list[tuple[str, str]] = []
    for at in range(layout.first, len(rows)):
        row = rows[at]
        if _is_heading_again(row, rows[: layout.first]) or _numbers_columns(row) or not any(c.text for c in row):
            continue
        if group := _group(layout, rows, at):
            groups = [*_outer(groups, group), group]
        elif task := _task(layout, row, blocks[at], tuple(text for _, text in groups), issued):
            yield at, task


def _is_heading_again(row: Sequence[TableCell], headings: Sequence[Sequence[TableCell]]) -> bool:
    """A row of headings that is printed again on the next page."""
    texts = [cell.text.casefold() for cell in row]
    return any(texts == [cell.text.casefold() for cell in heading] for heading in headings)


def _numbers_columns(row: Sequence[TableCell]) -> bool:
    """`(1) (2) (3)` below the headings."""
    texts = [cell.text for cell in row if cell.text]
    return len(texts) > 2 and all(_COLUMN_NUMBER.match(text) for text in texts)


def _group(layout: TableLayout, rows: Sequence[Sequence[TableCell]], at: int) -> tuple[str, str] | None:
    """Number and words of a row that heads a group: one cell across the table, or nothing but number and words, with
    a number of its own kind or with deeper numbers below."""
    row = rows[at]
    number = _number(layout, row)
    texts = [cell.text for cell in row if cell.text and not cell.merged and cell.text != number]
    if len(texts) != 1:
        return None
    across = sum(cell.merged == "left" for cell in row) >= max(1, len(row) - 2)
    if not across and layout.task is not None and row[layout.task].text != texts[0]:
        return None
    first, _, rest = texts[0].partition(" ")
    if across and not number and _GROUP_NUMBER.match(first) and rest:
        number = first
    if across or _GROUP_NUMBER.match(number) or _deeper_below(layout, rows, at) or _heads_unnumbered(layout, rows, at):
        return number, texts[0]
    return None


def _number(layout: TableLayout, row: Sequence[TableCell]) -> str:
    column = next(iter(layout.columns("number")), None)
    text = row[column].text if column is not None and column < len(row) else ""
    return text if _GROUP_NUMBER.match(text) or _NUMBER.match(text) or text in ("-", "+") else ""


def _deeper_below(layout: TableLayout, rows: Sequence[Sequence[TableCell]], at: int) -> bool:
    """`1` above `1.1`, or above `a)` and `-`."""
    own = _number(layout, rows[at]).strip("(). ")
    below = _number(layout, rows[at + 1]).strip("(). ") if at + 1 < len(rows) else ""
    return bool(own) and (below.startswith(f"{own}.") or (own.isdigit() and below in ("a", "-", "+", "i")))


def _heads_unnumbered(layout: TableLayout, rows: Sequence[Sequence[TableCell]], at: int) -> bool:
    """A row without number, where the rows below it are numbered and say more."""
    if not layout.columns("number") or _number(layout, rows[at]) or at + 1 >= len(rows):
        return False
    filled = sum(bool(cell.text) for cell in rows[at + 1])
    return bool(_number(layout, rows[at + 1])) and filled > 2


def _outer(groups: Sequence[tuple[str, str]], group: tuple[str, str]) -> list[tuple[str, str]]:
    """The groups that a new one stands under: those with a number of another kind, or a shorter one."""
    kind = _level(group[0])
    kept: list[tuple[str, str]] = []
    for other in groups:
        if _level(other[0]) == kind:
            break
        kept.append(other)
    return kept if kind else []


def _level(number: str) -> str:
    bare = number.strip("(). /")
    if not bare:
        return ""
    if re.fullmatch(r"[IVX]+", bare):
        return "roman"
    if re.fullmatch(r"[A-ZĐ]", bare):
        return "capital"
    return f"arabic {bare.count('.')}" if bare[0].isdigit() else "letter"


def _task(
    layout: TableLayout, row: Sequence[TableCell], block: Block, groups: tuple[str, ...], issued: dt.date | None
) -> TaskRow | None:
    column = layout.task
    if column is None or column >= len(row) or not row[column].text or _TOTAL.match(row[column].text):
        return None
    if passages.looks_back(row[column].text) and not any(cell.text for cell in _cells(layout, row, "lead", "limit")):
        return None
    named = _named(layout, row)
    limits = [found for cell in _cells(layout, row, "limit") if (found := limits_of(cell.text, issued))]
    return TaskRow(
        column=column,
        marker=_number(layout, row) if _NUMBER.match(_number(layout, row)) else "",
        text=row[column].text,
        lead=named.lead if layout.columns("lead", "roles", "body") else None,
        coordinate=named.coordinate if layout.columns("lead", "roles", "body", "coordinate") else None,
        deadlines=limits[-1] if limits else (),
        limited=bool(layout.columns("limit")),
        columns=tuple(_other_columns(layout, row, limited=bool(limits))),
        groups=groups,
    )


def _cells(layout: TableLayout, row: Sequence[TableCell], *kinds: Kind) -> Iterator[TableCell]:
    return (row[at] for at in layout.columns(*kinds) if at < len(row))


def _named(layout: TableLayout, row: Sequence[TableCell]) -> CellParties:
    """Leaders and helpers; a cell that only carries on the one on its left is read once."""
    leads = [parties_of(cell.lines, "lead") for cell in _cells(layout, row, "lead", "roles") if cell.merged != "left"]
    if not layout.columns("lead", "roles"):
        leads = [parties_of(cell.lines, "lead") for cell in _cells(layout, row, "body") if cell.merged != "left"]
    helps = [
        parties_of(cell.lines, "coordinate") for cell in _cells(layout, row, "coordinate") if cell.merged != "left"
    ]
    lead = {party.name: party for named in (*leads, *helps) for party in named.lead}
    helping = {party.name: party for named in (*leads, *helps) for party in named.coordinate if party.name not in lead}
    return CellParties(tuple(lead.values()), tuple(helping.values()))


def _other_columns(layout: TableLayout, row: Sequence[TableCell], *, limited: bool) -> Iterator[tuple[str, str]]:
    shown = {"number", "lead", "roles", "coordinate", "body", *(["limit"] if limited else [])}
    for at, cell in enumerate(row[: len(layout.kinds)]):
        if (
            cell.text
            and at != layout.task
            and (layout.kinds[at] not in shown or layout.kinds[at] in ("task", "matter"))
        ):
            yield layout.headings[at][-1] if layout.headings[at] else "", cell.text
