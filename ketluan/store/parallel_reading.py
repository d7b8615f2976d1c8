"""Spreads the understanding of many bodies over the processors of this machine, or over a cluster."""

from __future__ import annotations

import datetime as dt
import signal
import sys
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
                with _deaf_to_interrupts():
                    coming = executor.map(partial(_answer, read), requests, chunksize=CHUNK)
                for answer in coming:
                    yield answer
                    done += 1
        except (BrokenProcessPool, OSError):
            pass
    yield from (_answer(read, request) for request in requests[done:])


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started meanwhile never hear Ctrl-C: this one does, ends their work, and would hang if they died of it.

    What is pressed meanwhile is heard afterwards.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _answer(read: Callable[..., Answer], request: BodyRequest) -> Answer:
    return read(
        request.text,
        date=request.date,
        first_line=request.first_line,
        published=request.published,
        names=request.names,
    )
