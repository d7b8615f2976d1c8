"""Spreads the understanding of many bodies over the processors of this machine, or over a cluster."""

from __future__ import annotations

import datetime as dt
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from ketluan.model.ledger import PublishedId
from ketluan.store.work_executor import has_helpers, work_executor

FROM = 64
"""So many bodies pay for starting processes."""
CHUNK = 16

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRequest:
    """What understanding a body needs (`notice_body.read_body`)."""

    text: str
    date: dt.date | None
    first_line: int
    published: Sequence[PublishedId]
    names: tuple[str, ...]


def answers(read: Callable[..., Answer], requests: Sequence[BodyRequest]) -> Iterator[Answer]:
    """In the order of the requests; here in this process when there are few, or others cannot be started.

    `read` must be a function at the top of a module, which other processes can find.
    """
    done = 0
    if len(requests) >= FROM and has_helpers():
        try:
            with work_executor() as executor:
                with deaf_to_interrupts():
                    coming = executor.map(partial(_answer, read), requests, chunksize=CHUNK)
                for answer in coming:
                    yield answer
                    done += 1
        except (BrokenProcessPool, OSError):
            pass
    yield from (_answer(read, request) for request in requests[done:])


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


def _answer(read: Callable[..., Answer], request: BodyRequest) -> Answer:
    return read(
        request.text,
        date=request.date,
        first_line=request.first_line,
        published=request.published,
        names=request.names,
    )
