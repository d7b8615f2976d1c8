"""What a mistyped command is answered with: the wrong word, what is near to it, and not a word of English."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

import pytest

from ketluan.cli.command import _parser, main

MISTYPED = {
    "publish --too X": ("publish", "'--too' không phải lựa chọn của build_archive.py publish; gần nhất là '--to'."),
    "publish --to X --kep 3": (
        "publish",
        "'--kep' không phải lựa chọn của build_archive.py publish; gần nhất là '--keep'.",
    ),
    "publish --to=X -x": ("publish", "'-x' không phải lựa chọn của build_archive.py publish."),
    "--site --x check": ("", "sau --site phải có giá trị."),
    "--note X check": ("", "'--note' không phải lựa chọn của build_archive.py; gần nhất là '--notices'."),
    "verify --to X --notices Y": (
        "verify",
        "'--notices' không phải lựa chọn của build_archive.py verify; hãy ghi nó trước tên lệnh.",
    ),
    "follow-up export CQ --today 2026-01-31": (
        "follow-up export",
        "'--today' không phải lựa chọn của build_archive.py follow-up export; hãy ghi nó trước tên lệnh.",
    ),
    "publish": ("publish", "còn thiếu --to."),
    "replace": ("replace", "còn thiếu THÔNG-BÁO, --replaced."),
    "server-config": ("server-config", "còn thiếu MÁY-CHỦ."),
    "follow-up": ("follow-up", "còn thiếu VIỆC."),
    "import": ("import", "còn thiếu TỆP."),
    "publsh --to X": ("", "không có lệnh 'publsh'; gần nhất là 'publish'."),
    "register add": ("register", "không có lệnh 'add'."),
    "server-config ngix": (
        "server-config",
        "'ngix' không dùng được cho MÁY-CHỦ: phải là nginx hoặc apache hoặc caddy hoặc iis; gần nhất là 'nginx'.",
    ),
    "publish --method lnk": (
        "publish",
        "'lnk' không dùng được cho --method: phải là link hoặc files; gần nhất là 'link'.",
    ),
    "publish --to": ("publish", "sau --to phải có giá trị."),
    "check --names=3": ("check", "--names không nhận giá trị nào, kể cả '3'."),
    "publish --to X --keep 0": ("publish", "--keep: phải là số từ 1 trở lên, không phải '0'."),
    "--today 31/12/2025 check": ("", "--today: phải là ngày dạng 2026-01-31, không phải '31/12/2025'."),
    "check 12/TB-VP": ("", "thừa '12/TB-VP'."),
}


@pytest.mark.parametrize("typed", MISTYPED)
def test_what_was_mistyped_is_named_in_vietnamese(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    command, said = MISTYPED[typed]
    with pytest.raises(SystemExit) as stop:
        main(typed.split())
    assert stop.value.code == 2
    program = f"build_archive.py {command}".strip()
    assert capsys.readouterr() == ("", f"{said}\nXem cách gõ: {program} --help\n")


def test_a_word_that_begins_with_a_hyphen_behind_two_of_them_is_no_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--", "-x"]) == 1
    assert capsys.readouterr().err.startswith("Không có thông báo '-x' ")


def _all(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from _all(each)


@pytest.mark.parametrize("parser", list(_all(_parser())), ids=lambda parser: parser.prog)
def test_help_is_vietnamese(parser: argparse.ArgumentParser) -> None:
    text = parser.format_help()
    assert text.startswith(f"cách gõ: {parser.prog} ")
    assert re.findall(r"usage|options|positional|show this|\b(?:DIR|DATE|ADDRESS|HOST|PORT)\b", text) == []
