"""A new version beside the old one, over the same notices: what the guide says of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ketluan.model.version import VERSION
from tests.conftest import ROOT

NEWER = "99.0.0"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """`notices` beside two folders with the program: `cu`, and `moi`, whose version and styles are others."""
    shutil.copytree(ROOT / "notices", tmp_path / "notices")
    for name in ("cu", "moi"):
        for folder in ("ketluan", "docs"):
            shutil.copytree(ROOT / folder, tmp_path / name / folder, ignore=shutil.ignore_patterns("__pycache__"))
        for file in ("build_archive.py", "mkdocs.yml"):
            shutil.copy(ROOT / file, tmp_path / name)
    version = tmp_path / "moi/ketluan/model/version.py"
    version.write_text(version.read_text(encoding="utf-8").replace(VERSION, NEWER), encoding="utf-8")
    with next((tmp_path / "moi/docs/assets").glob("*.css")).open("a", encoding="utf-8") as styles:
        styles.write("main { color: black }\n")
    return tmp_path


def ran(office: Path, version: str, *words: str) -> str:
    command = [sys.executable, "build_archive.py", "--notices", "../notices", *words]
    done = subprocess.run(
        command, cwd=office / version, capture_output=True, text=True, encoding="utf-8", check=False, timeout=280
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def pages(office: Path) -> dict[Path, bytes]:
    site = (office / "kho").resolve()
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*.html")}


def test_a_new_version_makes_every_page_anew_and_the_old_one_can_go_on(office: Path) -> None:
    to = ("--to", "../kho")
    ran(office, "cu", "publish", *to)
    old, written = pages(office), (office / "notices/dinh-dang.txt").read_bytes()
    assert ran(office, "moi", "--version") == f"Kho kết luận {NEWER}\n"
    assert "0 lỗi" in ran(office, "moi", "check")
    ran(office, "moi", "publish", *to)
    new = pages(office)
    assert new.keys() == old.keys()
    assert [path for path in new if new[path] == old[path] and _has_styles(new[path])] == []
    assert f" {NEWER}." in (office / "kho/assets/edition.js").read_text(encoding="utf-8")
    ran(office, "moi", "rollback", *to)
    assert pages(office) == old
    assert (office / "notices/dinh-dang.txt").read_bytes() == written
    ran(office, "cu", "publish", *to)
    assert pages(office) == old
    assert "nguyên vẹn" in ran(office, "cu", "verify", *to)


def _has_styles(page: bytes) -> bool:
    """Redirects of old addresses have none."""
    return b"stylesheet" in page
