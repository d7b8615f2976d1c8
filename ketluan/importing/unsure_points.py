"""What an import is not sure of, as the report that is kept: doubts, open questions, figures read from a picture."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TypedDict

from ketluan.importing.candidate import Understood
from ketluan.importing.files.source import SeenLine
from ketluan.importing.line_places import SeenLines
from ketluan.model.front_matter_fields import flat_fields
from ketluan.model.import_report import ImportReport, SimilarNotice, UnsurePoint
from ketluan.model.notice import AccountedBlock, Notice
from ketluan.model.open_questions import open_questions
from ketluan.model.problem import as_text
from ketluan.store.notice_body import READ_FROM_PICTURE
from ketluan.text.dates import printed_date

_FIGURE = re.compile(r"\d(?:[\w.,/%-]*[\w%])?")
_PRINTED_MARKER = re.compile(r"\W*(?:\d+(?:\.\d+)*[.)]|[IVX]+\.|[a-zđ]\))\s")


class _Place(TypedDict, total=False):
    page: int
    box: tuple[float, ...]


def import_report(understood: Understood, today: dt.date) -> ImportReport:
    """The report of an import made today: everything that a person should compare with the original."""
    return ImportReport(
        on=today,
        source=as_text(understood.path.name),
        points=tuple(unsure_points(understood)),
        remarks=tuple(map(as_text, understood.remarks)),
        similar=tuple(SimilarNotice(id=twin.id, why=twin.why) for twin in understood.twins),
    )


def unsure_points(understood: Understood) -> Iterator[UnsurePoint]:
    """Fields of head and foot, then figures read from a picture, then what the understanding left open."""
    places = understood.places
    for doubt in understood.doubts:
        where = _place(places.get(doubt.field))
        words = doubt.quote or ""
        yield UnsurePoint(
            about="field", field=doubt.field, words=words, why=doubt.message, source_line=doubt.line, **where
        )
    if understood.notice.ocr:
        yield from _figures(understood)
    for question in open_questions(understood.notice):
        about, anchor = question.about, question.anchor or None
        where = _place(places.get(question.anchor))
        yield UnsurePoint(
            about=about, directive=anchor, line=question.line, words=question.words, why=question.why, **where
        )


def _figures(understood: Understood) -> Iterator[UnsurePoint]:
    """Number and days of the head, then every block that holds figures, each with its line in the picture."""
    notice = understood.notice
    for field in flat_fields(Notice, "record"):
        if field.facts.form in ("number", "date") and (value := field.value(notice)):
            words = printed_date(value) if isinstance(value, dt.date) else str(value)
            where = _place(understood.places.get(field.name))
            yield UnsurePoint(about="figures", field=field.name, words=words, why=READ_FROM_PICTURE, **where)
    lines, tasks = SeenLines(understood.seen), {task.line: task.id for task in notice.directives}
    for block in notice.body.blocks:
        if words := "; ".join(_figures_of(block)):
            where = _place(lines.saying(words))
            anchor = tasks.get(block.line)
            yield UnsurePoint(
                about="figures", directive=anchor, line=block.line, words=words, why=READ_FROM_PICTURE, **where
            )


def _figures_of(block: AccountedBlock) -> Sequence[str]:
    """The figures that a block prints, without those of its own marker."""
    marker = _PRINTED_MARKER.match(block.text)
    return list(dict.fromkeys(_FIGURE.findall(block.text, marker.end() if marker else 0)))


def _place(line: SeenLine | None) -> _Place:
    return {"page": line.page, "box": tuple(round(part, 4) for part in line.box)} if line else {}
