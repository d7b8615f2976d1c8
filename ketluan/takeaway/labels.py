"""How agencies and notices are called in files that people read."""

from __future__ import annotations

from collections.abc import Iterable

from ketluan.archive import Archive
from ketluan.dates import printed_date
from ketluan.notice import Notice, Party

RECURRING = {"weekly": "hằng tuần", "monthly": "hằng tháng", "quarterly": "hằng quý", "yearly": "hằng năm"}
KINDS = {
    "issuer": "cơ quan ban hành",
    "department": "cơ quan chuyên môn",
    "local government": "chính quyền địa phương",
    "steering committee": "ban chỉ đạo",
    "mass organisation": "mặt trận, đoàn thể",
    "company": "doanh nghiệp",
    "group": "nhóm cơ quan",
}
REASONS = {
    "renamed": "đổi tên",
    "merged": "sáp nhập",
    "replaced": "được thay thế",
    "split": "chia tách",
    "dissolved": "giải thể",
    "devolved": "chuyển giao nhiệm vụ",
}
CONTROLS = {code: None for code in (*range(32), *range(127, 160), 0xFFFE, 0xFFFF) if code not in (9, 10, 13)}


def agency_name(archive: Archive, agency: str) -> str:
    """Its name in the register, as printed without the place."""
    entry = archive.register.agencies.get(agency)
    return entry.name if entry else agency


def place_name(archive: Archive, jurisdiction: str) -> str:
    """`kon-tum` -> `tỉnh Kon Tum`."""
    return archive.register.places.get(jurisdiction, jurisdiction)


def full_name(archive: Archive, agency: str) -> str:
    """The name with the place it serves, which tells Kon Tum's Sở Y tế from Đồng Tháp's."""
    jurisdiction = agency.rpartition("/")[0]
    place = archive.register.places.get(jurisdiction)
    return f"{agency_name(archive, agency)} ({place})" if place else agency_name(archive, agency)


def notice_label(notice: Notice) -> str:
    """`Thông báo số 975/TB-VP ngày 10/07/2014`, or by the day of the meeting where number or date is missing."""
    number = f" số {notice.number}" if notice.number else ""
    if notice.issued:
        return f"Thông báo{number} ngày {printed_date(notice.issued)}"
    return (
        f"Thông báo{number} về cuộc họp ngày {printed_date(notice.meeting.date)}"
        if notice.meeting.date
        else f"Thông báo{number}"
    )


def party_names(parties: Iterable[Party]) -> str | None:
    """Names as printed, one after the other; None when nobody is named."""
    return "; ".join(dict.fromkeys(party.name for party in parties)) or None


def printable(text: str) -> str:
    """The text without control characters, which neither XML nor a calendar may hold; line breaks stay."""
    return text.translate(CONTROLS)
