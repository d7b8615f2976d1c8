"""Many new bodies are understood by several processes, with the result that one process has."""

from __future__ import annotations

import os
from concurrent.futures import Executor
from pathlib import Path

import pytest

from ketluan.store import parallel_reading, reading_cache
from ketluan.store.parallel_reading import BodyRequest, answers
from ketluan.store.reader import read_archive
from tests.conftest import TODAY
from tests.site.test_inventory import ISSUER, write

REQUESTS = [BodyRequest(text=str(at), date=None, first_line=1, published=(), names=()) for at in range(40)]


def who_read(text: str, **_more: object) -> tuple[str, int]:
    return text, os.getpid()


def read_here(text: str, **_more: object) -> str:
    return text


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two bodies are many."""
    monkeypatch.setattr(parallel_reading, "FROM", 2)
    monkeypatch.setattr(reading_cache, "AT_ONCE", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("few")
def test_other_processes_answer_in_the_order_of_the_requests() -> None:
    found = list(answers(who_read, REQUESTS))
    assert [text for text, _ in found] == [request.text for request in REQUESTS]
    assert os.getpid() not in {process for _, process in found}


def test_few_are_answered_here() -> None:
    assert {process for _, process in answers(who_read, REQUESTS[:3])} == {os.getpid()}


@pytest.mark.usefixtures("few")
def test_where_no_process_can_be_started_all_are_answered_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Executor:
        raise OSError("no semaphores")

    monkeypatch.setattr(parallel_reading, "_processes", none)
    assert list(answers(read_here, REQUESTS)) == [request.text for request in REQUESTS]


@pytest.mark.parametrize("writable", [True, False])
def test_an_archive_read_together_is_the_one_read_one_by_one(
    writable: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    notices = tmp_path / "notices"
    for number in range(1, 9):
        write(notices, f"{number}-tb-vp", tasks=(f"Báo cáo lần {number} trước ngày {number}/9/2014.",))
    (notices / ISSUER / "2014" / "5-tb-vp.md").write_text("---\nnumber: [\n---\n", encoding="utf-8")
    (tmp_path / ".cache").touch()  # a file, where no folder can be made
    one_by_one = read_archive(notices, today=TODAY)
    if writable:
        (tmp_path / ".cache").unlink()
    request.getfixturevalue("few")
    assert read_archive(notices, today=TODAY) == one_by_one
    assert len(one_by_one[0].notices) == 7
    if writable:
        assert read_archive(notices, today=TODAY) == one_by_one
