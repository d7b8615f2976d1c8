"""Where on a page's picture a value was recognised, so that whoever reviews it can be shown the line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ketluan.importing.files.source import SeenLine
from ketluan.model.front_matter_fields import flat_fields
from ketluan.model.notice import Notice
from ketluan.text.dates import printed_date

_WORD = re.compile(r"[^\W_]+")
_LEAST = 0.5  # of a value's words


def places_of(notice: Notice, seen: Sequence[SeenLine]) -> Mapping[str, SeenLine]:
    """For each field of head and foot, by name, and each directive with a limit, by id, the line that says most of it;
    what no line says half of has no place."""
    if not seen:
        return {}
    words = [_words(line.text) for line in seen]
    sought = {field.name: _printed(field.value(notice)) for field in flat_fields(notice.__class__, "record")}
    sought |= {task.id: limit.phrase for task in notice.directives for limit in task.deadlines[:1]}
    found = {name: _best(_words(text), words) for name, text in sought.items() if text}
    return {name: seen[at] for name, at in found.items() if at is not None}


def _printed(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return next((each for each in value if isinstance(each, str)), "")
    return printed_date(value) if hasattr(value, "isoformat") else ""  # type: ignore[arg-type]


def _words(text: str) -> list[str]:
    return [word.lstrip("0") or word for word in _WORD.findall(text.casefold())]


def _best(sought: Sequence[str], lines: Iterable[Sequence[str]]) -> int | None:
    """The line with most of the sought words, numbers counting double; the first of equals."""
    weights = {word: 2 if word.isdigit() else 1 for word in sought}
    scores = [sum(weight for word, weight in weights.items() if word in line) for line in map(set, lines)]
    best = max(scores, default=0)
    return scores.index(best) if best >= _LEAST * sum(weights.values()) and best else None
