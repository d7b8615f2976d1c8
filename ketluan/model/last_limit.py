"""Up to when a notice asks for anything: whoever looks for what is ahead need not look into the others."""

from __future__ import annotations

import datetime as dt

from ketluan.model.kept_notice import kept_fact
from ketluan.model.notice import Notice

NEVER = dt.date.min.toordinal() - 1
"""Of a notice without a limit."""


@kept_fact
def last_limit(notice: Notice) -> int:
    """The ordinal of its last limit as printed; of one that comes back the last day of all."""
    limits = (limit for task in notice.directives for limit in task.deadlines)
    days = (dt.date.max if limit.recurring else limit.date for limit in limits)
    return max((day.toordinal() for day in days if day), default=NEVER)
