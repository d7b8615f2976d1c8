"""What cannot be read is an error and stops a build: nothing is passed over, also for a user without privileges."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ketluan.store.reader import read_archive
from tests.conftest import ROOT, TODAY
from tests.store.unprivileged import hand_over, run_unprivileged

YEAR = "kon-tum/van-phong-ubnd/2014"
DENIED = "must be readable: Permission denied"


@pytest.fixture
def folder() -> Iterator[Path]:
    """An archive of three notices, one with its original, in a folder that anybody may enter."""
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        shutil.copytree(ROOT / "notices", made / "notices")
        text = (made / f"notices/{YEAR}/975-tb-vp.md").read_text(encoding="utf-8")
        digest = hashlib.sha256(b"%PDF-1.4").hexdigest()
        text = text.replace("975/TB", "976/TB").replace(
            "topics:", f"original: 976-tb-vp.pdf\nsha256: {digest}\ntopics:"
        )
        (made / f"notices/{YEAR}/976-tb-vp.md").write_text(text, encoding="utf-8")
        (made / f"notices/{YEAR}/976-tb-vp.pdf").write_bytes(b"%PDF-1.4")
        made.chmod(0o755)
        yield made
        for path in made.rglob("*"):
            if path.is_dir():
                path.chmod(0o755)


def closed(name: str, mode: int = 0) -> Callable[[Path], None]:
    return lambda notices: (notices / name).chmod(mode)


def link(name: str, target: str) -> Callable[[Path], None]:
    def make(notices: Path) -> None:
        (notices / name).unlink(missing_ok=True)
        (notices / name).symlink_to(target)

    return make


def fifo(name: str) -> Callable[[Path], None]:
    def make(notices: Path) -> None:
        (notices / name).unlink(missing_ok=True)
        os.mkfifo(notices / name)

    return make


UNREADABLE: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a folder": (closed(YEAR), YEAR, f"folder {DENIED}"),
    "the issuer's folder": (closed("kon-tum/van-phong-ubnd"), "kon-tum/van-phong-ubnd", f"folder {DENIED}"),
    "a folder whose names alone can be read": (closed(YEAR, 0o444), f"{YEAR}/975-tb-vp.md", f"file {DENIED}"),
    "a folder that can be entered only": (closed(YEAR, 0o111), YEAR, f"folder {DENIED}"),
    "the archive": (closed(""), "", f"folder {DENIED}"),
    "a notice": (closed(f"{YEAR}/975-tb-vp.md"), f"{YEAR}/975-tb-vp.md", f"file {DENIED}"),
    "the register": (closed("agencies.yml"), "agencies.yml", f"file {DENIED}"),
    "an original": (closed(f"{YEAR}/976-tb-vp.pdf"), f"{YEAR}/976-tb-vp.pdf", f"file {DENIED}"),
    "a link to nowhere": (link(f"{YEAR}/975-tb-vp.md", "gone.md"), f"{YEAR}/975-tb-vp.md", "link leads nowhere"),
    "a link to itself": (link(f"{YEAR}/977-tb-vp.md", "977-tb-vp.md"), f"{YEAR}/977-tb-vp.md", "link leads nowhere"),
    "a register that leads nowhere": (link("agencies.yml", "gone.yml"), "agencies.yml", "link leads nowhere"),
    "an original that leads nowhere": (
        link(f"{YEAR}/976-tb-vp.pdf", "gone.pdf"),
        f"{YEAR}/976-tb-vp.pdf",
        "link leads nowhere",
    ),
    "a pipe": (fifo(f"{YEAR}/977-tb-vp.md"), f"{YEAR}/977-tb-vp.md", "file must be a plain file"),
    "a pipe for a register": (fifo("agencies.yml"), "agencies.yml", "file must be a plain file"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_is_an_error_of_check(kind: str, folder: Path) -> None:
    damage, path, message = UNREADABLE[kind]
    hand_over(folder)
    notices = folder / "notices"
    damage(notices)
    done = run_unprivileged("--notices", str(notices), "check", "--language", "en")
    shown = f"{notices}/{path}".lstrip("/").rstrip("/")
    assert [line for line in done.stdout.splitlines() if line.startswith(f"{shown}:1: ") and message in line], done
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


@pytest.mark.parametrize("kind", ["a folder", "an original", "the register", "a folder whose names alone can be read"])
def test_what_cannot_be_read_stops_a_build(kind: str, folder: Path) -> None:
    damage, path, message = UNREADABLE[kind]
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("the last good site", encoding="utf-8")
    hand_over(folder)
    damage(folder / "notices")
    done = run_unprivileged("--notices", str(folder / "notices"), "--site", str(folder / "site"), "build")
    assert (done.returncode, done.stdout) == (1, "")
    what = "thư mục" if message.startswith("folder") else "tệp"
    assert f"{path}:1: {what} phải đọc được: không có quyền đọc hoặc ghi" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (folder / "site").iterdir()] == ["index.html"]


def test_a_last_site_that_cannot_be_read_stops_a_build(folder: Path) -> None:
    (folder / "site/thong-bao").mkdir(parents=True)
    (folder / "site/index.html").write_text("the last good site", encoding="utf-8")
    hand_over(folder)
    (folder / "site/thong-bao").chmod(0)
    done = run_unprivileged("--notices", str(folder / "notices"), "--site", str(folder / "site"), "build")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    said = f"Chưa dựng được trang mới: không có quyền đọc hoặc ghi: {folder}/site/thong-bao."
    assert said in done.stderr.splitlines()


@pytest.mark.parametrize("reason", [errno.EIO, errno.ESTALE, errno.ENOENT], ids=["broken", "stale mount", "vanished"])
def test_a_mount_that_breaks_while_it_is_walked_is_an_error(
    reason: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("2014"):
            raise OSError(reason, os.strerror(reason), path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    _, problems = read_archive(folder / "notices", today=TODAY)
    said = [problem.in_english() for problem in problems if not problem.remark]
    assert said == [f"{folder}/notices/{YEAR}:1: folder must be readable: {os.strerror(reason)}"]
