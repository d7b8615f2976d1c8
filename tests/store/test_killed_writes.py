"""Killed in front of each step on the disk, every action of the desk is done whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ketluan.store.archive_lock import mend
from tests.conftest import ROOT
from tests.store.writing_actions import ACTIONS


@pytest.fixture(scope="module")
def wrong_steps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Of each action."""
    command = [sys.executable, "-m", "tests.store.killed_writes", str(tmp_path_factory.mktemp("killed"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="asks for a system that can fork")
@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_that_is_killed_is_done_whole_or_not_at_all(name: str, wrong_steps: dict[str, list[str]]) -> None:
    assert wrong_steps[name] == []


def test_a_folder_that_may_not_be_written_is_left_as_it_is(tmp_path: Path) -> None:
    mend(tmp_path / "gone", drafts=True)
    assert not (tmp_path / "gone").exists()
    (tmp_path / ".dang-ghi-abc.tmp").write_bytes(b"half")
    mend(tmp_path)
    assert (tmp_path / ".dang-ghi-abc.tmp").exists()
    mend(tmp_path, drafts=True)
    assert not [*tmp_path.iterdir()]
