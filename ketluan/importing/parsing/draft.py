"""What a source text says, as the parts of a notice file, with what could not be read surely."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ketluan.importing.parsing.body_markdown import body_markdown, shown
from ketluan.importing.parsing.foot import Foot, find_foot, read_foot
from ketluan.importing.parsing.glued_heads import parted_heads
from ketluan.importing.parsing.kind_gate import document_kind, second_document, wrong_kind
from ketluan.importing.parsing.letterhead_fields import Head, head_cells, is_head_line, read_head, with_title
from ketluan.importing.parsing.meeting import read_meeting
from ketluan.importing.parsing.paragraph_markers import marker_of
from ketluan.importing.parsing.paragraphs import Paragraph, paragraphs_of, plain
from ketluan.importing.parsing.printed_lines import (
    PrintedLine,
    bare,
    is_field_code,
    is_ruling,
    printed_lines,
    unmarked,
    without_page_numbers,
)
from ketluan.importing.parsing.title import Opening, begins_subject, find_opening, is_capitals, is_plain_label
from ketluan.model.import_report import UNREAD
from ketluan.model.notice import NO_TITLE, FrontMatter, Meeting, NoticeKind
from ketluan.model.problem import Refused
from ketluan.text.dates import printed_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A field that could not be read or that someone should look at; `message` is a Vietnamese sentence, `quote` what
    the line to look at says."""

    line: int
    field: str
    message: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(FrontMatter):
    """A notice file before it has an issuer's id and an address.

    `issuer` is empty, `issuer_lines` the printed name, empty when none is printed; `body` is Markdown; `doubts` are in
    the order of lines.
    """

    issuer: str = ""
    issuer_lines: tuple[str, ...]
    body: str
    doubts: tuple[Doubt, ...]

    @property
    def issuer_name(self) -> str:
        """The printed lines that name the issuer, joined from the top."""
        return " ".join(self.issuer_lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The lines of a source, each in exactly one part; `furniture` are printed texts that go to the head:
    what Word leaves of fields, and page numbers beside the foot, which belong to no running text."""

    head: Sequence[PrintedLine]
    title: Sequence[str]
    body: Sequence[PrintedLine]
    foot: Foot
    furniture: Sequence[str]
    opening: Opening
    lines: Sequence[PrintedLine]


def draft(text: str, stamps: Sequence[str] = (), kind: NoticeKind | None = None) -> Draft:
    """The notice that a text holds; `stamps` are lines of signing software that the text's reader took out of it.

    `kind` is given by a person; None when the text tells it. Raises Refused for a kind that the archive does not keep,
    and for two documents in one text.
    """
    lines = parted_heads(printed_lines(text))
    _refuse_two(lines, text)
    parts = _parts(lines)
    title = _title(parts)
    head = with_title(read_head(parts.head), title)
    paragraphs = paragraphs_of(parts.body)
    kind = kind or _kept_kind(parts, paragraphs, head.number)
    has_meeting = kind in ("ket-luan", "bien-ban")
    meeting_read = read_meeting(title, _preamble(paragraphs)) if has_meeting else Meeting()
    late = bool(meeting_read.date and head.issued and meeting_read.date > head.issued)
    meeting = replace(meeting_read, date=None) if late else meeting_read
    return Draft(
        head="\n".join([*stamps, *head.lines, *parts.furniture]),
        number=head.number,
        issued=head.issued,
        place=head.place,
        issuer_lines=head.issuer,
        title=title,
        kind=kind,
        meeting=meeting,
        signer=parts.foot.signer,
        signer_position=parts.foot.signature,
        recipients=parts.foot.recipients,
        body=body_markdown(paragraphs) + _appendix(parts.foot.rest),
        doubts=_quoted(_doubts(parts, head, meeting_read if has_meeting else None), parts.lines),
    )


def _refuse_two(lines: Sequence[PrintedLine], text: str) -> None:
    if two := second_document(lines):
        before = "\n".join(text.split("\n")[: two.line])
        page = before.count("\f") + 1
        where = f"trang {page}, dòng {two.line}" if "\f" in text else f"dòng {two.line}"
        first, second = (f"số {number}" if number else "một văn bản không in số" for number in (two.first, two.second))
        raise Refused(
            f"Trong tệp có hai văn bản, {first} và {second} (văn bản thứ hai bắt đầu ở {where}): "
            "hãy tách thành hai tệp rồi nhập từng tệp."
        )


def _kept_kind(parts: _Parts, paragraphs: Sequence[Paragraph], number: str | None) -> NoticeKind:
    found = document_kind(parts.lines, [paragraph.text for paragraph in paragraphs], number)
    if found.kept is None:
        raise wrong_kind(found.name)
    return found.kept


def _parts(printed: Sequence[PrintedLine]) -> _Parts:
    with_notes = without_page_numbers(printed)
    lines = [line for line in with_notes if not line.note]
    opening = find_opening(lines)
    above = list(lines[: opening.title if opening.label is None else opening.label])
    title = [line for line in lines[opening.title : opening.text] if not is_ruling(line.text)]
    title, beside_title = _without_head_cells(title)
    strays = _beside_rulings(lines[opening.title : opening.text + 1])
    strays = [line for line in strays if line in title]
    title = [line for line in title if line not in strays]
    subject = any(begins_subject(line.text) for line in title)
    of_head = [line for line in title if is_head_line(line.text) and not (subject and line.text[0].islower())]
    above += [*strays, *beside_title, *of_head]
    if opening.label is None and _has_subject(above) and title and not title[0].text[0].islower():
        above, title = [*above, *(line for line in title if line not in above)], []  # a stamp below the subject
    if opening.label is not None and not opening.rest and not is_plain_label(lines[opening.label].text):
        above.append(lines[opening.label])
    foot_start = find_foot(lines, opening.text)
    body, foot = lines[opening.text : foot_start], lines[foot_start:]
    if not any(not is_ruling(line.text) for line in body):
        body, foot = lines[opening.text :], []
    noted = _with_notes(with_notes, body, foot)
    body, foot = noted.body, noted.foot
    read = read_foot(foot)
    kept = {line.number for line in with_notes}
    beside = [line.text for line in printed if line.number not in kept and foot and line.number > foot[0].number]
    return _Parts(
        head=above,
        title=[opening.rest] * bool(opening.rest) + [line.text for line in title if line not in of_head],
        body=[line for line in body if not is_field_code(line.text)],
        foot=read,
        furniture=[*(line.text for line in body if is_field_code(line.text)), *read.furniture, *beside, *noted.above],
        opening=opening,
        lines=lines,
    )


def _has_subject(head: Sequence[PrintedLine]) -> bool:
    """Whether a head prints the subject of a letter, which is its title."""
    return any(begins_subject(cell) for line in head for own in line.cells for cell in head_cells(own))


def _without_head_cells(lines: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The lines of a title without the cells of the head beside them (the subject left, place and date right), and
    these."""
    title: list[PrintedLine] = []
    beside: list[PrintedLine] = []
    for line in lines:
        of_head = [cell for cell in line.cells if is_head_line(cell)] if len(line.cells) > 1 else []
        own = tuple(cell for cell in line.cells if cell not in of_head)
        title += [replace(line, cells=own) if of_head else line] if own else []
        beside += [replace(line, cells=(cell,)) for cell in of_head]
    return title, beside


def _beside_rulings(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Numbers that stand alone beside a drawn line: what is left of page numbers and rulings, no words of a title."""
    return [
        line
        for at, line in enumerate(lines)
        if line.text.strip().isdecimal()
        and any(is_ruling(other.text) for other in (*lines[at - 1 : at], *lines[at + 1 : at + 2]))
    ]


_BESIDE_SUBJECT = re.compile(r"\s*(?:CỘNG H[ÒO]À?A? XÃ HỘI|CỘNG HOÀ|ĐẢNG CỘNG SẢN|Độc lập\s*[-–])")


class _Noted(NamedTuple):
    """Body and foot with the footnotes that stand between their lines; `above` are those of head and title."""

    body: list[PrintedLine]
    foot: list[PrintedLine]
    above: list[str]


def _with_notes(lines: Sequence[PrintedLine], body: Sequence[PrintedLine], foot: Sequence[PrintedLine]) -> _Noted:
    """A footnote of the title's last line stands at the front of the body, one of the body's last line at its end."""
    inside = {*body, *foot}
    first = next((at for at, line in enumerate(lines) if line in inside), len(lines))
    while first and lines[first - 1].note:
        first -= 1
    ending = next((at for at, line in enumerate(lines) if foot and line.number == foot[0].number), len(lines))
    return _Noted(
        body=[line for line in lines[first:ending] if line.note or line in inside],
        foot=[line for line in lines[ending:] if line.note or line in inside],
        above=[line.text for line in lines[:first] if line.note],
    )


def _title(parts: _Parts) -> str:
    """The lines under the label; where a letter has none, its subject (V/v ...)."""
    printed = unmarked(" ".join(" ".join(parts.title).split()))
    if printed and not printed[0].islower():
        return printed
    # the subject stands in the head; small letters below place and date are its last line
    cells = [cell for line in parts.head for own in line.cells for cell in head_cells(own)]
    subject = _subject(cells) or _party_subject(cells)
    return " ".join(filter(None, (subject, printed))) or NO_TITLE


def _subject(lines: Sequence[str]) -> str:
    """The subject of a letter that stands in its head, over all its lines, without what stands beside them."""
    first = next((at for at, line in enumerate(lines) if begins_subject(line)), len(lines))
    words: list[str] = []
    for at, line in enumerate(lines[first:]):
        own = _BESIDE_SUBJECT.split(line)[0].strip()
        if at and is_head_line(line) and not own[:1].islower():
            continue
        if at and (not own or own[0].isupper() or own == "*"):
            break
        words.append(own)
    return unmarked(" ".join(words))


# số and symbol as the Party prints them: 24-CV/ĐU, the figures perhaps still to be filled in
_PARTY_NUMBER = re.compile(r"(?:\W*[Ss]ố\W*\d*\s*)?[-–]\s*CV\s*/\s*[A-ZĐ]+\W*\Z")


def _party_subject(lines: Sequence[str]) -> str:
    """The lines below the number of a letter of the Party, which prints its subject without `V/v`."""
    first = next((at for at, line in enumerate(lines) if _PARTY_NUMBER.match(line)), len(lines))
    words: list[str] = []
    for line in lines[first + 1 :]:
        if (is_head_line(line) and not line[0].islower()) or is_capitals(line) or not any(map(str.isalpha, line)):
            break
        words.append(line)
    return unmarked(" ".join(words))


def _preamble(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The paragraphs before the first that carries a number or a dash."""
    texts = [paragraph.text for paragraph in paragraphs]
    end = next(
        (at for at, text in enumerate(texts) if (marker := marker_of(plain(text))) and marker.kind != "named"), 6
    )
    return texts[: min(max(end, 1), 6)]


def _appendix(lines: Sequence[PrintedLine]) -> str:
    """What follows the signature, under a heading; the printed one when it has one."""
    paragraphs = paragraphs_of(lines)
    if not paragraphs:
        return ""
    first = re.sub(r"^\W+", "", paragraphs[0].text)
    if bare(first).startswith("phu-luc") and len(first) < 120:
        return f"\n## {shown(first)}\n\n{body_markdown(paragraphs[1:])}"
    return f"\n## Phụ lục\n\n{body_markdown(paragraphs)}"


def _quoted(doubts: Iterable[Doubt], lines: Sequence[PrintedLine]) -> tuple[Doubt, ...]:
    """The doubts in the order of lines, each with what its line says."""
    said = {line.number: line.text for line in lines}
    quotes = ((doubt, " ".join(said.get(doubt.line, "").split()[:12])) for doubt in doubts)
    return tuple(sorted((replace(doubt, quote=quote) for doubt, quote in quotes), key=lambda doubt: doubt.line))


def _doubts(parts: _Parts, head: Head, meeting: Meeting | None) -> Iterator[Doubt]:
    """Every field left empty, and what is odd about the parts, with the line to look at."""
    top = parts.head[0].number if parts.head else 1
    if parts.opening.label is None and meeting is not None:
        yield Doubt(line=top, field="title", message="Không thấy dòng THÔNG BÁO; hãy xem lại tên loại và trích yếu.")
    if head.number is None:
        yield Doubt(line=_line(parts.head, r"^so(-|$)", top), field="number", message=f"{UNREAD} số, ký hiệu.")
    if head.issued is None:
        line = _line(parts.head, r"ngay.*thang", top)
        yield Doubt(line=line, field="issued", message=f"{UNREAD} ngày ban hành.")
    if head.place is None:
        yield Doubt(line=top, field="place", message=f"{UNREAD} địa danh.")
    if not head.issuer:
        yield Doubt(line=top, field="issuer", message="Văn bản không in tên cơ quan ban hành.")
    if not parts.title:
        yield Doubt(line=top, field="title", message="Không thấy trích yếu dưới tên loại văn bản.")
    if meeting is not None:
        yield from _meeting_doubts(parts, meeting, head.issued)
    yield from _foot_doubts(parts)


def _meeting_doubts(parts: _Parts, meeting: Meeting, issued: dt.date | None) -> Iterator[Doubt]:
    first = parts.body[0].number if parts.body else 1
    if meeting.date is None:
        yield Doubt(line=first, field="meeting_date", message=f"{UNREAD} ngày họp.")
    elif issued and meeting.date > issued:
        message = f"Ngày họp {printed_date(meeting.date)} sau ngày ban hành {printed_date(issued)}: để trống."
        yield Doubt(line=first, field="meeting_date", message=message)
    if meeting.chair is None:
        yield Doubt(line=first, field="chair", message=f"{UNREAD} tên người chủ trì.")
    elif meeting.chair_position is None:
        yield Doubt(line=first, field="chair_position", message=f"{UNREAD} chức vụ của người chủ trì.")


def _foot_doubts(parts: _Parts) -> Iterator[Doubt]:
    last = parts.lines[-1].number if parts.lines else 1
    if not parts.foot.recipients:
        yield Doubt(line=last, field="recipients", message="Không thấy phần Nơi nhận.")
    if parts.foot.signer is None:
        yield Doubt(line=last, field="signer", message=f"{UNREAD} tên người ký.")
    odd = [
        text
        for text in (*parts.foot.signature, *parts.foot.recipients)
        if re.search(r"[^\w\s.,;:()/'’\"“”&+–—-]", text)
    ]
    if odd:
        message = f"Phần cuối có chữ lạ, có thể do máy quét đọc sai: “{odd[0]}”."
        yield Doubt(line=_line(parts.lines, re.escape(bare(odd[0])), last), field="recipients", message=message)
    if parts.foot.rest:
        line = parts.foot.rest[0]
        yield Doubt(line=line.number, field="body", message="Phần sau chữ ký được đặt dưới đề mục Phụ lục.")


def _line(lines: Sequence[PrintedLine], pattern: str, default: int) -> int:
    return next((line.number for line in lines if re.search(pattern, bare(line.text))), default)
