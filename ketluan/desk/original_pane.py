"""What stands beside a notice: its original's pages or lines, the place of each of its words there, and the proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ketluan.desk.header_form import form_fields, key_of
from ketluan.desk.original_views import Original, Originals
from ketluan.importing.files.source import SeenLine
from ketluan.importing.line_places import SeenLines
from ketluan.model.import_report import ImportReport
from ketluan.model.notice import Notice

_FIRST_WORDS = 10
"""So many words say on which printed line a block or the value of a field begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalPane:
    """`pages` are numbers of pages shown as pictures, else `lines` are the original's text; `places` tell for a field
    or block page and box (left, top, right, bottom in parts of the page), or the number of a line."""

    notice: Notice
    pages: range
    lines: Sequence[str]
    places: Mapping[str, Sequence[float]]
    differences: tuple[str, ...]
    proved: bool
    refused: str


def original_pane(originals: Originals, notice: Notice, text: str, report: ImportReport | None = None) -> OriginalPane:
    """Waits for the original to be read; `report` says where on it the import was not sure of something."""
    begun = originals.begin(notice)
    found = begun.result() if begun else Original(refused="Thông báo này không có bản gốc trong kho.")
    lines = found.source.text.replace("\f", "").split("\n") if found.source and not found.pages else []
    seen = found.lines if found.pages else tuple(_as_seen(lines))
    return OriginalPane(
        notice=notice,
        pages=range(1, found.pages + 1),
        lines=lines,
        places=_doubted(report, SeenLines(seen)) | dict(_places(notice, seen)),
        differences=tuple(map(str, originals.differences(notice, text))),
        proved=found.source is not None,
        refused=found.refused,
    )


def _doubted(report: ImportReport | None, lines: SeenLines) -> dict[str, Sequence[float]]:
    """For fields that could not be read the line that should say them."""
    found: dict[str, Sequence[float]] = {}
    for point in report.points if report else ():
        if point.field and point.page and point.box:
            found[key_of(point.field)] = (point.page, *point.box)
        elif point.field and point.words and (line := lines.saying(point.words)):
            found[key_of(point.field)] = (line.page, *line.box)
    return found


def _as_seen(lines: Sequence[str]) -> Iterator[SeenLine]:
    return (SeenLine(page=at, text=line, box=(0.0, 0.0, 0.0, 0.0)) for at, line in enumerate(lines, 1))


def _places(notice: Notice, seen: Sequence[SeenLine]) -> Iterator[tuple[str, Sequence[float]]]:
    lines = SeenLines(seen)
    for field in form_fields(notice):
        words = _beginning(field.shown.split("\n")[0])
        if words and field.form not in ("flag", "choice") and (line := lines.saying(words)):
            yield field.key, (line.page, *line.box)
    for block in notice.body.blocks:
        if line := lines.saying(_beginning(block.text)):
            yield f"d{block.line}", (line.page, *line.box)


def _beginning(text: str) -> str:
    return " ".join(islice(text.split(), _FIRST_WORDS))
