"""The forms that values of a header or of the register take: how each is read, described and put in a JSON Schema."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ketluan.model.message import Message, either, in_english, say
from ketluan.model.problem import near, nearest
from ketluan.store.yaml_nodes import Node, Report
from ketluan.text.number import Number
from ketluan.text.slug import is_device

Reader = Callable[[Node, str, Report], object]
Schema = dict[str, object]


@dataclass(frozen=True, slots=True)
class Form:
    """`read(node, field, report)` gives the value, or None after a report; `shape` describes it in Vietnamese."""

    read: Reader
    schema: Schema
    shape: str
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """A row of a schema table; `needed` keys must be there, `nullable` ones may be null."""

    name: str
    form: Form
    meaning: str
    needed: bool = False
    nullable: bool = False


def _text(node: Node, name: str, report: Report) -> str | None:
    if isinstance(node.value, str) and node.value.strip():
        return " ".join(node.value.split())
    report(node.line, say("{name} must be text, not {shown}", name=name, shown=node.shown))
    return None


def _lines(node: Node, name: str, report: Report) -> str | None:
    if isinstance(node.value, str):
        return node.value.strip("\n")
    report(node.line, say("{name} must be text, not {shown}", name=name, shown=node.shown))
    return None


def _date(node: Node, name: str, report: Report) -> dt.date | None:
    if not isinstance(node.value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", node.value):
        report(node.line, say("{name} must be a date written YYYY-MM-DD, not {shown}", name=name, shown=node.shown))
        return None
    year, month, day = map(int, node.value.split("-"))
    if not (1900 <= year <= 2200 and 1 <= month <= 12):
        report(node.line, _no_day(node, name))
        return None
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        report(node.line, _no_day(node, name) + near(dt.date(year, month, min(max(day, 1), last))))
        return None
    return dt.date(year, month, day)


def _no_day(node: Node, name: str) -> Message:
    return say("{name} must be a day of the calendar, not {shown}", name=name, shown=node.shown)


def _time(node: Node, name: str, report: Report) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(str(node.value))
    except ValueError:
        message = say(
            "{name} must be a time written YYYY-MM-DDTHH:MM:SS+07:00, not {shown}", name=name, shown=node.shown
        )
        report(node.line, message)
        return None


def _yes_no(node: Node, name: str, report: Report) -> bool | None:
    if node.value in ("true", "false"):
        return node.value == "true"
    report(node.line, say("{name} must be true or false, not {shown}", name=name, shown=node.shown))
    return None


def _number(node: Node, name: str, report: Report) -> str | None:
    hint = Message("", "")
    if isinstance(node.value, str):
        try:
            number = str(Number.parse(node.value))
        except ValueError:
            number = ""
        if number == node.value:
            return number
        hint = near(number) if number else hint
    message = say(
        "{name} must be a number as printed, without blanks, like '975/TB-VP', not {shown}", name=name, shown=node.shown
    )
    report(node.line, message + hint)
    return None


def _matching(pattern: str, wanted: Message) -> Reader:
    compiled = re.compile(pattern)

    def read(node: Node, name: str, report: Report) -> str | None:
        if not isinstance(node.value, str) or not compiled.fullmatch(node.value):
            report(node.line, say("{name} must be {wanted}, not {shown}", name=name, wanted=wanted, shown=node.shown))
            return None
        if device := next(filter(is_device, node.value.split("/")), None):
            message = say("{name} must not hold '{device}', which Windows keeps for a device", name=name, device=device)
            report(node.line, message)
            return None
        return node.value

    return read


def _form(pattern: str, wanted: Message, *, shape: str) -> Form:
    return Form(_matching(pattern, wanted), {"type": "string", "pattern": f"^(?:{pattern})$"}, shape)


TEXT = Form(_text, {"type": "string", "minLength": 1}, "chữ")
LINES = Form(_lines, {"type": "string"}, "chữ, nhiều dòng")
DATE = Form(_date, {"type": "string", "format": "date"}, "ngày `2014-07-10`")
TIME = Form(_time, {"type": "string", "format": "date-time"}, "ngày giờ `2025-01-09T10:21:11+07:00`")
YES_NO = Form(_yes_no, {"type": "boolean"}, "`true` hoặc `false`")
NUMBER = Form(_number, {"type": "string", "pattern": r"^\d{1,6}[^\s]*[/-][^\s]+$"}, "số `975/TB-VP`")
ID = _form(r"[a-z0-9-]+(?:/[a-z0-9-]+)+", say("an id like 'kon-tum/van-phong-ubnd'"), shape="mã `kon-tum/so-y-te`")
PLACE_ID = _form(r"[a-z0-9-]+(?:/[a-z0-9-]+)*", say("an id like 'kon-tum'"), shape="mã `kon-tum`")
TASK = _form(
    r"[a-z0-9-]+(?:/[a-z0-9-]+)+#[^\s#]+",
    say("an address like 'kon-tum/van-phong-ubnd/2014/975-tb-vp#II.1-3'"),
    shape="địa chỉ `kon-tum/van-phong-ubnd/2014/975-tb-vp#II.1-3`",
)
FILE = _form(
    r"[^/\\:\x00-\x1f\x7f]*[^/\\:\x00-\x1f\x7f.][^/\\:\x00-\x1f\x7f]*",
    say("the name of a file in the same folder"),
    shape="tên tệp",
)
DIGEST = _form(r"[0-9a-f]{64}", say("64 digits 0-9a-f"), shape="64 chữ số 0-9a-f")


def one_of(*allowed: str) -> Form:

    def read(node: Node, name: str, report: Report) -> str | None:
        if node.value in allowed:
            return str(node.value)
        hint = nearest(node.value, allowed) if isinstance(node.value, str) else ""
        choice = say("one of {allowed}", allowed=", ".join(allowed)) if len(allowed) > 1 else f"'{allowed[0]}'"
        message = say("{name} must be {wanted}, not {shown}", name=name, wanted=choice, shown=node.shown)
        report(node.line, message + hint)
        return None

    return Form(read, {"enum": list(allowed)}, " / ".join(f"`{word}`" for word in allowed))


def listed(form: Form) -> Form:
    """A list of values of one form, read to a tuple; an empty list may be written as nothing."""

    def read(node: Node, name: str, report: Report) -> tuple[object, ...] | None:
        if node.value is None:
            return ()
        if not isinstance(node.value, list):
            message = say(
                "{name} must be a list, each item on a line '- ...', not {shown}", name=name, shown=node.shown
            )
            report(node.line, message)
            return None
        found = [form.read(item, say("item of {name}", name=name), report) for item in node.value]
        return tuple(value for value in found if value is not None)

    return Form(read, {"type": "array", "items": form.schema}, f"danh sách: {form.shape}", form.keys)


def record(keys: tuple[Key, ...], make: Callable[..., object], *, one_needed: tuple[str, ...] = ()) -> Form:
    """A table with the given keys, handed to `make` by name; `one_needed`: at least one of these must be there."""

    def read(node: Node, name: str, report: Report) -> object:
        if not isinstance(node.value, dict):
            what = name or say("front matter")
            message = say("{name} must be a table of keys and values, not {shown}", name=what, shown=node.shown)
            report(node.line, message)
            return None
        dotted = _dotted(name) if name else ""
        _unknown_keys(node.value, keys, dotted, report)
        values = {key.name: _value(node, key, dotted, report) for key in keys}
        if one_needed and not any(values[key] for key in one_needed):
            report(node.line, say("{name} must have {keys}", name=name, keys=either(one_needed)))
            return None
        if any(values[key.name] is None and key.needed and not key.nullable for key in keys) and make is not dict:
            return None
        return make(**values)

    schema: Schema = {
        "type": "object",
        "additionalProperties": False,
        "required": [key.name for key in keys if key.needed],
        "properties": {key.name: _described(key) for key in keys},
    }
    return Form(read, schema, "bảng", keys)


def _value(node: Node, key: Key, dotted: str, report: Report) -> object:
    assert isinstance(node.value, dict)
    given = node.value.get(key.name)
    if given is None:
        if key.needed:
            null = say(", if only as null") if key.nullable else ""
            report(node.line, say("{key} must be given{null}", key=_under(dotted, key.name), null=null))
        return None
    if given.value is None and (key.nullable or not key.needed):
        return None
    return key.form.read(given, _under(dotted, key.name), report)


def _unknown_keys(table: dict[str, Node], keys: tuple[Key, ...], dotted: str, report: Report) -> None:
    allowed = [key.name for key in keys]
    for name, node in table.items():
        if name not in allowed:
            what = say("key of {name}", name=_bare(dotted)) if dotted else say("key")
            choice = say("one of {allowed}", allowed=", ".join(allowed))
            message = say("{name} must be {wanted}, not {shown}", name=what, wanted=choice, shown=f"'{name}'")
            report(node.line, message + nearest(name, allowed))


def _dotted(name: str) -> Message:
    return Message(f"{name}.", f"{in_english(name)}.")


def _bare(dotted: str) -> Message:
    return Message(dotted.rstrip("."), in_english(dotted).rstrip("."))


def _under(dotted: str, name: str) -> Message:
    return Message(f"{dotted}{name}", f"{in_english(dotted)}{name}")


def key_rows(keys: Iterable[Key], above: str = "") -> Iterator[str]:
    """Rows of a Markdown table in Vietnamese, those of a table inside below its own."""
    for key in keys:
        needed = ("có, được để `null`" if key.nullable else "có") if key.needed else "không"
        yield f"| `{above}{key.name}` | {needed} | {key.form.shape} | {key.meaning} |"
        yield from key_rows(key.form.keys, f"{above}{key.name}.")


def table_of(keys: Iterable[Key]) -> str:
    """The keys of a schema as a Markdown table in Vietnamese, for the guide."""
    return "\n".join(["| Khóa | Bắt buộc | Dạng | Ý nghĩa |", "|---|---|---|---|", *key_rows(keys)]) + "\n"


def _described(key: Key) -> Schema:
    may_be_null = key.nullable or not key.needed
    schema: Schema = {"anyOf": [key.form.schema, {"type": "null"}]} if may_be_null else key.form.schema
    return {"description": key.meaning.replace("`", "")} | schema
