"""Where on a page's picture a value was recognised, so that whoever reviews it can be shown the line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ketluan.importing.files.source import SeenLine
from ketluan.model.front_matter_fields import flat_fields
from ketluan.model.notice import Notice
from ketluan.text.dates import printed_date

_WORD = re.compile(r"[^\W_]+")
_LEAST = 0.5  # of a value's words


class SeenLines:
    """Lines that were recognised in pictures, to be found by what they say."""

    def __init__(self, seen: Sequence[SeenLine]) -> None:
        self.lines = seen
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for at, line in enumerate(seen):
            for word in set(_words(line.text)):
                self.places[word].append(at)

    def saying(self, text: str) -> SeenLine | None:
        """The line with most of the words, numbers counting double, the first of equals; None when none has half."""
        weights = {word: 2 if word.isdigit() else 1 for word in _words(text)}
        scores: Counter[int] = Counter()
        for word, weight in weights.items():
            for at in self.places.get(word, ()):
                scores[at] += weight
        best = min(scores, key=lambda at: (-scores[at], at), default=None)
        return None if best is None or scores[best] < _LEAST * sum(weights.values()) else self.lines[best]


def places_of(notice: Notice, seen: Sequence[SeenLine]) -> Mapping[str, SeenLine]:
    """For each field of head and foot, by name, and each directive with a limit, by id, the line that says most of it;
    what no line says half of has no place."""
    if not seen:
        return {}
    lines = SeenLines(seen)
    sought = {field.name: _printed(field.value(notice)) for field in flat_fields(notice.__class__, "record")}
    sought |= {task.id: limit.phrase for task in notice.directives for limit in task.deadlines[:1]}
    found = {name: lines.saying(text) for name, text in sought.items() if text}
    return {name: line for name, line in found.items() if line is not None}


def _printed(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return next((each for each in value if isinstance(each, str)), "")
    return printed_date(value) if hasattr(value, "isoformat") else ""  # type: ignore[arg-type]


def _words(text: str) -> list[str]:
    return [word.lstrip("0") or word for word in _WORD.findall(text.casefold())]
