"""The bundle: made from the lock file alone, checked before anything is installed, installed without a network."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ketluan.model.version import VERSION
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "bundle"))  # as when its maker is started there
import install
import make_bundle

GUIDE = (ROOT / "docs/huong-dan/cong-bo/index.md").read_text(encoding="utf-8")
NAME = f"kho-ket-luan-{VERSION}"
NO_INDEX = "this system reaches no index of packages"
WINDOWS = {"sys_platform": "win32", "platform_python_implementation": "CPython", "python_full_version": "3.12.99"}
TESTING = ("pytest", "mypy", "ruff", "playwright", "hypothesis")
LOCK = """\
one==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via two
two==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
three==3.0 ; python_full_version < '3.11.5' \\
    --hash=sha256:dd
"""


def _wheel(folder: Path, name: str = "one", **files: str) -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(f"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        for entry, text in files.items():
            archive.writestr(entry, text)
    return path


def _lock(*wheels: Path) -> str:
    return "".join(
        f"{path.name.partition('-')[0]}==1.0 \\\n    --hash=sha256:{install.digest(path)}\n" for path in wheels
    )


def test_only_what_the_target_needs_is_fetched_whatever_the_maker_runs() -> None:
    wanted = make_bundle.requirements(LOCK, WINDOWS)
    assert wanted == {"one": "one==1.0 --hash=sha256:aa --hash=sha256:bb\n", "two": "two==2.0 --hash=sha256:cc\n"}


def test_the_lock_of_the_run_time_holds_no_tests_and_every_version_is_that_of_the_other() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==[\w.]+", (ROOT / name).read_text(encoding="utf-8"), re.M))

    run_time, development = pins("requirements.lock"), pins("requirements-dev.lock")
    assert run_time < development
    assert {pin.partition("==")[0] for pin in run_time} & {
        "pytest",
        "mypy",
        "ruff",
        "playwright",
        "hypothesis",
    } == set()


def test_a_missing_wheel_fails_the_making(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    one, two = (_wheel(tmp_path / "in", name) for name in ("one", "two"))
    target = make_bundle.this_machine()
    make_bundle.fetch(_lock(one, two), target, tmp_path / "whole", tmp_path / "in")
    assert sorted(path.name for path in (tmp_path / "whole").iterdir()) == [one.name, two.name]
    lock = _lock(one, two)
    two.unlink()
    with pytest.raises(make_bundle.Failed, match=f"Thiếu gói cho {target.platform}, nên chưa làm gì\\."):
        make_bundle.fetch(lock, target, tmp_path / "part", tmp_path / "in")


def test_a_wheel_that_the_lock_does_not_know_fails_the_making(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    one = _wheel(tmp_path / "in")
    lock = _lock(one)
    _wheel(tmp_path / "in", **{"more.py": "import os"})
    with pytest.raises(make_bundle.Failed, match="HASHES"):
        make_bundle.fetch(lock, make_bundle.this_machine(), tmp_path / "out", tmp_path / "in")


def test_a_wheel_is_laid_out_without_its_scripts(tmp_path: Path) -> None:
    data = {"one-1.0.data/purelib/pure.py": "", "one-1.0.data/platlib/a/b.py": "", "one-1.0.data/scripts/x.py": ""}
    install.lay_out(_wheel(tmp_path, **data), tmp_path / "out")
    found = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*"))
    assert found == ["a/b.py", "one-1.0.dist-info", "one.py", "pure.py"]


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """A small bundle, as it lies there before it is installed."""
    folder = tmp_path / NAME
    (folder / "wheels").mkdir(parents=True)
    _wheel(folder / "wheels")
    shutil.copy(ROOT / "bundle/install.py", folder)
    (folder / "kho").write_text("#!/bin/sh\necho started\n", encoding="utf-8")
    (folder / "kho").chmod(0o755)
    facts = {"python": f"{sys.version_info[0]}.{sys.version_info[1]}", "platform": make_bundle.this_machine().platform}
    (folder / install.TARGET).write_text(json.dumps(facts), encoding="utf-8")
    _write_sums(folder)
    return folder


def _write_sums(folder: Path) -> None:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != install.SUMS]
    lines = [f"{install.digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / install.SUMS).write_text("".join(lines), encoding="utf-8")


WITHOUT_PIP = (
    "import runpy, sys; sys.modules.update(pip=None, ensurepip=None); runpy.run_path(sys.argv[1], run_name='__main__')"
)


def _installed(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-c", WITHOUT_PIP, str(folder / "install.py")]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


BROKEN = {
    "changed": (lambda folder: (folder / "kho").write_text("x"), "khác: kho", 1),
    "missing": (lambda folder: (folder / "kho").unlink(), "thiếu: kho", 1),
    "one more": (lambda folder: (folder / "wheels/two.whl").touch(), "thừa: wheels/two.whl", 1),
}


@pytest.mark.parametrize("name", BROKEN)
def test_nothing_is_installed_from_a_bundle_that_is_not_whole(name: str, unpacked: Path) -> None:
    break_, line, number = BROKEN[name]
    break_(unpacked)
    done = _installed(unpacked)
    said = f"{line}\nGói không còn nguyên ({number} tệp sai), nên chưa cài gì. Hãy chép lại gói.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
    assert not (unpacked / ".venv").exists()


def test_a_bundle_for_another_python_says_so(unpacked: Path) -> None:
    (unpacked / install.TARGET).write_text('{"python": "3.99", "platform": "linux-z80"}', encoding="utf-8")
    _write_sums(unpacked)
    done = _installed(unpacked)
    assert done.returncode == 1
    assert done.stderr.startswith("Gói này dành cho Python 3.99 trên linux-z80; máy này có Python ")
    assert not (unpacked / ".venv").exists()


def test_a_whole_bundle_is_installed_and_can_be_installed_again_where_it_was_moved(unpacked: Path) -> None:
    moved = unpacked.with_name("moved")
    for folder in (unpacked, unpacked, moved):
        if not folder.exists():
            unpacked.rename(folder)
        done = _installed(folder)
        assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "started"), done.stderr
    assert str(unpacked) not in (moved / ".venv/pyvenv.cfg").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bundle() -> Iterator[Path]:
    """The real bundle of this machine, in a folder that lies outside of the program's."""
    with tempfile.TemporaryDirectory() as name:
        yield _made(Path(name))


def _made(out: Path, *words: str) -> Path:
    command = [sys.executable, str(ROOT / "bundle/make_bundle.py"), "--out", str(out), *words]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if re.search(r"Connection|Temporary failure|Network is unreachable|No matching distribution", done.stderr):
        pytest.skip(NO_INDEX)
    assert done.returncode == 0, done.stderr
    (made,) = out.iterdir()
    size, digest = made.stat().st_size / 1e6, hashlib.sha256(made.read_bytes()).hexdigest()
    assert done.stdout == f"Đã làm {made} ({size:.0f} MB).\nSHA-256: {digest}\n"
    return made


def test_the_list_of_the_bundle_names_every_file_and_no_tests(bundle: Path) -> None:
    with tarfile.open(bundle) as archive:
        names = [name.removeprefix(f"{NAME}/") for name in archive.getnames()]
        file = archive.extractfile(f"{NAME}/{install.SUMS}")
        assert file is not None
        listed = [line.partition("  ")[2] for line in file.read().decode().splitlines()]
    assert sorted(names) == sorted([*listed, install.SUMS])
    assert {"kho", "install.py", "build_archive.py", "mkdocs.yml", "docs/huong-dan/index.md"} <= set(names)
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests/", "notices/", "."))]
    assert not [name for name in names if re.match(r"wheels/(?:pytest|mypy|ruff|playwright)-", name)]


NETWORK = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:1', timeout=1)"


def _guide_commands() -> list[str]:
    """What the guide says to type on the machine without a network."""
    part = GUIDE.partition("{: #may-khong-co-internet }")[2].partition("\n## ")[0]
    (block,) = [block for block in re.findall(r"^```sh\n(.*?)^```$", part, re.M | re.S) if block.startswith("tar ")]
    return [str(line) for line in block.splitlines()]


def test_the_commands_of_the_guide_install_it_on_a_machine_without_a_network(bundle: Path, tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    alone = "-rn" if os.geteuid() else "-n"
    if not unshare or subprocess.run([unshare, alone, "true"], check=False).returncode:
        pytest.skip("this system lets no program run without its network")
    commands = _guide_commands()
    assert f"cd {NAME}" in commands
    shutil.copytree(ROOT / "notices", tmp_path / "notices")
    shutil.copy(bundle, tmp_path)
    script = re.sub(r"kho-ket-luan-\S+\.tar\.gz", bundle.name, "\n".join(commands))
    script += (
        "\n./kho --notices ../notices publish --to ../kho && ./kho verify --to ../kho && ./kho releases --to ../kho\n"
    )
    command = [unshare, alone, "sh", "-ec", f'{sys.executable} -c "{NETWORK}" 2>&1 | tail -1\n{script}']
    environment = {"PATH": f"{Path(sys.base_prefix) / 'bin'}:/usr/bin:/bin", "LANG": "C"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    said = done.stdout.decode().splitlines()
    assert done.returncode == 0, done.stderr.decode()
    assert "Network is unreachable" in said[0] or "Cannot assign" in said[0]
    assert f"Kho kết luận {VERSION}" in said
    assert said[-2].endswith("đúng từng byte.") and said[-1].startswith("* bản số 1,")


def _embed(path: Path, *, machine: int = 0x8664, version: str = "312") -> Path:
    library = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40) + b"PE\0\0" + struct.pack("<H", machine)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"python{version}.dll", library)
        archive.writestr(f"python{version}.zip", b"")
        archive.writestr("python.exe", b"MZ")
        archive.writestr(f"python{version}._pth", f"python{version}.zip\r\n.\r\n#import site\r\n")
    return path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"machine": 0x14C}, "không phải là Python cho Windows 64 bit (amd64)."),
        ({"version": "310"}, "là Python 3.10; cần 3.11 trở lên."),
        (None, "không phải là gói Python nhúng (embeddable) cho Windows."),
    ],
)
def test_what_is_no_embeddable_python_of_64_bits_is_refused(
    words: dict[str, int | str] | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    embed = tmp_path / "python.zip"
    if words is not None:
        _embed(embed, **words)  # type: ignore[arg-type]
    assert make_bundle.main(["--out", str(tmp_path / "out"), "--windows", str(embed)]) == 1
    assert capsys.readouterr().err == f"{embed} {said}\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.timeout(1200)  # thousands of files are packed and unpacked
def test_the_bundle_for_windows_lies_ready_beside_its_python(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        made = _made(Path(name) / "out", "--windows", str(_embed(tmp_path / "python-3.12.9-embed-amd64.zip")))
        with zipfile.ZipFile(io.BytesIO(made.read_bytes())) as archive:
            archive.extractall(tmp_path)
    folder = tmp_path / NAME
    assert made.name == f"{NAME}-win-amd64-python3.12.zip"
    assert (folder / "python/python312._pth").read_bytes() == b"python312.zip\r\n.\r\n../packages\r\n..\r\n"
    libraries = [path.name for path in (folder / "packages").rglob("*.pyd")]
    assert libraries and all("win_amd64" in name or name.count(".") == 1 for name in libraries)
    assert (folder / "packages/pypdfium2_raw/pdfium.dll").exists() and (folder / "packages/mkdocs").is_dir()
    started = [
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".exe", ".ps1", ".bat")
    ]
    assert started == ["python/python.exe"]
    assert install.wrong_files(folder) == []
    assert not (folder / "wheels").exists() and not (folder / ".venv").exists()


def test_the_starter_for_windows_checks_the_bundle_first_and_once() -> None:
    lines = (ROOT / "bundle/kho.cmd").read_bytes().split(b"\r\n")
    assert lines[-1] == b"" and not any(b"\n" in line for line in lines)
    checked = b'if not exist "%%~dp0%s" "%%~dp0python\\python.exe" "%%~dp0install.py" || exit /b 1'
    assert lines[-3:-1] == [checked % install.CHECKED.encode(), b'"%~dp0python\\python.exe" "%~dp0build_archive.py" %*']


def test_a_bundle_laid_out_beside_its_python_is_only_checked(unpacked: Path) -> None:
    (unpacked / "packages").mkdir()
    (unpacked / "wheels").joinpath("one-1.0-py3-none-any.whl").rename(unpacked / "packages/one.py")
    _write_sums(unpacked)
    done = _installed(unpacked)
    assert (done.returncode, done.stdout) == (0, "Đã kiểm tra: mọi tệp đúng mã băm.\n")
    assert (unpacked / install.CHECKED).exists() and not (unpacked / ".venv").exists()


def test_make_says_what_the_bundle_for_windows_needs() -> None:
    make = shutil.which("make") or "make"
    asked = [make, "--no-print-directory", "-n"]
    done = subprocess.run([*asked, "bundle"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ".venv/bin/python bundle/make_bundle.py --out dist"
    embed = ["PYTHON_EMBED=a b.zip"]
    done = subprocess.run([*asked, "bundle-windows", *embed], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == '.venv/bin/python bundle/make_bundle.py --out dist --windows "a b.zip"'


def test_two_bundles_of_the_same_files_are_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "kho").write_text("x", encoding="utf-8")
    made = []
    for turn in range(2):
        os.utime(folder / "kho", (turn, turn))
        made.append(make_bundle._tarred(folder, [folder / "kho"], tmp_path / f"{turn}").read_bytes())
    assert made[0] == made[1]
