"""What stands near a notice: before and after it, of the same chair, of the same meetings, citing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ketluan.model.archive import Archive, Assignment
from ketluan.model.notice import Notice, RelatedKind
from ketluan.site.pages.cited_documents import holders
from ketluan.text.slug import slug

FEW = 5
# titles that differ in these words only are one series
_TIME = frozenset(slug("tháng quý năm đầu cuối lần thứ tuần kỳ ngày i ii iii iv v vi vii viii ix x").split("-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """For each notice's id: the next and the former notice of its issuer; the nearest few in time, newest first, that
    the same person chaired, and of meetings of its issuer whose names differ only in the period; the directives whose
    cited number can only mean it; the notices whose front matter names it, with how they are tied to it."""

    newer: dict[str, Notice]
    older: dict[str, Notice]
    same_chair: dict[str, list[Notice]]
    same_series: dict[str, list[Notice]]
    citing: dict[str, list[Assignment]]
    related: dict[str, list[tuple[RelatedKind, Notice]]]


def neighbours(archive: Archive) -> Neighbours:
    """All of them, in one pass over each grouping."""
    pairs = [pair for notices in archive.by_issuer.values() for pair in pairwise(_standing(notices))]
    return Neighbours(
        newer={older.id: newer for newer, older in pairs},
        older={newer.id: older for newer, older in pairs},
        same_chair=_nearest(archive.by_chair.values()),
        same_series=_nearest(_series(archive.published)),
        citing=_citing(archive),
        related=_related(archive),
    )


def _standing(notices: Iterable[Notice]) -> list[Notice]:
    """Nobody is led to a notice that was withdrawn."""
    return [notice for notice in notices if notice.withdrawn is None]


def _nearest(groups: Iterable[Sequence[Notice]]) -> dict[str, list[Notice]]:
    found = {}
    for group in groups:
        for at, notice in enumerate(group):
            first = max(0, min(at - FEW // 2, len(group) - FEW - 1))
            found[notice.id] = [other for other in group[first : first + FEW + 1] if other.id != notice.id]
    return found


def _series(notices: Iterable[Notice]) -> Iterable[Sequence[Notice]]:
    groups: dict[tuple[str, str], list[Notice]] = defaultdict(list)
    for notice in notices:
        if name := _without_time(notice.meeting.name or ""):
            groups[notice.issuer, name].append(notice)
    return groups.values()


def _without_time(name: str) -> str:
    """`Hội nghị sơ kết 6 tháng đầu năm 2020` and `... 2021` are meetings of one series."""
    return " ".join(word for word in slug(name).split("-") if word not in _TIME and not word.isdigit())


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
