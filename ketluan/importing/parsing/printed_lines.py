"""A source text as printed lines: cells of a row apart, page numbers and ruling lines known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ketluan.importing.layout.table_rows import FOOTNOTE, cells_of, words_in
from ketluan.text.slug import slug

_CELL_GAP = re.compile(r"\t\s*|[ ]{3,}")
_WORD = re.compile(r"[^\W_]")
_PAGE_NUMBER = re.compile(r"[-–—=\s]*(?:Trang\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?[-–—=\s]*")
_DRAWN = "-–—= "
# codes that old Word files leave in the text
_FIELD_CODE = re.compile(r"[-–—\s]*(?:Trang\s+)?(?:PAGE(?:[ _-]?BREAK)?|NUMPAGES|EMBED\s\S+|MERGEFORMAT)[\s\d\-–—]*")
# a ruling line that a reader put into the line beside it
_EDGE = re.compile(r"(?<=\w)\s+[-_=*~]{3,}$|^[-_=*~]{3,}\s+(?=\w)")
_SHORTEST_PAGE = 12
_BOLD_EDGE = re.compile(r"(?<=\S)\s+(?=\*\*\S)|(?<=\S\*\*)\s+(?=\S)")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A printed line that is not empty.

    `number` counts the lines of the source from 1; `cells` are its columns, of which most lines have one;
    `gap` is true when an empty line stands before it and says something (in a text where most lines are parted by
    empty ones they say nothing), `page` when a page begins with it; `row` are the cells of a table's row, empty ones
    too, when tabs, pipes or bars part them; `indent` the blanks that it begins with, a tab counting as eight; `table`
    is true for a row that was read as one, so that nothing about it has to be guessed, `note` for a footnote.
    """

    number: int
    cells: tuple[str, ...]
    gap: bool = False
    page: bool = False
    row: tuple[str, ...] = ()
    indent: int = 0
    table: bool = False
    note: bool = False

    @property
    def text(self) -> str:
        """The whole line, its columns parted by one blank."""
        return " ".join(self.cells)


def printed_lines(text: str) -> list[PrintedLine]:
    """The lines with letters or digits in them, and ruling lines; a row of a Markdown table gives one line."""
    found: list[PrintedLine] = []
    gap = page = False
    for number, raw in enumerate(_normal(text).split("\n"), start=1):
        page = page or "\f" in raw
        if raw.lstrip("\f ").startswith(FOOTNOTE):
            note = " ".join(raw.replace("\f", " ").lstrip(f" {FOOTNOTE}").split())
            found.append(PrintedLine(number=number, cells=(note or "-",), page=page, note=True))
            gap = page = False
            continue
        if row := cells_of(raw):
            words = tuple(text for cell in row if (text := words_in(cell)))
            found.append(PrintedLine(number=number, cells=words or ("-",), gap=gap, page=page, row=row, table=True))
            gap = page = False
            continue
        cells = tuple(_cells(raw.replace("\f", " ")))
        if cells:
            found.append(
                PrintedLine(number=number, cells=cells, gap=gap, page=page, row=_row(raw), indent=_indent(raw))
            )
        gap, page = (False, False) if cells else (True, page)
    return found if sum(line.gap for line in found) < 0.6 * len(found) else [replace(line, gap=False) for line in found]


def _normal(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\u00a0\u2000-\u200a\u202f\u3000]", " ", text).replace("\u00ad", "").replace("\ufeff", "")


def _cells(raw: str) -> Iterator[str]:
    row = raw.strip()
    if (row.startswith("|") and row.count("|") > 1) or " | " in row:
        parts = [piece for part in row.strip("|").split("|") for piece in _BOLD_EDGE.split(part)]
    else:
        parts = [row.strip("| ")]
    for part in parts:
        pieces = [piece for broken in _BREAK_TAG.split(part) for piece in _CELL_GAP.split(broken)]
        yield from (cell for piece in pieces if (cell := _EDGE.sub("", " ".join(piece.split()))))


def _indent(raw: str) -> int:
    shown = raw.replace("\f", "").expandtabs(8)
    return len(shown) - len(shown.lstrip())


def _row(raw: str) -> tuple[str, ...]:
    raw = raw.replace("\f", "").strip(" ")
    piped = raw.startswith("|") and raw.endswith("|") and len(raw) > 2
    parts = raw[1:-1].split("|") if piped else raw.split("\t")
    return tuple(" ".join(part.split()) for part in parts) if len(parts) > 1 else ()


def unmarked(text: str) -> str:
    """A text of head or foot without the signs with which Markdown sets it bold or slanted."""
    text = re.sub(r"(?<=\w)(?:\*+|__+)(?=\w)", " ", text)
    return re.sub(r"\*+|__+", "", text).strip()


def ending(text: str) -> str:
    """The last letters of a text, where its closing signs stand: looking there takes no time, however long it is."""
    return text[-100:]


def is_ruling(text: str) -> bool:
    """True for a line drawn with signs (`-----`, `_____`, `* * *`): it holds no letter and no digit."""
    return not _WORD.search(text)


def is_field_code(text: str) -> bool:
    """True for what Word leaves of a field when its text is copied: `PAGE  9`."""
    return bool(_FIELD_CODE.fullmatch(text))


def without_page_numbers(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines without running page numbers.

    A number alone on its line is one when it stands at the edge of a page, or, where the text shows no pages, when
    it is the next in the order of pages (2, 3, ...) with a page's worth of lines before it, or between empty lines
    inside a sentence; `Trang 2` always is. A text of nothing else has no page numbers.
    """
    paged = any(line.page for line in lines)
    kept: list[PrintedLine] = []
    expected, since, cut = 2, 0, False
    for at, line in enumerate(lines):
        printed = None if line.table or line.note else page_number(line.text)
        edge = line.page or at + 1 == len(lines) or lines[at + 1].page
        in_turn = printed == expected or printed == 1 == expected - 1
        inside = since >= _SHORTEST_PAGE or _breaks_sentence(lines, at)
        if printed and (line.text.strip(_DRAWN).startswith("Trang") or (edge if paged else in_turn and inside)):
            expected, since, cut = printed + 1, 0, True
        else:
            kept.append(_at_page_start(line) if cut else line)
            since, cut = since + 1, False
    return kept or [*lines]


def _breaks_sentence(lines: Sequence[PrintedLine], at: int) -> bool:
    """Whether a line stands between empty ones, and the line behind it goes on in small letters."""
    following = lines[at + 1] if at + 1 < len(lines) else None
    return bool(following and lines[at].gap and following.gap and following.text[:1].islower())


def page_number(text: str) -> int | None:
    """The number when a line holds nothing else."""
    found = _PAGE_NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def _at_page_start(line: PrintedLine) -> PrintedLine:
    return replace(line, page=True)


def bare(text: str) -> str:
    """The slug of a text's beginning, for comparing printed labels: `Độc lập - Tự do` -> `doc-lap-tu-do`; misprinted
    tones do not count."""
    return slug(text[:300])
