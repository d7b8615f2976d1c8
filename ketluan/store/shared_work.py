"""Does pieces of work in this process and in others at once: each takes what nobody else has begun."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, suppress
from typing import TypeVar

from ketluan.store.parallel_reading import deaf_to_interrupts
from ketluan.store.work_executor import has_helpers, work_executor

Piece = TypeVar("Piece")
Result = TypeVar("Result")
HELPERS = 3
"""At most: each holds an archive."""
AHEAD = 4
"""So many pieces are begun at a time: what is done and not yet taken is held in memory."""


def shared_work(
    pieces: Sequence[Piece], here: Callable[[Piece], Result], there: Callable[[Piece], Result]
) -> Iterator[Result]:
    """What `here` or `there` makes of each piece, as it comes; `there` must be something other processes can find.

    Large pieces come first: others begin with them, and this process, which has to look after what they have done,
    with the last.
    """
    with ExitStack() as stack:
        executor: Executor | None = None
        if has_helpers():
            with suppress(OSError):
                executor = stack.enter_context(work_executor(min((os.cpu_count() or 2) - 1, HELPERS)))
        yield from _shared(deque(pieces), here, there, executor)


def _shared(
    waiting: deque[Piece], here: Callable[[Piece], Result], there: Callable[[Piece], Result], executor: Executor | None
) -> Iterator[Result]:
    begun: dict[Future[Result], Piece] = {}
    while waiting or begun:
        try:
            while executor and waiting and len(begun) < AHEAD:
                with deaf_to_interrupts():
                    future = executor.submit(there, waiting[0])
                begun[future] = waiting.popleft()
            done = wait(begun, timeout=0 if waiting else None, return_when=FIRST_COMPLETED).done
            for future in done:
                yield future.result()
                del begun[future]
        except (BrokenProcessPool, OSError):  # somebody ended a helper, or none can be started
            executor = None
            waiting.extend(begun.values())
            begun.clear()
        else:
            if waiting and not done:
                yield here(waiting.pop())
