"""Kills every action of the desk that writes, at random moments, and looks at what is left.

    python -m benchmarks.desk_kills [--kills 200] [--seed 1]

Each action runs in a child process that is killed somewhere in its run; the next program that takes the archive's lock
must then find the archive as it was, or as the action leaves it: no draft, no note of changes, nothing in between.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ketluan.store.archive_lock import mend
from ketluan.store.file_changes import JOURNAL
from ketluan.store.whole_files import DRAFTS
from tests.store.writing_actions import ACTIONS, Action, archive_of_two, files

HALF_WAY = {"a move taken back": "a move"}
"""Actions that write twice, with what stands in between."""


def main() -> int:
    """Print for each action how often it was killed and what was left; 1 when an archive was left wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="of each action")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance, wrong = random.Random(arguments.seed), 0
    with tempfile.TemporaryDirectory() as name:
        folder, first = Path(name), archive_of_two(Path(name))
        for action in ACTIONS:
            allowed, lasts = _whole(folder, first, ACTIONS[action])
            done = [allowed]
            if action in HALF_WAY:
                done.append(_whole(folder, first, ACTIONS[HALF_WAY[action]])[0])
            moments = [chance.uniform(0, lasts) for _ in range(arguments.kills)]
            seen = Counter(_killed(folder, first, ACTIONS[action], done, moment) for moment in moments)
            wrong += seen["wrong"]
            print(f"{action}: {dict(sorted(seen.items()))}", flush=True)
    print(f"{len(ACTIONS)} actions, {arguments.kills} kills each, {wrong} archives wrong")
    return 1 if wrong else 0


def _killed(folder: Path, first: Path, action: Action, done: Sequence[dict[str, bytes]], seconds: float) -> str:
    """What a killed action leaves once the next program has taken the lock."""
    notices = folder / "killed" / "notices"
    shutil.copytree(first, notices)
    _kill_after(seconds, action, notices)
    left = _hidden(notices)
    mend(notices, drafts=True)
    now, hidden = files(notices), _hidden(notices)
    shutil.rmtree(notices.parent)
    if hidden or now not in (files(first), *done):
        return "wrong"
    state = "as before" if now == files(first) else "done"
    return f"{state}, mended by the next" if left else state


def _hidden(notices: Path) -> list[Path]:
    return [*notices.rglob(DRAFTS), *notices.rglob(JOURNAL)]


def _whole(folder: Path, first: Path, action: Action) -> tuple[dict[str, bytes], float]:
    """What the action leaves, and the seconds it takes in a child."""
    notices = folder / "whole" / "notices"
    shutil.copytree(first, notices)
    began = time.perf_counter()
    _kill_after(60.0, action, notices)
    lasts = time.perf_counter() - began
    found = files(notices)
    shutil.rmtree(notices.parent)
    return found, lasts


def _kill_after(seconds: float, action: Action, notices: Path) -> None:
    child = os.fork()
    if child == 0:
        action(notices)
        os._exit(0)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG)[0]:
            return
        time.sleep(0.0002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


if __name__ == "__main__":
    raise SystemExit(main())
