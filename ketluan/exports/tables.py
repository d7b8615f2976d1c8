"""The archive as flat tables: the one definition behind CSV, XLSX and SQLite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from ketluan.exports.labels import party_name, party_names
from ketluan.exports.listed_bodies import body_name, body_page, body_place, is_registered, listed_bodies
from ketluan.model import addresses
from ketluan.model.agency import Agency
from ketluan.model.agency_counts import agency_counts
from ketluan.model.archive import Archive, Assignment, notice_assignments
from ketluan.model.display_names import KINDS, REASONS, RECURRENCES, full_name, place_name, section_headings
from ketluan.model.follow_up import EVENTS, LASTING, FollowUpEvent
from ketluan.model.front_matter_fields import FlatField, Form, flat_fields
from ketluan.model.notice import Notice, Party, Tombstone
from ketluan.model.page import link
from ketluan.store.follow_up_file import described, shown_until

REGISTERED = {True: "có", False: "chưa"}
REPLACED = "thông báo đã bị thay thế"
Item = TypeVar("Item")
Cell = str | int | dt.date | None
Type = Literal["text", "date", "count"]
AssignedParty = tuple[Assignment, str, Party]


@dataclass(frozen=True, slots=True)
class Column(Generic[Item]):
    """`name` for programs (SQLite), `heading` for readers; `width` in characters."""

    name: str
    heading: str
    value: Callable[[Archive, Item], Cell]
    width: int = 18
    type: Type = "text"


@dataclass(frozen=True, slots=True)
class Table(Generic[Item]):
    """A table; its rows are made anew on every call, so that a large one is never held whole.

    `items` are those of a notice; of a table that is not `of_notices` all there are.
    """

    name: str
    title: str
    items: Callable[[Archive, Notice | None], Iterable[Item]]
    columns: tuple[Column[Item], ...]
    of_notices: bool = True

    def rows(self, archive: Archive, notice: Notice | None = None) -> Iterator[tuple[Cell, ...]]:
        """The cells in the order of the columns."""
        return (row for _, row in self.item_rows(archive, notice))

    def item_rows(self, archive: Archive, notice: Notice | None = None) -> Iterator[tuple[Item, tuple[Cell, ...]]]:
        """Each item with its row."""
        values = [column.value for column in self.columns]
        for item in self.items(archive, notice):
            yield item, tuple([value(archive, item) for value in values])


def _joined(texts: Iterable[str]) -> str | None:
    return "; ".join(texts) or None


def _recurring(assignment: Assignment) -> str | None:
    deadline = assignment.told.deadline
    return RECURRENCES[deadline.recurring] if deadline and deadline.recurring else None


def _unsure(assignment: Assignment) -> str | None:
    """Why a person should look at the limits."""
    return _joined(dict.fromkeys(deadline.why for deadline in assignment.directive.deadlines if deadline.why))


def _phrases(assignment: Assignment) -> str | None:
    return _joined(deadline.phrase for deadline in assignment.directive.deadlines)


def _state(assignment: Assignment) -> str:
    """Without a day: files are read long after they were made."""
    return LASTING[assignment.lasting_state]


def _record(assignment: Assignment) -> str | None:
    return _joined(map(described, assignment.events))


def _unregistered(assignment: Assignment) -> str | None:
    parties = (*assignment.directive.lead, *assignment.directive.coordinate)
    return _joined(dict.fromkeys(party.name for party in parties if party.id is None))


def _issuer(archive: Archive, notice: Notice) -> str:
    return full_name(archive.register, notice.issuer)


def _place(archive: Archive, notice: Notice) -> str:
    """Where the issuer sits: it tells apart names that the register does not hold."""
    return place_name(archive.register, notice.jurisdiction)


def _published(notice: Notice) -> int:
    return 0 if notice.withdrawn else notice.directive_count


def _heirs(archive: Archive, agency: Agency) -> str | None:
    return _joined(full_name(archive.register, heir) for heir in agency.successors)


def _directives(archive: Archive, notice: Notice | None) -> Sequence[Assignment]:
    return notice_assignments(archive, notice) if notice else ()


def _notices(_: Archive, notice: Notice | None) -> Sequence[Notice]:
    return (notice,) if notice else ()


def _agencies(archive: Archive, _: Notice | None) -> Iterable[Agency]:
    return listed_bodies(archive)


def _assignments(archive: Archive, notice: Notice | None) -> Iterator[AssignedParty]:
    for assignment in _directives(archive, notice):
        yield from ((assignment, "chủ trì", party) for party in assignment.directive.lead)
        yield from ((assignment, "phối hợp", party) for party in assignment.directive.coordinate)


def _citations(archive: Archive, notice: Notice | None) -> Iterator[tuple[Assignment, str]]:
    found = _directives(archive, notice)
    return ((assignment, number) for assignment in found for number in assignment.directive.citations)


def _follow_up(archive: Archive, notice: Notice | None) -> Iterator[tuple[Assignment, FollowUpEvent]]:
    return ((assignment, event) for assignment in _directives(archive, notice) for event in assignment.events)


def _successions(archive: Archive, _: Notice | None) -> Iterator[tuple[Agency, str]]:
    return ((agency, heir) for agency in archive.register.agencies.values() for heir in agency.successors)


def _front_matter(field: FlatField) -> Iterator[Column[Notice]]:
    """The columns of a field of the front matter: of the issuer and of a withdrawal two each, of others one."""
    name, heading, width, form = field.name, field.facts.heading, field.facts.width, field.facts.form
    if form == "agency":
        yield Column(name, f"Mã {heading.lower()}", lambda _, notice: field.value(notice), width)
        yield Column(f"{name}_name", heading, _issuer, width)
    elif form == "status":
        yield Column(name, "Ngày thu hồi", lambda _, notice: _part(field.value(notice), "date"), 14, "date")
        yield Column(f"{name}_reason", "Lý do thu hồi", lambda _, notice: _part(field.value(notice), "reason"), width)
    elif form == "date":
        yield Column(name, heading, lambda _, notice: field.value(notice), 14, "date")
    else:
        yield Column(name, heading, lambda _, notice: _flat(field.value(notice), form), width)


def _part(tombstone: Tombstone | None, name: str) -> Any:
    return getattr(tombstone, name) if tombstone else None


def _flat(value: object, form: Form) -> Cell:
    """A value in one cell: lists joined, yes and no in words."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, tuple):
        return (" / " if form == "printed lines" else "; ").join(map(str, value)) or None
    return None if value is None else str(value)


DIRECTIVES: Table[Assignment] = Table(
    "directives",
    "Chỉ đạo",
    _directives,
    (
        Column("id", "Mã chỉ đạo", lambda _, assignment: assignment.id, 30),
        Column("notice", "Mã thông báo", lambda _, assignment: assignment.notice.id, 30),
        Column("number", "Số, ký hiệu", lambda _, assignment: assignment.notice.number),
        Column("issued", "Ngày ban hành", lambda _, assignment: assignment.notice.issued, 14, "date"),
        Column("meeting_date", "Ngày họp", lambda _, assignment: assignment.notice.meeting.date, 14, "date"),
        Column("issuer_name", "Cơ quan ban hành", lambda archive, assignment: _issuer(archive, assignment.notice), 28),
        Column("issuer_place", "Địa bàn ban hành", lambda archive, assignment: _place(archive, assignment.notice), 20),
        Column("chair", "Người chủ trì cuộc họp", lambda _, assignment: assignment.notice.meeting.chair, 22),
        Column("section", "Mục", lambda _, assignment: assignment.directive.section, 10),
        Column(
            "headings",
            "Đề mục phía trên",
            lambda _, assignment: " / ".join(section_headings(assignment.directive)) or None,
            40,
        ),
        Column("text", "Nội dung chỉ đạo", lambda _, assignment: assignment.directive.text, 90),
        Column(
            "lead",
            "Cơ quan chủ trì",
            lambda archive, assignment: party_names(archive.register, assignment.directive.lead),
            36,
        ),
        Column(
            "coordinate",
            "Cơ quan phối hợp",
            lambda archive, assignment: party_names(archive.register, assignment.directive.coordinate),
            36,
        ),
        Column("deadline_phrase", "Thời hạn như in", lambda _, assignment: _phrases(assignment), 24),
        Column("deadline", "Ngày đến hạn", lambda _, assignment: assignment.due, 14, "date"),
        Column("recurring", "Định kỳ", lambda _, assignment: _recurring(assignment), 12),
        Column(
            "first_deadline",
            "Ngày đến hạn ban đầu, trước khi gia hạn",
            lambda _, assignment: assignment.first_due if assignment.standing().extended else None,
            14,
            "date",
        ),
        Column("state", "Tình trạng thực hiện", lambda _, assignment: _state(assignment), 24),
        Column("done", "Ngày hoàn thành", lambda _, assignment: assignment.standing().done, 14, "date"),
        Column("follow_up", "Theo dõi", lambda _, assignment: _record(assignment), 40),
        Column(
            "replaced",
            "Hiệu lực",
            lambda _, assignment: "thông báo đã bị thay thế" if assignment.replaced else None,
            18,
        ),
        Column("deadline_unsure", "Thời hạn cần xem lại", lambda _, assignment: _unsure(assignment), 30),
        Column("unregistered", "Tên chưa có trong danh mục", lambda _, assignment: _unregistered(assignment), 30),
        Column("citations", "Văn bản dẫn chiếu", lambda _, assignment: _joined(assignment.directive.citations), 24),
        Column(
            "columns",
            "Cột khác trong bảng",
            lambda _, assignment: "; ".join(assignment.directive.column_lines) or None,
            36,
        ),
        Column(
            "address",
            "Địa chỉ trong trang tra cứu",
            lambda _, assignment: link("", addresses.directive(assignment)),
            40,
        ),
    ),
)

NOTICES: Table[Notice] = Table(
    "notices",
    "Thông báo",
    _notices,
    (
        Column("id", "Mã thông báo", lambda _, notice: notice.id, 30),
        *(column for field in flat_fields(Notice, "tables") for column in _front_matter(field)),
        Column("directives", "Số chỉ đạo", lambda _, notice: _published(notice), 12, "count"),
        Column("address", "Địa chỉ trong trang tra cứu", lambda _, notice: link("", addresses.notice(notice)), 40),
    ),
)

AGENCIES: Table[Agency] = Table(
    "agencies",
    "Cơ quan",
    _agencies,
    (
        Column("id", "Mã cơ quan", lambda archive, agency: agency.id if is_registered(archive, agency) else None, 30),
        Column("full_name", "Tên đầy đủ", body_name, 48),
        Column(
            "registered", "Có trong danh mục", lambda archive, agency: REGISTERED[is_registered(archive, agency)], 16
        ),
        Column("name", "Tên như in, không kèm địa danh", lambda _, agency: agency.name, 44),
        Column("short", "Tên viết tắt", lambda _, agency: agency.short, 16),
        Column(
            "place", "Địa bàn", lambda archive, agency: place_name(archive.register, body_place(archive, agency)), 20
        ),
        Column(
            "kind", "Loại", lambda archive, agency: KINDS[agency.kind] if is_registered(archive, agency) else None, 22
        ),
        Column("parent", "Mã cơ quan cấp trên", lambda _, agency: agency.parent, 30),
        Column("closed", "Ngày kết thúc", lambda _, agency: agency.closed, 14, "date"),
        Column("reason", "Lý do kết thúc", lambda _, agency: REASONS[agency.reason] if agency.reason else None),
        Column("successors", "Mã cơ quan kế thừa", lambda _, agency: _joined(agency.successors), 30),
        Column("successor_names", "Cơ quan kế thừa", _heirs, 44),
        Column("source", "Căn cứ", lambda _, agency: agency.source, 30),
        Column(
            "leads",
            "Số chỉ đạo chủ trì",
            lambda archive, agency: agency_counts(archive, agency.id).lead,
            type="count",
        ),
        Column(
            "coordinates",
            "Số chỉ đạo phối hợp",
            lambda archive, agency: agency_counts(archive, agency.id).coordinate,
            type="count",
        ),
        Column(
            "unsure",
            "Số chỉ đạo chưa chắc",
            lambda archive, agency: agency_counts(archive, agency.id).unsure,
            type="count",
        ),
        Column(
            "notices",
            "Số thông báo ban hành",
            lambda archive, agency: len(archive.by_issuer.get(agency.id, ())),
            20,
            "count",
        ),
        Column("address", "Địa chỉ trong trang tra cứu", body_page, 40),
    ),
    of_notices=False,
)

ASSIGNMENTS: Table[AssignedParty] = Table(
    "assignments",
    "Phân công",
    _assignments,
    (
        Column("directive", "Mã chỉ đạo", lambda _, item: item[0].id, 36),
        Column("role", "Vai trò", lambda _, item: item[1], 12),
        Column("agency", "Mã cơ quan", lambda _, item: item[2].id, 30),
        Column("full_name", "Cơ quan", lambda archive, item: party_name(archive.register, item[2]), 48),
        Column("issuer_place", "Địa bàn ban hành", lambda archive, item: _place(archive, item[0].notice), 20),
        Column("name", "Tên như in", lambda _, item: item[2].name, 44),
    ),
)

CITATIONS: Table[tuple[Assignment, str]] = Table(
    "citations",
    "Văn bản dẫn chiếu",
    _citations,
    (
        Column("directive", "Mã chỉ đạo", lambda _, item: item[0].id, 36),
        Column("number", "Số, ký hiệu văn bản", lambda _, item: item[1], 24),
    ),
)

SUCCESSIONS: Table[tuple[Agency, str]] = Table(
    "successions",
    "Kế thừa",
    _successions,
    (
        Column("agency", "Mã cơ quan đã kết thúc", lambda _, item: item[0].id, 36),
        Column("successor", "Mã cơ quan kế thừa", lambda _, item: item[1], 36),
        Column("agency_name", "Cơ quan đã kết thúc", lambda archive, item: full_name(archive.register, item[0].id), 44),
        Column("successor_name", "Cơ quan kế thừa", lambda archive, item: full_name(archive.register, item[1]), 44),
        Column("closed", "Ngày kết thúc", lambda _, item: item[0].closed, 14, "date"),
    ),
    of_notices=False,
)

FOLLOW_UP: Table[tuple[Assignment, FollowUpEvent]] = Table(
    "follow_up",
    "Theo dõi",
    _follow_up,
    (
        Column("directive", "Mã chỉ đạo", lambda _, item: item[0].id, 36),
        Column("day", "Ngày của sự việc", lambda _, item: item[1].on, 14, "date"),
        Column("event", "Sự việc", lambda _, item: EVENTS[item[1].event], 24),
        Column("document", "Văn bản", lambda _, item: item[1].document),
        Column("until", "Thời hạn mới", lambda _, item: item[1].until and shown_until(item[1].until)),
        Column("carried_to", "Chỉ đạo nhận việc", lambda _, item: item[1].to, 36),
        Column("evidence", "Tài liệu kèm theo", lambda _, item: item[1].evidence, 30),
        Column("note", "Ghi chú", lambda _, item: item[1].note, 40),
    ),
)

TABLES: tuple[Table[Any], ...] = (DIRECTIVES, NOTICES, AGENCIES, ASSIGNMENTS, CITATIONS, SUCCESSIONS, FOLLOW_UP)
YEARLY = tuple(table for table in TABLES if table.of_notices)
REGISTER: tuple[Table[Any], ...] = (AGENCIES, SUCCESSIONS)
"""What files of all years hold of every archive, however large."""
WHOLE = 10_000
"""So many directives stand at most in files of all years beside the database; above that they name those of the years:
a spreadsheet program takes minutes to open more, and every change would write them again."""


def has_whole_files(archive: Archive) -> bool:
    """Whether its files of all years hold its directives."""
    return archive.directive_count <= WHOLE
