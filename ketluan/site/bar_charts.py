"""Where the bars of a chart stand, in units of its drawing (y grows downwards)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BASE = 47
STEP = 24
TALLEST = 44
SINGLE = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar for a number: from `x` and `y`, with the place of the number above it and the middle, where words stand."""

    number: int
    x: int
    y: float
    height: float
    middle: int
    above: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthChart:
    """The bars of a year's months; the last chart has `height` for the names of the months below."""

    name: str
    bars: tuple[Bar, ...]
    height: int
    last: bool


def month_charts(years: Sequence[tuple[str, Sequence[int]]]) -> list[MonthChart]:
    """A chart for each year, all of one scale."""
    most = max((number for _, months in years for number in months), default=0)
    charts: list[MonthChart] = []
    for name, months in years:
        last = len(charts) == len(years) - 1
        bars = tuple(_month_bar(number, place, most) for place, number in enumerate(months))
        charts.append(MonthChart(name=name, bars=bars, height=76 if last else 60, last=last))
    return charts


def _month_bar(number: int, place: int, most: int) -> Bar:
    height = _scaled(number, most, TALLEST)
    x = STEP * place
    return Bar(number=number, x=x + 3, y=BASE - height, height=height, middle=x + STEP // 2, above=BASE - 2 - height)


def single_bar(number: int, most: int) -> Bar:
    """A bar beside a line of text."""
    height = _scaled(number, most, SINGLE)
    return Bar(number=number, x=2, y=SINGLE - height, height=height, middle=STEP // 2, above=0)


def _scaled(number: int, most: int, tallest: int) -> float:
    return round(tallest * number / most, 1) if most else 0
