"""Many new bodies are understood by several processes, with the result that one process has."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

import pytest

from ketluan.model.problem import Refused
from ketluan.store import copied_process, parallel_reading, reader, reading_cache, work_executor
from ketluan.store.parallel_reading import answers
from ketluan.store.reader import read_archive
from ketluan.store.work_executor import SCHEDULER
from tests.conftest import ROOT, TODAY
from tests.site.test_inventory import ISSUER, write

FINANCE = "  - {id: kon-tum/so-tai-chinh, name: Sở Tài chính, kind: department}\n"
COPIES = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="this system copies no process"
)
PIECES = [str(at) for at in range(100)]


def add_finance(notices: Path) -> None:
    """The register holds one body more, which may stand in notices that were read without it."""
    with (notices / "agencies.yml").open("a", encoding="utf-8") as register:
        register.write(FINANCE)


def who_read(piece: str) -> tuple[str, int]:
    return piece, os.getpid()


def read_here(piece: str) -> str:
    return piece


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two notices are many, for two processors."""
    monkeypatch.setattr(reader, "FROM", 2)
    monkeypatch.setattr(reader, "CHUNK", 3)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("few")
def test_other_processes_answer_in_the_order_of_the_pieces() -> None:
    found = list(answers(who_read, PIECES))
    assert [piece for piece, _ in found] == PIECES
    assert os.getpid() not in {process for _, process in found}


def test_a_single_one_is_answered_here() -> None:
    assert [process for _, process in answers(who_read, PIECES[:1])] == [os.getpid()]


@pytest.mark.usefixtures("few")
def test_where_no_process_can_be_started_all_are_answered_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Executor:
        raise OSError("no semaphores")

    monkeypatch.setattr(parallel_reading, "work_executor", none)
    assert list(answers(read_here, PIECES)) == PIECES


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


@pytest.mark.usefixtures("few")
def test_withdrawn_notices_of_which_nothing_is_kept_start_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices = tmp_path / "notices"
    for number in range(1, 9):
        write(notices, f"{number}-tb-vp", keys="status: {state: withdrawn, reason: Nhầm, date: 2014-08-01}\n")
    monkeypatch.setattr(parallel_reading, "work_executor", lambda: pytest.fail("a process was started"))
    for _ in range(2):
        archive, problems = read_archive(notices, today=TODAY)
        assert [len(archive.notices), problems] == [8, []]
        assert all(notice.withdrawn for notice in archive.notices)


@pytest.mark.usefixtures("few")
def test_words_of_an_earlier_reading_are_not_taken_for_those_that_could_not_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices = tmp_path / "notices"
    for number in range(1, 5):
        write(notices, f"{number}-tb-vp", tasks=("Giao Sở Tài chính báo cáo.",))
    read_archive(notices, today=TODAY)
    add_finance(notices)

    def lost(cache: reading_cache.BodyCache, writes: object) -> None:
        cache._store = None

    monkeypatch.setattr(reading_cache.BodyCache, "take", lost)
    archive, _ = read_archive(notices, today=TODAY)
    assert {notice.directives[0].lead[0].id for notice in archive.notices} == {"kon-tum/so-tai-chinh"}


def test_a_copy_that_cannot_be_made_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError("no space left")

    monkeypatch.setattr(copied_process.tempfile, "TemporaryFile", full)
    copy = copied_process.CopiedProcess(os.getpid)
    assert copy.result() is None
    copy.stop()


READ = """
import datetime as dt, os, sys
from pathlib import Path
from ketluan.store import reader
from ketluan.store.copied_process import CopiedProcess

reader.LARGE, reader.FROM, reader.CHUNK, os.cpu_count = 1, int(sys.argv[3]), 2, lambda: 2
result, read = CopiedProcess.result, reader._read_file
def told(self):
    found = result(self)
    print("given", found is not None)
    return found
def here(path, *others):
    print("read here", path.stem)
    return read(path, *others)
CopiedProcess.result, reader._read_file = told, here
if sys.argv[2] == "killed":
    reader._read_elsewhere = lambda *asked: os._exit(1)
archive, problems = reader.read_archive(Path(sys.argv[1]), today=dt.date(2026, 1, 15))
print([notice.directives[0].text for notice in archive.notices], [str(problem) for problem in problems])
"""


def read_apart(notices: Path, how: str = "", *, least: int = 64) -> list[str]:
    """What a process says that reads an archive; so many notices are read together."""
    command = [sys.executable, "-c", READ, str(notices), how, str(least)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


@COPIES
def test_what_a_copy_has_not_read_is_read_together(tmp_path: Path) -> None:
    notices = tmp_path / "notices"
    for number in range(1, 7):
        path = write(notices, f"{number}-tb-vp", tasks=("Giao Sở Tài chính báo cáo.",))
    long_ago = time.time() - 60
    for one in notices.rglob("*.md"):
        os.utime(one, (long_ago, long_ago))
    read_apart(notices)
    time.sleep(2.1)  # the time of a file's last change of any kind is the system's
    read_apart(notices)
    add_finance(notices)
    path.write_text(path.read_text(encoding="utf-8").replace("báo cáo", "báo cáo ngay"), encoding="utf-8")
    first, *others, said = read_apart(notices, least=3)
    assert (first, others) == ("given True", []) and "báo cáo ngay" in said


@COPIES
def test_a_few_that_have_changed_are_read_by_a_copy_of_the_process(tmp_path: Path) -> None:
    notices = tmp_path / "notices"
    for number in (1, 2):
        write(notices, f"{number}-tb-vp", tasks=(f"Báo cáo lần {number}.",))
    path = notices / ISSUER / "2014" / "2-tb-vp.md"

    read = partial(read_apart, notices)
    assert read()[:1] == ["given True"]
    said = read()[-1]
    for how, told in (("", ["given True"]), ("killed", ["given False", "read here 2-tb-vp"])):
        path.write_text(path.read_text(encoding="utf-8").replace("Báo cáo", "Báo cáo ngay"), encoding="utf-8")
        first, _, second = said.rpartition("Báo cáo")
        said = f"{first}Báo cáo ngay{second}"
        assert read(how) == [*told, said]
    path.write_text("---\nnumber: [\n---\n", encoding="utf-8")
    by_copy = read()
    assert by_copy[:2] == ["given True", "read here 2-tb-vp"] and by_copy[1:] == read("killed")[1:]


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Two processes of one thread each, beside this one."""
    from distributed import LocalCluster

    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as found:
        monkeypatch.setenv(SCHEDULER, found.scheduler_address)
        yield found.scheduler_address


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("few")
def test_the_workers_of_a_cluster_answer_in_the_order_of_the_pieces(cluster: str) -> None:
    found = list(answers(who_read, PIECES))
    assert [piece for piece, _ in found] == PIECES
    processes = {process for _, process in found}
    assert len(processes) == 2 and os.getpid() not in processes


@pytest.mark.usefixtures("few")
def test_a_cluster_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_executor, "WAIT", "1s")
    monkeypatch.setenv(SCHEDULER, "tcp://127.0.0.1:1")
    with pytest.raises(Refused, match=r"Không nối được tới bộ điều phối tcp://127\.0\.0\.1:1: hãy xem"):
        list(answers(read_here, PIECES))


def test_without_a_cluster_nothing_of_dask_is_imported() -> None:
    program = "import build_archive, sys; print([name for name in sys.modules if name in ('dask', 'distributed')])"
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a console there interrupts otherwise")
def test_an_interrupt_does_not_break_off_the_start_of_a_process_whichever_thread_hears_it() -> None:
    done = threading.Event()
    listening = threading.Thread(target=done.wait)  # blocks no signal, unlike the main thread
    listening.start()
    reached = []
    try:
        with pytest.raises(KeyboardInterrupt), parallel_reading.deaf_to_interrupts():
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.1)
            reached.append("whole")
    finally:
        done.set()
        listening.join()
    assert reached == ["whole"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
