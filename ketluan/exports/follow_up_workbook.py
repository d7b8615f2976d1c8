"""An agency's open directives as an Excel workbook to be filled in, and what was filled in as events.

Rows are known by the directive's id and columns by their headings, so that both may be moved; a digest tells whether a
row is still about the task that it was written for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import xlsxwriter  # type: ignore[import-untyped]

from ketluan.exports.workbook_cells import SheetCell, sheet_rows
from ketluan.exports.xlsx_file import CREATED
from ketluan.exports.xlsx_rows import LONGEST
from ketluan.model.archive import Archive, Assignment
from ketluan.model.display_names import full_name, notice_name
from ketluan.model.follow_up import EVENTS, LASTING, REPORTABLE, EventKind, FollowUpEvent
from ketluan.model.message import Message
from ketluan.model.problem import Refused
from ketluan.store.follow_up_file import event_problems, shown_until
from ketluan.store.follow_up_rules import day_problems
from ketluan.text.dates import printed_date
from ketluan.text.number import Number

SHEET, GUIDE = "Theo dõi", "Hướng dẫn"
ID, CHECK = "Mã chỉ đạo", "Mã kiểm"
TOLD = (ID, CHECK, "Thông báo", "Nội dung chỉ đạo", "Thời hạn", "Tình trạng")
EVENT, ON, DOCUMENT, UNTIL, EVIDENCE, NOTE, BY = FILLED = (
    *("Sự việc", "Ngày của sự việc", "Văn bản", "Gia hạn đến", "Tài liệu kèm theo", "Ghi chú", "Người ghi"),
)
WIDTHS = (30, 14, 30, 80, 16, 30, 28, 18, 18, 16, 30, 40, 22)
FILLABLE: dict[str, EventKind] = {label: kind for kind, label in REPORTABLE.items()}
_HEADINGS_OF = {"directive": ID, "on": ON, "event": EVENT, "document": DOCUMENT, "until": UNTIL, "note": NOTE}
_DAY, _MONTH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"), re.compile(r"(\d{1,2})/(\d{4})")
_LINES = (
    "Mỗi dòng của trang “Theo dõi” là một chỉ đạo đang thực hiện. Điền bảy cột bên phải, không sửa các cột bên trái.",
    "Dòng không điền gì thì bỏ qua. Một chỉ đạo có hai sự việc thì chép dòng ấy thành hai dòng.",
    "Cột “Sự việc” chỉ nhận: " + "; ".join(FILLABLE) + ".",
    "Ngày ghi bằng chữ dạng 20/06/2025. Cột “Gia hạn đến” nhận cả tháng, dạng 06/2025.",
    "Được gia hạn và thôi thực hiện phải có số, ký hiệu văn bản; báo cáo bị trả lại phải có ghi chú.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledIn:
    """What a workbook says: the events by notice, how many of its rows were recorded before, and what is wrong, each
    with its cell."""

    events: Mapping[str, tuple[FollowUpEvent, ...]]
    known: int
    wrong: tuple[str, ...]


def row_digest(assignment: Assignment) -> str:
    """Twelve digits of one for the address and the words of a task."""
    return hashlib.sha256(f"{assignment.id}\n{assignment.directive.text}".encode()).hexdigest()[:12]


def open_directives(archive: Archive, agency: str) -> list[Assignment]:
    """What a body surely leads and has not done."""
    roles = archive.by_agency.get(agency)
    return [assignment for assignment in roles["lead"] if assignment.is_open] if roles else []


def follow_up_workbook(archive: Archive, agency: str) -> bytes:
    """The workbook; every cell is text, so that Excel changes neither numbers nor days."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_urls": False}) as book:
        title = f"Theo dõi chỉ đạo: {full_name(archive.register, agency)}"
        book.set_properties({"title": title, "created": CREATED})
        style = {"num_format": "@", "valign": "top", "text_wrap": True}
        given, free = book.add_format({**style, "bg_color": "#F1F1EE"}), book.add_format(style)
        head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(SHEET)
        for at, (heading, width) in enumerate(zip((*TOLD, *FILLED), WIDTHS, strict=True)):
            sheet.set_column(at, at, width, free)
            sheet.write_string(0, at, heading, head)
        sheet.freeze_panes(1, 1)
        line = 0
        for line, assignment in enumerate(open_directives(archive, agency), 1):
            for at, text in enumerate(_given_cells(assignment)):
                sheet.write_string(line, at, text[:LONGEST], given)
            for at in range(len(TOLD), len(TOLD) + len(FILLED)):
                sheet.write_blank(line, at, None, free)
        choice = {"validate": "list", "source": list(FILLABLE), "error_type": "warning"}
        sheet.data_validation(1, len(TOLD), max(line, 1) + 200, len(TOLD), choice)
        guide = book.add_worksheet(GUIDE)
        guide.set_column(0, 0, 100, free)
        for at, words in enumerate((f"{title}.", *_LINES)):
            guide.write_string(at, 0, words, free)
    return out.getvalue()


def _given_cells(assignment: Assignment) -> tuple[str, ...]:
    standing = assignment.standing()
    limit = shown_until(standing.until) if standing.until else printed_date(assignment.due)
    return (
        assignment.id,
        row_digest(assignment),
        f"{notice_name(assignment.notice)} ngày {printed_date(assignment.notice.date)}",
        assignment.directive.text,
        limit,
        LASTING[assignment.lasting_state],
    )


def filled_in(data: bytes, archive: Archive, *, by: str | None, recorded: dt.date) -> FilledIn:
    """What a workbook says of an archive; raises Refused for a file that is none of ours.

    `by` stands for who recorded a row that does not say it.
    """
    known = {assignment.id: assignment for assignment in archive.assignments}
    rows = sheet_rows(data, SHEET)
    columns = _columns(next(rows, {}))
    events: dict[str, list[FollowUpEvent]] = {}
    wrong: list[str] = []
    repeated = 0
    for row in rows:
        reading = _Row({heading: row.get(column) for heading, column in columns.items()}, wrong, _number(row))
        found = reading.event(known, by=by, recorded=recorded, today=archive.today)
        if found is None:
            continue
        assignment, event = found
        listed = events.setdefault(assignment.notice.id, [])
        if any(map(event.says, (*assignment.record, *listed))):
            repeated += 1
        else:
            listed.append(event)
    return FilledIn(
        events={notice: tuple(found) for notice, found in events.items() if found}, known=repeated, wrong=tuple(wrong)
    )


def _columns(head: Mapping[str, SheetCell]) -> dict[str, str]:
    """Heading to the letters of its column."""
    found = {unicodedata.normalize("NFC", cell.text): column for column, cell in head.items()}
    missing = [heading for heading in (ID, CHECK, *FILLED) if heading not in found]
    if missing:
        raise Refused(f"Trang “{SHEET}” thiếu cột: {', '.join(missing)}; hãy dùng tệp do lệnh follow-up export tạo ra.")
    return {heading: found[heading] for heading in (ID, CHECK, *FILLED)}


def _number(row: Mapping[str, SheetCell]) -> str:
    return next(iter(row.values())).place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _in_words(message: Message) -> str:
    """With the headings and words of the workbook for the keys and codes of the file."""
    text = str(message)
    for code, words in (*EVENTS.items(), *_HEADINGS_OF.items()):
        text = re.sub(rf"(?<![\w-]){code}(?![\w-])", f"“{words}”", text)
    return text


@dataclass(frozen=True, slots=True)
class _Row:
    """A row being read: its cells by heading, where to say what is wrong, its number in the sheet."""

    cells: Mapping[str, SheetCell | None]
    wrong: list[str]
    number: str

    def event(
        self, known: Mapping[str, Assignment], *, by: str | None, recorded: dt.date, today: dt.date
    ) -> tuple[Assignment, FollowUpEvent] | None:
        """None for a row that nobody filled in, and for one that is wrong."""
        if not any(self.cells[heading] for heading in FILLED):
            return None
        before = len(self.wrong)
        assignment = self._assignment(known)
        kind, on, until = self._kind(), self._day(ON), self._until()
        document, who = self._document(), self._text(BY) or by
        if who is None:
            self._say(BY, "phải ghi người ghi (hoặc chạy lệnh với --by)")
        if assignment is None or kind is None or on is None or len(self.wrong) > before:
            return None
        event = FollowUpEvent(
            directive=assignment.directive.id,
            on=on,
            event=kind,
            document=document,
            until=until,
            evidence=self._text(EVIDENCE),
            note=self._text(NOTE),
            by=who,
            recorded=recorded,
        )
        messages = (*event_problems(event, [event.directive]), *day_problems(event, assignment.notice, today))
        for message in messages:
            self._say(_HEADINGS_OF.get(message.english.partition(" ")[0], EVENT), _in_words(message))
        return (assignment, event) if len(self.wrong) == before else None

    def _assignment(self, known: Mapping[str, Assignment]) -> Assignment | None:
        found = known.get(self._text(ID) or "")
        if found is None:
            self._say(ID, f"không có chỉ đạo '{self._text(ID) or ''}' trong kho")
        elif self._text(CHECK) != row_digest(found):
            self._say(CHECK, "chỉ đạo này đã đổi từ khi xuất tệp; hãy xuất lại")
            return None
        return found

    def _kind(self) -> EventKind | None:
        given = self._text(EVENT)
        kind = FILLABLE.get((given or "").casefold())
        if kind is None:
            self._say(EVENT, f"phải là một trong: {'; '.join(FILLABLE)}; không phải '{given or ''}'")
        return kind

    def _day(self, heading: str) -> dt.date | None:
        cell = self.cells[heading]
        found = _DAY.fullmatch(cell.text) if cell and not cell.number else None
        try:
            if found:
                return dt.date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            pass
        self._say(heading, f"phải là ngày ghi bằng chữ dạng 20/06/2025, không phải '{cell.text if cell else ''}'")
        return None

    def _until(self) -> str | None:
        cell = self.cells[UNTIL]
        if cell is None:
            return None
        month = _MONTH.fullmatch(cell.text) if not cell.number else None
        if month and 1 <= int(month[1]) <= 12:
            return f"{month[2]}-{int(month[1]):02}"
        day = self._day(UNTIL)
        return day.isoformat() if day else None

    def _document(self) -> str | None:
        text = self._text(DOCUMENT)
        try:
            return str(Number.parse(text)) if text else None
        except ValueError:
            self._say(DOCUMENT, f"phải là số, ký hiệu văn bản dạng 12/VP-TH, không phải '{text}'")
            return None

    def _text(self, heading: str) -> str | None:
        cell = self.cells[heading]
        return " ".join(unicodedata.normalize("NFC", cell.text).split()) if cell else None

    def _say(self, heading: str, message: str) -> None:
        cell = self.cells[heading]
        place = f"Ô {cell.place}" if cell else f"Dòng {self.number}, cột “{heading}”"
        self.wrong.append(f"{place}: {message}")
