"""The lock of one writer: taken once, waited for, and free again when its process is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
