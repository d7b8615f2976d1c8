"""Dates, numbers, names and counts as Vietnamese offices write them."""

from __future__ import annotations

import datetime as dt
import re

from ketluan.agency import CENTRAL, Agency, Reason, Register
from ketluan.notice import Directive, Notice, Recurring

RECURRENCES: dict[Recurring, str] = {
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "yearly": "hằng năm",
}
REASONS: dict[Reason, str] = {
    "renamed": "Đã đổi tên",
    "merged": "Đã hợp nhất, sáp nhập",
    "replaced": "Đã được thay thế",
    "split": "Đã chia tách, nhiệm vụ chuyển cho nhiều cơ quan",
    "dissolved": "Đã giải thể",
    "devolved": "Đã kết thúc, nhiệm vụ chuyển giao",
}
UNKNOWN_YEAR = "khong-ro"


def day(date: dt.date | None) -> str:
    """`08/02/2025`, or nothing."""
    return f"{date:%d/%m/%Y}" if date else ""


def long_day(date: dt.date) -> str:
    """`ngày 08 tháng 02 năm 2025`: days below 10 and the months 1 and 2 take a nought (decree 30/2020, article 8)."""
    month = f"{date.month:02}" if date.month < 3 else str(date.month)
    return f"ngày {date.day:02} tháng {month} năm {date.year}"


def month(key: str) -> str:
    """`2014-07` -> `tháng 7/2014`."""
    year, number = key.split("-")
    return f"tháng {int(number)}/{year}"


def year(name: str) -> str:
    """`2014` -> `Năm 2014`; `khong-ro` -> `Không rõ năm`."""
    return "Không rõ năm" if name == UNKNOWN_YEAR else f"Năm {name}"


def count(number: int) -> str:
    """`12.345`: a dot between the thousands."""
    return f"{number:,}".replace(",", ".")


def size(octets: int) -> str:
    """`84 KB`, `1,2 MB`: a comma before the decimals."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))} KB"
    return f"{octets / 1_000_000:.1f} MB".replace(".", ",")


def capital(text: str) -> str:
    """With a capital at its beginning, the rest as it is: `tỉnh Kon Tum` -> `Tỉnh Kon Tum`."""
    return text[:1].upper() + text[1:]


def clip(text: str, limit: int) -> str:
    """Cut at a word with an ellipsis; for descriptions only, never for what a page shows."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.-") + "…"


def place_name(register: Register, jurisdiction: str) -> str:
    """`tỉnh Kon Tum`; central bodies serve the whole country."""
    if jurisdiction == CENTRAL:
        return register.places.get(CENTRAL, "Trung ương")
    return register.places.get(jurisdiction, jurisdiction)


def agency_name(register: Register, agency_id: str) -> str:
    """The name alone, as inside a notice of the same place; the id when the register does not hold it."""
    agency = register.agencies.get(agency_id)
    return agency.name if agency else agency_id


def full_name(register: Register, agency_id: str) -> str:
    """The name with its place: `Sở Y tế tỉnh Kon Tum`; `UBND tỉnh` of Kon Tum -> `UBND tỉnh Kon Tum`."""
    agency = register.agencies.get(agency_id)
    if agency is None:
        return agency_id
    if agency.jurisdiction == CENTRAL:
        return agency.name
    return _placed(agency, place_name(register, agency.jurisdiction))


def _placed(agency: Agency, place: str) -> str:
    """Said once where the name already ends with the kind of place, or holds the place's own name."""
    kind, _, own = place.partition(",")[0].partition(" ")
    if own and own.casefold() in agency.name.casefold():
        return agency.name
    stem = re.sub(rf"\s+{re.escape(kind)}$", "", agency.name, flags=re.IGNORECASE) if kind else agency.name
    return f"{stem} {place}"


def notice_name(held: Notice) -> str:
    """How a notice is called: by its number, else by its meeting's day."""
    if held.number:
        return f"Thông báo số {held.number}"
    if held.meeting.date:
        return f"Thông báo kết luận họp ngày {day(held.meeting.date)}"
    return "Thông báo không số"


def item_name(task: Directive, *, alone: bool) -> str:
    """How a directive is cited inside its notice: `mục II.1, ý 3`; `alone` when its section holds only it."""
    section, _, ordinal = task.id.rpartition("-")
    if section == "0":
        return f"ý {ordinal}"
    return f"mục {section}" if alone else f"mục {section}, ý {ordinal}"


def citation(held: Notice, issuer: str) -> str:
    """How another document names this one: `Thông báo số 975/TB-VP ngày 10/7/2014 của ...`."""
    when = f" {long_day(held.issued)}" if held.issued else ""
    return f"{notice_name(held)}{when} của {issuer}"
