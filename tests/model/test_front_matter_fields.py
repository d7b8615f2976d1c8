"""A notice's fields stand once: a field put into the table is read, checked, written, documented and exported."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PLACE = '    issuer: Annotated[\n        str,\n        Facts(\n            "agency",'
FIELD = """    urgency: Annotated[
        Literal["hỏa tốc", "khẩn"] | None, Facts("choice", "độ khẩn", "Độ khẩn", choices=("hỏa tốc", "khẩn"))
    ] = None
"""
IMPORTED = """
from dataclasses import replace
from pathlib import Path
from ketluan.importing.notice_text import notice_file
from ketluan.importing.parsing.draft import draft
text = Path("tests/importing/fixtures/intake/xa.txt").read_text(encoding="utf-8")
print(notice_file(replace(draft(text), urgency="khẩn"), "a/b").partition("title:")[0])
"""


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with one more field in the table, and an archive of one notice that gives it."""
    folder = tmp_path_factory.mktemp("extended")
    for name in ("ketluan", "docs", "tests/importing/fixtures/intake"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build_archive.py", "mkdocs.yml"):
        shutil.copy(ROOT / name, folder)
    table = folder / "ketluan/model/notice.py"
    before = table.read_text(encoding="utf-8")
    assert before.count(PLACE) == 1
    table.write_text(before.replace(PLACE, FIELD + PLACE), encoding="utf-8")
    notice = Path("notices/kon-tum/van-phong-ubnd/2014/975-tb-vp.md")
    (folder / notice).parent.mkdir(parents=True)
    shutil.copy(ROOT / "notices/agencies.yml", folder / "notices")
    text = (ROOT / notice).read_text(encoding="utf-8")
    (folder / notice).write_text(text.replace("\nissuer:", "\nurgency: khẩn\nissuer:", 1), encoding="utf-8")
    return folder


def run(folder: Path, *command: str) -> str:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120
    )
    return done.stdout + done.stderr


SHOW = ("build_archive.py", "show", "kon-tum/van-phong-ubnd/2014/975-tb-vp")


def test_the_field_is_read_and_shown(extended: Path) -> None:
    assert "  Độ khẩn: khẩn\n" in run(extended, *SHOW)
    assert list(json.loads(run(extended, *SHOW, "--json")))[3:6] == ["place", "urgency", "issuer"]
    assert json.loads(run(extended, *SHOW, "--json"))["urgency"] == "khẩn"


def test_a_wrong_value_of_it_is_reported(extended: Path, tmp_path: Path) -> None:
    shutil.copytree(extended / "notices", tmp_path / "notices")
    notice = next((tmp_path / "notices").rglob("975-tb-vp.md"))
    notice.write_text(notice.read_text(encoding="utf-8").replace("urgency: khẩn", "urgency: khân"), encoding="utf-8")
    output = run(extended, "build_archive.py", "--notices", str(tmp_path / "notices"), "check")
    assert "urgency phải là một trong các giá trị hỏa tốc, khẩn, không phải 'khân'; gần nhất là 'khẩn'\n" in output


def test_the_import_writes_it_in_its_place(extended: Path) -> None:
    assert run(extended, "-c", IMPORTED).endswith("place: Tân Hòa\nurgency: khẩn\nissuer: a/b\n\n")


def test_the_data_to_take_away_hold_it(extended: Path) -> None:
    run(extended, "build_archive.py", "--site", str(extended / "site"))
    data = extended / "site/du-lieu"
    assert [record["urgency"] for record in json.loads((data / "notices.json").read_bytes())] == ["khẩn"]
    schema = json.loads((data / "notices.schema.json").read_bytes())["items"]["properties"]["urgency"]
    assert schema == {"enum": ["hỏa tốc", "khẩn", None], "description": "Độ khẩn"}
    with sqlite3.connect(data / "kho-ket-luan.db") as database:
        assert database.execute("select urgency from notices").fetchall() == [("khẩn",)]
    database.close()


def test_the_guide_explains_it(extended: Path) -> None:
    table = run(extended, "-c", "from ketluan.store.header import key_table; print(key_table())")
    assert "| `urgency` | không | `hỏa tốc` / `khẩn` | độ khẩn |\n" in table
