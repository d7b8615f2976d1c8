"""What a file says: the value that the rest of the import builds on."""

from __future__ import annotations

from dataclasses import dataclass

from ketluan.importing.files.file_kind import Kind
from ketluan.model.notice import Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLine:
    """A line that was recognised in a picture: its page from 1, and its box (left, top, right, bottom) in parts of the
    page's width and height, as the page lies in the file."""

    page: int
    text: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a file says.

    `text` is NFC, a printed line or paragraph a line, `\\f` before the first line of each further page; left columns
    stand wholly before right ones, rows of tables are as `table_rows` has them, and an empty line stands before a line
    that begins a paragraph wherever the page shows it. `sha256` is that of the file's bytes. `stamps` are the lines
    drawn by signing software, `furniture` what was left out on purpose; neither stands in `text`. `remarks` are
    Vietnamese sentences for the clerk. `ocr` is true when any of it was read from a picture, whose lines are `seen`.
    """

    kind: Kind
    text: str
    sha256: str
    stamps: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    furniture: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    ocr: bool = False
    seen: tuple[SeenLine, ...] = ()
