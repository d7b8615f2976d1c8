"""Notices as schema.org data (JSON-LD) for <head>."""

from __future__ import annotations

import json

from markupsafe import Markup

from ketluan.agency import Register
from ketluan.archive import Archive
from ketluan.notice import Meeting, Notice
from ketluan.record import iso
from ketluan.views import wording

Data = dict[str, object]
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def notice_data(archive: Archive, held: Notice) -> Markup:
    """A `DigitalDocument` about the meeting (`Event`), by a `GovernmentOrganization`; what is unknown is left out."""
    data = _known(
        {
            "@context": "https://schema.org",
            "@type": "DigitalDocument",
            "name": wording.notice_name(held),
            "headline": held.title,
            "identifier": held.number,
            "datePublished": iso(held.issued),
            "inLanguage": "vi",
            "publisher": _organization(archive.register, held.issuer),
            "author": {"@type": "Person", "name": held.signer} if held.signer else None,
            "locationCreated": {"@type": "Place", "name": held.place} if held.place else None,
            "keywords": list(held.topics),
            "about": _event(held.meeting),
            "citation": sorted({number for task in held.directives for number in task.citations}),
        }
    )
    return Markup('<script type="application/ld+json">{}</script>').format(_script(data))


def _organization(register: Register, agency_id: str) -> Data:
    return {"@type": "GovernmentOrganization", "name": wording.full_name(register, agency_id)}


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
    return Markup(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))
