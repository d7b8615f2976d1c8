"""Imports killed at every step of writing, and imports, builds and the drop folder at the same moment."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from ketluan.importing.importer import import_files
from ketluan.importing.journal import JOURNAL
from ketluan.model.problem import errors
from ketluan.store.archive_lock import LOCK
from ketluan.store.reader import read_archive
from tests.conftest import ROOT, TODAY
from tests.importing.source_texts import FIXTURES

COMMUNE = FIXTURES / "xa.txt"
NOTICE = "xa-tan-hoa/ubnd/2023/07-tb-ubnd"
WRITTEN = ["agencies.yml", "dinh-dang.txt", f"{NOTICE}.md", f"{NOTICE}.nhap.yml", f"{NOTICE}.txt"]
ORIGINAL = WRITTEN[-1]
KILLED = """
import os, signal, sys
steps = int(sys.argv[1])
def counted(work):
    def step(*values, **named):
        global steps
        steps -= 1
        if steps < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return work(*values, **named)
    return step
for name in ("link", "replace", "unlink", "fsync", "chmod"):
    setattr(os, name, counted(getattr(os, name)))
from ketluan.cli.command import main
sys.exit(main(sys.argv[2:]))
"""


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def command(notices: Path, *words: object) -> list[str]:
    return [sys.executable, str(ROOT / "build_archive.py"), "--notices", str(notices), *map(str, words)]


def started(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("steps", range(23))
def test_an_import_killed_at_any_step_is_mended_by_the_next(tmp_path: Path, steps: int) -> None:
    notices = tmp_path / "notices"
    words = [sys.executable, "-c", KILLED, str(steps), "--notices", str(notices), "import", str(COMMUNE)]
    subprocess.run(words, cwd=ROOT, timeout=60, capture_output=True, check=False)
    [outcome] = import_files([COMMUNE], notices=notices, today=TODAY)
    assert outcome.state in ("imported", "known"), outcome.reason
    assert files(notices) == WRITTEN


def test_what_a_killed_import_left_goes_though_the_next_imports_something_else(tmp_path: Path) -> None:
    words = [sys.executable, "-c", KILLED, "13", "--notices", str(tmp_path), "import", str(COMMUNE)]
    subprocess.run(words, cwd=ROOT, timeout=60, capture_output=True, check=False)
    assert JOURNAL in files(tmp_path) and f"{NOTICE}.md" not in files(tmp_path)
    [outcome] = import_files([tmp_path / "nothing.txt"], notices=tmp_path, today=TODAY)
    assert outcome.state == "failed"
    assert [name for name in files(tmp_path) if name not in ("agencies.yml", "dinh-dang.txt")] == []


def test_an_original_that_stands_there_without_a_notice_is_taken_up(tmp_path: Path) -> None:
    orphan = tmp_path / ORIGINAL
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(COMMUNE.read_bytes())
    [outcome] = import_files([COMMUNE], notices=tmp_path, today=TODAY)
    assert outcome.state == "imported" and files(tmp_path) == WRITTEN


def test_a_file_of_other_content_where_the_original_would_stand_is_left_alone(tmp_path: Path) -> None:
    foreign = tmp_path / ORIGINAL
    foreign.parent.mkdir(parents=True)
    foreign.write_bytes(b"of a person")
    [outcome] = import_files([COMMUNE], notices=tmp_path, today=TODAY)
    assert outcome.written == tmp_path / "xa-tan-hoa/ubnd/2023/07-tb-ubnd-2.md"
    assert foreign.read_bytes() == b"of a person"


def test_the_same_file_imported_eight_times_at_once_is_one_notice(tmp_path: Path) -> None:
    running = [started(*command(tmp_path, "import", COMMUNE)) for _ in range(8)]
    assert [process.wait(timeout=300) for process in running] == [0] * 8
    assert files(tmp_path) == WRITTEN


def test_files_without_a_number_imported_at_once_each_get_an_address(tmp_path: Path) -> None:
    notices = tmp_path / "notices"
    text = COMMUNE.read_text(encoding="utf-8").replace("07/TB-UBND", "   /TB-UBND")
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(text.replace("8 ấp", f"{number} ấp"), encoding="utf-8")
    running = [started(*command(notices, "import", tmp_path / f"{number}.txt")) for number in range(4)]
    assert [process.wait(timeout=120) for process in running] == [0] * 4
    assert sum(name.endswith(".md") for name in files(notices)) == 4
    assert errors(read_archive(notices, today=TODAY)[1]) == []


def test_import_build_and_the_drop_folder_run_side_by_side(tmp_path: Path) -> None:
    notices, inbox, site = tmp_path / "notices", tmp_path / "inbox", tmp_path / "site"
    inbox.mkdir()
    names = ["xa", "huyen-2012", "binh-dinh", "tinh-uy"]
    watch = started(*command(notices, "import", "--watch", inbox))
    try:
        for name in names[:2]:
            (inbox / f"{name}.txt").write_bytes((FIXTURES / f"{name}.txt").read_bytes())
        imports = [started(*command(notices, "import", FIXTURES / f"{name}.txt")) for name in names]
        while not (notices / "agencies.yml").exists():
            time.sleep(0.05)
        builds = [
            subprocess.run(command(notices, "--site", site), cwd=ROOT, timeout=120, check=False) for _ in range(2)
        ]
        assert [process.wait(timeout=120) for process in imports] == [0] * 4
        assert [build.returncode for build in builds] == [0, 0]
        while len(list((inbox / "done").glob("*.txt")) if (inbox / "done").exists() else []) < 4:
            assert watch.poll() is None and not (inbox / "failed").exists()
            time.sleep(0.05)
    finally:
        watch.kill()
        watch.wait()
    archive, problems = read_archive(notices, today=TODAY)
    assert errors(problems) == [] and len(archive.notices) == 4
    assert [name for name in files(notices) if LOCK in name or name.endswith(".tmp")] == []
