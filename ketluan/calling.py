"""How places, bodies and notices are called where people read of them: pages, feeds, calendars, spreadsheets."""

from __future__ import annotations

import re

from ketluan.agency import CENTRAL, Agency, Register
from ketluan.dates import printed_date
from ketluan.notice import Directive, Notice, Recurring

RECURRENCES: dict[Recurring, str] = {
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "yearly": "hằng năm",
}
LONGEST_HEADING = 240
"""Longer introductions tell the story of the meeting, the same for every directive below."""


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
        return f"Thông báo kết luận họp ngày {printed_date(held.meeting.date)}"
    return "Thông báo không số"


def section_headings(directive: Directive) -> tuple[str, ...]:
    """The headings and introducing lines above a directive, outermost first, without the story of the meeting."""
    return tuple(heading for heading in directive.headings if len(heading) <= LONGEST_HEADING)
