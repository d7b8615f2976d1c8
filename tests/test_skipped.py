"""Which tests may be skipped, and that their number is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

SKIPPING = """
import pytest
from tests.conftest import NO_SHARED

@pytest.mark.skipif(True, reason=NO_SHARED)
def test_real_files(): pass

@pytest.mark.skipif(True, reason=NO_SHARED)
@pytest.mark.parametrize("file", [])
def test_no_files(file): pass

def test_with_a_tool(): pytest.skip("the tool is not installed")
"""


def test_only_want_of_real_files_excuses_a_test_and_those_are_counted_aloud(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(SKIPPING, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run([*command, "-c", "/dev/null"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "SKIPPED 2 tests: the folder shared/ with real files is not there" in done.stdout
    assert "This test may not be skipped. Skipped: the tool is not installed" in done.stdout
    assert "1 failed, 2 skipped" in done.stdout
