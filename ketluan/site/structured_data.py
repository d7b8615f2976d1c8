"""Notices as schema.org data (JSON-LD) for <head>."""

from __future__ import annotations

import json

from markupsafe import Markup

from ketluan.model.agency import Register
from ketluan.model.archive import Archive
from ketluan.model.json_record import iso
from ketluan.model.notice import Meeting, Notice
from ketluan.site import phrases

Data = dict[str, object]
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def notice_data(archive: Archive, notice: Notice) -> Markup:
    """A `DigitalDocument` about the meeting (`Event`), by a `GovernmentOrganization`; what is unknown is left out."""
    data = _known(
        {
            "@context": "https://schema.org",
            "@type": "DigitalDocument",
            "name": phrases.notice_name(notice),
            "headline": notice.title,
            "identifier": notice.number,
            "datePublished": iso(notice.issued),
            "inLanguage": "vi",
            "publisher": _organization(archive.register, notice.issuer),
            "author": {"@type": "Person", "name": notice.signer} if notice.signer else None,
            "keywords": list(notice.topics),
            "about": _event(notice.meeting),
        }
    )
    return Markup('<script type="application/ld+json">{}</script>').format(_script(data))


def _organization(register: Register, agency_id: str) -> Data:
    return {"@type": "GovernmentOrganization", "name": phrases.full_name(register, agency_id)}


def _event(meeting: Meeting) -> Data | None:
    data = _known(
        {
            "name": meeting.name,
            "startDate": iso(meeting.date),
            "location": {"@type": "Place", "name": meeting.place} if meeting.place else None,
            "organizer": _known({"@type": "Person", "name": meeting.chair, "jobTitle": meeting.chair_position})
            if meeting.chair
            else None,
        }
    )
    return {"@type": "Event", **data} if data else None


def _known(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}


def _script(data: Data) -> Markup:
    """Inside <script> no `<` may stand, or `</script>` in a title would end it; entities are not read there."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))
