"""The data of the search: the files of directives, and one that names them and all agencies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from ketluan.exports.csv_file import FORMULA
from ketluan.exports.tables import DIRECTIVES
from ketluan.model import addresses
from ketluan.model.agency import Agency
from ketluan.model.agency_counts import agency_counts, named_unregistered
from ketluan.model.archive import Archive, unregistered_name
from ketluan.model.display_names import (
    BARE_NOTICE,
    DATED_NOTICE,
    KIND_NAMES,
    NUMBERED_NOTICE,
    full_name,
    place_name,
    with_place,
)
from ketluan.model.follow_up import EVENTS, LASTING, STATES, WITH_LIMIT
from ketluan.model.page import Asset, link
from ketluan.model.year_sums import counted_directives
from ketluan.site.phrases import KNOWN_YEAR, NO_YEAR, THOUSANDS
from ketluan.site.search_parts import Json, data_script, part_file, script_call, search_parts
from ketluan.text.dates import PRINTED_DAY
from ketluan.text.folding import RULE
from ketluan.text.slug import slug

ABBREVIATIONS: list[list[str]] = json.loads(
    (Path(__file__).parents[1] / "lexicon/abbreviations.json").read_text(encoding="utf-8")
)
MARKS = {"r": "đã soát", "u": "chưa soát", "o": "đọc từ bản quét", "x": "đã bị thay thế"}
"""What a reader should know of a notice, by the letter that stands for it."""


def search_files(archive: Archive) -> list[Asset]:
    """The overview, then the files of directives, newest first; the page must name the first two."""
    parts = [asset for key in archive.derived(search_parts) for asset in part_file(archive, key)]
    return [*overview_file(archive, *(asset.path for asset in parts)), *parts]


def overview_file(archive: Archive, *paths: str) -> Iterator[Asset]:
    """The file that names those of directives, which stand at these paths, and all agencies."""
    yield data_script("muc-luc", "Years.overview", _overview(archive, paths))


def folding_script() -> bytes:
    """The folding rule for the browser."""
    return script_call("Folding.use", RULE)


def site_script() -> bytes:
    """What pages say in Python and scripts in the browser alike, so that it is written once."""
    labels = {field.name: field.heading for field in DIRECTIVES.columns}
    data: Json = {
        "labels": {
            "lead": labels["lead"],
            "coordinate": labels["coordinate"],
            "deadline": "Thời hạn",
            "extended": EVENTS["extension-granted"],
            "progress": "Thực hiện",
        },
        "addresses": {
            "notice": link("", f"{addresses.NOTICES}/{{id}}"),
            "directive": link("", f"{addresses.NOTICES}/{{id}}#{{anchor}}"),
            "agency": link("", f"{addresses.AGENCIES}/{{id}}"),
        },
        "notices": {"kinds": KIND_NAMES, "numbered": NUMBERED_NOTICE, "dated": DATED_NOTICE, "bare": BARE_NOTICE},
        "years": {"known": KNOWN_YEAR, "unknown": NO_YEAR},
        "day": PRINTED_DAY,
        "thousands": THOUSANDS,
        "marks": MARKS,
        "states": {
            "all": [
                {"key": key, "words": words, "slug": slug(words)}
                for key, words in (*STATES.items(), ("replaced", LASTING["replaced"]))
            ],
            "limit": WITH_LIMIT,
        },
    }
    return script_call("Site.use", data)


def table_script() -> bytes:
    """The columns of the table of directives for the browser, and how a cell begins that table programs would run."""
    columns: list[Json] = [
        {"name": column.name, "heading": column.heading, "type": column.type, "width": column.width}
        for column in DIRECTIVES.columns
    ]
    return script_call("Table.use", {"columns": columns, "formula": list(FORMULA)})


def _overview(archive: Archive, paths: Sequence[str]) -> Json:
    agencies = [_agency(archive, agency) for _, agency in sorted(archive.register.agencies.items())]
    parts = archive.derived(search_parts)
    tasks = {key: sum(notice.directive_count for notice in notices) for key, notices in parts.items()}
    names = [path.rsplit("/", 1)[-1] for path in paths]
    return {
        "years": [[key, name, tasks[key]] for key, name in zip(parts, names, strict=True)],
        "counted": counted_directives(archive),
        "agencies": [*agencies, *_unregistered(archive)],
        "abbreviations": ABBREVIATIONS,
        "namesakes": _namesakes(archive),
        "places": _issuers_places(archive),
        "withdrawn": list(_withdrawn(archive)),
    }


def _issuers_places(archive: Archive) -> dict[str, str]:
    places = sorted({notice.jurisdiction for notice in archive.notices})
    return {place: place_name(archive.register, place) for place in places}


def _withdrawn(archive: Archive) -> Iterator[list[str]]:
    """What a reader who has the number of a withdrawn notice is told of it: id, number, day, issuer, kind."""
    for notice in archive.notices:
        if notice.withdrawn and notice.number:
            issued = notice.issued.isoformat() if notice.issued else ""
            yield [notice.id, notice.number, issued, notice.issuer, notice.kind]


def _namesakes(archive: Archive) -> dict[str, dict[str, str]]:
    """Names that people of several places bear, with those places: a filter must not take them for one."""
    places: dict[str, dict[str, str]] = {}
    for (place, _), notices in archive.by_chair.items():
        for name in {notice.meeting.chair or "" for notice in notices}:
            places.setdefault(name, {})[place] = place_name(archive.register, place)
    return {name: notice for name, notice in sorted(places.items()) if len(notice) > 1}


def _agency(archive: Archive, agency: Agency) -> list[object]:
    """id, name, other names, full name, predecessors, groups, last day, directives led, coordinated, perhaps had."""
    register = archive.register
    counts = agency_counts(archive, agency.id)
    return [
        agency.id,
        agency.name,
        _other_names(agency),
        full_name(register, agency.id),
        list(register.predecessors.get(agency.id, ())),
        list(register.groups_of.get(agency.id, ())),
        agency.closed.isoformat() if agency.closed else "",
        counts.lead,
        counts.coordinate,
        counts.unsure,
    ]


def _unregistered(archive: Archive) -> Iterator[list[object]]:
    """Printed names that the register does not hold, each of its place, as agencies: a query may name them too."""
    for body in named_unregistered(archive):
        place, name = unregistered_name(body)
        full = with_place(name, place_name(archive.register, place))
        counts = agency_counts(archive, body)
        numbers = (counts.lead, counts.coordinate, counts.unsure)
        yield [body, name, [short] if (short := initials(name)) else [], full, [], [], "", *numbers]


def _other_names(agency: Agency) -> list[str]:
    names = [agency.short or "", *agency.aliases, initials(agency.name)]
    return [name for name in dict.fromkeys(names) if name and name != agency.name]


def initials(name: str) -> str:
    """`Sở Lao động - Thương binh và Xã hội` -> `SLĐTBXH`; nothing for a name of one word or of more than ten."""
    words = [word for word in name.split() if word[0].isalpha() and word.lower() not in {"và", "các"}]
    return "".join(word[0].upper() for word in words) if 2 <= len(words) <= 10 else ""
