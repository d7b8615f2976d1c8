"""Every file in fixtures/invalid has exactly the problems that the .txt beside it lists, in English in .en.txt."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from ketluan.model.problem import Problem
from ketluan.store.reader import read_archive

FIXTURES = Path(__file__).parent / "fixtures"
TODAY = dt.date(2026, 1, 15)
INVALID = sorted((FIXTURES / "invalid").glob("*.md"))


def problems_of(folder: Path) -> list[Problem]:
    _, problems = read_archive(folder, today=TODAY)
    return [Problem(Path(p.path).name, p.line, p.message, p.remark) for p in problems]


def lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def archive_with(file: Path, folder: Path) -> Path:
    year = folder / "notices/kon-tum/van-phong-ubnd/2014"
    year.mkdir(parents=True)
    shutil.copy(FIXTURES / "registers/small.yml", folder / "notices/agencies.yml")
    shutil.copy(file, year / file.name)
    return folder / "notices"


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_a_notice_has_exactly_the_problems_beside_it(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive_with(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    problems = problems_of(Path("notices"))
    assert [str(problem) for problem in problems] == lines(file.with_suffix(".txt"))
    assert [problem.in_english() for problem in problems] == lines(file.with_suffix(".en.txt"))


def test_no_list_of_problems_is_without_its_notice() -> None:
    named = {file.name.split(".")[0] for file in (FIXTURES / "invalid").glob("*.txt")}
    assert named == {file.stem for file in INVALID}
