"""Notices whose words stay on the disk until somebody asks for them.

A kept notice is a `Notice` in every respect. Who is told, with whom and by when, it has at hand; its text, its HTML
and its directives it fetches. What a rule says of a notice alone may be kept with it as a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import wraps
from typing import Any, Protocol, TypeVar

from ketluan.model.notice import Body, Directive, Notice, Told

Value = TypeVar("Value")
LATE_OF_NOTICE = ("text",)
LATE_OF_BODY = ("html", "toc", "directives", "blocks", "ids")


class LateParts(Protocol):
    """What stays on the disk of one notice."""

    def of_notice(self, name: str) -> Any:
        """A late field of the notice or its body."""

    @property
    def told(self) -> Sequence[Directive | Told]:
        """What its directives say beside their words, unpacked when somebody asks for it."""

    @property
    def directive_count(self) -> int:
        """How many there are; nothing is unpacked for it."""


class _Late:
    """A field that is fetched, unless it was given."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, owner: Any, kind: type | None = None) -> Any:
        if owner is None:
            return self
        given = owner.given
        return given[self._name] if given and self._name in given else owner.fetched(self._name)

    def __set__(self, owner: Any, value: object) -> None:
        given = getattr(owner, "given", None) or {}
        object.__setattr__(owner, "given", {**given, self._name: value})


class KeptBody(Body):
    """A body whose HTML and directives are late."""

    __slots__ = ("given", "parts")
    html = _Late("html")
    toc = _Late("toc")
    directives = _Late("directives")
    blocks = _Late("blocks")
    ids = _Late("ids")

    def fetched(self, name: str) -> Any:
        """A late field."""
        return self.parts.of_notice(name)  # type: ignore[attr-defined]

    def __eq__(self, other: object) -> bool:
        return _equal(self, other, Body)

    def __hash__(self) -> int:
        return hash(self.html)


class KeptNotice(Notice):
    """A notice whose text is late; `digest` is that of all it was when it was kept, `facts` what rules said of it,
    `changes` the fields that are not as they were kept."""

    __slots__ = ("changes", "digest", "facts", "given", "parts")
    text = _Late("text")
    digest: str
    facts: Mapping[str, Any]
    changes: Mapping[str, Any]
    parts: Any

    @property
    def told(self) -> Sequence[Directive | Told]:
        """What its directives say beside their words."""
        told: Sequence[Directive | Told] = self.parts.told
        return told

    @property
    def directive_count(self) -> int:
        """How many there are."""
        return int(self.parts.directive_count)

    def fetched(self, name: str) -> Any:
        """A late field."""
        return self.parts.of_notice(name)

    def __eq__(self, other: object) -> bool:
        return _equal(self, other, Notice)

    def __hash__(self) -> int:
        return hash(self.id)


def _equal(one: Any, other: object, kind: type) -> bool:
    if one is other:
        return True
    return isinstance(other, kind) and all(getattr(one, part.name) == getattr(other, part.name) for part in fields(one))


def kept_fact(rule: Callable[[Notice], Value]) -> Callable[[Notice], Value]:
    """The rule, whose answer on a kept notice is taken from where it is kept."""

    @wraps(rule)
    def answer(notice: Notice) -> Value:
        kept = notice.facts if isinstance(notice, KeptNotice) else {}
        found: Value = kept[rule.__name__] if rule.__name__ in kept else rule(notice)
        return found

    return answer


def at_hand(value: Notice | Body, late: tuple[str, ...], *others: str) -> dict[str, Any]:
    """The fields that are not late."""
    names = (part.name for part in fields(value))
    return {name: getattr(value, name) for name in names if name not in (*late, *others)}


def kept_notice(
    values: Mapping[str, Any],
    body: Mapping[str, Any],
    *,
    digest: str,
    facts: Mapping[str, Any],
    parts: LateParts,
) -> KeptNotice:
    """The notice with these fields at hand, as `at_hand` gives them."""
    whole = _made(KeptBody, {**body, "parts": parts})
    kept = {"digest": digest, "facts": facts, "changes": {}, "parts": parts}
    made: KeptNotice = _made(KeptNotice, {**values, "body": whole, **kept})
    return made


def fields_at_hand(value: KeptNotice | KeptBody) -> dict[str, Any]:
    """Those of its kind that are not late."""
    return at_hand(value, LATE_OF_NOTICE if isinstance(value, KeptNotice) else LATE_OF_BODY)


def where_kept(value: KeptNotice | KeptBody) -> dict[str, Any]:
    """What it has beside the fields of its kind."""
    return {name: getattr(value, name) for name in type(value).__slots__}


def restored(kind: type, values: Mapping[str, Any], rest: Mapping[str, Any]) -> Any:
    """The notice or body of a kind with its `fields_at_hand`, and `where_kept`."""
    return _made(kind, {**values, **rest})


def _made(kind: type, values: Mapping[str, Any]) -> Any:
    made: Any = object.__new__(kind)
    put = object.__setattr__
    put(made, "given", None)
    for name, value in values.items():
        put(made, name, value)
    return made


def changed(notice: Notice, **values: Any) -> Notice:
    """The notice with other values; of a kept one nothing is fetched for it."""
    if not isinstance(notice, KeptNotice):
        return replace(notice, **values)
    names = (part.name for part in fields(notice) if part.name not in LATE_OF_NOTICE)
    kept = {name: getattr(notice, name) for name in (*names, "digest", "facts", "parts")}
    made: KeptNotice = _made(KeptNotice, {**kept, **values, "changes": {**notice.changes, **values}})
    return made


def plain_notice(notice: Notice, **values: Any) -> Notice:
    """The notice with other values and nothing kept: what rules say of it is asked again."""
    return Notice(**{part.name: getattr(notice, part.name) for part in fields(Notice)} | values)
