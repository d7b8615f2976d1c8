"""Directives, agencies and notices as JSON arrays, each with the JSON Schema made from the same table of fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ketluan.exports.packed_file import Packed, packed
from ketluan.model.archive import Archive
from ketluan.model.json_record import Json

Item = TypeVar("Item")
TEXT: Json = {"type": "string"}
MAYBE_TEXT: Json = {"type": ["string", "null"]}
TEXTS: Json = {"type": "array", "items": TEXT}
DATE: Json = {"type": ["string", "null"], "format": "date"}
BEGIN, BETWEEN, END = b"[\n", b",\n", b"\n]\n"
COUNT: Json = {"type": "integer", "minimum": 0}
FLAG: Json = {"type": "boolean"}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Field(Generic[Item]):
    """A member of a record: its name, its type as JSON Schema, what it means (in Vietnamese), its value."""

    name: str
    type: Json
    meaning: str
    value: Callable[[Archive, Item], object]


def object_type(properties: Json) -> Json:
    """An object that has exactly these members."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def json_array(archive: Archive, fields: tuple[Field[Item], ...], items: Iterable[Item]) -> bytes:
    """A bare array, one record a line, so that two versions of the file can be compared."""
    return BEGIN + BETWEEN.join(json_lines(archive, fields, items)) + END


def json_lines(archive: Archive, fields: tuple[Field[Item], ...], items: Iterable[Item]) -> Iterator[bytes]:
    """The records of an array."""
    return (packed_json({field.name: field.value(archive, item) for field in fields}) for item in items)


def packed_array(records: Iterable[Packed]) -> Iterator[Packed]:
    """The array of records that stand together, one `BETWEEN` the other; empty parts hold none."""
    yield packed([BEGIN])
    for at, record in enumerate(each for each in records if each.size):
        yield from (packed([BETWEEN]), record) if at else (record,)
    yield packed([END])


def joined_json(contents: Iterable[bytes]) -> Iterator[bytes]:
    """One array of several, in pieces."""
    between = BEGIN
    for content in contents:
        if records := content.removeprefix(BEGIN).removesuffix(END):
            yield between + records
            between = BETWEEN
    yield END if between is BETWEEN else BEGIN + END


def json_schema(title: str, fields: tuple[Field[Item], ...]) -> bytes:
    """The schema of such an array, draft 2020-12."""
    properties: Json = {field.name: {**field.type, "description": field.meaning} for field in fields}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "array",
        "items": object_type(properties),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1).encode() + b"\n"


def packed_json(value: object) -> bytes:
    """On one line, without blanks."""
    return _ENCODER.encode(value).encode()
