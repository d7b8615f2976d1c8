"""The front matter as a form: what each field shows, and what a person typed as values for the file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ketluan.model.display_names import KIND_NAMES
from ketluan.model.front_matter_fields import Facts, facts_of
from ketluan.model.notice import FrontMatter, Meeting
from ketluan.text.dates import day_of, printed_date
from ketluan.text.number import Number

ISSUER = "issuer"
HERE = frozenset(
    "head number issued place title kind meeting signer signer_position recipients topics publish_original".split()
)
"""The issuer is picked, not typed; what its original is and what became of it are said on other pages, or by nobody."""

_NAMES = {"head": "Các dòng in đầu văn bản", "title": "Trích yếu", "topics": "Chủ đề", "publish_original": "Bản gốc"}
MANY = frozenset({"lines", "texts", "printed lines"})
_DATE = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of the form: `key` as in the file (`meeting.date`), `shown` as a person types it."""

    key: str
    label: str
    form: str
    shown: str
    choices: Mapping[str, str]


class Mistyped(ValueError):
    """What a person typed is no value of the field; the text is a Vietnamese sentence."""


def form_fields(front: FrontMatter) -> tuple[FormField, ...]:
    """The fields that a person may set, in the order of the file."""
    return tuple(
        FormField(
            key=key,
            label=_NAMES.get(key) or facts.heading or key,
            form=facts.form,
            shown=shown_value(value),
            choices=dict(KIND_NAMES.items()) if facts.form == "choice" else {},
        )
        for key, facts, value in _fields(front)
    )


def _fields(front: FrontMatter) -> Iterator[tuple[str, Facts, object]]:
    for attribute, facts in facts_of(FrontMatter).items():
        key = facts.key or attribute
        if key not in HERE:
            continue
        if facts.form == "meeting":
            for inner, inner_facts in facts_of(Meeting).items():
                yield f"{key}.{inner}", inner_facts, getattr(front.meeting, inner)
        else:
            yield key, facts, getattr(front, attribute)


def key_of(name: str) -> str:
    """The key of a field that exports call by another name: `meeting_date` is `meeting.date`."""
    inner = {facts.name or attribute: f"meeting.{attribute}" for attribute, facts in facts_of(Meeting).items()}
    return inner.get(name, name)


def shown_value(value: object) -> str:
    """A value as it stands in a form: days as 05/03/2025, lists a line an item."""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, dt.date):
        return printed_date(value)
    return "\n".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def changes(front: FrontMatter, typed: Mapping[str, str]) -> dict[str, object]:
    """The fields that were typed otherwise than they stand, with their new values for the file.

    Raises Mistyped for what is no value; a field that was not sent is left alone.
    """
    found: dict[str, object] = {}
    if f"{ISSUER}-sent" in typed and typed.get(ISSUER, "") != front.issuer:
        found[ISSUER] = _issuer(typed.get(ISSUER, ""))
    for field in form_fields(front):
        if field.key not in typed:
            continue
        given = _evened(typed[field.key], many=field.form in MANY)
        if given != _evened(field.shown, many=field.form in MANY):
            found[field.key] = _value(field, given)
    return found


def _evened(text: str, *, many: bool) -> str:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(line for line in lines if line) if many else " ".join(" ".join(lines).split())


def _value(field: FormField, given: str) -> object:
    if field.form == "flag":
        return None if given else False
    if field.form in MANY:
        return (given if field.form == "lines" else given.split("\n")) if given else None
    if field.form == "choice":
        return _choice(field, given)
    if not given:
        if field.key == "title":
            raise Mistyped("Trích yếu không được để trống.")
        return None
    if field.form == "date":
        return typed_date(given, field.label)
    return _number(given) if field.form == "number" else given


def _issuer(given: str) -> str:
    if not given:
        raise Mistyped("Hãy chọn cơ quan ban hành.")
    return given


def _choice(field: FormField, given: str) -> str | None:
    if given not in field.choices:
        raise Mistyped(f"{field.label} phải là một trong: {', '.join(field.choices.values())}.")
    return None if given == "ket-luan" else given


def _number(given: str) -> str:
    try:
        return str(Number.parse(given))
    except ValueError:
        raise Mistyped(f"Số, ký hiệu phải như in trên văn bản, ví dụ 975/TB-VP, không phải “{given}”.") from None


def typed_date(given: str, label: str) -> dt.date:
    """A day as people type it: `5/3/2025`, `05-03-2025`; raises Mistyped for anything else."""
    found = _DATE.fullmatch(given)
    date = day_of(int(found[3]), int(found[2]), int(found[1])) if found else None
    if date is None or not 1900 <= date.year <= 2200:
        raise Mistyped(f"{label} phải là ngày có thật, viết ngày/tháng/năm như 05/03/2025, không phải “{given}”.")
    return date
