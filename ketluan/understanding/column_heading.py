"""What the columns of a table hold, by their headings; the words are in the lexicon."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from ketluan.lexicon.lexicon import FOLDER, folded_words

Kind = Literal[
    "number", "task", "matter", "lead", "body", "coordinate", "roles", "limit", "product", "report", "note", "other"
]

_MARKS = {"/", "(", ")", ",", ";", "-", "–", "—", ".", ":", "&", "*", "\\", "và", "hoặc"}
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("number", "number"),
    ("task", "task"),
    ("matter", "matter"),
    ("lead", "lead"),
    ("coordinate", "coordinate"),
    ("limit", "limit"),
    ("product", "product"),
    ("report", "report"),
    ("note", "note"),
    ("start", "other"),
    ("basis", "other"),
    ("figure", "other"),
)


def column_kind(headings: Sequence[str]) -> Kind:
    """What a column holds, by its headings from the top one down: the lowest that says something decides.

    A heading is read as a noun phrase is built: its head comes first (`Thời gian thực hiện` is a time), and what
    follows a body says its role (`Đơn vị chủ trì`).
    """
    for at in range(len(headings) - 1, -1, -1):
        bare = _bare(headings[at])
        if (kind := _kind(bare)) != "other" or _is_known(bare):
            return _with_owner(kind, headings[:at])
    return "other"


def _with_owner(kind: Kind, above: Sequence[str]) -> Kind:
    """`Thực hiện` below `Thời gian` is a time: a bare verb takes its noun from the heading above."""
    if kind == "lead" and above and column_kind(above) in ("limit", "product", "report"):
        return column_kind(above)
    return kind


@lru_cache(maxsize=1024)
def _is_known(bare: tuple[str, ...]) -> bool:
    return any(_longest(name, bare) for name in _lists())


@lru_cache(maxsize=1024)
def _kind(bare: tuple[str, ...]) -> Kind:
    if not bare:
        return "other"
    found = max(((_longest(name, bare), kind) for name, kind in _KINDS), key=lambda pair: pair[0])
    body = _longest("body", bare)
    if body and body >= found[0]:
        return _role(bare[body:])
    if not found[0]:
        return "other"
    if found[1] == "lead" and _first("helping", bare) is not None:
        return "roles"
    if found[1] == "coordinate" and _first("heading_up", bare) is not None:
        return "roles"
    if found[1] == "number" and len(bare) > found[0]:
        return "other"
    return found[1]


def _role(modifiers: tuple[str, ...]) -> Kind:
    """What the bodies of a column do, by the words behind their noun."""
    leads, helps = _first("leading", modifiers), _first("helping", modifiers)
    if helps is not None and leads is not None and (leads < helps or _first("heading_up", modifiers) is not None):
        return "roles"
    if helps is not None:
        return "coordinate"
    if leads is not None and not _longest("standing", modifiers):
        return "lead"
    return "other" if _longest("standing", modifiers) else "body"


@lru_cache(maxsize=1024)
def _bare(text: str) -> tuple[str, ...]:
    return tuple(word for word in folded_words(text) if word not in _MARKS)


def _longest(name: str, words: tuple[str, ...]) -> int:
    """How many words of the longest phrase of a list the words begin with."""
    phrases = _lists()[name].get(words[0], ()) if words else ()
    return max((len(phrase) for phrase in phrases if words[: len(phrase)] == phrase), default=0)


def _first(name: str, words: tuple[str, ...]) -> int | None:
    """Where the first phrase of a list stands in the words."""
    return next((at for at in range(len(words)) if _longest(name, words[at:])), None)


@cache
def _lists() -> dict[str, dict[str, list[tuple[str, ...]]]]:
    """The phrases of each list by their first words."""
    loaded: dict[str, list[str]] = json.loads((FOLDER / "column_headings.json").read_text(encoding="utf-8"))
    lists: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for name, phrases in loaded.items():
        by_first = lists[name] = {}
        for phrase in map(_bare, phrases):
            by_first.setdefault(phrase[0] if phrase else "", []).append(phrase)
    return lists
