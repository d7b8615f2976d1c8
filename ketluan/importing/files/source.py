"""What a file says: the value that the rest of the import builds on, and its JSON between processes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

from ketluan.importing.files.file_kind import Kind
from ketluan.model.notice import Signature
from ketluan.model.problem import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a file says.

    `text` is NFC, a printed line or paragraph a line, `\\f` before the first line of each further page; left columns
    stand wholly before right ones, rows of tables are as `table_rows` has them, and an empty line stands before a line
    that begins a paragraph wherever the page shows it. `sha256` is that of the file's bytes. `stamps` are the lines
    drawn by signing software, `furniture` what was left out on purpose; neither stands in `text`. `remarks` are
    Vietnamese sentences for the clerk.
    """

    kind: Kind
    text: str
    sha256: str
    stamps: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    furniture: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def to_json(source: Source) -> dict[str, object]:
    """The source as JSON's values."""
    record: dict[str, Any] = dataclasses.asdict(source)
    for signature in record["signatures"]:
        signature["time"] = signature["time"].isoformat() if signature["time"] else None
    return record


def from_json(record: dict[str, Any]) -> Source:
    """The source that `to_json` gave; raises Refused when the child refused the file."""
    if "refused" in record:
        raise Refused(record["refused"])
    signatures = tuple(
        Signature(
            signer=one["signer"],
            time=dt.datetime.fromisoformat(one["time"]) if one["time"] else None,
            intact=one["intact"],
        )
        for one in record["signatures"]
    )
    lists = {key: tuple(record[key]) for key in ("stamps", "furniture", "remarks")}
    return Source(kind=record["kind"], text=record["text"], sha256=record["sha256"], signatures=signatures, **lists)
