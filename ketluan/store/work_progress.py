"""Tells on a terminal how far work has come that takes more than a second, and what is left of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NoReturn, TypeVar

from tqdm import tqdm

tqdm.monitor_interval = 0  # no thread beside the work: a process that has one cannot be copied
Item = TypeVar("Item")
AFTER = 1.0
"""Seconds of silence: short work says nothing."""


def work_progress(items: Iterable[Item], *, what: str, unit: str, total: int | None = None) -> tqdm[Item]:
    """The items, counted as they are taken; nothing is printed where no terminal listens."""
    return tqdm(items, total=total, desc=what, unit=f" {unit}", disable=None, file=sys.stderr, delay=AFTER)


def work_bar(*, what: str, unit: str, total: int) -> tqdm[NoReturn]:
    """The same for work that calls `update` by itself; to be closed."""
    return tqdm(total=total, desc=what, unit=f" {unit}", disable=None, file=sys.stderr, delay=AFTER)
