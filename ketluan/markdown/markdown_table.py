"""Rows of a body's tables: cells, those merged with others, and what a person says of a row.

As in MultiMarkdown, `^^` alone in a cell carries on the cell above, and two pipes without a blank between them carry on
the cell on their left; a backslash before a blank parts two paragraphs of a cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element, SubElement

UP = "^^"
PARAGRAPH = " \\ "

_PIPE = re.compile(r"(?<!\\)\|")
_ATTRIBUTES = re.compile(r"(?<!\\)\{:([^{}]*)\}\s*\Z")
_PARAGRAPHS = re.compile(r"(?<!\\)\\\s+")


@dataclass(slots=True)
class RawCell:
    """A cell before its inline marks are read: `lines` of source, a paragraph each; `element` is that of the cell which
    it carries on when it is `merged`."""

    element: Element
    lines: tuple[str, ...] = ()
    merged: Literal["", "up", "left"] = ""


def parted_row(line: str) -> tuple[list[str], list[str]]:
    """The cells of a row as they are written, and the texts of the attributes at the end of its last cell."""
    cells = _PIPE.split(line.strip()[1:-1])
    if found := _ATTRIBUTES.search(cells[-1]):
        return [*cells[:-1], cells[-1][: found.start()]], [found[1]]
    return cells, []


@dataclass(slots=True)
class Spans:
    """The elements that stand in each column of the row read last, and how far they reach."""

    _above: list[Element] = field(default_factory=list)

    def reaches_into(self, cells: Sequence[str]) -> bool:
        """Whether a cell of the row above carries on in a row with these cells."""
        return any(cell.strip() == UP for cell in cells[: len(self._above)])

    def placed(self, row: Element, cells: Sequence[str], *, tag: str) -> list[RawCell]:
        """The cells put into the row's element; a merged one widens or lengthens the cell that it carries on."""
        placed: list[RawCell] = []
        lengthened: set[int] = set()
        for column, source in enumerate(cells):
            if source.strip() == UP and column < len(self._above):
                element = self._above[column]
                if id(element) not in lengthened:
                    _widen(element, "rowspan")
                    lengthened.add(id(element))
                placed.append(RawCell(element, merged="up"))
            elif source == "" and placed:
                if id(placed[-1].element) not in lengthened:
                    _widen(placed[-1].element, "colspan")
                placed.append(RawCell(placed[-1].element, merged="left"))
            else:
                placed.append(RawCell(SubElement(row, tag), _paragraphs(source)))
        self._above = [cell.element for cell in placed]
        return placed


def _widen(element: Element, name: str) -> None:
    element.set(name, str(int(element.get(name, "1")) + 1))


def _paragraphs(source: str) -> tuple[str, ...]:
    text = source.strip().replace("\\|", "|")
    return tuple(part.strip() for part in _PARAGRAPHS.split(text) if part.strip())
