"""What `make` says and does on a machine where programs are missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SCRIPT = ROOT / ".ci/tools.sh"
SYSTEM = ("sh", "uname", "cut", "paste", "sed", "grep", "env", "id")
TOOLS = {
    "chromium": "chromium",
    "firefox-esr": "firefox-esr",
    "python3": "libatomic1",
    "tesseract": "tesseract-ocr",
    "pdftotext": "poppler-utils",
    "node": "nodejs",
    "npm": "npm",
    "nginx": "nginx",
    "apache2": "apache2-bin",
    "caddy": "caddy",
}
ALL = (
    "Chromium (or its path in the variable CHROMIUM), Firefox (or its path in the variable FIREFOX), "
    "the library libatomic, Tesseract, Tesseract's Vietnamese data, poppler's pdftotext, Node.js, npm, nginx, Apache, "
    "Caddy; install chromium firefox-esr libatomic1 tesseract-ocr tesseract-ocr-vie poppler-utils nodejs npm nginx "
    "apache2-bin caddy"
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="this system has no such shell")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder to be the whole PATH, with what every system has."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in SYSTEM:
        (folder / name).symlink_to(shutil.which(name) or name)
    return folder


def _made(folder: Path, name: str, lines: str) -> None:
    path = folder / name
    path.unlink(missing_ok=True)
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)


def _run(programs: Path, *words: str, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [str(programs / "sh"), str(SCRIPT), *words]
    return subprocess.run(
        command,
        cwd=cwd,
        env={"PATH": str(programs), "SBIN": "", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_everything_missing_is_named_in_one_sentence(programs: Path) -> None:
    done = _run(programs)
    assert done.returncode == 1
    assert done.stderr == f"Missing: {ALL} (names of Debian's packages) and start again.\n"


@pytest.mark.parametrize("name", TOOLS)
def test_one_missing_program_is_enough(programs: Path, name: str) -> None:
    for other in TOOLS:
        if other != name:
            _made(programs, other, "echo vie")
    done = _run(programs)
    assert done.returncode == 1
    assert f"; install {TOOLS[name]}" in done.stderr


def test_where_everything_is_there_nothing_is_said(programs: Path) -> None:
    for name in TOOLS:
        _made(programs, name, "echo vie")
    done = _run(programs)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_chromium_may_be_named(programs: Path) -> None:
    for name in TOOLS:
        _made(programs, name, "echo vie")
    (programs / "chromium").rename(programs / "another-name")
    assert _run(programs, CHROMIUM=str(programs / "another-name")).returncode == 0
    assert _run(programs).returncode == 1


def test_tesseract_without_vietnamese_is_not_enough(programs: Path) -> None:
    for name in TOOLS:
        _made(programs, name, "echo eng")
    assert "Missing: Tesseract's Vietnamese data; install tesseract-ocr-vie (" in _run(programs).stderr


@pytest.mark.parametrize("user", ["root", "sudo"])
def test_what_is_missing_is_installed_where_that_is_allowed(programs: Path, tmp_path: Path, user: str) -> None:
    makes = "\n".join(f"cp {programs}/apt-get {programs}/{name}" for name in TOOLS)
    (programs / "cp").symlink_to(shutil.which("cp") or "cp")
    _made(programs, "apt-get", f'echo vie\necho "$*" >> {tmp_path}/asked\n[ "$1" = update ] || {{\n{makes}\n}}')
    _made(programs, "apt-cache", "exit 0")
    _made(programs, "id", "echo 0" if user == "root" else "echo 1000")
    if user == "sudo":
        _made(programs, "sudo", 'shift\nexec "$@"')
    (programs / "true").symlink_to(shutil.which("true") or "true")
    done = _run(programs)
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert done.returncode == 0, done.stderr
    assert asked[0] == "update -qq"
    assert f" {ALL.partition('; install ')[2]} " in asked[1]


def test_names_that_the_systems_packages_do_not_have_are_not_asked_for(programs: Path, tmp_path: Path) -> None:
    """As on Ubuntu, where two have another name and Firefox comes only as a snap: one unknown name would stop all."""
    for name in ("cp", "true"):
        (programs / name).symlink_to(shutil.which(name) or name)
    makes = "\n".join(f"cp {programs}/any {programs}/{name}" for name in TOOLS if name != "firefox-esr")
    _made(programs, "any", "echo vie")
    asked = tmp_path / "asked"
    _made(programs, "id", "echo 0")
    _made(programs, "apt-cache", '[ "$2" != chromium ] && [ "$2" != firefox-esr ]')
    _made(programs, "apt-get", f'echo "$*" >> {asked}\n[ "$1" = update ] || {{\n{makes}\nexit 100\n}}')
    done = _run(programs)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert done.stderr.endswith("\nFirefox could not be installed here: its tests are skipped.\n")
    wanted = ALL.partition("; install ")[2].replace("chromium firefox-esr", "chromium-browser firefox")
    assert f" {wanted} " in asked.read_text(encoding="utf-8").splitlines()[1]


def test_without_rights_nothing_is_tried(programs: Path, tmp_path: Path) -> None:
    _made(programs, "apt-get", f"touch {tmp_path}/asked")
    _made(programs, "id", "echo 1000")
    assert _run(programs).returncode == 1
    assert not (tmp_path / "asked").exists()


def test_an_installation_that_fails_names_what_is_missing(programs: Path) -> None:
    _made(programs, "apt-get", "exit 100")
    _made(programs, "id", "echo 0")
    (programs / "true").symlink_to(shutil.which("true") or "true")
    done = _run(programs)
    assert done.returncode == 1
    assert f"Missing: {ALL}" in done.stderr


def test_building_needs_python_alone(programs: Path, tmp_path: Path) -> None:
    (programs / "python3").symlink_to(sys.executable)
    done = _run(programs, "python", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    _made(programs, "python3", "exit 1")
    said = "Missing: Python 3.11 with its module venv; install python3-venv (names of Debian's packages)"
    assert said in _run(programs, "python", cwd=tmp_path).stderr


def test_the_tests_are_not_started_without_their_tools(programs: Path) -> None:
    make = shutil.which("make")
    assert make
    done = subprocess.run(
        [make, "-n", "test"], cwd=ROOT, env={"PATH": str(programs)}, capture_output=True, text=True, check=True
    )
    steps = done.stdout.splitlines()
    assert steps[0] == 'PYTHON="python3" sh .ci/tools.sh'
    assert " -m pytest" in steps[-1]
