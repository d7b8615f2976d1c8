"""Printed lines joined to whole paragraphs: broken lines healed, false beginnings seen through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ketluan.importing.parsing.line_width import Measure, measure_of
from ketluan.importing.parsing.number_tables import Rows, figure_rows
from ketluan.importing.parsing.paragraph_markers import ParagraphMarker, marker_of
from ketluan.importing.parsing.paragraph_starts import (
    begins_ground,
    begins_letter,
    begins_paragraph,
    begins_task,
    is_task,
    is_title,
    is_torn,
    names_body,
    tells,
)
from ketluan.importing.parsing.printed_lines import PrintedLine, ending, is_ruling
from ketluan.importing.parsing.title import is_capitals, is_salutation

_SENTENCE_END = re.compile(r"(?:[.!?:;…]|\./\.?)[\"”’'»)*\]]*\s*\Z")
# signs that end a line but no sentence
_PAUSE = re.compile(r"[,(]\W*\Z|[-–/]\s*\Z")
# words after which a sentence never ends, nor a name: the line below goes on with it
_NEEDS_MORE = re.compile(
    r"(?:,|\b(?:và|của|tại|với|cho|trong|ngày|tháng|năm|số|khoản|điểm|điều|các|những|về|theo|do|từ|đến|là|để|được|bằng|"
    r"hoặc|có|không|trên|dưới|giao|Giao|như|nếu|khi|bởi|bị|đã|sẽ|đang|phải|cần|mỗi|một|nhằm|giữa|cùng|mà|"
    r"Khoản|Điểm|Điều|Mục|mục|Luật|Nghị định|Quyết định|Sở|Bộ|Ban|Phòng|Vụ|Cục|"
    r"Trung tâm|Tổ|Lao động))\W*\Z"
)
# those of them that no heading ends with either
_HANGS = re.compile(
    r"(?:[,(]|[-–/]|\b(?:và|của|tại|với|cho|trong|ngày|các|những|về|theo|do|từ|là|để|được|hoặc|có|không|trên|dưới))\W*\Z",
    re.IGNORECASE,
)
# those of them with which a numbered title may end after all
_MAY_END = re.compile(r"\b(?:tháng|năm|số|đến|bằng)\W*\Z")
# "theo Điều" / "5. ..." : the number below is the article's, no marker of a list
_NAMES_ARTICLE = re.compile(r"\b(?:khoản|điểm|điều|mục)\W*\Z", re.IGNORECASE)
# a colon that opens a list inside the sentence, not a list of paragraphs
_LIST_GOES_ON = re.compile(
    r"\b(?:các\s+(?:Sở|Bộ|sở|bộ|huyện|xã|phường|đồng\s+chí|đơn\s+vị|ngành)|gồm|gồm\s+có|là|ngành)\s*:\s*\Z",
    re.IGNORECASE,
)
_STUCK_HYPHEN = re.compile(r"\w[-/]\Z")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A whole paragraph; `line` is the first printed line of the source it was joined from; `rows` are the cells
    when it is a table, of which `text` is then all the words; `note` for a footnote."""

    text: str
    line: int
    rows: Rows = ()
    note: bool = False


@dataclass(frozen=True, slots=True)
class _Page:
    """How the text is set; `gapped` when empty lines stand before its paragraphs, so that a line without one rarely
    begins any; `edge` is where the further lines of paragraphs begin when their first lines are set in, else None."""

    measure: Measure
    gapped: bool
    edge: int | None


def paragraphs_of(lines: Sequence[PrintedLine]) -> list[Paragraph]:
    """The lines as paragraphs and tables, in order; ruling lines are left out."""
    lines = [line for line in lines if line.table or not is_ruling(line.text)]
    running_lines = [line for line in lines if not (line.table or line.note)]
    page = _Page(measure_of([line.text for line in running_lines]), _gapped(running_lines), _edge(running_lines))
    found: list[Paragraph] = []
    running: list[PrintedLine] = []
    at = 0
    while at < len(lines):
        if lines[at].note:
            found += [*_running(running, page), Paragraph(lines[at].text, lines[at].number, note=True)]
            running, at = [], at + 1
        elif rows := _table_rows(lines, at):
            found += [*_running(running, page), _table(lines[at : at + len(rows)], rows)]
            running, at = [], at + len(rows)
        else:
            running.append(lines[at])
            at += 1
    return [*found, *_running(running, page)]


def _running(lines: Sequence[PrintedLine], page: _Page) -> list[Paragraph]:
    """Lines of running text, joined where one goes on with the one above."""
    found: list[list[PrintedLine]] = []
    counts: dict[str, int] = {}
    addressed = False
    for line in lines:
        if found and not _begins(found[-1], line, page=page, counts=counts, addressed=addressed):
            found[-1].append(line)
        else:
            found.append([line])
            marker = marker_of(plain(line.text))
            _count(marker, counts)
            addressed = is_salutation(plain(line.text)) or (addressed and bool(marker and marker.is_bullet))
    return [Paragraph(_joined([line.text for line in group]), group[0].number) for group in found]


def _table_rows(lines: Sequence[PrintedLine], start: int) -> Rows:
    """The rows of the table that begins at a line, a line each; none when none begins there.

    Two rows or more with equally many cells, three at least or two of which the first is no mere marker of a list;
    or a table of figures.
    """
    width = len(lines[start].row)
    end = start
    if lines[start].table:
        while end < len(lines) and lines[end].table and lines[end].number - lines[start].number == end - start:
            end += 1
        return tuple(line.row for line in lines[start:end])
    while end < len(lines) and len(lines[end].row) == width and not lines[end].table and not _is_item(lines[end].row):
        end += 1
    if width > 1 and end - start > 1:
        return tuple(line.row for line in lines[start:end])
    return figure_rows(lines, start)


def _is_item(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) < 2 or (len(row) == 2 and marker_of(f"{row[0]} A") is not None and len(row[0]) < 6)


def _table(lines: Sequence[PrintedLine], rows: Rows) -> Paragraph:
    return Paragraph(" ".join(line.text for line in lines), lines[0].number, rows)


def plain(text: str) -> str:
    """A line without the signs of Markdown around its beginning: `**1. Giao Sở Y tế**`, `## I. ...`."""
    return re.sub(r"^(?:#{1,6}\s+|(?:\*\*|__|\*(?=[^\s*]))+(?=\S))", "", text)


def _gapped(lines: Sequence[PrintedLine]) -> bool:
    marked = [line.gap for line in lines if marker_of(plain(line.text))]
    return len(marked) >= 3 and sum(marked) >= 0.8 * len(marked)


def _edge(lines: Sequence[PrintedLine]) -> int | None:
    """The commonest indent of lines without marker, when nearly all with one stand further in."""
    marked = [line.indent for line in lines if marker_of(plain(line.text))]
    further = [line.indent for line in lines if not marker_of(plain(line.text))]
    edge = max(set(further), key=lambda indent: (further.count(indent), -indent), default=0)
    set_in = sum(indent > edge + 1 for indent in marked)
    return edge if len(marked) >= 3 and set_in >= 0.9 * len(marked) and further.count(edge) > 2 else None


def _count(marker: ParagraphMarker | None, counts: dict[str, int]) -> None:
    if marker and not marker.is_bullet:
        counts[marker.kind] = marker.value


def _begins(
    above: Sequence[PrintedLine], line: PrintedLine, *, page: _Page, counts: dict[str, int], addressed: bool
) -> bool:
    """True when the line begins a paragraph of its own below the lines of the one above; `addressed` below those that
    say to whom a letter goes."""
    last, text = ending(above[-1].text), plain(line.text)
    short = page.measure.had_room(above[-1].text, line.text, first=len(above) == 1)
    ended = bool(_SENTENCE_END.search(last))
    marker = marker_of(text)
    if marker and marker.kind != "named":
        return ended or _marks(marker, line, above, short=short, counts=counts)
    if re.search(r"\./\s*\.?\W*\Z", last):
        return True
    if text[0].islower():
        return False
    if addressed and (begins_letter(text) or (line.gap and ended)):
        return True
    if ended and _set_in_as_first(above, line):
        return True
    if page.edge is not None and ended:
        return line.indent > page.edge + 1
    if re.match(r"[\d(]", text) and (not ended or last.endswith(":")):
        return line.gap and ended
    if not ended:
        return _after_unfinished(above, line, page=page, short=short)
    if _LIST_GOES_ON.search(last):
        return False
    if page.gapped and not line.gap and not line.page:
        return page.measure.fill(above[-1].text) < 0.6
    return short or line.gap or last.endswith(":") or bool(marker) or _tells_beginning(above, text)


def _set_in_as_first(above: Sequence[PrintedLine], line: PrintedLine) -> bool:
    """True when the line is set in as the first line above is, and the further ones are not."""
    edge = above[-1].indent
    return len(above) > 1 and line.indent > edge + 1 and above[0].indent > edge + 1


def _tells_beginning(above: Sequence[PrintedLine], text: str) -> bool:
    """True for words that begin a paragraph though the line above ends a sentence at the very edge of the page."""
    if ending(above[-1].text).rstrip().endswith(";"):
        return begins_ground(text)
    item = marker_of(plain(above[0].text))
    return begins_paragraph(text) or (names_body(text) and not (item and item.is_bullet))


def _marks(
    marker: ParagraphMarker, line: PrintedLine, above: Sequence[PrintedLine], *, short: bool, counts: dict[str, int]
) -> bool:
    """True when the marker is a real one and not a hyphen or number that a line break brought to the front."""
    last = ending(above[-1].text)
    if marker.is_bullet:
        return _is_bullet(line, above, short=short)
    if _NAMES_ARTICLE.search(last):
        return False
    if _NEEDS_MORE.search(last) or _PAUSE.search(last):
        follows = marker.kind in ("roman", "arabic") and marker.value == counts.get(marker.kind, -9) + 1
        return (follows and short) or _is_first_below(marker, plain(above[0].text))
    return short or marker.value == counts.get(marker.kind, 0) + 1 or marker.kind in ("roman", "letter")


def _is_first_below(marker: ParagraphMarker, heading: str) -> bool:
    """True for `2.1.` below a heading `2.`."""
    upper = marker_of(heading)
    return upper is not None and marker.printed.rstrip(".") == f"{upper.printed.rstrip('.')}.1"


def _is_bullet(line: PrintedLine, above: Sequence[PrintedLine], *, short: bool) -> bool:
    """True for a dash below an unfinished line that begins an item: below a heading, say, or with a verb of a task."""
    last = ending(above[-1].text)
    heading = len(above) == 1 or marker_of(plain(above[0].text)) is not None
    if _NEEDS_MORE.search(last) and (not heading or _HANGS.search(last)):
        return False
    apart = line.gap and not line.page
    return (short or apart or begins_task(line.text)) and not is_torn(last, line.text)


def _after_unfinished(above: Sequence[PrintedLine], line: PrintedLine, *, page: _Page, short: bool) -> bool:
    """Below a line that ends no sentence: a heading is over, a sentence is not."""
    last, fill = ending(above[-1].text), page.measure.fill(above[-1].text)
    heading = marker_of(plain(above[0].text)) is not None and len(above) <= 3
    if heading and is_task(line.text) and not _HANGS.search(last) and fill < 0.9:
        return True
    title = len(above) == 1 and is_title(plain(above[0].text)) and tells(line.text)
    if heading and (short or title) and _MAY_END.search(last):
        return True
    if _NEEDS_MORE.search(last) or _PAUSE.search(last):
        return False
    if heading and title:
        return True
    if all(is_capitals(each.text) for each in above[:3]) or (heading and is_capitals(last)):
        return not is_capitals(line.text)
    if page.gapped and not line.gap:
        return fill < 0.5 and heading
    if line.gap:
        return fill < (0.82 if page.gapped else 0.6) or heading
    if heading:
        return fill < 0.7 or is_task(line.text) or short
    return fill < 0.5


def _joined(lines: Sequence[str]) -> str:
    joined = [lines[0]]
    for above, line in pairwise(lines):
        line = re.sub(r"^[•·▪—]\s*", "", line)
        stuck = _STUCK_HYPHEN.search(ending(above)) and line[:1].isalnum()
        joined += ["" if stuck else " ", line]
    return "".join(joined)
