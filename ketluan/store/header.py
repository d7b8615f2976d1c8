"""The front matter of a notice file: one table that checks, parses, writes, documents, makes the JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ketluan.model.front_matter_fields import Form as FormName
from ketluan.model.front_matter_fields import facts_of
from ketluan.model.message import Message, say
from ketluan.model.notice import Correction, FrontMatter, Meeting, Related, Review, Signature, Tombstone
from ketluan.model.problem import Problem, nearest
from ketluan.store.front_matter import dump, split
from ketluan.store.schema_types import (
    DATE,
    DIGEST,
    FILE,
    ID,
    LINES,
    NUMBER,
    TEXT,
    TIME,
    YES_NO,
    Form,
    Key,
    listed,
    one_of,
    record,
    table_of,
)
from ketluan.store.yaml_nodes import Node, Report, parse_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Header(FrontMatter):
    """The front matter as read; `lines` tells on which line of the file each key stands."""

    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


def _keys(kind: type) -> tuple[Key, ...]:
    """The fields of a dataclass as rows of a schema."""
    return tuple(
        Key(
            facts.key or attribute,
            one_of(*facts.choices) if facts.form == "choice" else _FORMS[facts.form],
            facts.meaning,
            needed=facts.needed,
            nullable=facts.nullable,
        )
        for attribute, facts in facts_of(kind).items()
    )


def _status(node: Node, name: str, report: Report) -> Tombstone | None:
    if node.value == "published":
        return None
    if not isinstance(node.value, dict):
        shape = say("'published', or a table with state: withdrawn, reason and date")
        report(node.line, say("{name} must be {wanted}, not {shown}", name=name, wanted=shape, shown=node.shown))
        return None
    parts = _WITHDRAWN.read(node, name, report)
    return Tombstone(**{key: parts[key] for key in ("reason", "date")}) if isinstance(parts, dict) else None


_FORMS: dict[FormName, Form] = {
    "agency": ID,
    "date": DATE,
    "digest": DIGEST,
    "file": FILE,
    "flag": YES_NO,
    "ids": listed(ID),
    "lines": LINES,
    "number": NUMBER,
    "printed lines": listed(TEXT),
    "text": TEXT,
    "texts": listed(TEXT),
    "time": TIME,
}
_WITHDRAWN = record(
    (Key("state", one_of("withdrawn"), "luôn là `withdrawn`", needed=True), *_keys(Tombstone)),
    dict,
)
_FORMS |= {
    "corrections": listed(record(_keys(Correction), Correction)),
    "meeting": record(_keys(Meeting), Meeting),
    "related": listed(record(_keys(Related), Related, one_needed=("number", "id"))),
    "review": record(_keys(Review), Review),
    "signature": record(_keys(Signature), Signature),
    "status": Form(
        _status, {"anyOf": [{"const": "published"}, _WITHDRAWN.schema]}, "`published` hoặc bảng", _WITHDRAWN.keys
    ),
}
KEYS: tuple[Key, ...] = _keys(FrontMatter)
_ATTRIBUTES = {facts.key or attribute: attribute for attribute, facts in facts_of(FrontMatter).items()}
_SCHEMA = record(KEYS, dict)


def read_header(text: str, path: str) -> tuple[Header | None, str, int, list[Problem]]:
    """Header, body, the line on which the body begins, and every problem of the front matter.

    The header is None when there is no front matter or when issuer or title cannot be read; other wrong fields
    are left at their defaults, so that rules across notices can still be applied.
    """
    problems: list[Problem] = []

    def report(line: int, message: Message) -> None:
        problems.append(Problem(path, line, message))

    yaml_text, body, body_line = split(text)
    if yaml_text is None:
        report(1, say("front matter must stand between two lines '---' at the top of the file"))
        return None, body, body_line, problems
    node = parse_yaml(yaml_text, report, first_line=2)
    values = _SCHEMA.read(node, "", report) if node else None
    if not isinstance(values, dict) or not isinstance(node, Node) or not isinstance(node.value, dict):
        return None, body, body_line, problems
    lines = {name: value.line for name, value in node.value.items()}
    return _header(values, lines), body, body_line, problems


def _header(values: dict[str, object], lines: Mapping[str, int]) -> Header | None:
    if not values.get("issuer") or not values.get("title"):
        return None
    given = {_ATTRIBUTES[name]: value for name, value in values.items() if value is not None}
    return Header(**given, lines=lines)  # type: ignore[arg-type]  # the table's converters give these types


def written_keys(front: FrontMatter) -> dict[str, object]:
    """The front matter as `write_notice` takes it: what stands at its default is left out."""
    defaults = FrontMatter(issuer="", title="")
    values = {key: getattr(front, attribute) for key, attribute in _ATTRIBUTES.items()}
    return {key: value for key, value in values.items() if value != getattr(defaults, _ATTRIBUTES[key])}


def write_notice(fields: Mapping[str, object], body: str) -> str:
    """A notice file: the fields in the table's order, empty ones left out unless they are required, then the body.

    Values are text, dates, truth values, None, lists, mappings and the dataclasses of `notice`; a key that the table
    does not have is a ValueError.
    """
    names = [key.name for key in KEYS]
    for name in fields:
        if name not in names:
            raise ValueError(f"key must be one of {', '.join(names)}, not '{name}'{nearest(name, names)}")
    empty: tuple[object, ...] = (None, "", (), [], {})
    kept = {key.name: fields.get(key.name) for key in KEYS if key.needed or fields.get(key.name) not in empty}
    return f"---\n{dump(kept)}---\n\n" + body.strip("\n") + "\n"


def key_table() -> str:
    """The keys as a Markdown table in Vietnamese, for the guide."""
    return table_of(KEYS)


def json_schema() -> dict[str, object]:
    """The front matter as a JSON Schema (2020-12), for editors that check while one types."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Thông báo kết luận"}
    return schema | _SCHEMA.schema
