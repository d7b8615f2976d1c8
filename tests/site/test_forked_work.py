"""What copies of the process have made is what a fresh build makes; without them it is made here."""

from __future__ import annotations

import multiprocessing
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.demo.generate import write
from ketluan.publishing.release_files import digests_under
from ketluan.site.page_making import SHARED
from tests.conftest import ROOT

BUILD = """
import os, signal, sys, time
from ketluan.cli.command import main
from ketluan.site.forked_work import ForkedWork

result = ForkedWork.result
def told(self):
    found = result(self)
    print("given", found is not None)
    return found
ForkedWork.result = told
if sys.argv[1] == "killed":
    ForkedWork._make = lambda self: os._exit(1)
if sys.argv[1] == "left alone":
    ForkedWork._make, make = lambda self: (time.sleep(0.5), make(self)), ForkedWork._make
    ForkedWork.result = lambda self: os.kill(os.getpid(), signal.SIGKILL)
raise SystemExit(main(sys.argv[2:]))
"""


def built(folder: Path, how: str = "") -> str:
    """What it says; in a process of its own, since this one has threads."""
    words = ["--notices", str(folder / "notices"), "--site", str(folder / "site"), "--today", "2026-01-15", "build"]
    command = [sys.executable, "-c", BUILD, how, *words]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    assert done.returncode == (-signal.SIGKILL if how == "left alone" else 0)
    return done.stdout


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system copies no process")
@pytest.mark.skipif(multiprocessing.cpu_count() < 2, reason="there is no processor for a copy")
def test_what_a_copy_has_made_is_what_a_fresh_build_makes(tmp_path: Path) -> None:
    notices, fresh = tmp_path / "notices", tmp_path / "fresh"
    write(notices, SHARED.start, seed=1)
    assert "given" not in built(tmp_path)
    for how, said in (
        ("", "given True\n" * 2),
        ("killed", "given False\n" * 2),
        ("left alone", ""),
        ("", "given True"),
    ):
        changed = sorted(notices.rglob("20*/*.md"))[-1]
        text = changed.read_text(encoding="utf-8")
        changed.write_text(text.replace("./.", f", theo Quyết định số {len(text)}/QĐ-UBND./."), encoding="utf-8")
        assert said in built(tmp_path, how)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("site.") and path.is_dir()]
    shutil.copytree(notices, fresh / "notices")
    built(fresh)
    assert digests_under(tmp_path / "site") == digests_under(fresh / "site")
