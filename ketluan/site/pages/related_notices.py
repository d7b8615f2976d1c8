"""What stands near a notice: before and after it, of the same chair, of the same meetings, citing it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ketluan.model.archive import Archive, Assignment, chair_of, newest_first
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


def neighbours(archive: Archive) -> Mapping[str, Neighbours]:
    """Those of each published notice by its id."""
    return _AllNeighbours(archive)


class _AllNeighbours(Mapping[str, Neighbours]):
    """Found when they are asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._rows = archive, archive.derived(side_by_side)

    def __getitem__(self, id: str) -> Neighbours:
        notice = self._archive.by_id[id]
        if notice.withdrawn:
            raise KeyError(id)
        row, at = self._row("by_issuer", notice.issuer, notice)
        return Neighbours(
            newer=row[at - 1] if at else None,
            older=row[at + 1] if at + 1 < len(row) else None,
            same_chair=_nearest(*self._row("by_chair", chair_of(notice), notice)),
            same_series=_nearest(*self._row(SERIES, series_of(notice), notice)),
            citing=_citing(self._archive, notice),
            related=self._related.get(id, ()),
        )

    def __iter__(self) -> Iterator[str]:
        return (notice.id for notice in self._archive.published)

    def __len__(self) -> int:
        return len(self._archive.published)

    def _row(self, name: str, key: object, notice: Notice) -> tuple[Sequence[Notice], int]:
        """A row in which a notice stands, and its place there; a row of its own where it stands in none."""
        row = self._rows[name].get(key, (notice,))
        return row, bisect_left(row, newest_first(notice), key=newest_first)

    @cached_property
    def _related(self) -> Mapping[str, Sequence[tuple[RelatedKind, Notice]]]:
        return _related(self._archive)


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


def _nearest(row: Sequence[Notice], at: int) -> list[Notice]:
    """The few on both sides of a place."""
    first = max(0, min(at - FEW // 2, len(row) - FEW - 1))
    return [*row[first:at], *row[at + 1 : first + FEW + 1]]


def series_of(notice: Notice) -> tuple[str, str] | None:
    """`Hội nghị sơ kết 6 tháng đầu năm 2020` and `... 2021` are meetings of one series of an issuer."""
    words = (word for word in slug(notice.meeting.name or "").split("-") if word not in _TIME and not word.isdigit())
    name = " ".join(words)
    return (notice.issuer, name) if name else None


def _citing(archive: Archive, notice: Notice) -> list[Assignment]:
    number = (notice.number or "").upper()
    return [task for task in archive.by_citation.get(number, ()) if holders(archive, number, task.notice) == (notice,)]


def _related(archive: Archive) -> dict[str, list[tuple[RelatedKind, Notice]]]:
    groups: dict[str, list[tuple[RelatedKind, Notice]]] = defaultdict(list)
    for notice in archive.published:
        for tie in notice.related:
            found = holders(archive, tie.number, notice) if tie.number else ()
            target = tie.id or (found[0].id if len(found) == 1 else None)
            if target:
                groups[target].append((tie.kind, notice))
    return groups
