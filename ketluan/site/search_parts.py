"""The files of directives that the search looks through: one a year, several for a large one.

Every file is a classic script that hands one object to the page, so that it works from a folder and under a strict
content policy; its name carries its digest, so that a browser never loads an unchanged one twice.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ketluan.exports.tables import DIRECTIVES, Cell
from ketluan.model.archive import Archive, Assignment, body_id, notice_assignments
from ketluan.model.display_names import recurrence, section_headings, shown_title
from ketluan.model.notice import DEFAULT_KIND, Directive, Notice, Party
from ketluan.model.page import Asset
from ketluan.site.asset_names import digest_name
from ketluan.site.progress import progress
from ketluan.site.recipe import Recipe
from ketluan.store.follow_up_file import shown_until
from ketluan.text.folding import fold, visible

FOLDER = "tra-cuu/du-lieu"
PART = 4000
"""How many directives a file holds: so many are read and looked through without a pause that anyone would notice."""
_ONLY_IN_TABLE = {
    *("section", "deadline_phrase", "recurring", "deadline_unsure", "unregistered", "citations", "columns"),
    *("first_deadline", "state", "done", "follow_up", "replaced"),
}
Json = dict[str, object]


def search_parts(archive: Archive) -> dict[str, tuple[Notice, ...]]:
    """The notices of each file by its key (`2025-2`, `2025-1`), newest first, so that the first results need one
    small file only."""
    found: dict[str, tuple[Notice, ...]] = {}
    for year, notices in archive.by_year.items():
        cut = _cut([notice for notice in notices if notice.directive_count and not notice.withdrawn])
        found |= {f"{year}-{number}": part for number, part in zip(range(len(cut), 0, -1), cut, strict=True)}
    return found


def _cut(notices: Sequence[Notice]) -> list[tuple[Notice, ...]]:
    """About `PART` directives each; cut from the oldest on, so that a new notice changes one file."""
    parts, left = list[list[Notice]](), 0
    for notice in reversed(notices):
        if left <= 0:
            parts.append([])
            left = PART
        parts[-1].append(notice)
        left -= notice.directive_count
    return [tuple(reversed(part)) for part in reversed(parts)]


def year_of(key: str) -> str:
    """The year of a file's directives."""
    return key.rpartition("-")[0]


def search_recipes(archive: Archive) -> Iterator[Recipe]:
    """How each file is made."""
    return (Recipe(part_file, key) for key in archive.derived(search_parts))


def part_file(archive: Archive, key: str) -> Iterator[Asset]:
    """The file with a key."""
    notices = archive.derived(search_parts)[key]
    tasks = [task for notice in notices for task in notice_assignments(archive, notice)]
    yield data_script(key, "Years.year", _content(archive, key, tasks))


def data_script(name: str, receiver: str, value: Json) -> Asset:
    """A file of the search's data, which hands a value to a function of the page."""
    content = script_call(receiver, value)
    return Asset(path=digest_name(f"{FOLDER}/{name}.js", content), content=content)


def script_call(receiver: str, value: Json) -> bytes:
    """A script that hands a value to a function."""
    return f"{receiver}({json.dumps(value, ensure_ascii=False, separators=(',', ':'))});\n".encode()


class _Names:
    """Numbers names in the order of their first use: a year's file then depends on nothing outside that year."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, name: str | None) -> int:
        return self.numbers.setdefault(name, len(self.numbers)) if name else -1


def _content(archive: Archive, key: str, tasks: Sequence[Assignment]) -> Json:
    agencies, people, topics, contexts = _Names(), _Names(), _Names(), _Names()
    notices = [(notice, list(group)) for notice, group in groupby(tasks, key=lambda assignment: assignment.notice)]
    return {
        "key": key,
        "year": year_of(key),
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
        "anchors": "\n".join(_anchors(tasks)),
        "texts": "\n".join(_line(assignment.directive.text) for assignment in tasks),
        "context": [contexts.number(_context(assignment.directive)) for assignment in tasks],
        "lead": [
            number for assignment in tasks for number in _parties(assignment, assignment.directive.lead, agencies)
        ],
        "coordinate": [
            number for assignment in tasks for number in _parties(assignment, assignment.directive.coordinate, agencies)
        ],
        "deadlines": list(_spaced(_deadlines(tasks))),
        "progress": list(_spaced(_progress(tasks))),
        "uncounted": [place for place, assignment in enumerate(tasks) if not assignment.counts],
        "cells": list(_spaced(_cells(archive, tasks))),
        "agencies": list(agencies.numbers),
        "people": list(people.numbers),
        "topics": list(topics.numbers),
        "contexts": "\n".join(contexts.numbers),
    }


def _anchors(tasks: Sequence[Assignment]) -> Iterator[str]:
    """The directives' ids; nothing where it is the next ordinal of the section before."""
    before = ""
    for assignment in tasks:
        anchor = assignment.directive.id
        section, _, ordinal = before.rpartition("-")
        yield "" if ordinal.isdecimal() and anchor == f"{section}-{int(ordinal) + 1}" else anchor
        before = anchor


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


def _spaced(rows: Iterable[Sequence[object]]) -> Iterator[list[object]]:
    """Rows that start with a place, which becomes how many places lie between it and the one before: these repeat."""
    before = -1
    for place, *row in rows:
        assert isinstance(place, int)
        yield [place - before - 1, *row]
        before = place


def _cells(archive: Archive, tasks: Sequence[Assignment]) -> Iterator[list[object]]:
    """Place among the directives, and what the table has of it that nothing else here tells, by the column's name."""
    columns = [column for column in DIRECTIVES.columns if column.name in _ONLY_IN_TABLE]
    phrases = {place: phrase for place, _, phrase, *_ in _deadlines(tasks)}
    for place, assignment in enumerate(tasks):
        cells = {column.name: column.value(archive, assignment) for column in columns}
        if cells["section"] == assignment.directive.id.rpartition("-")[0]:
            del cells["section"]
        if not assignment.notice.follow_up and assignment.counts:  # what the limit tells
            del cells["state"]
        if (cells["deadline_phrase"] or "") == phrases.get(place, ""):
            del cells["deadline_phrase"]
        if given := {name: _text(cell) or "" for name, cell in cells.items() if cell or name == "deadline_phrase"}:
            yield [place, given]


def _text(cell: Cell) -> Cell:
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _deadlines(tasks: Sequence[Assignment]) -> Iterator[list[object]]:
    """Place among the directives, the sure date, what is shown without one, why it is not sure, and the words of an
    extension, which is sure."""
    for place, assignment in enumerate(tasks):
        deadline = assignment.directive.deadline
        until = assignment.standing().until if assignment.notice.follow_up else None
        if not deadline and not until:
            continue
        day = assignment.due.isoformat() if assignment.due else ""
        why = deadline.why if deadline else None
        after = ["", shown_until(until)] if until else [why] if why else []
        yield [place, day, recurrence(deadline) if deadline else "", *after]


def _progress(tasks: Sequence[Assignment]) -> Iterator[list[object]]:
    """Place among the directives, and where it stands in words, of those of which something was recorded."""
    for place, assignment in enumerate(tasks):
        if recorded := progress(assignment):
            yield [place, "; ".join(recorded.words)]
