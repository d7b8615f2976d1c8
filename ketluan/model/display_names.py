"""How places, bodies and notices are called where people read of them: pages, feeds, calendars, spreadsheets."""

from __future__ import annotations

import re
from functools import lru_cache

from ketluan.model.agency import Kind, Reason, Register
from ketluan.model.name_index import CENTRAL
from ketluan.model.notice import BlockRole, Deadline, Directive, Notice, NoticeKind, Recurring
from ketluan.text.dates import printed_date
from ketluan.text.letter_case import as_sentence, is_in_capitals

RECURRENCES: dict[Recurring, str] = {
    "daily": "hằng ngày",
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half-yearly": "6 tháng một lần",
    "yearly": "hằng năm",
}
KINDS: dict[Kind, str] = {
    "issuer": "cơ quan ban hành",
    "department": "cơ quan chuyên môn",
    "central branch": "cơ quan ngành dọc của trung ương tại địa phương",
    "local government": "chính quyền địa phương",
    "steering committee": "ban chỉ đạo",
    "mass organisation": "mặt trận, đoàn thể",
    "company": "doanh nghiệp",
    "group": "nhóm cơ quan",
}
REASONS: dict[Reason, str] = {
    "renamed": "đổi tên",
    "merged": "hợp nhất, sáp nhập",
    "replaced": "được cơ quan khác thay thế",
    "split": "chia tách, nhiệm vụ chuyển cho nhiều cơ quan",
    "dissolved": "giải thể",
    "devolved": "nhiệm vụ chuyển giao cho cơ quan khác",
}
BLOCK_ROLES: dict[BlockRole, str] = {
    "directive": "chỉ đạo",
    "lead-in": "câu dẫn",
    "heading": "đề mục",
    "assessment": "đánh giá",
    "agreement": "thống nhất",
    "closing": "câu kết",
    "table": "bảng",
    "note": "không giao việc",
    "unread": "chưa rõ",
}
LONGEST_QUOTE = 80
_PLACE_KINDS = re.compile(r"(thành phố|thị xã|thị trấn|đặc khu|tỉnh|huyện|quận|phường|xã) (.+)", re.IGNORECASE)
# the level is part of what these are called, inside their place too: UBND tỉnh
_OF_LEVEL = re.compile(r"(?:UBND|HĐND|(?:ủy|uỷ) ban nhân dân|hội đồng nhân dân)$", re.IGNORECASE)
_OF_PARTY = re.compile(r"(tỉnh|huyện|quận|thị) (ủy|đoàn)\b", re.IGNORECASE)
_WHEN = re.compile(r"\d|\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|đầu|giữa|cuối)\b", re.IGNORECASE)
KIND_NAMES: dict[NoticeKind, str] = {
    "ket-luan": "Thông báo",
    "chi-dao": "Chỉ thị",
    "cong-van": "Công văn",
    "bien-ban": "Biên bản",
}
NUMBERED_NOTICE, DATED_NOTICE = "{kind} số {number}", "{kind} kết luận họp ngày {day}"
BARE_NOTICE = "{kind} không số"
LONGEST_HEADING = 240
"""Longer introductions tell the story of the meeting, the same for every directive below."""


def clipped(text: str) -> str:
    """The first words of a text, where it is only named."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[:LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"


def place_name(register: Register, jurisdiction: str) -> str:
    """`tỉnh Kon Tum`; central bodies serve the whole country."""
    if jurisdiction == CENTRAL:
        return register.places.get(CENTRAL, "Trung ương")
    return register.places.get(jurisdiction, jurisdiction)


def place_parts(place: str) -> tuple[str, str]:
    """The kind and the own name: `thành phố Hồ Chí Minh` -> `thành phố`, `Hồ Chí Minh`; no kind for `Trung ương`."""
    found = _PLACE_KINDS.fullmatch(place.partition(",")[0])
    return (found[1], found[2]) if found else ("", place)


def agency_name(register: Register, agency_id: str) -> str:
    """The name alone, as inside a notice of the same place; the id when the register does not hold it."""
    agency = register.agencies.get(agency_id)
    return agency.name if agency else agency_id


def full_name(register: Register, agency_id: str) -> str:
    """The name with its place: `Sở Y tế tỉnh Kon Tum`; `UBND tỉnh` -> `UBND tỉnh Kon Tum`; `Tỉnh ủy Kon Tum`."""
    agency = register.agencies.get(agency_id)
    if agency is None:
        return agency_id
    if agency.jurisdiction == CENTRAL:
        return agency.name
    return with_place(agency.name, place_name(register, agency.jurisdiction))


@lru_cache(maxsize=10_000)
def with_place(name: str, place: str) -> str:
    """The place said once where the name already ends with its kind, or holds its own name."""
    kind, own = place_parts(place)
    if kind and own.casefold() in name.casefold():
        return name
    if kind and _OF_PARTY.match(name):
        return f"{name} {place[len(kind) + 1 :]}"
    stem = re.sub(rf"\s+{re.escape(kind)}$", "", name, flags=re.IGNORECASE) if kind else name
    return f"{stem} {place}"


def without_place(name: str, place: str) -> str:
    """A printed name as the register has it: `Sở Y tế tỉnh Kon Tum`, `Sở Y tế tỉnh` -> `Sở Y tế`; a council or a
    committee of a level keeps the word for it: `UBND tỉnh Kon Tum` -> `UBND tỉnh`."""
    kind, own = place_parts(place)
    if not kind:
        return name
    stem = re.sub(rf"\s+{re.escape(own)}$", "", name, flags=re.IGNORECASE)
    shorter = re.sub(rf"\s+{kind}$", "", stem, flags=re.IGNORECASE)
    return stem if _OF_LEVEL.search(shorter) else shorter


def recurrence(deadline: Deadline) -> str:
    """`hằng tháng`; the printed words where they say when in it (`trước ngày 20 hằng tháng`)."""
    if deadline.recurring and not _WHEN.search(deadline.phrase):
        return RECURRENCES[deadline.recurring]
    return deadline.phrase


def notice_name(notice: Notice) -> str:
    """How a notice is called: by its number, else by its meeting's day."""
    kind = KIND_NAMES[notice.kind]
    if notice.number:
        return NUMBERED_NOTICE.format(kind=kind, number=notice.number)
    if notice.meeting.date:
        return DATED_NOTICE.format(kind=kind, day=printed_date(notice.meeting.date))
    return BARE_NOTICE.format(kind=kind)


def section_headings(directive: Directive) -> tuple[str, ...]:
    """The headings and introducing lines above a directive, outermost first, without the story of the meeting."""
    return tuple(heading for heading in directive.headings if len(heading) <= LONGEST_HEADING)


def shown_title(notice: Notice) -> str:
    """The title for lists; one printed in capitals as a sentence, names as the notice itself writes them."""
    if not is_in_capitals(notice.title):
        return notice.title
    meeting = notice.meeting
    people = filter(
        None, (meeting.chair_position, meeting.chair, notice.signer, notice.place, meeting.place, meeting.name)
    )
    blocks = (block.text for block in notice.body.blocks)
    tasks = (task.text for task in notice.directives)
    return as_sentence(notice.title, (*blocks, *tasks, *(f"của {name}" for name in people)))
