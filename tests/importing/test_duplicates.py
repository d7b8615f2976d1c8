"""The same notice again from another file: known by its words, named in the report, listed by `check`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ketluan.importing.importer import import_files
from ketluan.importing.report import report, summary
from ketluan.store.reader import read_archive
from tests.importing.source_texts import FIXTURES

TODAY = dt.date(2026, 1, 15)
TEXT = (FIXTURES / "xa.txt").read_text(encoding="utf-8")
KNOWN = "xa-tan-hoa/ubnd/2023/07-tb-ubnd.md"
REMARK = "nội dung trùng từng chữ với thông báo 'xa-tan-hoa/ubnd/2023/07-tb-ubnd': hãy xem lại, có thể đã nhập hai lần"


def states(folder: Path, *texts: str) -> list[str]:
    paths = []
    for at, text in enumerate(texts):
        paths.append(folder / f"{at}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return [outcome.state for outcome in import_files(paths, notices=folder / "kho", today=TODAY)]


@pytest.mark.parametrize(
    ("again", "state"),
    [
        (TEXT.replace("\n", "\n\n"), "known"),
        (TEXT.replace("\n", "\r\n"), "known"),
        (TEXT.replace("Số: 07/TB-UBND", "Số:    /TB-UBND"), "known"),
        (TEXT.replace("Số: 07/TB-UBND", "Số: 08/TB-UBND"), "imported"),
        (TEXT.replace("Số: 07/TB-UBND", "Số: 08/TB-UBND").replace("năm 2023", "năm 2024"), "imported"),
    ],
    ids=["blank lines", "other line ends", "no number", "other number", "other year"],
)
def test_the_same_words_from_another_file_are_one_notice(tmp_path: Path, again: str, state: str) -> None:
    assert again != TEXT
    assert states(tmp_path, TEXT, again) == ["imported", state]


def test_the_summary_and_the_report_name_the_notice_that_is_there(tmp_path: Path) -> None:
    states(tmp_path, TEXT)
    again = tmp_path / "a.txt"
    again.write_text(TEXT + "\n\n", encoding="utf-8")
    [outcome] = import_files([again], notices=tmp_path / "kho", today=TODAY)
    said = "đã có trong kho là Thông báo số 07/TB-UBND (cùng nội dung từng chữ, từ một tệp khác)"
    assert report(outcome) == f"{again}: đã có trong kho, không nhập lại\n  Tệp này {said}."
    assert summary([outcome]) == f"Tổng cộng 1 tệp: 1 tệp đã có trong kho, không nhập lại.\n  {again}: {said}"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (("number: 07/TB-UBND", "number: null"), [REMARK]),
        (("number: 07/TB-UBND", "number: 08/TB-UBND"), []),
        (("number: 07/TB-UBND", "number: null\nstatus: {state: withdrawn, reason: nhập nhầm, date: 2024-01-02}"), []),
    ],
    ids=["no number", "other number", "withdrawn"],
)
def test_check_lists_what_came_in_twice_before(tmp_path: Path, change: tuple[str, str], found: list[str]) -> None:
    states(tmp_path, TEXT)
    first = tmp_path / "kho" / KNOWN
    text = first.read_text(encoding="utf-8")
    assert change[0] in text
    lines = [line for line in text.replace(*change).split("\n") if not line.startswith(("original:", "sha256:"))]
    first.with_name("hop-2023.md").write_text("\n".join(lines), encoding="utf-8")
    _, problems = read_archive(tmp_path / "kho", today=TODAY)
    assert [problem.message for problem in problems if "trùng từng chữ" in problem.message] == found
