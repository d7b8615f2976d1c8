"""The archive as flat tables: the one definition behind CSV, XLSX and SQLite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ketluan.archive import Archive, Told
from ketluan.page import link
from ketluan.takeaway.addresses import agency_page, notice_page, permalink
from ketluan.takeaway.labels import KINDS, REASONS, RECURRING, agency_name, party_names, place_name

Cell = str | int | dt.date | None
Row = tuple[Cell, ...]
Type = Literal["text", "date", "count"]


@dataclass(frozen=True, slots=True)
class Column:
    """`name` for programs (SQLite), `heading` for readers; `width` in characters; `refers` to another table's id."""

    name: str
    heading: str
    type: Type = "text"
    width: int = 18
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its rows made anew on every call, so that a large one is never held whole."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Archive], Iterator[Row]]


def _notices(archive: Archive) -> Iterator[Row]:
    for notice in archive.notices:
        meeting, gone = notice.meeting, notice.withdrawn
        told = 0 if gone else len(notice.directives)
        yield (
            *(notice.id, notice.number, notice.issued, notice.place, notice.issuer),
            *(agency_name(archive, notice.issuer), notice.title, meeting.date, meeting.name, meeting.chair),
            *(meeting.chair_position, notice.signer, " / ".join(notice.signer_position) or None),
            *("; ".join(notice.recipients) or None, "; ".join(notice.topics) or None, told, notice.sha256),
            *(gone.date if gone else None, gone.reason if gone else None, link("", notice_page(notice.id))),
        )


def _agencies(archive: Archive) -> Iterator[Row]:
    for agency in archive.register.agencies.values():
        told = archive.by_agency.get(agency.id, {})
        leads, helps = len(told.get("lead", ())), len(told.get("coordinate", ()))
        yield (
            *(agency.id, agency.name, agency.short, place_name(archive, agency.jurisdiction), KINDS[agency.kind]),
            *(agency.parent, agency.closed, REASONS[agency.reason] if agency.reason else None),
            *("; ".join(agency.successors) or None, leads, helps, len(archive.by_issuer.get(agency.id, ()))),
            link("", agency_page(agency.id)),
        )


def _directives(archive: Archive) -> Iterator[Row]:
    for told in archive.told:
        yield _directive(archive, told)


def _directive(archive: Archive, told: Told) -> Row:
    notice, task = told.notice, told.directive
    limit = task.deadline
    return (
        *(told.id, notice.id, notice.number, notice.issued, notice.meeting.date, agency_name(archive, notice.issuer)),
        *(notice.meeting.chair, task.section, " / ".join(task.headings) or None, task.text),
        *(party_names(task.lead) or None, party_names(task.coordinate) or None),
        *(limit.phrase if limit else None, limit.date if limit else None),
        RECURRING[limit.recurring] if limit and limit.recurring else None,
        *("; ".join(task.citations) or None, link("", permalink(told))),
    )


def _assignments(archive: Archive) -> Iterator[Row]:
    for told in archive.told:
        for role, parties in (("chủ trì", told.directive.lead), ("phối hợp", told.directive.coordinate)):
            yield from ((told.id, role, party.id, party.name) for party in parties)


def _successions(archive: Archive) -> Iterator[Row]:
    for agency in archive.register.agencies.values():
        yield from ((agency.id, successor, agency.closed) for successor in agency.successors)


def _citations(archive: Archive) -> Iterator[Row]:
    for told in archive.told:
        yield from ((told.id, number) for number in told.directive.citations)


ADDRESS = Column("address", "Địa chỉ trong trang tra cứu", width=40)

# Columns follow the order in which a reader of the sheet wants them; the rows above keep that order.
DIRECTIVES = Table(
    "directives",
    "Chỉ đạo",
    (
        Column("id", "Mã chỉ đạo", width=30),
        Column("notice", "Mã thông báo", width=30, refers="notices"),
        Column("number", "Số, ký hiệu"),
        Column("issued", "Ngày ban hành", "date", 14),
        Column("meeting_date", "Ngày họp", "date", 14),
        Column("issuer_name", "Cơ quan ban hành", width=28),
        Column("chair", "Người chủ trì họp", width=22),
        Column("section", "Mục", width=10),
        Column("headings", "Đề mục phía trên", width=40),
        Column("text", "Nội dung chỉ đạo", width=90),
        Column("lead", "Cơ quan chủ trì", width=36),
        Column("coordinate", "Cơ quan phối hợp", width=36),
        Column("deadline_phrase", "Thời hạn như in", width=24),
        Column("deadline", "Ngày đến hạn", "date", 14),
        Column("recurring", "Định kỳ", width=12),
        Column("citations", "Văn bản dẫn chiếu", width=24),
        ADDRESS,
    ),
    _directives,
)

NOTICES = Table(
    "notices",
    "Thông báo",
    (
        Column("id", "Mã thông báo", width=30),
        Column("number", "Số, ký hiệu"),
        Column("issued", "Ngày ban hành", "date", 14),
        Column("place", "Nơi ban hành"),
        Column("issuer", "Mã cơ quan ban hành", width=28, refers="agencies"),
        Column("issuer_name", "Cơ quan ban hành", width=28),
        Column("title", "Trích yếu", width=80),
        Column("meeting_date", "Ngày họp", "date", 14),
        Column("meeting_name", "Tên cuộc họp", width=40),
        Column("chair", "Người chủ trì", width=22),
        Column("chair_position", "Chức vụ người chủ trì", width=30),
        Column("signer", "Người ký", width=22),
        Column("signer_position", "Chức vụ người ký", width=30),
        Column("recipients", "Nơi nhận", width=40),
        Column("topics", "Chủ đề", width=24),
        Column("directives", "Số chỉ đạo", "count", 12),
        Column("sha256", "Mã băm SHA-256 của tệp gốc", width=24),
        Column("withdrawn", "Ngày thu hồi", "date", 14),
        Column("withdrawn_reason", "Lý do thu hồi", width=24),
        ADDRESS,
    ),
    _notices,
)

AGENCIES = Table(
    "agencies",
    "Cơ quan",
    (
        Column("id", "Mã cơ quan", width=30),
        Column("name", "Tên cơ quan", width=44),
        Column("short", "Tên viết tắt", width=16),
        Column("place", "Địa bàn", width=20),
        Column("kind", "Loại", width=22),
        Column("parent", "Mã cơ quan cấp trên", width=30, refers="agencies"),
        Column("closed", "Ngày kết thúc", "date", 14),
        Column("reason", "Lý do kết thúc", width=18),
        Column("successors", "Mã cơ quan kế tục", width=30),
        Column("leads", "Số chỉ đạo chủ trì", "count"),
        Column("coordinates", "Số chỉ đạo phối hợp", "count"),
        Column("notices", "Số thông báo ban hành", "count", 20),
        ADDRESS,
    ),
    _agencies,
)

ASSIGNMENTS = Table(
    "assignments",
    "Phân công",
    (
        Column("directive", "Mã chỉ đạo", width=36, refers="directives"),
        Column("role", "Vai trò", width=12),
        Column("agency", "Mã cơ quan", width=30, refers="agencies"),
        Column("name", "Tên như in", width=44),
    ),
    _assignments,
)

CITATIONS = Table(
    "citations",
    "Văn bản dẫn chiếu",
    (
        Column("directive", "Mã chỉ đạo", width=36, refers="directives"),
        Column("number", "Số, ký hiệu văn bản", width=24),
    ),
    _citations,
)

SUCCESSIONS = Table(
    "successions",
    "Kế tục",
    (
        Column("agency", "Mã cơ quan đã kết thúc", width=36, refers="agencies"),
        Column("successor", "Mã cơ quan kế tục", width=36, refers="agencies"),
        Column("closed", "Ngày kết thúc", "date", 14),
    ),
    _successions,
)

TABLES = (DIRECTIVES, NOTICES, AGENCIES, ASSIGNMENTS, CITATIONS, SUCCESSIONS)
