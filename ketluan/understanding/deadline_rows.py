"""A line of the table of periods, and where in a text it matches."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ketluan.understanding.deadline_spans import Match, Period
from ketluan.understanding.deadline_words import Needs

TAKEN = "\0"
"""Stands for each letter of a period that was read."""
LONGEST_LEAD, LONGEST_TAIL = 60, 160
"""Letters in front of a core (`17 giờ 00 phút, thứ Bảy, ngày `) and behind it that may belong to a match."""


@dataclass(frozen=True)
class PeriodRow:
    """A line of the table: a pattern over recognisable text, and what a match says in a notice of a given day.

    `core` is what every match holds: a match is looked for only around it, since most texts hold none.
    """

    name: str
    core: str
    pattern: str
    read: Callable[[Match, dt.date | None], Period | None]
    needs: Needs

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.VERBOSE)

    @cached_property
    def cores(self) -> re.Pattern[str]:
        return re.compile(self.core)

    def matches(self, text: str, free: str) -> list[Match]:
        """In order, none over another; in `free` the letters of periods that were read are gone."""
        found: list[Match] = []
        end = 0
        for core in self.cores.finditer(free):
            at = core.start()
            if at < end:
                continue
            start = max(end, at - LONGEST_LEAD)
            start = free.rfind(TAKEN, start, at) + 1 or start
            if match := self.compiled.search(text, start, core.end() + LONGEST_TAIL):
                end = match.end()
                found.append(match)
        return found
