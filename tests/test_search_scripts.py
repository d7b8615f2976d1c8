"""The browser's scripts: their own tests, and their types."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ketluan.search_index import initials
from ketluan.views.search import SCRIPTS
from tests.conftest import ROOT


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]


def test_queries_find_what_they_should() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    _run([node, "--test", "tests/js"])


def test_the_scripts_have_the_types_they_say() -> None:
    compiler = ROOT / "node_modules/.bin/tsc"
    if not compiler.exists():
        pytest.skip("the TypeScript compiler is not installed: npm ci")
    _run([compiler, "--project", "tsconfig.json"])


def test_the_page_loads_every_script_there_is() -> None:
    held = {path.stem for path in (ROOT / "docs/assets/search").glob("*.js")}
    assert held | {"folding-data"} == set(SCRIPTS)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Sở Lao động - Thương binh và Xã hội", "SLĐTBXH"),
        ("Sở Y tế", "SYT"),
        ("UBND các huyện, thành phố", "UHTP"),
        ("QISC", ""),
    ],
)
def test_an_agencys_initials_stand_for_it(name: str, short: str) -> None:
    assert initials(name) == short
