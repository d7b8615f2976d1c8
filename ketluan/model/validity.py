"""What later notices did to a notice: replaced, amended or corrected it, and which one is in force today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ketluan.model.notice import Notice, RelatedKind

Tie = tuple[RelatedKind, Notice]
LIFE: frozenset[RelatedKind] = frozenset({"replaces", "amends", "corrects"})
"""The ties that say what became of the other notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """`replaced_by` are the direct successors of a notice, `in_force` the last ones of the chains that begin with them.

    All of them newest first, as `amended_by` and `corrected_by`; a notice without successors is in force itself.
    """

    replaced_by: tuple[Notice, ...] = ()
    in_force: tuple[Notice, ...] = ()
    amended_by: tuple[Notice, ...] = ()
    corrected_by: tuple[Notice, ...] = ()


UNTOUCHED = Validity()


def holders(by_number: Mapping[str, tuple[Notice, ...]], number: str, citing: Notice) -> tuple[Notice, ...]:
    """The notices that a printed number may mean in a notice: same place before others, never newer ones.

    A link may be made when there is exactly one.
    """
    found = [notice for notice in by_number.get(number.upper(), ()) if notice.id != citing.id]
    older = [notice for notice in found if not (notice.date and citing.date and notice.date > citing.date)]
    near = [notice for notice in older if notice.jurisdiction == citing.jurisdiction]
    return tuple(near or older)


def ties_by_notice(
    published: Iterable[Notice], by_number: Mapping[str, tuple[Notice, ...]]
) -> dict[str, tuple[Tie, ...]]:
    """For each notice's id the notices whose front matter names it, newest first, each with how it is tied to it.

    Only those that were not withdrawn: a withdrawn one replaces nothing.
    """
    ties: dict[str, list[Tie]] = {}
    for notice in published:
        for kind, target in _ties(notice, by_number):
            if (kind, notice) not in ties.setdefault(target, []):
                ties[target].append((kind, notice))
    return {target: tuple(found) for target, found in ties.items()}


def _ties(notice: Notice, by_number: Mapping[str, tuple[Notice, ...]]) -> Iterator[tuple[RelatedKind, str]]:
    """By id as given; by number when one notice alone can be meant."""
    for tie in notice.related:
        found = holders(by_number, tie.number, notice) if tie.number and not tie.id else ()
        if target := tie.id or (found[0].id if len(found) == 1 else None):
            yield tie.kind, target


def validities(ties: Mapping[str, Sequence[Tie]]) -> dict[str, Validity]:
    """For each notice's id that was replaced, amended or corrected."""
    found = {
        notice: Validity(
            replaced_by=_by("replaces", ties, notice),
            in_force=_in_force(ties, notice),
            amended_by=_by("amends", ties, notice),
            corrected_by=_by("corrects", ties, notice),
        )
        for notice in ties
    }
    return {notice: one for notice, one in found.items() if one != UNTOUCHED}


def _by(kind: RelatedKind, ties: Mapping[str, Sequence[Tie]], notice: str) -> tuple[Notice, ...]:
    return tuple(other for tie, other in ties.get(notice, ()) if tie == kind)


def _in_force(ties: Mapping[str, Sequence[Tie]], notice: str) -> tuple[Notice, ...]:
    """Empty where the chains go in a circle."""
    found: dict[str, Notice] = {}
    waiting, seen = [*_by("replaces", ties, notice)], {notice}
    while waiting:
        one = waiting.pop(0)
        if one.id not in seen:
            seen.add(one.id)
            later = _by("replaces", ties, one.id)
            waiting += later
            found |= {} if later else {one.id: one}
    return tuple(found.values())
