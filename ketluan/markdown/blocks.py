"""The body as a flat sequence of blocks: what the Markdown side hands to the side that understands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ketluan.model.notice import Recurring

BlockKind = Literal["heading", "paragraph", "item", "table", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """What a person wrote in `{: ... }`; None is what was left to recognition, () is nobody; `unlimited` is `due=""`:
    whatever the words seem to say, there is no limit."""

    lead: tuple[str, ...] | None = None
    coordinate: tuple[str, ...] | None = None
    due: dt.date | None = None
    recurring: Recurring | None = None
    unlimited: bool = False
    role: Literal["directive", "assessment"] | None = None
    id: str | None = None


NOT_BY_HAND = Hand()


class TableCell(NamedTuple):
    """A cell of a table: `lines` are its paragraphs as plain text; `merged` when it carries on the cell above it or
    the one on its left, and has no words of its own."""

    lines: tuple[str, ...] = ()
    merged: Literal["", "up", "left"] = ""

    @property
    def text(self) -> str:
        """Its paragraphs with one blank between."""
        return " ".join(self.lines)


class Block(NamedTuple):
    """A heading, a paragraph, a bullet, a row of a table or a footnote.

    `level` is 2 to 6 for a heading, the depth from 1 for a bullet, else 0; `marker` as printed (`II.`, `a)`, `-`,
    empty); `text` plain, without marker, white space made one blank; `line` counts from 1 in the file. `cells` are
    those of a row; `first` is true for the row that a table begins with.
    """

    kind: BlockKind
    level: int = 0
    marker: str = ""
    text: str = ""
    line: int = 0
    hand: Hand = NOT_BY_HAND
    cells: tuple[TableCell, ...] = ()
    first: bool = False

    @property
    def printed(self) -> str:
        """Marker and text, as they are read."""
        return f"{self.marker} {self.text}".strip()
