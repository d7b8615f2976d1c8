"""Limits of many directives, counted: whoever knows these need not look at the directives to tell their states."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ketluan.model.archive import Archive, Assignment, notice_assignments


class LimitCounts(NamedTuple):
    """Of directives that figures have, with texts and numbers alone: of how many of which nothing was recorded each
    last day (`alike`: its ordinal, 0 for none; whether they recur; how many; a day may come more than once), and the
    others (`followed`: the id of the notice, the place in it)."""

    alike: tuple[tuple[int, bool, int], ...] = ()
    followed: tuple[tuple[str, int], ...] = ()

    def recorded(self, archive: Archive) -> list[Assignment]:
        """Those of which anything may have been recorded."""
        return [notice_assignments(archive, archive.by_id[id])[at] for id, at in self.followed]


def limit_counts(assignments: Iterable[Assignment]) -> LimitCounts:
    """Of those among some directives that figures have."""
    alike, followed = Counter[tuple[dt.date | None, bool]](), []
    for assignment in assignments:
        if assignment.notice.follow_up:
            followed += [(assignment.notice.id, assignment.at)] if assignment.counts else []
        elif not assignment.replaced:
            alike[assignment.first_due, assignment.recurs] += 1
    rows = ((due.toordinal() if due else 0, recurs, number) for (due, recurs), number in alike.items())
    return LimitCounts(tuple(sorted(rows)), tuple(followed))
