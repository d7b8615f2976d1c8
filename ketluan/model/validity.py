"""What later notices did to a notice: replaced, amended or corrected it, and which one is in force today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ketluan.model.notice import Notice, RelatedKind

Tie = tuple[RelatedKind, Notice]


def holders(by_number: Mapping[str, tuple[Notice, ...]], number: str, citing: Notice) -> tuple[Notice, ...]:
    """The notices that a printed number may mean in a notice: same place before others, never newer ones.

    A link may be made when there is exactly one.
    """
    found = [notice for notice in by_number.get(number.upper(), ()) if notice.id != citing.id]
    older = [notice for notice in found if not (notice.date and citing.date and notice.date > citing.date)]
    near = [notice for notice in older if notice.jurisdiction == citing.jurisdiction]
    return tuple(near or older)


@dataclass(frozen=True, slots=True)
class Validity:
    """`ties`: for a notice's id the published notices whose front matter names it, each with how it is tied to it."""

    ties: Mapping[str, tuple[Tie, ...]]

    def by(self, kind: RelatedKind, notice: str) -> tuple[Notice, ...]:
        """The notices that did this to a notice, newest first."""
        return tuple(other for tie, other in self.ties.get(notice, ()) if tie == kind)

    def is_replaced(self, notice: str) -> bool:
        """Whether another notice stands in its place."""
        return any(tie == "replaces" for tie, _ in self.ties.get(notice, ()))

    def in_force(self, notice: str) -> tuple[Notice, ...]:
        """The last ones of the chains of notices that replaced it; empty for one that is in force itself."""
        found: dict[str, Notice] = {}
        waiting, seen = [*self.by("replaces", notice)], {notice}
        while waiting:
            one = waiting.pop(0)
            if one.id in seen:
                continue
            seen.add(one.id)
            later = self.by("replaces", one.id)
            waiting += later
            if not later:
                found[one.id] = one
        return tuple(found.values())


def validity(published: Iterable[Notice], by_number: Mapping[str, tuple[Notice, ...]]) -> Validity:
    """From the front matter of the notices that were not withdrawn: a withdrawn one replaces nothing."""
    ties: dict[str, list[Tie]] = {}
    for notice in published:
        for kind, target in _ties(notice, by_number):
            if (kind, notice) not in ties.setdefault(target, []):
                ties[target].append((kind, notice))
    return Validity({target: tuple(found) for target, found in ties.items()})


def _ties(notice: Notice, by_number: Mapping[str, tuple[Notice, ...]]) -> Iterator[tuple[RelatedKind, str]]:
    """By id as given; by number when one notice alone can be meant."""
    for tie in notice.related:
        found = holders(by_number, tie.number, notice) if tie.number and not tie.id else ()
        if target := tie.id or (found[0].id if len(found) == 1 else None):
            yield tie.kind, target
