"""A source file as a notice, before anything is written; and as the JSON that a trial prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ketluan.importing.duplicates import Twin
from ketluan.importing.files.source import SeenLine
from ketluan.importing.issuer import Issuer
from ketluan.importing.parsing.draft import Doubt
from ketluan.model.agency import Agency, Register
from ketluan.model.front_matter_fields import flat_fields
from ketluan.model.json_record import Json, notice_record
from ketluan.model.notice import Notice
from ketluan.model.problem import Problem

FIELDS = tuple(field.name for field in flat_fields(Notice, "record") if field.facts.recognised)
"""What the head, the opening and the foot of a notice say; each may be left unread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """`notice.id` is where the notice goes, `text` its file, `original` the bytes kept beside it; `issuer` is None
    when no name is printed and none was given; `printed_issuer` and `near_issuers` are then what to choose
    by; `register` holds the issuer; `twins` may be the same notice; `seen` are the lines that were recognised in
    pictures, `places` those of fields (by name) and of directives (by id)."""

    path: Path
    notice: Notice
    text: str
    original: bytes
    issuer: Issuer | None
    register: Register
    printed_issuer: str = ""
    near_issuers: tuple[Agency, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    twins: tuple[Twin, ...] = ()
    places: Mapping[str, SeenLine] = field(default_factory=dict)
    seen: tuple[SeenLine, ...] = ()


def record_of(understood: Understood) -> Json:
    """The object that `import --dry-run --json` prints: that of `show`, with `source`, `unread` and `confidence`.

    `confidence` is, for each field of head and foot, `read`, `ocr` (read from a picture), `doubtful` or `unread`;
    `unread` lists the last kind. `places` has page and box of what was read from a picture.
    """
    issuer = understood.issuer
    record = notice_record(understood.notice, understood.problems, issuer_name=issuer.name if issuer else "")
    if issuer is None:
        record |= {"id": None, "issuer": {"id": None, "name": understood.printed_issuer or None}}
    doubted = {doubt.field for doubt in understood.doubts}
    values = record | {"issuer": issuer}
    ocr = understood.notice.ocr
    sure = {name: _confidence(values[name], doubted=name in doubted, ocr=ocr) for name in FIELDS}
    unread = [name for name in FIELDS if sure[name] == "unread"]
    places = {name: {"page": line.page, "box": list(line.box)} for name, line in understood.places.items()}
    beside = {"unread": unread, "confidence": sure} | ({"places": places} if ocr else {})
    return {"source": understood.path.as_posix()} | record | beside


def _confidence(value: object, *, doubted: bool, ocr: bool) -> str:
    if not value:
        return "unread"
    return "doubtful" if doubted else "ocr" if ocr else "read"
