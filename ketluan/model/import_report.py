"""What an import was not sure of: kept beside the notice until a person has read it through."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Subject = Literal["field", "figures", "lead", "coordinate", "deadline", "block"]

SUBJECTS: dict[Subject, str] = {
    "field": "mục ở đầu, cuối văn bản",
    "figures": "số và ngày đọc từ hình",
    "lead": "cơ quan chủ trì",
    "coordinate": "cơ quan phối hợp",
    "deadline": "thời hạn",
    "block": "đoạn chưa rõ",
}


UNREAD = "Không đọc được"
"""So begins what is said of a field that the import had to leave empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsurePoint:
    """One thing that a person should compare with the original: `words` as read, `why` a Vietnamese phrase.

    `field` is a field's name, `directive` a directive's id; `line` is in the notice file as it was written,
    `source_line` in the text of the original, both from 1. What was read from a picture has its `page` (from 1) and its
    `box` there: left, top, right, bottom in parts of the page's width and height.
    """

    about: Subject
    why: str
    words: str = ""
    field: str | None = None
    directive: str | None = None
    line: int | None = None
    source_line: int | None = None
    page: int | None = None
    box: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarNotice:
    """A notice that may be the same; `why` is a Vietnamese phrase."""

    id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """The import of one notice: the day, the name of the file it came from, what is unsure, and what else was said."""

    on: dt.date
    source: str
    points: tuple[UnsurePoint, ...] = ()
    remarks: tuple[str, ...] = ()
    similar: tuple[SimilarNotice, ...] = ()


def counted(points: Iterable[UnsurePoint]) -> dict[Subject, int]:
    """How many points there are about each subject that has any."""
    found = Counter(point.about for point in points)
    return {subject: found[subject] for subject in SUBJECTS if found[subject]}


def count_sentence(points: Iterable[UnsurePoint]) -> str:
    """`Chưa chắc 3 điều: 2 thời hạn, 1 đoạn chưa rõ.`"""
    found = counted(points)
    if not found:
        return "Không có điều gì chưa chắc."
    parts = ", ".join(f"{count} {SUBJECTS[subject]}" for subject, count in found.items())
    return f"Chưa chắc {sum(found.values())} điều: {parts}."
