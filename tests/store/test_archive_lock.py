"""Imports at the same moment: one writes, the other waits; what a dead one left does not stop the next."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from ketluan.importing import importer
from ketluan.importing.importer import import_files
from ketluan.model.problem import Refused, errors
from ketluan.store.archive_lock import LOCK, locked
from ketluan.store.reader import read_archive
from ketluan.store.whole_files import write_new
from tests.conftest import ROOT
from tests.importing.source_texts import FIXTURES

TODAY = dt.date(2026, 1, 15)
COMMUNE = FIXTURES / "xa.txt"


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_second_import_is_told_to_wait(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(Refused) as refused, locked(tmp_path, seconds=0.0):
        pass
    assert str(refused.value) == (
        f"Một lần nhập khác đang ghi vào kho: hãy chờ rồi chạy lại (tệp khóa: {tmp_path / LOCK})."
    )
    assert files(tmp_path) == []


def test_a_lock_that_a_dead_import_left_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / LOCK).touch()
    with locked(tmp_path, seconds=0.0):
        assert files(tmp_path) == [LOCK]
    assert files(tmp_path) == []


def test_imports_at_the_same_moment_all_enter_their_issuers_in_the_register(tmp_path: Path) -> None:
    names = ["xa", "huyen-2012", "binh-dinh", "tinh-uy"]
    command = [sys.executable, "build_archive.py", "--notices", str(tmp_path), "import"]
    running = [
        subprocess.Popen([*command, str(FIXTURES / f"{name}.txt")], cwd=ROOT, stdout=subprocess.DEVNULL)
        for name in names
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0, 0]
    archive, problems = read_archive(tmp_path, today=TODAY)
    assert errors(problems) == []
    assert len(archive.notices) == len(archive.register.agencies) == 4


def test_an_interrupt_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(import_files([FIXTURES / "huyen-2012.txt"], notices=tmp_path, today=TODAY))
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
    whole = write_new

    def interrupted(path: Path, content: bytes) -> None:
        if path.suffix == ".md":
            raise KeyboardInterrupt
        whole(path, content)

    monkeypatch.setattr(importer, "write_new", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(import_files([COMMUNE], notices=tmp_path, today=TODAY))
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before
