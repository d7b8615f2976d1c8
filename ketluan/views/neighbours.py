"""What stands near a notice: before and after it, of the same chair, of the same meetings, citing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from ketluan.archive import Archive, Told
from ketluan.notice import Notice, RelatedKind
from ketluan.slug import slug
from ketluan.views.cited import holders

FEW = 5
_TIME = frozenset(slug("tháng quý năm đầu cuối lần thứ tuần kỳ ngày i ii iii iv v vi vii viii ix x").split("-"))


class Neighbours:
    """The groupings that every notice asks, made once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._newer: dict[str, Notice] = {}
        self._older: dict[str, Notice] = {}
        for notices in archive.by_issuer.values():
            for newer, older in pairwise(notices):
                self._newer[older.id], self._older[newer.id] = newer, older
        self._series = _series(archive.published)
        self._citing = _citing(archive)
        self._related = _related(archive)

    def newer(self, held: Notice) -> Notice | None:
        """The next notice of the same issuer."""
        return self._newer.get(held.id)

    def older(self, held: Notice) -> Notice | None:
        """The notice of the same issuer before it."""
        return self._older.get(held.id)

    def same_chair(self, held: Notice) -> list[Notice]:
        """The nearest few in time that the same person chaired, newest first."""
        key = (held.issuer.rpartition("/")[0], slug(held.meeting.chair or ""))
        return _nearest(held, self._archive.by_chair.get(key, ()))

    def same_series(self, held: Notice) -> list[Notice]:
        """The nearest few meetings of the same issuer whose name differs only in its period, newest first."""
        return _nearest(held, self._series.get(_series_key(held), ()))

    def citing(self, held: Notice) -> list[Told]:
        """The directives whose cited number can only mean this notice."""
        return self._citing.get(held.id, [])

    def related_to(self, held: Notice) -> list[tuple[RelatedKind, Notice]]:
        """Notices whose front matter names this one, with how they are tied to it."""
        return self._related.get(held.id, [])


def _nearest(held: Notice, notices: Iterable[Notice]) -> list[Notice]:
    group = list(notices)
    if held not in group:
        return []
    at = next(place for place, found in enumerate(group) if found.id == held.id)
    first = max(0, min(at - FEW // 2, len(group) - FEW - 1))
    return [found for found in group[first : first + FEW + 1] if found.id != held.id]


def _series_key(held: Notice) -> tuple[str, str]:
    """The name without numbers and words of time; empty when there is no name."""
    words = slug(held.meeting.name or "").split("-")
    return held.issuer, " ".join(word for word in words if word not in _TIME and not word.isdigit())


def _series(notices: Iterable[Notice]) -> dict[tuple[str, str], list[Notice]]:
    groups: dict[tuple[str, str], list[Notice]] = defaultdict(list)
    for held in notices:
        if (key := _series_key(held))[1]:
            groups[key].append(held)
    return groups


def _citing(archive: Archive) -> dict[str, list[Told]]:
    groups: dict[str, list[Told]] = defaultdict(list)
    for number, tasks in archive.by_citation.items():
        if number in archive.by_number:
            for told in tasks:
                found = holders(archive, number, told.notice)
                if len(found) == 1:
                    groups[found[0].id].append(told)
    return groups


def _related(archive: Archive) -> dict[str, list[tuple[RelatedKind, Notice]]]:
    groups: dict[str, list[tuple[RelatedKind, Notice]]] = defaultdict(list)
    for held in archive.published:
        for tie in held.related:
            found = holders(archive, tie.number, held) if tie.number else ()
            target = tie.id or (found[0].id if len(found) == 1 else None)
            if target:
                groups[target].append((tie.kind, held))
    return groups
