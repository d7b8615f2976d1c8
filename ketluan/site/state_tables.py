"""How many directives are in each state, for pages: those without a day print limits, which a script counts by the
reader's day; those that hold a day print the counts of that day too."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ketluan.model.archive import Archive, Assignment
from ketluan.model.follow_up import RATE_IN_TIME, STATES, State, rate_in_time, unrecorded
from ketluan.model.limit_counts import LimitCounts, limit_counts
from ketluan.model.year_sums import year_sums

BY_DAY: tuple[State, ...] = ("within-limit", "overdue")
FORMULA = RATE_IN_TIME


def limits_text(limits: Mapping[int, int]) -> str:
    """Days, by their ordinals, with how many limits lie on each, as the script reads them: `2025-06-30:12
    2025-07-31:3`."""
    return " ".join(f"{dt.date.fromordinal(day).isoformat()}:{number}" for day, number in sorted(limits.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCounts:
    """The directives of something named: `numbers` by state, which sum to `total`.

    `limits` are the last days of what is not done, by their ordinals, with how many fall on each; without a day (`day`
    None) all of these
    stand under `overdue`. `recorded` is of how many anything was recorded, `target` the address of what is named.
    """

    name: str
    target: str | None
    numbers: Mapping[State, int]
    limits: Mapping[int, int]
    recorded: int
    day: dt.date | None = None

    @property
    def total(self) -> int:
        return sum(self.numbers.values())

    @property
    def with_limit(self) -> int:
        """Not done, with a limit."""
        return sum(self.numbers[state] for state in BY_DAY)

    @property
    def limits_text(self) -> str:
        """As the script reads them."""
        return limits_text(self.limits)

    @property
    def rate(self) -> tuple[int, int]:
        """Done in time, and of how many: what a day decides."""
        return rate_in_time(dict(self.numbers))

    @property
    def percent(self) -> float | None:
        """The rate, None where nothing is to be counted."""
        part, whole = self.rate
        return 100 * part / whole if whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateMatrix:
    """Rows by year or by agency; `states` are the columns: what no row has is left out, but for the main ones.
    `summed` says whether the rows sum to `whole`, which then stands under them."""

    rows: Sequence[StateCounts]
    states: Mapping[State, str]
    whole: StateCounts
    summed: bool


def state_counts(
    assignments: Iterable[Assignment], *, day: dt.date | None = None, name: str = "", target: str | None = None
) -> StateCounts:
    """Of directives that count."""
    found = [assignment for assignment in assignments if assignment.counts]
    followed = [assignment for assignment in found if assignment.notice.follow_up]
    return _counted(limit_counts(found), followed, day=day, name=name, target=target)


def kept_state_counts(
    archive: Archive, limits: LimitCounts, *, day: dt.date | None = None, name: str = "", target: str | None = None
) -> StateCounts:
    """Of directives whose limits were counted."""
    return _counted(limits, limits.recorded(archive), day=day, name=name, target=target)


def _counted(
    limits: LimitCounts, followed: Sequence[Assignment], *, day: dt.date | None, name: str, target: str | None
) -> StateCounts:
    """What lasts, and what holds on a day."""
    left, numbers, today = Counter[int](), Counter[State](), day or dt.date.max
    for ordinal, recurs, number in limits.alike:
        state = _unrecorded(ordinal, recurs, today)
        numbers[state] += number
        if state in BY_DAY:
            left[ordinal] += number
    for each in followed:
        lasting = each.standing()
        numbers[each.standing(today).state] += 1
        if lasting.state == "overdue" and lasting.limit:
            left[lasting.limit.toordinal()] += 1
    return StateCounts(
        name=name,
        target=target,
        numbers={state: numbers[state] for state in STATES},
        limits=dict(sorted(left.items())),
        recorded=sum(1 for assignment in followed if assignment.events),
        day=day,
    )


@cache
def _unrecorded(ordinal: int, recurs: bool, today: dt.date) -> State:
    """The state on a day of a last day in `LimitCounts`."""
    return unrecorded(dt.date.fromordinal(ordinal) if ordinal else None, today, recurring=recurs).state


def states_by_year(archive: Archive, *, day: dt.date | None = None) -> dict[str, StateCounts]:
    """For each year of notices, newest first, what lasts, or what holds on a day."""
    sums = archive.derived(year_sums)
    years = sorted((year for year in sums if sums[year].counted), key=lambda name: (name.isdigit(), name), reverse=True)
    return {year: kept_state_counts(archive, sums[year].limits, day=day, name=year) for year in years}


def summed(rows: Iterable[StateCounts], *, day: dt.date | None = None, name: str = "") -> StateCounts:
    """All of them together."""
    numbers, limits, recorded = Counter[State](), Counter[int](), 0
    for row in rows:
        numbers.update(row.numbers)
        limits.update(row.limits)
        recorded += row.recorded
    return StateCounts(
        name=name,
        target=None,
        numbers={state: numbers[state] for state in STATES},
        limits=dict(sorted(limits.items())),
        recorded=recorded,
        day=day,
    )


def shown_states(rows: Iterable[StateCounts]) -> dict[State, str]:
    """The states of the published figures always, those that set aside only where something is in them."""
    counted = list(rows)
    always = list(STATES)[: list(STATES).index("suspended")]
    return {
        state: label for state, label in STATES.items() if state in always or any(row.numbers[state] for row in counted)
    }


def state_matrix(rows: Sequence[StateCounts], whole: StateCounts | None = None) -> StateMatrix:
    """With a line for the whole where the rows sum to it."""
    return StateMatrix(rows=rows, states=shown_states(rows), whole=whole or summed(rows), summed=whole is not None)
