"""What is known of a field of the front matter, stated in its type: every list of fields follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal, get_args, get_type_hints

Form = Literal[
    "agency", "choice", "corrections", "date", "digest", "file", "flag", "ids", "lines", "meeting", "number",
    "printed lines", "related", "review", "signature", "status", "text", "texts", "time",
]  # fmt: skip
Output = Literal["record", "json", "tables"]
ALL: tuple[Output, ...] = ("record", "json", "tables")


@dataclass(frozen=True, slots=True)
class Facts:
    """`form` is the kind of value; `meaning` explains it in the guide, `heading` names it in exports, both in
    Vietnamese; `key` is its name in the file and `name` the one in exports, where they are not the attribute's;
    `choices` are the values of a "choice".

    `needed` fields must be given, `nullable` ones if only as null; `outputs` say where it is shown: the JSON of
    `show`, the JSON files, the tables (`width` in characters); a `recognised` field is one of which the import says
    whether it was read, doubtful or unread. Exports show the attribute `shown` of a notice in its place, when given.
    """

    form: Form
    meaning: str
    heading: str = ""
    key: str = ""
    name: str = ""
    choices: tuple[str, ...] = ()
    needed: bool = False
    nullable: bool = False
    outputs: tuple[Output, ...] = ALL
    width: int = 18
    recognised: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True)
class FlatField:
    """A field as exports have it, those of a meeting beside the others; `value` takes it out of a notice."""

    name: str
    facts: Facts
    value: Callable[[Any], Any]


@cache
def facts_of(kind: type) -> dict[str, Facts]:
    """The facts of a dataclass's fields by attribute, in order; fields without facts are not of the front matter."""
    hints = get_type_hints(kind, include_extras=True)
    noted = {part.name: get_args(hints[part.name])[1:] for part in fields(kind)}
    return {name: facts for name, notes in noted.items() for facts in notes if isinstance(facts, Facts)}


def flat_fields(kind: type, output: Output) -> Iterator[FlatField]:
    """The fields that an output shows, in order."""
    for attribute, facts in facts_of(kind).items():
        if output not in facts.outputs:
            continue
        if facts.form == "meeting":
            meeting = get_type_hints(kind)[attribute]
            yield from (_inside(attribute, field) for field in flat_fields(meeting, output))
        else:
            yield FlatField(facts.name or attribute, facts, _getter(facts.shown or attribute))


def _inside(attribute: str, field: FlatField) -> FlatField:
    whole = _getter(attribute)
    return FlatField(field.name, field.facts, lambda item: field.value(whole(item)))


def _getter(name: str) -> Callable[[Any], Any]:
    return lambda item: getattr(item, name)
