"""Kills every action of the desk in front of each step on the disk, and prints after which the archive was half done.

A process of its own, without threads: what another thread had locked at a fork would be locked in the child for good.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from ketluan.store.archive_lock import mend
from ketluan.store.file_changes import JOURNAL
from ketluan.store.whole_files import DRAFTS
from tests.store.writing_actions import ACTIONS, Action, archive_of_two, files

STEPS = ("open", "fsync", "replace", "rename", "unlink", "rmdir", "chmod", "mkdir")
"""What the system is asked for when files change."""

BACK = " taken back"
EACH = 3
"""Every third step of an action is tried here, every one in benchmarks/desk_kills.py."""


def wrong_steps(name: str, folder: Path) -> Iterator[str]:
    """What went wrong at which step; `folder` is empty."""
    first = archive_of_two(folder)
    before, done = files(first), _done(first, name, folder / "done")
    for step in range(list(ACTIONS).index(name) % EACH, 200, EACH):
        notices = folder / str(step) / "notices"
        shutil.copytree(first, notices)
        ended = not _killed_before(step, ACTIONS[name], notices)
        mend(notices, drafts=True)
        if files(notices) not in (before, *done):
            yield f"half done when killed in front of step {step}"
        if left := [*notices.rglob(DRAFTS), *notices.rglob(JOURNAL)]:
            yield f"left behind when killed in front of step {step}: {left}"
        shutil.rmtree(notices.parent)
        if ended:
            break
    if not ended or step <= EACH:
        yield f"no end seen, or no step to be killed at: {step}"


def _killed_before(step: int, action: Action, notices: Path) -> bool:
    """Whether the action was killed in front of its step of that number, from 0; else it ended."""
    child = os.fork()
    if child == 0:
        _count_steps(step)
        action(notices)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _count_steps(left: int) -> None:
    """Kill this process in front of a step: whoever is killed does nothing more, not even what `finally` says."""
    counted = [left]

    def counting(real: Callable[..., object]) -> Callable[..., object]:
        def ask(*arguments: object, **more: object) -> object:
            if counted[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            counted[0] -= 1
            return real(*arguments, **more)

        return ask

    for name in STEPS:
        setattr(os, name, counting(getattr(os, name)))


def _done(first: Path, name: str, folder: Path) -> list[dict[str, bytes]]:
    """What the archive is after the action, and for one that takes back what it did, in between."""
    notices = folder / "notices"
    shutil.copytree(first, notices)
    ACTIONS[name](notices)
    if name.endswith(BACK):
        ACTIONS[name.removesuffix(BACK)](notices)
    return [files(notices)]


if __name__ == "__main__":
    found = {name: [*wrong_steps(name, Path(sys.argv[1]) / str(at))] for at, name in enumerate(ACTIONS)}
    print(json.dumps(found))
