"""The front matter of a notice file: one table that checks, parses, writes, documents, makes the JSON Schema."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ketluan.model.notice import Meeting, Related, RelatedKind, Signature, Tombstone
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
class Header:
    """What the front matter says; fields as in `Notice`. `lines` tells on which line of the file each key stands."""

    issuer: str
    title: str
    head: str = ""
    number: str | None = None
    issued: dt.date | None = None
    place: str | None = None
    meeting: Meeting = field(default_factory=Meeting)
    signer: str | None = None
    signer_position: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    original: str | None = None
    sha256: str | None = None
    publish_original: bool = True
    signature: Signature | None = None
    withdrawn: Tombstone | None = None
    aliases: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


RELATED_KINDS: tuple[RelatedKind, ...] = ("replaces", "amends", "implements", "cites")


def _status(node: Node, name: str, report: Report) -> Tombstone | None:
    if node.value == "published":
        return None
    if not isinstance(node.value, dict):
        shape = "'published', or a table with state: withdrawn, reason and date"
        report(node.line, f"{name} must be {shape}, not {node.shown}")
        return None
    parts = _WITHDRAWN.read(node, name, report)
    return Tombstone(**{key: parts[key] for key in ("reason", "date")}) if isinstance(parts, dict) else None


_WITHDRAWN = record(
    (
        Key("state", one_of("withdrawn"), "luôn là `withdrawn`", needed=True),
        Key("reason", TEXT, "vì sao thu hồi", needed=True),
        Key("date", DATE, "ngày thu hồi", needed=True),
    ),
    dict,
)
_STATUS = Form(
    _status, {"anyOf": [{"const": "published"}, _WITHDRAWN.schema]}, "`published` hoặc bảng", _WITHDRAWN.keys
)
_MEETING = record(
    (
        Key("date", DATE, "ngày họp"),
        Key("place", TEXT, "nơi họp"),
        Key("name", TEXT, "tên cuộc họp"),
        Key("chair", TEXT, "họ tên người chủ trì"),
        Key("chair_position", TEXT, "chức vụ của người chủ trì, như in"),
    ),
    Meeting,
)
_RELATED = record(
    (
        Key("kind", one_of(*RELATED_KINDS), "thay thế, sửa đổi, thực hiện, dẫn chiếu", needed=True),
        Key("number", NUMBER, "số, ký hiệu của văn bản kia"),
        Key("id", ID, "mã của thông báo kia, khi có trong kho"),
    ),
    Related,
    one_needed=("number", "id"),
)
_SIGNATURE = record(
    (
        Key("signer", TEXT, "người hoặc cơ quan ký số", needed=True),
        Key("time", TIME, "lúc ký"),
        Key("intact", YES_NO, "`true` khi tệp không bị sửa sau khi ký", needed=True),
    ),
    Signature,
)

KEYS: tuple[Key, ...] = (
    Key("head", LINES, "các dòng in phía trên tên loại văn bản, nguyên văn"),
    Key("number", NUMBER, "số như in, bỏ khoảng trắng: `975/TB-VP`; `null` khi còn trống", needed=True, nullable=True),
    Key("issued", DATE, "ngày ở dòng địa danh, ngày tháng; `null` khi còn trống", needed=True, nullable=True),
    Key("place", TEXT, "địa danh: `Kon Tum`"),
    Key("issuer", ID, "mã của cơ quan ban hành trong danh mục: `kon-tum/van-phong-ubnd`", needed=True),
    Key("title", TEXT, "phần đứng dưới chữ THÔNG BÁO, trên một dòng", needed=True),
    Key("meeting", _MEETING, "cuộc họp; `null` khi không nói đến", needed=True, nullable=True),
    Key("signer", TEXT, "họ tên người ký"),
    Key("signer_position", listed(TEXT), "các dòng chức vụ in phía trên chữ ký"),
    Key("recipients", listed(TEXT), "nơi nhận, từng dòng như in"),
    Key("topics", listed(TEXT), "chủ đề, chọn trong danh mục `topics` của `agencies.yml`"),
    Key("related", listed(_RELATED), "văn bản có liên quan"),
    Key("original", FILE, "tên tệp bản gốc, đặt cạnh tệp này"),
    Key("sha256", DIGEST, "mã băm SHA-256 của bản gốc"),
    Key("publish_original", YES_NO, "`false` để bản gốc trong kho mà không công bố; mặc định là `true`"),
    Key("signature", _SIGNATURE, "chữ ký số của bản gốc"),
    Key("status", _STATUS, "`published` (mặc định); khi thu hồi: bảng gồm `state: withdrawn`, `reason`, `date`"),
    Key("aliases", listed(ID), "mã cũ của thông báo, vẫn dẫn về đây"),
)
_SCHEMA = record(KEYS, dict)


def read_header(text: str, path: str) -> tuple[Header | None, str, int, list[Problem]]:
    """Header, body, the line on which the body begins, and every problem of the front matter.

    The header is None when there is no front matter or when issuer or title cannot be read; other wrong fields
    are left at their defaults, so that rules across notices can still be applied.
    """
    problems: list[Problem] = []

    def report(line: int, message: str) -> None:
        problems.append(Problem(path, line, message))

    yaml_text, body, body_line = split(text)
    if yaml_text is None:
        report(1, "front matter must stand between two lines '---' at the top of the file")
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
    given = {("withdrawn" if name == "status" else name): value for name, value in values.items() if value is not None}
    return Header(**given, lines=lines)  # type: ignore[arg-type]  # the table's converters give these types


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
