"""What `check` found is kept while nothing has changed that it read, and no longer."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ketluan.cli import command
from ketluan.model.problem import Problem
from ketluan.store import check_result
from ketluan.store.check_result import FILE, keep_result, kept_result, state_digest
from tests.conftest import ROOT, TODAY

NOTICE = "kon-tum/van-phong-ubnd/2014/975-tb-vp.md"
REMARK = Problem("notices/x.md", 3, "topics should name at least one topic", remark=True)


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "notices", tmp_path / "notices")
    (tmp_path / "notices" / "scan.pdf").write_bytes(b"%PDF-1.4")
    return tmp_path / "notices"


def state(notices: Path) -> str:
    found = state_digest(notices, today=TODAY)
    assert found is not None
    return found


def edited(notices: Path) -> None:
    """Another letter, with the size and time that the file had."""
    path = notices / NOTICE
    before = path.stat()
    path.write_bytes(path.read_bytes().replace("trẻ em".encode(), "trẻ êm".encode()[:8], 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a letter in a notice": edited,
    "the register": lambda notices: (notices / "agencies.yml").write_bytes(
        (notices / "agencies.yml").read_bytes() + b"# x"
    ),
    "a new file": lambda notices: (notices / "new.md").touch(),
    "a file less": lambda notices: (notices / NOTICE).unlink(),
    "another name": lambda notices: (notices / NOTICE).rename(notices / NOTICE.replace("975", "976")),
    "an original": lambda notices: (notices / "scan.pdf").write_bytes(b"%PDF-1.5 longer"),
    "a link for a file": lambda notices: (notices / "link.md").symlink_to(notices / NOTICE),
    "a folder": lambda notices: (notices / "2020").mkdir(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_is_another_state(change: Callable[[Path], object], notices: Path) -> None:
    before = state(notices)
    assert state(notices) == before
    change(notices)
    assert state_digest(notices, today=TODAY) != before


def test_another_day_and_another_program_are_other_states(notices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(notices)
    assert state_digest(notices, today=TODAY + dt.timedelta(days=1)) != before
    monkeypatch.setattr(check_result, "program_version", lambda: "another")
    assert state(notices) != before


def test_what_cannot_be_read_is_checked_again(notices: Path) -> None:
    (notices / "lost.md").symlink_to("nowhere.md")
    assert state_digest(notices, today=TODAY) is None
    assert kept_result(notices, None) is None


def test_a_result_is_given_back_whole_or_not_at_all(notices: Path) -> None:
    keep_result(notices, "state", 2, [REMARK])
    assert kept_result(notices, "state") == (2, [REMARK])
    assert kept_result(notices, "another") is None
    path = notices.parent / ".cache" / FILE
    text = path.read_text(encoding="utf-8")
    for broken in (text.replace("topics", "topic"), text[:-9], "", "[]", "{}"):
        path.write_text(broken, encoding="utf-8")
        assert kept_result(notices, "state") is None


def test_the_second_check_reads_no_notice_and_says_the_same(
    notices: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--notices", str(notices), "--today", TODAY.isoformat(), "check"]
    first = command.main(arguments), capsys.readouterr().out
    with monkeypatch.context() as patch:
        patch.setattr(command, "read_held", lambda *_args, **_more: pytest.fail("read again"))
        assert (command.main(arguments), capsys.readouterr().out) == first
    (notices / NOTICE).write_text("---\nnumber: [\n---\n", encoding="utf-8")
    assert command.main(arguments) == 1
