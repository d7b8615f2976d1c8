"""The lock of one writer: taken once, waited for, and free again when its process is killed."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from ketluan.store import process_lock as locks
from ketluan.store.process_lock import process_lock
from tests.conftest import ROOT

LOCKING = """
import sys, time
from pathlib import Path
from ketluan.store.process_lock import process_lock
with process_lock(Path(sys.argv[1])) as taken:
    print(taken, flush=True)
    time.sleep(60)
"""


def test_a_lock_is_taken_once_and_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with process_lock(path) as first, process_lock(path) as second:
        assert (first, second) == (True, False)
        assert path.exists()
    assert not path.exists()


def test_the_lock_of_a_killed_process_is_free_again(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    process = subprocess.Popen([sys.executable, "-c", LOCKING, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "True\n"
    with process_lock(path) as taken:
        assert not taken
    process.kill()
    process.wait(timeout=20)
    process.stdout.close()
    with process_lock(path, seconds=5.0) as taken:
        assert taken


@pytest.mark.parametrize(("others", "taken"), [(0, True), (1, True), (9, True), (None, False)])
def test_whoever_waits_is_patient_with_each_holder_and_not_with_one_that_never_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: int | None, *, taken: bool
) -> None:
    """The clock goes on by twenty seconds each time: one may have thirty; None never ends."""
    times, left = itertools.count(step=20), [*range(others or 0)]

    class Busy(FileLock):
        def acquire(self, *_args: object, **_named: object) -> None:  # type: ignore[override]
            if left:
                os.utime(tmp_path, ns=(0, left.pop()))
            elif others is not None:
                return
            raise Timeout(str(self.lock_file))

    monkeypatch.setattr(locks, "FileLock", Busy)
    monkeypatch.setattr(locks.time, "monotonic", lambda: next(times))
    with process_lock(tmp_path / "a.lock", seconds=30.0) as found:
        assert found is taken
