"""The files that a double click opens: from any folder, through a link, and before anything is installed."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these two are for Linux")

STANDS_FOR_PYTHON = '#!/bin/sh\nprintf "%s\\n" "$PWD" "$@"\n'


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder of the program with a blank and marks in its name; its Python says where and with what it was run."""
    folder = tmp_path / "Kho kết luận"
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(STANDS_FOR_PYTHON, encoding="utf-8")
    python.chmod(0o755)
    for name in ("ban-van-thu.sh", "ban-van-thu.desktop"):
        shutil.copy(ROOT / name, folder)
    return folder


def run(command: Sequence[str | Path], here: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=here, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)


def words_of_exec(line: str, file: Path) -> list[str]:
    """The command of an Exec line, unquoted as the Desktop Entry Specification says: first as a string of the file,
    then word by word; `%k` is the place of the file."""
    text = line.replace("\\\\", "\\")
    found = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', text)
    plain = [re.sub(r'\\(["`$\\])', r"\1", quoted) if quoted else word for quoted, word in found]
    return [word.replace("%k", str(file)) for word in plain]


def test_the_script_starts_the_desk_from_anywhere_and_through_a_link(program: Path, tmp_path: Path) -> None:
    assert os.access(ROOT / "ban-van-thu.sh", os.X_OK)
    link = tmp_path / "ban"
    link.symlink_to(program / "ban-van-thu.sh")
    for script in (program / "ban-van-thu.sh", link):
        done = run([script], tmp_path)
        assert (done.returncode, done.stdout.splitlines()) == (0, [str(program), "build_archive.py", "desk"])


def test_the_entry_of_the_menu_starts_the_script_beside_it(program: Path, tmp_path: Path) -> None:
    entry = configparser.RawConfigParser(strict=True)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(program / "ban-van-thu.desktop", encoding="utf-8")
    wanted = entry["Desktop Entry"]
    assert (wanted["Type"], wanted["Terminal"]) == ("Application", "true")
    unquoted = re.sub(r'"(?:[^"\\]|\\.)*"', "", wanted["Exec"].replace("\\\\", "\\"))
    assert not re.search(r"[<>~|&;*?#()`']", unquoted), "reserved unless quoted"
    done = run(words_of_exec(wanted["Exec"], program / "ban-van-thu.desktop"), tmp_path)
    assert (done.returncode, done.stdout.splitlines()) == (0, [str(program), "build_archive.py", "desk"])


def test_before_anything_is_installed_it_says_what_to_do(program: Path, tmp_path: Path) -> None:
    shutil.rmtree(program / ".venv")
    done = run([program / "ban-van-thu.sh"], tmp_path)
    assert (done.returncode, done.stdout) == (1, "Chưa cài chương trình: chạy make site một lần.\n")
