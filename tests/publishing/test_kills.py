"""A command that is killed at any moment: one whole site by link, finished by the next command by files."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_a_killed_publication_never_shows_half_a_site() -> None:
    command = [sys.executable, "benchmarks/publishing_kills.py", "--kills", "12", "--seed", "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert [line.partition(";")[0] for line in done.stdout.splitlines()] == [
        "link: 12 kills, 0 not whole",
        "files: 12 kills, 0 not whole",
    ]
