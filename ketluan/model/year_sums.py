"""What each month and year of notices holds, summed up: figures of the whole archive are sums of these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import astuple, fields
from itertools import chain
from typing import NamedTuple

from ketluan.model.archive import Archive, Assignment, is_replaced, notice_assignments
from ketluan.model.keyed_rule import KeyedRule
from ketluan.model.limit_counts import LimitCounts, limit_counts
from ketluan.model.notice_counts import NoticeCounts, notice_counts

MONTHS = range(1, 13)
_COUNTS = tuple(part.name for part in fields(NoticeCounts))
_NONE = (0,) * len(_COUNTS)


class YearSums(NamedTuple):
    """Of the notices of a year, or of one month of it: how many stand in force, are replaced, are withdrawn, and the
    directives of these (as in `NoticeCounts`); how many in force are of each month; how many directives figures have
    (`counted`), and of them how many have a limit, recur, stand in a calendar, or are led by names alone that wait to
    be known; all directives (`listed`); how many of those counted the same bodies of the register surely lead (`led`:
    their ids in order, and how many); and their limits, as in `LimitCounts`."""

    notices: tuple[int, ...]
    months: tuple[int, ...]
    counted: int
    dated: int
    recurring: int
    in_calendar: int
    unlisted: int
    listed: int
    led: tuple[tuple[tuple[str, ...], int], ...]
    alike: tuple[tuple[int, bool, int], ...]
    followed: tuple[tuple[str, int], ...]

    @property
    def counts(self) -> NoticeCounts:
        return _notice_counts(self.notices)

    @property
    def limits(self) -> LimitCounts:
        return LimitCounts(self.alike, self.followed)


def _sums(archive: Archive, month: str) -> YearSums | None:
    if (notices := archive.by_month.get(month)) is None:
        return None
    counts, listed = notice_counts(archive, notices), [notice_assignments(archive, notice) for notice in notices]
    tasks = [task for task in chain.from_iterable(listed) if task.counts]
    in_force = (notice for notice in notices if not notice.withdrawn and not is_replaced(archive, notice))
    limits, months = limit_counts(tasks), Counter(notice.date.month for notice in in_force if notice.date)
    return YearSums(
        notices=astuple(counts),
        months=tuple(months[month] for month in MONTHS),
        counted=len(tasks),
        dated=sum(1 for task in tasks if task.due or task.recurs),
        recurring=sum(1 for task in tasks if task.recurs),
        in_calendar=sum(1 for task in tasks if task.has_limits),
        unlisted=sum(1 for task in tasks if _is_unlisted(archive, task)),
        listed=sum(map(len, listed)),
        led=tuple(sorted(Counter(leads for task in tasks if (leads := _leads(task))).items())),
        alike=limits.alike,
        followed=limits.followed,
    )


def _leads(task: Assignment) -> tuple[str, ...]:
    return tuple(sorted({party.id for party in task.told.lead if party.certain and party.id}))


def _is_unlisted(archive: Archive, task: Assignment) -> bool:
    """Whether its leads all wait in the queue of unknown names."""
    lead = task.told.lead
    if any(party.id for party in lead):
        return False
    return any(party.name not in archive.register.not_agencies for party in lead)


month_sums = KeyedRule("month_sums", YearSums, keys=lambda archive: archive.by_month, make=_sums)
"""What each month of a year holds, by what `month_of` names it."""


def year_sums(archive: Archive) -> dict[str, YearSums]:
    """What each year holds, `khong-ro` last."""
    months: dict[str, list[YearSums]] = {}
    for month, sums in reversed(archive.derived(month_sums).items()):  # notices stand newest first
        months.setdefault(month.partition(" ")[0], []).append(sums)
    return {year: _added(found) for year, found in sorted(months.items())}


def _added(every: Sequence[YearSums]) -> YearSums:
    alike, led = Counter[tuple[int, bool]](), Counter[tuple[str, ...]]()
    for sums in every:
        led.update(dict(sums.led))
        for due, recurs, number in sums.alike:
            alike[due, recurs] += number
    return YearSums(
        notices=tuple(map(sum, zip(*(sums.notices for sums in every), strict=True))),
        months=tuple(map(sum, zip(*(sums.months for sums in every), strict=True))),
        counted=sum(sums.counted for sums in every),
        dated=sum(sums.dated for sums in every),
        recurring=sum(sums.recurring for sums in every),
        in_calendar=sum(sums.in_calendar for sums in every),
        unlisted=sum(sums.unlisted for sums in every),
        listed=sum(sums.listed for sums in every),
        led=tuple(sorted(led.items())),
        alike=tuple((*limit, number) for limit, number in sorted(alike.items())),
        followed=tuple(chain.from_iterable(sums.followed for sums in every)),
    )


def archive_counts(archive: Archive) -> NoticeCounts:
    """Of all the archive's notices."""
    rows = [sums.notices for sums in archive.derived(year_sums).values()]
    return _notice_counts(map(sum, zip(_NONE, *rows, strict=True)))


def _notice_counts(numbers: Iterable[int]) -> NoticeCounts:
    return NoticeCounts(**dict(zip(_COUNTS, numbers, strict=True)))


def counted_directives(archive: Archive) -> int:
    """How many directives figures have."""
    return sum(sums.counted for sums in archive.derived(year_sums).values())


def recurring_directives(archive: Archive) -> int:
    """How many of them recur."""
    return sum(sums.recurring for sums in archive.derived(year_sums).values())


def told_to_unlisted(archive: Archive) -> int:
    """How many of them no list of bodies counts: those whose leads all wait in the queue of unknown names."""
    return sum(sums.unlisted for sums in archive.derived(year_sums).values())


def led_by_any(archive: Archive, bodies: Set[str]) -> int:
    """How many of them any of some bodies of the register surely leads."""
    led = chain.from_iterable(sums.led for sums in archive.derived(year_sums).values())
    return sum(number for leads, number in led if not bodies.isdisjoint(leads))


def has_limits(archive: Archive) -> bool:
    """Whether any limit stands in a calendar."""
    return any(sums.in_calendar for sums in archive.derived(year_sums).values())
