"""Each piece of work is done once, here or by another process, whatever becomes of the others."""

from __future__ import annotations

import os
from concurrent.futures import Executor
from functools import partial

import pytest

from ketluan.store import shared_work
from ketluan.store.shared_work import AHEAD
from ketluan.store.work_executor import SCHEDULER
from tests.store.test_parallel_reading import cluster as cluster

PIECES = range(AHEAD + 8)
HERE = os.getpid()


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def who(piece: int) -> tuple[int, int]:
    return piece, os.getpid()


def dies(piece: int, *, on: int) -> tuple[int, int]:
    if piece == on:
        os._exit(1)
    return who(piece)


def refuses(piece: int) -> tuple[int, int]:
    raise OSError(piece)


def test_this_process_and_another_share_the_pieces() -> None:
    found = list(shared_work.shared_work(PIECES, who, who))
    assert sorted(piece for piece, _ in found) == list(PIECES)
    assert len({process for _, process in found}) == 2
    assert HERE in {process for _, process in found}


@pytest.mark.parametrize("on", [PIECES[0], PIECES[1]])
def test_what_a_process_that_died_had_begun_is_done_here(on: int) -> None:
    found = list(shared_work.shared_work(PIECES, who, partial(dies, on=on)))
    assert sorted(piece for piece, _ in found) == list(PIECES)


def test_what_others_cannot_do_is_done_here() -> None:
    assert sorted(shared_work.shared_work(PIECES, who, refuses)) == [(piece, HERE) for piece in PIECES]


def test_where_no_process_can_be_started_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(most: int) -> Executor:
        raise OSError("no semaphores")

    monkeypatch.setattr(shared_work, "work_executor", none)
    assert list(shared_work.shared_work(PIECES, who, who)) == [(piece, HERE) for piece in reversed(PIECES)]


def test_an_error_of_the_work_itself_is_raised() -> None:
    with pytest.raises(OSError, match=rf"^{PIECES[-1]}$"):
        list(shared_work.shared_work(PIECES, refuses, who))


@pytest.mark.filterwarnings("ignore")
def test_the_workers_of_a_cluster_share_the_pieces(cluster: str) -> None:
    assert os.environ[SCHEDULER] == cluster
    found = list(shared_work.shared_work(PIECES, who, who))
    assert sorted(piece for piece, _ in found) == list(PIECES)
    assert {process for _, process in found} > {HERE}
