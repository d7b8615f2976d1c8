"""Spreads the reading of many notices over the processors of this machine, or over a cluster."""

from __future__ import annotations

import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from ketluan.store.work_executor import has_helpers, work_executor

AHEAD = 64
"""So many pieces are begun at a time: what is done and not yet taken is held in memory."""

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")


def answers(ask: Callable[[Piece], Answer], pieces: Sequence[Piece]) -> Iterator[Answer]:
    """In the order of the pieces; here in this process when there is one alone, or others cannot be started.

    `ask` must be something other processes can find.
    """
    done = 0
    if len(pieces) > 1 and has_helpers():
        try:
            with work_executor() as executor:
                for answer in _coming(ask, pieces, executor):
                    yield answer
                    done += 1
        except (BrokenProcessPool, OSError):
            pass
    yield from map(ask, pieces[done:])


def _coming(ask: Callable[[Piece], Answer], pieces: Sequence[Piece], executor: Executor) -> Iterator[Answer]:
    waiting, begun = deque(pieces), deque[Future[Answer]]()
    try:
        while waiting or begun:
            with deaf_to_interrupts():
                while waiting and len(begun) < AHEAD:
                    begun.append(executor.submit(ask, waiting.popleft()))
            yield begun.popleft().result()
    finally:
        for future in begun:
            future.cancel()


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes started meanwhile never hear Ctrl-C: this one does, ends their work, and would hang if they died of it.

    What is pressed meanwhile is heard afterwards: one that breaks off the start of a process leaves it half born.
    """
    with _interrupts_later(), _interrupts_blocked():
        yield


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """The processes that this thread starts inherit it; other threads still hear, hence `_interrupts_later`."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _interrupts_later() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # only the main one is ever interrupted
        yield
        return
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if heard:
            signal.raise_signal(signal.SIGINT)
