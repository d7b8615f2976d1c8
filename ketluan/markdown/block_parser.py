"""The block structure of a body's Markdown: headings, paragraphs, bullets and tables, read in linear time.

Python-Markdown's own block processors renumber and merge lists and need quadratic time on hostile input; the
format has four constructs only, and each keeps the line it starts on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from ketluan.markdown.blocks import BlockKind
from ketluan.markdown.markdown_table import RawCell, Spans, parted_row

DEEPEST_LIST = 6

_HEADING = re.compile(r"(#{1,6})(?:\s|$)")
_BULLET = re.compile(r"( *)([-*+])(?: +(.*)|)")
_ATTRIBUTES = re.compile(r"(?<!\\)\{:([^{}]*)\}\s*")
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*")
_TABLE_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*")


@dataclass(slots=True)
class RawBlock:
    """A block before its inline marks are read: `lines` of source, `attributes` as (line, text); a row of a table has
    `cells` in place of lines, and is `first` when the table begins with it."""

    element: Element
    kind: BlockKind
    level: int
    line: int
    bullet: str = ""
    lines: list[str] = field(default_factory=list)
    attributes: list[tuple[int, str]] = field(default_factory=list)
    cells: list[RawCell] = field(default_factory=list)
    first: bool = False


@dataclass(slots=True)
class Structure:
    """What one body consists of; `stray` are the lines of attributes that belong to no block."""

    root: Element
    blocks: list[RawBlock] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    _open: RawBlock | None = None
    _lists: list[tuple[int, Element]] = field(default_factory=list)

    def read(self, lines: Sequence[str], first_line: int) -> None:
        """Take all lines, numbered from `first_line`."""
        rest = iter(enumerate(lines, first_line))
        for number, line in rest:
            following = lines[number - first_line + 1] if number - first_line + 1 < len(lines) else ""
            if _TABLE_ROW.fullmatch(line) and _TABLE_RULE.fullmatch(following):
                self._table(number, line, rest)
            else:
                self._line(number, line)

    def _line(self, number: int, line: str) -> None:
        if not line or line.isspace():
            self._open = None
        elif found := _ATTRIBUTES.fullmatch(line.lstrip()):
            self._attributes(number, found[1])
        elif line[0] == "#" and (found := _HEADING.match(line)):
            self._heading(number, len(found[1]), line[found.end() :])
        elif _RULE.fullmatch(line):
            self._close()
            SubElement(self.root, "hr")
        elif found := _BULLET.fullmatch(line):
            self._bullet(number, found)
        elif self._open is not None and self._open.kind != "heading":
            self._open.lines.append(line.lstrip())
        else:
            self._paragraph(number, line)

    def _close(self) -> None:
        self._open = None
        self._lists.clear()

    def _start(self, block: RawBlock) -> None:
        self.blocks.append(block)
        self._open = block

    def _attributes(self, number: int, text: str) -> None:
        if self._open is None:
            self.stray.append(number)
        else:
            self._open.attributes.append((number, text))

    def _heading(self, number: int, level: int, text: str) -> None:
        self._close()
        text = text.strip()
        if text.endswith("#") and (bare := text.rstrip("#"))[-1:] in ("", " "):
            text = bare.rstrip()
        level = max(2, level)
        block = RawBlock(SubElement(self.root, f"h{level}"), "heading", level, number)
        if at_end := _ATTRIBUTES.fullmatch(text, max(0, text.rfind("{:"))):
            block.attributes.append((number, at_end[1]))
            text = text[: at_end.start()].rstrip()
        block.lines.append(text)
        self._start(block)

    def _bullet(self, number: int, found: re.Match[str]) -> None:
        parent = self._list(len(found[1]))
        block = RawBlock(SubElement(parent, "li"), "item", len(self._lists), number, found[2])
        block.lines.append(found[3] or "")
        self._start(block)

    def _list(self, indent: int) -> Element:
        """The list that a bullet at this column belongs to; two columns further in start a list of its own."""
        while len(self._lists) > 1 and indent < self._lists[-1][0]:
            self._lists.pop()
        if self._lists and (indent < self._lists[-1][0] + 2 or len(self._lists) == DEEPEST_LIST):
            return self._lists[-1][1]
        parent = self._lists[-1][1][-1] if self._lists else self.root
        self._lists.append((indent, SubElement(parent, "ul")))
        return self._lists[-1][1]

    def _paragraph(self, number: int, line: str) -> None:
        indent = len(line) - len(line.lstrip())
        while self._lists and indent < self._lists[-1][0] + 2:
            self._lists.pop()
        parent = self._lists[-1][1][-1] if self._lists else self.root
        block = RawBlock(SubElement(parent, "p"), "paragraph", 0, number)
        block.lines.append(line.lstrip())
        self._start(block)

    def _table(self, number: int, head: str, rest: Iterator[tuple[int, str]]) -> None:
        """A head row, a row of rules, then rows until one that is none.

        Rows into which a cell of the head reaches down belong to the head.
        """
        self._close()
        table = SubElement(self.root, "table")
        heads, body = SubElement(table, "thead"), SubElement(table, "tbody")
        spans = Spans()
        self._row(heads, head, number, spans)
        self.blocks[-1].first = True
        next(rest)
        heading = True
        for row_number, line in rest:
            if not _TABLE_ROW.fullmatch(line):
                self._line(row_number, line)
                return
            heading = heading and spans.reaches_into(parted_row(line)[0])
            self._row(heads if heading else body, line, row_number, spans)

    def _row(self, part: Element, line: str, number: int, spans: Spans) -> None:
        cells, attributes = parted_row(line)
        row = SubElement(part, "tr")
        placed = spans.placed(row, cells, tag="th" if part.tag == "thead" else "td")
        block = RawBlock(row, "table", 0, number, cells=placed)
        block.attributes += [(number, text) for text in attributes]
        self.blocks.append(block)
