"""From which day documents have effect, as a body prints it, and limits that count from there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ketluan.model.notice import Deadline
from ketluan.text.citations import find_citations
from ketluan.text.dates import day_of
from ketluan.understanding.counted_spans import later, number_said
from ketluan.understanding.spelling import recognisable

_KIND = re.compile(r"\b(?:luật|pháp lệnh|nghị quyết|nghị định|thông tư|quyết định|chỉ thị)\b")
_DATED = re.compile(
    r"hiệu lực(?: thi hành| thực hiện| pháp luật)?:? (?:kể |là )?(?:từ |vào )?(?:ngày )?"
    r"(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>\d{4})\b"
)
_COUNTED = re.compile(
    r"\b(?P<count>\d{1,3}|[^\W\d]+)(?:\s*\([^()]*\))? (?P<unit>ngày|tuần|tháng|năm),? (?:(?:tính|kể) )?(?:từ|sau) "
    r"(?P<since>.+? có hiệu lực.*)"
)
Effects = Mapping[str, dt.date]
"""The day by the document's number in small letters, and by its kind (`nghị định`) where only one of it is dated."""
NO_EFFECTS: Effects = {}


def effect_days(texts: Iterable[str]) -> Effects:
    """`Nghị định số 18/2027/NĐ-CP ..., có hiệu lực thi hành từ ngày 01/3/2027`."""
    found: dict[str, dt.date] = {}
    by_kind: dict[str, set[dt.date]] = {}
    for text in [text for text in texts if "hiệu lực" in text.lower()]:
        small = recognisable(text)
        for dated in _DATED.finditer(small):
            day = day_of(int(dated["year"]), int(dated["month"]), int(dated["day"]))
            before = text[: dated.start()]
            kind = [*_KIND.findall(small, 0, dated.start())][-1:]
            if day and kind:
                by_kind.setdefault(kind[0], set()).add(day)
                found.update((number.lower(), day) for number in find_citations(before)[-1:])
    return found | {kind: next(iter(days)) for kind, days in by_kind.items() if len(days) == 1}


def counted_from_effect(limit: Deadline, effects: Effects) -> Deadline:
    """The limit with its day where it counts from the day of effect of a document and the body prints that day."""
    counted = _COUNTED.search(recognisable(limit.phrase)) if effects and limit.date is None else None
    if not counted:
        return limit
    cited, kind = find_citations(limit.phrase), _KIND.search(counted["since"])
    first = effects.get(cited[-1].lower() if cited else kind[0] if kind else "")
    count = number_said(counted["count"])
    if first is None or count is None:
        return limit
    return replace(limit, date=later(first, count, counted["unit"]), inferred=True, certain=True, why="")
