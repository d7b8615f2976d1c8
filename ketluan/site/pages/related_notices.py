"""What stands near a notice: before and after it, of the same chair, of the same meetings, citing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ketluan.model.archive import Archive, Assignment
from ketluan.model.notice import Notice, RelatedKind
from ketluan.site.pages.cited_documents import holders
from ketluan.text.slug import slug

FEW = 5
SERIES = "series"
# titles that differ in these words only are one series
_TIME = frozenset(slug("tháng quý năm đầu cuối lần thứ tuần kỳ ngày i ii iii iv v vi vii viii ix x").split("-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Of a notice the next and the former one of its issuer; the nearest few in time, newest first, that the same
    person chaired, and of meetings of its issuer whose names differ only in the period; the directives whose cited
    number can only mean it; the notices whose front matter names it, with how they are tied to it."""

    newer: Notice | None
    older: Notice | None
    same_chair: Sequence[Notice]
    same_series: Sequence[Notice]
    citing: Sequence[Assignment]
    related: Sequence[tuple[RelatedKind, Notice]]


def neighbours(archive: Archive) -> dict[str, Neighbours]:
    """Those of each published notice by its id, in one pass over each grouping."""
    rows = archive.derived(side_by_side)
    pairs = [pair for notices in rows["by_issuer"].values() for pair in pairwise(notices)]
    newer = {older.id: newer for newer, older in pairs}
    older = {newer.id: older for newer, older in pairs}
    same_chair, same_series = _nearest(rows["by_chair"].values()), _nearest(rows[SERIES].values())
    citing, related = _citing(archive), _related(archive)
    return {
        notice.id: Neighbours(
            newer=newer.get(notice.id),
            older=older.get(notice.id),
            same_chair=same_chair.get(notice.id, ()),
            same_series=same_series.get(notice.id, ()),
            citing=citing.get(notice.id, ()),
            related=related.get(notice.id, ()),
        )
        for notice in archive.published
    }


def side_by_side(archive: Archive) -> dict[str, dict[Any, tuple[Notice, ...]]]:
    """The rows in which notices stand beside each other, newest first: nobody is led to one that was withdrawn."""
    issuers, series = defaultdict[str, list[Notice]](list), defaultdict[tuple[str, str], list[Notice]](list)
    for notice in archive.published:
        issuers[notice.issuer].append(notice)
        if name := series_of(notice):
            series[name].append(notice)
    return {
        "by_issuer": {key: tuple(found) for key, found in issuers.items()},
        "by_chair": archive.by_chair,
        SERIES: {key: tuple(found) for key, found in series.items()},
    }


def _nearest(groups: Iterable[Sequence[Notice]]) -> dict[str, list[Notice]]:
    found = {}
    for group in groups:
        for at, notice in enumerate(group):
            first = max(0, min(at - FEW // 2, len(group) - FEW - 1))
            found[notice.id] = [other for other in group[first : first + FEW + 1] if other.id != notice.id]
    return found


def series_of(notice: Notice) -> tuple[str, str] | None:
    """`Hội nghị sơ kết 6 tháng đầu năm 2020` and `... 2021` are meetings of one series of an issuer."""
    words = (word for word in slug(notice.meeting.name or "").split("-") if word not in _TIME and not word.isdigit())
    name = " ".join(words)
    return (notice.issuer, name) if name else None


def _citing(archive: Archive) -> dict[str, list[Assignment]]:
    groups: dict[str, list[Assignment]] = defaultdict(list)
    for number, tasks in archive.by_citation.items():
        for assignment in tasks if number in archive.by_number else ():
            if len(found := holders(archive, number, assignment.notice)) == 1:
                groups[found[0].id].append(assignment)
    return groups


def _related(archive: Archive) -> dict[str, list[tuple[RelatedKind, Notice]]]:
    groups: dict[str, list[tuple[RelatedKind, Notice]]] = defaultdict(list)
    for notice in archive.published:
        for tie in notice.related:
            found = holders(archive, tie.number, notice) if tie.number else ()
            target = tie.id or (found[0].id if len(found) == 1 else None)
            if target:
                groups[target].append((tie.kind, notice))
    return groups
