"""Killed in front of each step on the disk, every action of the desk is done whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from ketluan.store.archive_lock import mend
from ketluan.store.file_changes import JOURNAL
from ketluan.store.whole_files import DRAFTS
from tests.store.writing_actions import ACTIONS, Action, archive_of_two, files

STEPS = ("open", "fsync", "replace", "rename", "unlink", "rmdir", "chmod", "mkdir")
"""What the system is asked for when files change."""

EACH = 3
"""Every third step of an action is tried here, every one in benchmarks/desk_kills.py."""

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="asks for a system that can fork")


def killed_before(step: int, work: Callable[[], None]) -> bool:
    """Whether the work was killed in front of its step of that number, from 0; else it ended."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a child that only writes files, and is killed
        child = os.fork()
    if child == 0:
        _count_steps(step)
        work()
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


@needs_fork
@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_that_is_killed_is_done_whole_or_not_at_all(name: str, tmp_path: Path) -> None:
    first = archive_of_two(tmp_path)
    before, done = files(first), _done(first, ACTIONS[name], tmp_path / "done")
    for step in range(list(ACTIONS).index(name) % EACH, 200, EACH):
        notices = tmp_path / str(step) / "notices"
        shutil.copytree(first, notices)
        ended = not killed_before(step, lambda here=notices: ACTIONS[name](here))
        mend(notices, drafts=True)
        assert files(notices) in (before, *done), f"killed in front of step {step}"
        assert not [*notices.rglob(DRAFTS), *notices.rglob(JOURNAL)]
        shutil.rmtree(notices.parent)
        if ended:
            break
    assert ended and step > 3


def _done(first: Path, action: Action, folder: Path) -> list[dict[str, bytes]]:
    """What the archive is after the action, and for one that takes back what it did, in between."""
    notices = folder / "notices"
    shutil.copytree(first, notices)
    action(notices)
    if action is not ACTIONS["a move taken back"]:
        return [files(notices)]
    ACTIONS["a move"](notices)
    return [files(notices)]


def test_a_folder_that_may_not_be_written_is_left_as_it_is(tmp_path: Path) -> None:
    mend(tmp_path / "gone", drafts=True)
    assert not (tmp_path / "gone").exists()
    (tmp_path / ".dang-ghi-abc.tmp").write_bytes(b"half")
    mend(tmp_path)
    assert (tmp_path / ".dang-ghi-abc.tmp").exists()
    mend(tmp_path, drafts=True)
    assert not [*tmp_path.iterdir()]
