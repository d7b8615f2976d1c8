"""Where work over many notices is done: by processes of this machine, or by the workers of a Dask cluster.

A cluster has to see the same folder of program and packages, and the archive; nothing of Dask is imported without one.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from ketluan.model.problem import Refused

SCHEDULER = "KETLUAN_SCHEDULER"
"""The variable that names the scheduler of a cluster, `tcp://host:8786`; the option `--scheduler` sets it."""
WAIT = "10s"


def has_helpers() -> bool:
    """Whether anybody else can do some of the work."""
    return bool(os.environ.get(SCHEDULER)) or (os.cpu_count() or 1) > 1


@contextmanager
def work_executor(most: int | None = None) -> Iterator[Executor]:
    """With so many processes of this machine at most, by default one a processor.

    Raises Refused for a cluster that cannot be asked, OSError where no process can be started.
    """
    if address := os.environ.get(SCHEDULER):
        yield from _cluster(address)
    else:
        # fresh processes: a copy of one that has threads may hang
        with ProcessPoolExecutor(most, mp_context=multiprocessing.get_context("spawn")) as executor:
            yield executor


def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ModuleNotFoundError as missing:
        raise Refused("Chưa cài gói distributed mà --scheduler cần: pip install 'distributed==2026.8.0'.") from missing
    try:
        client: Any = Client(address, timeout=WAIT)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise Refused(f"Không nối được tới bộ điều phối {address}: hãy xem địa chỉ và máy đó.") from error
    with client, client.get_executor() as executor:
        yield executor
