"""Files to take away that a copy of the process has made are those of a fresh build; without it they are made here."""

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
from ketluan.site.mkdocs_site import SHARED
from tests.conftest import ROOT

BUILD = """
import os, signal, sys, time
from ketluan.cli.command import main
from ketluan.site.data_process import DataProcess

taken = DataProcess.taken
def told(self, *words):
    found = taken(self, *words)
    print("taken", found)
    return found
DataProcess.taken = told
if sys.argv[1] == "killed":
    DataProcess._make = lambda self, parent: os._exit(1)
if sys.argv[1] == "left alone":
    DataProcess._make, make = lambda self, parent: (time.sleep(0.5), make(self, parent)), DataProcess._make
    DataProcess.taken = lambda self, *words: os.kill(os.getpid(), signal.SIGKILL)
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
    assert "taken" not in built(tmp_path)
    for how, said in (("", "taken True"), ("killed", "taken False"), ("left alone", ""), ("", "taken True")):
        changed = sorted(notices.rglob("20*/*.md"))[-1]
        text = changed.read_text(encoding="utf-8")
        changed.write_text(text.replace("./.", f", theo Quyết định số {len(text)}/QĐ-UBND./."), encoding="utf-8")
        assert said in built(tmp_path, how)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("site.") and path.is_dir()]
    shutil.copytree(notices, fresh / "notices")
    built(fresh)
    assert digests_under(tmp_path / "site") == digests_under(fresh / "site")
