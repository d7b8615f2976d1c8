"""Values as JSON and back, for the pipe between two processes: nothing but our own values is ever made of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from ketluan.importing.files.source import SeenLine, Source
from ketluan.importing.parsing.draft import Doubt, Draft
from ketluan.importing.proof import Difference
from ketluan.model import notice
from ketluan.model.ledger import PublishedId
from ketluan.store.notice_body import BodyProblem

_KIND = "kind of value"
_CLASSES: dict[str, Any] = {
    made.__name__: made
    for made in (*vars(notice).values(), Source, SeenLine, Draft, Doubt, Difference, BodyProblem, PublishedId)
    if isinstance(made, type) and dataclasses.is_dataclass(made)
}


def to_json(value: object) -> Any:
    """Dataclasses by their name, dates, rows of values, text and figures."""
    if isinstance(value, dt.datetime):
        return {_KIND: "time", "is": value.isoformat()}
    if isinstance(value, dt.date):
        return {_KIND: "day", "is": value.isoformat()}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {part.name: to_json(getattr(value, part.name)) for part in dataclasses.fields(value)}
        return {_KIND: type(value).__name__, **named}
    return value


def from_json(record: Any) -> Any:
    """What `to_json` was given, lists as tuples; raises ValueError, KeyError or TypeError for anything else."""
    if isinstance(record, list):
        return tuple(from_json(item) for item in record)
    if not isinstance(record, dict):
        return record
    kind = record[_KIND]
    if kind == "time":
        return dt.datetime.fromisoformat(record["is"])
    if kind == "day":
        return dt.date.fromisoformat(record["is"])
    return _CLASSES[kind](**{name: from_json(item) for name, item in record.items() if name != _KIND})
