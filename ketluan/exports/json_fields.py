"""The fields of a directive, an agency and a notice in the JSON files: the one table behind records and schemas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from ketluan.exports.json_files import COUNT, DATE, FLAG, MAYBE_TEXT, TEXT, TEXTS, Field, object_type
from ketluan.exports.listed_bodies import body_name, body_page, body_place, is_registered
from ketluan.model import addresses
from ketluan.model.agency import Agency, Kind, Reason
from ketluan.model.agency_counts import agency_counts
from ketluan.model.archive import Archive, Assignment
from ketluan.model.display_names import agency_name, place_name, section_headings
from ketluan.model.follow_up import HAPPENED, LASTING
from ketluan.model.front_matter_fields import Facts, FlatField, Form, facts_of, flat_fields
from ketluan.model.json_record import Json, deadline_record, iso, json_value, party_record
from ketluan.model.notice import Correction, Notice, Origin, Party, Recurring, Related, Signature, Tombstone
from ketluan.model.page import link

LISTS: tuple[Form, ...] = ("corrections", "related")
PARTS: dict[Form, type] = {"corrections": Correction, "related": Related, "signature": Signature, "status": Tombstone}
ORIGIN: Json = {"enum": [*get_args(Origin)]}
PARTY: Json = object_type(
    {"id": MAYBE_TEXT, "name": TEXT, "from": ORIGIN, "words": TEXT, "certain": FLAG, "why": MAYBE_TEXT}
)
PARTIES: Json = {"type": "array", "items": PARTY}
RECURRING: Json = {"enum": [*get_args(Recurring), None]}
ISSUER = object_type({"id": TEXT, "name": TEXT})
LIMIT: Json = object_type(
    {
        "phrase": TEXT,
        "date": DATE,
        "recurring": RECURRING,
        "days": TEXTS,
        "time": MAYBE_TEXT,
        "inferred": FLAG,
        "certain": FLAG,
        "why": MAYBE_TEXT,
        "from": ORIGIN,
    }
)
DEADLINE: Json = {"anyOf": [{"type": "null"}, LIMIT]}
DEADLINES: Json = {"type": "array", "items": LIMIT}
COLUMNS: Json = {"type": "array", "items": object_type({"heading": TEXT, "text": TEXT})}


RECORD: Json = {
    "type": "array",
    "items": object_type(
        {
            "on": DATE,
            "event": {"enum": [*HAPPENED]},
            "document": MAYBE_TEXT,
            "until": MAYBE_TEXT,
            "to": MAYBE_TEXT,
            "evidence": MAYBE_TEXT,
            "note": MAYBE_TEXT,
        }
    ),
}


def _record(assignment: Assignment) -> list[Json]:
    """Without the names of those who recorded it."""
    return [
        {
            "on": iso(event.on),
            "event": event.event,
            "document": event.document,
            "until": event.until,
            "to": event.to,
            "evidence": event.evidence,
            "note": event.note,
        }
        for event in assignment.events
    ]


def _issuer(archive: Archive, notice: Notice) -> Json:
    return {"id": notice.issuer, "name": agency_name(archive.register, notice.issuer)}


def _parties(parties: Iterable[Party]) -> list[Json]:
    return [party_record(party) for party in parties]


def _type(facts: Facts) -> Json:
    """The JSON type of a field's values."""
    if facts.form in PARTS:
        parts = object_type({name: _type(inner) for name, inner in facts_of(PARTS[facts.form]).items()})
        return {"type": "array", "items": parts} if facts.form in LISTS else {"anyOf": [{"type": "null"}, parts]}
    if facts.form == "choice":
        return {"enum": [*facts.choices] if facts.needed else [*facts.choices, None]}
    if facts.form in ("texts", "printed lines", "ids"):
        return TEXTS
    if facts.form in ("date", "flag"):
        return DATE if facts.form == "date" else FLAG
    return TEXT if facts.needed and not facts.nullable else MAYBE_TEXT


def _front_matter(field: FlatField) -> Field[Notice]:
    """A field of the front matter; the issuer with its name, the original as the site offers it."""
    if field.facts.form == "agency":
        return Field(field.name, ISSUER, field.facts.heading, _issuer)
    if field.facts.form == "file":
        return Field(field.name, MAYBE_TEXT, field.facts.heading, lambda _, notice: notice.published_original)
    return Field(field.name, _type(field.facts), field.facts.heading, lambda _, item: json_value(field.value(item)))


DIRECTIVES: tuple[Field[Assignment], ...] = (
    Field(
        "id", TEXT, "Mã của chỉ đạo: mã thông báo, dấu #, vị trí trong thông báo", lambda _, assignment: assignment.id
    ),
    Field("notice", TEXT, "Mã của thông báo", lambda _, assignment: assignment.notice.id),
    Field("number", MAYBE_TEXT, "Số, ký hiệu của thông báo", lambda _, assignment: assignment.notice.number),
    Field("issued", DATE, "Ngày ban hành thông báo", lambda _, assignment: iso(assignment.notice.issued)),
    Field("meeting_date", DATE, "Ngày họp", lambda _, assignment: iso(assignment.notice.meeting.date)),
    Field("issuer", ISSUER, "Cơ quan ban hành", lambda archive, assignment: _issuer(archive, assignment.notice)),
    Field("chair", MAYBE_TEXT, "Người chủ trì cuộc họp", lambda _, assignment: assignment.notice.meeting.chair),
    Field(
        "section", TEXT, "Các dấu đánh số phía trên và của chính nó", lambda _, assignment: assignment.directive.section
    ),
    Field("marker", TEXT, "Dấu đánh số in ngay trước chỉ đạo", lambda _, assignment: assignment.directive.marker),
    Field(
        "headings",
        TEXTS,
        "Các đề mục phía trên, từ ngoài vào",
        lambda _, assignment: list(section_headings(assignment.directive)),
    ),
    Field("text", TEXT, "Nội dung chỉ đạo", lambda _, assignment: assignment.directive.text),
    Field("lead", PARTIES, "Cơ quan chủ trì", lambda _, assignment: _parties(assignment.directive.lead)),
    Field("coordinate", PARTIES, "Cơ quan phối hợp", lambda _, assignment: _parties(assignment.directive.coordinate)),
    Field(
        "deadline",
        DEADLINE,
        "Thời hạn",
        lambda _, assignment: deadline_record(assignment.directive.deadline) if assignment.directive.deadline else None,
    ),
    Field(
        "deadlines",
        DEADLINES,
        "Mọi thời hạn, thời hạn chung đứng đầu",
        lambda _, assignment: [deadline_record(deadline) for deadline in assignment.directive.deadlines],
    ),
    Field("limit", DATE, "Ngày đến hạn, kể cả sau gia hạn", lambda _, assignment: iso(assignment.due)),
    Field(
        "state",
        {"enum": [*LASTING]},
        "Tình trạng thực hiện, không tính theo ngày: open-with-limit là đang thực hiện, so limit với hôm nay để biết "
        "trong hạn hay quá hạn",
        lambda _, assignment: assignment.lasting_state,
    ),
    Field("done", DATE, "Ngày hoàn thành", lambda _, assignment: iso(assignment.standing().done)),
    Field("follow_up", RECORD, "Theo dõi, theo thứ tự ghi", lambda _, assignment: _record(assignment)),
    Field(
        "replaced",
        FLAG,
        "Thông báo đã bị thay thế; chỉ đạo không tính vào số liệu, trừ khi có still-open trong follow_up",
        lambda _, assignment: assignment.replaced,
    ),
    Field(
        "citations", TEXTS, "Số, ký hiệu văn bản dẫn chiếu", lambda _, assignment: list(assignment.directive.citations)
    ),
    Field(
        "columns",
        COLUMNS,
        "Các cột khác trong bảng giao việc, kèm tên cột",
        lambda _, assignment: [{"heading": heading, "text": text} for heading, text in assignment.directive.columns],
    ),
    Field(
        "address", TEXT, "Địa chỉ trong trang tra cứu", lambda _, assignment: link("", addresses.directive(assignment))
    ),
)


AGENCIES: tuple[Field[Agency], ...] = (
    Field("id", TEXT, "Mã của cơ quan", lambda _, agency: agency.id),
    Field("full_name", TEXT, "Tên đầy đủ, kèm địa danh", body_name),
    Field(
        "registered",
        FLAG,
        "Có trong danh mục; tên in chưa có trong danh mục thì mã bắt đầu bằng dấu = và không có gì ngoài tên, địa bàn",
        is_registered,
    ),
    Field("name", TEXT, "Tên như in trong văn bản, không kèm địa danh", lambda _, agency: agency.name),
    Field("short", MAYBE_TEXT, "Tên viết tắt", lambda _, agency: agency.short),
    Field("aliases", TEXTS, "Các cách viết khác", lambda _, agency: list(agency.aliases)),
    Field("jurisdiction", TEXT, "Mã địa bàn", body_place),
    Field(
        "place",
        TEXT,
        "Tên địa bàn",
        lambda archive, agency: place_name(archive.register, body_place(archive, agency)),
    ),
    Field(
        "kind",
        {"enum": [*get_args(Kind), None]},
        "Loại cơ quan",
        lambda archive, agency: agency.kind if is_registered(archive, agency) else None,
    ),
    Field("parent", MAYBE_TEXT, "Mã cơ quan cấp trên trực tiếp", lambda _, agency: agency.parent),
    Field("members", TEXTS, "Mã các thành viên của nhóm", lambda _, agency: list(agency.members)),
    Field("closed", DATE, "Ngày cuối cùng hoạt động", lambda _, agency: iso(agency.closed)),
    Field("reason", {"enum": [*get_args(Reason), None]}, "Lý do kết thúc", lambda _, agency: agency.reason),
    Field("successors", TEXTS, "Mã các cơ quan kế thừa", lambda _, agency: list(agency.successors)),
    Field("source", MAYBE_TEXT, "Văn bản làm căn cứ", lambda _, agency: agency.source),
    Field("confirmed", FLAG, "Đã được người quản lý kho xác nhận", lambda _, agency: agency.confirmed),
    Field(
        "leads",
        COUNT,
        "Số chỉ đạo chắc chắn được giao chủ trì",
        lambda archive, agency: agency_counts(archive, agency.id).lead,
    ),
    Field(
        "coordinates",
        COUNT,
        "Số chỉ đạo chắc chắn được giao phối hợp",
        lambda archive, agency: agency_counts(archive, agency.id).coordinate,
    ),
    Field(
        "unsure",
        COUNT,
        "Số chỉ đạo có thể giao cho cơ quan này, chưa chắc; không tính vào hai số trên",
        lambda archive, agency: agency_counts(archive, agency.id).unsure,
    ),
    Field(
        "notices", COUNT, "Số thông báo đã ban hành", lambda archive, agency: len(archive.by_issuer.get(agency.id, ()))
    ),
    Field("address", TEXT, "Địa chỉ trong trang tra cứu", body_page),
)

NOTICES: tuple[Field[Notice], ...] = (
    Field("id", TEXT, "Mã của thông báo", lambda _, notice: notice.id),
    *(_front_matter(field) for field in flat_fields(Notice, "json")),
    Field(
        "directives",
        COUNT,
        "Số chỉ đạo được công bố",
        lambda _, notice: 0 if notice.withdrawn else notice.directive_count,
    ),
    Field("address", TEXT, "Địa chỉ trong trang tra cứu", lambda _, notice: link("", addresses.notice(notice))),
)
