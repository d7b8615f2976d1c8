"""A source file as a notice, before anything is written; and as the JSON that a trial prints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ketluan.importing.duplicates import Twin
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
    by; `register` holds the issuer; `twins` may be the same notice."""

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


def record_of(understood: Understood) -> Json:
    """The object that `import --dry-run --json` prints: that of `show`, with `source`, `unread` and `confidence`.

    `confidence` is, for each field of head and foot, `read`, `doubtful` or `unread`; `unread` lists the last kind.
    """
    issuer = understood.issuer
    record = notice_record(understood.notice, understood.problems, issuer_name=issuer.name if issuer else "")
    if issuer is None:
        record |= {"id": None, "issuer": {"id": None, "name": understood.printed_issuer or None}}
    doubted = {doubt.field for doubt in understood.doubts}
    values = record | {"issuer": issuer}
    sure = {name: _confidence(values[name], name in doubted) for name in FIELDS}
    unread = [name for name in FIELDS if sure[name] == "unread"]
    return {"source": understood.path.as_posix()} | record | {"unread": unread, "confidence": sure}


def _confidence(value: object, doubted: bool) -> str:
    if not value:
        return "unread"
    return "doubtful" if doubted else "read"
