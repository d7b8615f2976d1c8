"""A notice's life from the command line: withdrawn, replaced, amended, corrected; in words for the clerk."""

from __future__ import annotations

from pathlib import Path

import pytest

from ketluan.cli.command import main
from ketluan.store.follow_up_file import ENDING
from tests.site.test_inventory import ISSUER, write

OLD, NEW = (f"{ISSUER}/2014/{number}-tb-vp" for number in (1, 2))


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in (1, 2):
        write(Path("notices"), f"{number}-tb-vp")


def run(*arguments: str) -> int:
    return main(["--today", "2026-01-15", *arguments])


def text(notice: str, ending: str = ".md") -> str:
    return Path("notices", f"{notice}{ending}").read_text(encoding="utf-8")


COMMANDS = {
    "withdraw": (
        ("withdraw", OLD, "--reason", "ban hành nhầm"),
        f"Đã thu hồi {OLD}. Tệp vẫn giữ nguyên văn; lần công bố tới trang chỉ còn số, ngày và lý do.",
        OLD,
        "status:\n  state: withdrawn\n  reason: ban hành nhầm\n  date: 2026-01-15\n",
    ),
    "amend": (
        ("amend", NEW, "--amended", OLD),
        f"Đã ghi: {NEW} sửa đổi, bổ sung {OLD}.",
        NEW,
        f"related:\n  - kind: amends\n    id: {OLD}\n",
    ),
    "replace": (
        ("replace", NEW, "--replaced", OLD),
        f"Đã ghi: {NEW} thay thế {OLD}; lệnh check nêu những chỉ đạo chưa có quyết định.",
        NEW,
        f"related:\n  - kind: replaces\n    id: {OLD}\n",
    ),
    "correct": (
        ("correct", OLD, "--letter", "7/VP-TH", "--date", "2014-08-01", "--wrong", "30/9", "--right", "30/10"),
        f"Đã ghi đính chính của văn bản 7/VP-TH vào {OLD}.",
        OLD,
        "corrections:\n  - number: 7/VP-TH\n    date: 2014-08-01\n    wrong: 30/9\n    right: 30/10\n",
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_writes_one_thing_and_says_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, said, notice, written = COMMANDS[name]
    assert run(*arguments) == 0
    assert capsys.readouterr().out == f"{said}\n"
    assert written in text(notice)
    assert run("check") == 0


@pytest.mark.parametrize("old", ["1/TB-VP", "1/tb-vp", f"notices/{OLD}.md"])
def test_a_notice_is_meant_by_its_number_and_by_its_file_too(old: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("amend", NEW, "--amended", old) == 0
    assert run("withdraw", old, "--reason", "ban hành nhầm") == 0
    said = capsys.readouterr().out
    assert f"{NEW} sửa đổi, bổ sung {OLD}." in said and f"Đã thu hồi {OLD}." in said


def test_one_decision_for_all_tasks_of_a_replaced_notice(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("replace", NEW, "--replaced", OLD, "--tasks", "still-open", "--by", "Lê Thị Hoa") == 0
    assert capsys.readouterr().out == f"Đã ghi: {NEW} thay thế {OLD}.\n"
    record = text(OLD, ENDING)
    assert record.count("event: still-open\n  by: Lê Thị Hoa\n  recorded: 2026-01-15\n") == 3
    assert run("check") == 0 and "phải quyết định" not in capsys.readouterr().out


WRONG = {
    "no such notice": (("withdraw", "9/TB-VP", "--reason", "x"), "Không có thông báo '9/TB-VP' trong notices; "),
    "itself": (("amend", OLD, "--amended", OLD), "Một thông báo không thể sửa đổi, thay thế hay đính chính chính nó."),
    "no reason": (("withdraw", OLD, "--reason", " "), "Thu hồi thông báo thì phải ghi lý do."),
    "no such agency": (("follow-up", "export", "Sở Gió", "--to", "a.xlsx"), "Danh mục không có cơ quan 'Sở Gió'."),
    "no such file": (("follow-up", "import", "a.xlsx"), "Không tìm thấy tệp."),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_done_is_said_and_nothing_changes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, said = WRONG[name]
    before = {notice: text(notice) for notice in (OLD, NEW)}
    assert run(*arguments) == 1
    assert capsys.readouterr().err.startswith(said)
    assert before == {notice: text(notice) for notice in (OLD, NEW)} and not Path("a.xlsx").exists()
