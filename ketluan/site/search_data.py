"""The data of the search: a file a year (several for a large one), and one that names them and all agencies.

Every file is a classic script that hands one object to the page, so that it works from a folder and under a strict
content policy; its name carries its digest, so that a browser never loads an unchanged year twice.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ketluan.exports.csv_file import FORMULA
from ketluan.exports.tables import DIRECTIVES, Cell
from ketluan.model import addresses
from ketluan.model.agency import Agency
from ketluan.model.agency_counts import agency_counts
from ketluan.model.archive import Archive, Assignment, body_id, unregistered_name
from ketluan.model.display_names import (
    BARE_NOTICE,
    DATED_NOTICE,
    KIND_NAMES,
    NUMBERED_NOTICE,
    full_name,
    place_name,
    recurrence,
    section_headings,
    shown_title,
    with_place,
)
from ketluan.model.follow_up import STATES, WITH_LIMIT
from ketluan.model.notice import DEFAULT_KIND, Directive, Notice, Party
from ketluan.model.page import Asset, link
from ketluan.site.asset_names import digest_name
from ketluan.site.phrases import KNOWN_YEAR, NO_YEAR, THOUSANDS
from ketluan.text.dates import PRINTED_DAY
from ketluan.text.folding import RULE, fold, visible

FOLDER = "tra-cuu/du-lieu"
FOLDING = "assets/search/folding-data.js"
PART = 4000
"""How many directives a file holds: so many are read and looked through without a pause that anyone would notice."""
ABBREVIATIONS: list[list[str]] = json.loads(
    (Path(__file__).parents[1] / "lexicon/abbreviations.json").read_text(encoding="utf-8")
)
_ONLY_IN_TABLE = {
    *("section", "deadline_phrase", "recurring", "deadline_unsure", "unregistered", "citations", "columns"),
    *("first_deadline", "state", "done", "follow_up", "replaced"),
}
MARKS = {"r": "đã soát", "u": "chưa soát", "o": "đọc từ bản quét", "x": "đã bị thay thế"}
"""What a reader should know of a notice, by the letter that stands for it."""
Json = dict[str, object]


def search_files(archive: Archive) -> list[Asset]:
    """The overview, then the years, newest first; the page must name the first two."""
    years = [asset for year in archive.assignments_by_year for asset in year_files(archive, year)]
    return [*overview_file(archive, *(asset.path for asset in years)), *years]


def year_files(archive: Archive, year: str) -> Iterator[Asset]:
    """The files of a year, its newest part first."""
    return (_script(f"{FOLDER}/{part.key}", "Years.year", _year(archive, part)) for part in _parts(archive, year))


def overview_file(archive: Archive, *paths: str) -> Iterator[Asset]:
    """The file that names those of the years, which stand at these paths, and all agencies."""
    parts = [part for year in archive.assignments_by_year for part in _parts(archive, year)]
    yield _script(f"{FOLDER}/muc-luc", "Years.overview", _overview(archive, list(zip(parts, paths, strict=True))))


def folding_script() -> Asset:
    """The folding rule for the browser; pages load it by the name that stands for `FOLDING`."""
    content = _call("Folding.use", RULE)
    return Asset(path=digest_name(FOLDING, content), content=content)


def site_script() -> bytes:
    """What pages say in Python and scripts in the browser alike, so that it is written once."""
    labels = {field.name: field.heading for field in DIRECTIVES.columns}
    data: Json = {
        "labels": {"lead": labels["lead"], "coordinate": labels["coordinate"], "deadline": "Thời hạn"},
        "addresses": {
            "notice": link("", f"{addresses.NOTICES}/{{id}}"),
            "directive": link("", f"{addresses.NOTICES}/{{id}}#{{anchor}}"),
            "agency": link("", f"{addresses.AGENCIES}/{{id}}"),
        },
        "notices": {"kinds": KIND_NAMES, "numbered": NUMBERED_NOTICE, "dated": DATED_NOTICE, "bare": BARE_NOTICE},
        "years": {"known": KNOWN_YEAR, "unknown": NO_YEAR},
        "day": PRINTED_DAY,
        "thousands": THOUSANDS,
        "columns": [
            {"name": column.name, "heading": column.heading, "type": column.type, "width": column.width}
            for column in DIRECTIVES.columns
        ],
        "formula": list(FORMULA),
        "marks": MARKS,
        "states": {"limit": WITH_LIMIT, "recurring": STATES["recurring"], "open": STATES["open-without-limit"]},
    }
    return _call("Site.use", data)


@dataclass(frozen=True, slots=True)
class _Part:
    """A year, or a part of a large one: what one file holds."""

    year: str
    key: str
    tasks: list[Assignment]


def _parts(archive: Archive, year: str) -> Iterator[_Part]:
    """Newest first, so that the first results need one small file only."""
    cut = _cut(archive.assignments_by_year[year])
    for number, tasks in zip(range(len(cut), 0, -1), cut, strict=True):
        yield _Part(year, f"{year}-{number}", tasks)


def _cut(tasks: Sequence[Assignment]) -> list[list[Assignment]]:
    """Whole notices, about `PART` directives each; cut from the oldest on, so that a new notice changes one file."""
    parts: list[list[Assignment]] = [[]]
    for _, group in groupby(reversed(tasks), key=lambda one: one.notice.id):
        if len(parts[-1]) >= PART:
            parts.append([])
        parts[-1].extend(group)
    return [part[::-1] for part in reversed(parts)]


def _script(stem: str, receiver: str, value: Json) -> Asset:
    content = _call(receiver, value)
    return Asset(path=digest_name(f"{stem}.js", content), content=content)


def _call(receiver: str, value: Json) -> bytes:
    return f"{receiver}({json.dumps(value, ensure_ascii=False, separators=(',', ':'))});\n".encode()


def _overview(archive: Archive, parts: Sequence[tuple[_Part, str]]) -> Json:
    agencies = [_agency(archive, agency) for _, agency in sorted(archive.register.agencies.items())]
    return {
        "years": [[part.year, part.key, path.rsplit("/", 1)[-1], len(part.tasks)] for part, path in parts],
        "counted": len(archive.counted),
        "agencies": [*agencies, *_unregistered(archive)],
        "abbreviations": ABBREVIATIONS,
        "namesakes": _namesakes(archive),
        "places": _issuers_places(archive),
    }


def _issuers_places(archive: Archive) -> dict[str, str]:
    places = sorted({notice.jurisdiction for notice in archive.notices})
    return {place: place_name(archive.register, place) for place in places}


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
    for body in sorted(archive.by_unregistered):
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


class _Names:
    """Numbers names in the order of their first use: a year's file then depends on nothing outside that year."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, name: str | None) -> int:
        return self.numbers.setdefault(name, len(self.numbers)) if name else -1


def _year(archive: Archive, part: _Part) -> Json:
    tasks = part.tasks
    agencies, people, topics, contexts = _Names(), _Names(), _Names(), _Names()
    notices = [(notice, list(group)) for notice, group in groupby(tasks, key=lambda assignment: assignment.notice)]
    return {
        "key": part.key,
        "year": part.year,
        "notices": [
            [
                notice.id,
                notice.number or "",
                notice.issued.isoformat() if notice.issued else "",
                notice.meeting.date.isoformat() if notice.meeting.date else "",
                _line(shown_title(notice)),
                agencies.number(notice.issuer),
                people.number(notice.meeting.chair),
                people.number(notice.signer),
                [topics.number(topic) for topic in notice.topics],
                _about(notice),
                len(group),
                "" if notice.kind == DEFAULT_KIND else notice.kind,
                _marks(notice, group[0]),
            ]
            for notice, group in notices
        ],
        "anchors": "\n".join(assignment.directive.id for assignment in tasks),
        "texts": "\n".join(_line(assignment.directive.text) for assignment in tasks),
        "context": [contexts.number(_context(assignment.directive)) for assignment in tasks],
        "lead": [
            number for assignment in tasks for number in _parties(assignment, assignment.directive.lead, agencies)
        ],
        "coordinate": [
            number for assignment in tasks for number in _parties(assignment, assignment.directive.coordinate, agencies)
        ],
        "deadlines": list(_deadlines(tasks)),
        "cited": sorted(
            Counter(number for assignment in tasks for number in set(assignment.directive.citations)).items()
        ),
        "uncounted": [place for place, assignment in enumerate(tasks) if not assignment.counts],
        "cells": list(_cells(archive, tasks)),
        "agencies": list(agencies.numbers),
        "people": list(people.numbers),
        "topics": list(topics.numbers),
        "contexts": "\n".join(contexts.numbers),
    }


def _marks(notice: Notice, task: Assignment) -> str:
    """Letters of `MARKS`."""
    return f"{'r' if notice.reviewed else 'u'}{'o' if notice.ocr else ''}{'x' if task.replaced else ''}"


def _line(text: str) -> str:
    """One line of visible characters, which folding changes one by one."""
    return " ".join(visible(text).split())


def _about(notice: Notice) -> str:
    """Words of the chair's office, the meeting and the place that the title does not hold."""
    title = fold(notice.title)
    meeting = notice.meeting
    chair = " ".join(filter(None, (meeting.chair_position, meeting.chair)))
    parts = (chair, meeting.name, meeting.place, notice.place)
    return ". ".join(_line(part) for part in parts if part and fold(part) not in title)


def _context(directive: Directive) -> str:
    """Who is told, in the words of the headings; after a tab what else was taken over or given back."""
    headings = " › ".join(map(_heading, section_headings(directive)))
    own = f"{fold(headings)} {fold(directive.text)}"
    deadline = directive.deadline
    printed = [party.name for party in (*directive.lead, *directive.coordinate)]
    printed += [deadline.phrase] if deadline and deadline.origin in ("inherited", "heading", "column") else []
    printed += directive.column_lines
    more = ". ".join(_line(words) for words in dict.fromkeys(printed) if fold(_line(words)).strip() not in own)
    return f"{headings}\t{more}" if more else headings


def _heading(text: str) -> str:
    return _line(text).rstrip(" :;.")


def _parties(assignment: Assignment, parties: Sequence[Party], agencies: _Names) -> Iterator[int]:
    """How many, then who: one flat list a year is read faster than a list for each directive.

    Who is not sure stands as the complement of its number (-1 for 0).
    """
    yield len(parties)
    for party in parties:
        number = agencies.number(body_id(assignment.notice, party))
        yield number if party.certain else ~number


def _cells(archive: Archive, tasks: Sequence[Assignment]) -> Iterator[list[object]]:
    """Place among the directives, and what the table has of it that nothing else here tells, by the column's name."""
    columns = [column for column in DIRECTIVES.columns if column.name in _ONLY_IN_TABLE]
    for place, assignment in enumerate(tasks):
        cells = {column.name: column.value(archive, assignment) for column in columns}
        if cells["section"] == assignment.directive.id.rpartition("-")[0]:
            del cells["section"]
        if not assignment.notice.follow_up and assignment.counts:  # what the limit tells
            del cells["state"]
        if given := {name: _text(cell) for name, cell in cells.items() if cell}:
            yield [place, given]


def _text(cell: Cell) -> Cell:
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _deadlines(tasks: Sequence[Assignment]) -> Iterator[list[object]]:
    """Place among the directives, the sure date, what is shown without one, why it is not sure."""
    for place, assignment in enumerate(tasks):
        if deadline := assignment.directive.deadline:
            day = assignment.due.isoformat() if assignment.due else ""
            yield [place, day, recurrence(deadline), *([deadline.why] if deadline.why else [])]
