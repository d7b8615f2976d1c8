"""The command line as a user types it: what is printed and the exit status."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ketluan.cli.command import _parser, main
from tests.conftest import ROOT

SEED = "kon-tum/van-phong-ubnd/2014/975-tb-vp"


def run(*words: str, notices: Path = ROOT / "notices") -> int:
    return main(["--notices", str(notices), *words])


def test_check_ends_with_a_count_and_says_with_its_status_whether_there_are_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check") == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("2 thông báo: 0 lỗi, ")
    shutil.copytree(ROOT / "notices", tmp_path / "notices")
    notice = tmp_path / "notices" / f"{SEED}.md"
    notice.write_text(notice.read_text(encoding="utf-8").replace("issued:", "isued:"), encoding="utf-8")
    assert run("check", notices=tmp_path / "notices") == 1
    assert "isued" in capsys.readouterr().out


def test_check_says_errors_first_and_of_a_notice_read_from_a_picture_once_what_is_unsure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "notices/kon-tum/van-phong-ubnd/2014"
    shutil.copytree(ROOT / "notices", tmp_path / "notices")
    for number, key in ((1, "ocr: true"), (2, "unknown: 1")):
        tasks = "".join(f"- Sở Y tế báo cáo trước ngày 30/{month}/2014.\n" for month in (8, 9, 10))
        head = f"issuer: kon-tum/van-phong-ubnd\nnumber: {number}/TB-VP\nissued: 2014-01-02\ntitle: x\nmeeting: null\n"
        (folder / f"{number}-tb-vp.md").write_text(f"---\n{head}{key}\n---\n\n{tasks}", encoding="utf-8")
    assert run("check", notices=tmp_path / "notices") == 1
    first, *rest, count = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{folder}/2-tb-vp.md:7: khóa phải là ")
    assert [line for line in rest if "1-tb-vp" in line] == [
        f"{folder}/1-tb-vp.md:10: ghi chú: 3 chỗ chưa chắc: đọc từ hình bằng nhận dạng chữ (OCR), "
        "cần đọc lại với bản gốc; dòng 10, 11, 12"
    ]
    assert all("ghi chú: " in line for line in rest)
    assert count == f"4 thông báo: 1 lỗi, {len(rest)} ghi chú."


@pytest.mark.parametrize("wanted", [SEED, f"{SEED}.md", "975/TB-VP", "975/tb-vp", str(ROOT / "notices" / f"{SEED}.md")])
def test_show_finds_a_notice_by_id_path_or_number(wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "--json", wanted) == 0
    assert json.loads(capsys.readouterr().out)["number"] == "975/TB-VP"


def test_show_tells_where_each_agency_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "975/TB-VP") == 0
    shown = capsys.readouterr().out
    assert "Người chủ trì cuộc họp: Lê Thị Kim Đơn" in shown
    assert "chủ trì: Sở Y tế [kon-tum/so-y-te] (từ đề mục: “" in shown
    assert "phối hợp: Công an tỉnh [kon-tum/cong-an-tinh] (từ câu chữ: “" in shown


def test_an_unknown_notice_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "1/TB-X") == 1
    said = f"Không có thông báo '1/TB-X' trong {ROOT / 'notices'}; lệnh check nêu những tệp không đọc được.\n"
    assert capsys.readouterr().err == said


def test_a_wrong_day_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--today", "31/12/2025", "check")
    assert "phải là ngày dạng 2026-01-31, không phải '31/12/2025'" in capsys.readouterr().err


def test_a_dry_run_prints_one_object_a_file_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, source = tmp_path / "notices", tmp_path / "thong-bao.txt"
    archive.mkdir()
    source.write_text(_notice("12/TB-UBND"), encoding="utf-8")
    assert run("import", "--dry-run", "--json", str(source), notices=archive) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["number"], record["issued"]) == ("12/TB-UBND", "2021-03-05")
    assert [party["name"] for party in record["directives"][0]["lead"]] == ["Sở Y tế"]
    assert list(archive.iterdir()) == []


def test_a_first_import_into_an_empty_archive_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, source = tmp_path / "notices", tmp_path / "thong-bao.txt"
    source.write_text(_notice("12/TB-UBND"), encoding="utf-8")
    assert run("import", str(source), notices=archive) == 0
    assert "1 tệp đã nhập" in capsys.readouterr().out
    assert run("check", notices=archive) == 0
    assert "confirmed: false" in (archive / "agencies.yml").read_text(encoding="utf-8")


def _notice(number: str) -> str:
    return f"""ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}

Hà Giang, ngày 05 tháng 3 năm 2021

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn A tại cuộc họp về y tế cơ sở

Ngày 02/3/2021, Chủ tịch UBND tỉnh Nguyễn Văn A chủ trì cuộc họp về y tế cơ sở. \
Sau khi nghe báo cáo, Chủ tịch UBND tỉnh kết luận như sau:

1. Giao Sở Y tế rà soát các trạm y tế, báo cáo UBND tỉnh trước ngày 20/3/2021.

2. Giao Sở Tài chính bố trí kinh phí.

Văn phòng UBND tỉnh thông báo để các đơn vị biết, thực hiện./.

Nơi nhận:
- Sở Y tế;
- Lưu: VT.

CHÁNH VĂN PHÒNG

Trần Văn B
"""


@pytest.mark.parametrize("command", [["check"], ["show", "1/TB"], []])
def test_a_misspelt_folder_is_no_empty_archive(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert run("--site", str(tmp_path / "site"), *command, notices=tmp_path / "notces") == 1
    said = [*capsys.readouterr().err.splitlines(), *caplog.messages]
    assert f"Không có thư mục thông báo {tmp_path / 'notces'}." in said
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["serve", "--address", "8000"], "phải có dạng 127.0.0.1:8000, không phải '8000'"),
        (["serve", "--address", "máy:80800"], "phải có dạng 127.0.0.1:8000, không phải 'máy:80800'"),
        (["import", ""], "tên tệp đang để trống"),
    ],
)
def test_a_word_that_cannot_be_meant_is_refused(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(*words)
    assert said in capsys.readouterr().err


def test_what_the_system_refuses_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tep").touch()
    assert run("import", "--watch", str(tmp_path / "tep")) == 1
    assert capsys.readouterr().err.startswith("Không làm tiếp được: ")


def test_a_reader_that_goes_away_ends_the_command_in_silence() -> None:
    command = [sys.executable, "build_archive.py", "show", "975/TB-VP"]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_folder_that_cannot_hold_a_notice_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notices, source = tmp_path / "notices", tmp_path / "thong-bao.txt"
    notices.touch()
    source.write_text(_notice("12/TB-UBND"), encoding="utf-8")
    assert run("import", str(source), notices=notices) == 1
    assert "Errno" not in (printed := capsys.readouterr().out)
    assert "Lý do: Không làm tiếp được: " in printed


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--version")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert capsys.readouterr().out == f"Kho kết luận {version}\n"


def test_no_command_calls_what_it_is_given_as_all_commands_call_something_else() -> None:
    """`nightly cron` would else name a scheduler of Dask, which the options of all commands have."""
    parser = _parser()
    for_all = {action.dest for action in parser._actions}
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    own = {
        (name, action.dest)
        for name, command in commands.choices.items()
        for action in command._actions
        if action.dest in for_all - {"help", argparse.SUPPRESS} and action.default is not argparse.SUPPRESS
    }
    assert own == set()
