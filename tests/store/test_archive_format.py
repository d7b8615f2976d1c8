"""An archive says in which format it is kept; a program that does not know it neither reads nor writes there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ketluan.cli.command import main
from ketluan.store.archive_format import FILE, FORMAT, TEXT
from tests.conftest import ROOT

SOURCE = ROOT / "tests/cli/fixtures/guide"
NEWER = f"kho có định dạng 2, chương trình này chỉ biết tới định dạng {FORMAT}: hãy dùng phiên bản mới hơn"


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "notices", tmp_path / "notices")
    return tmp_path / "notices"


def run(notices: Path, *words: str) -> int:
    return main(["--notices", str(notices), "--today", "2026-01-15", *words])


@pytest.mark.parametrize("words", [("import", str(SOURCE)), ("check", "--keep-ids")])
def test_who_writes_to_an_archive_says_its_format(words: tuple[str, ...], notices: Path) -> None:
    (notices / FILE).unlink(missing_ok=True)
    assert run(notices, *words) == 0
    assert (notices / FILE).read_text(encoding="utf-8") == TEXT
    assert run(notices, "check") == 0


def test_the_format_that_stands_there_stays(notices: Path) -> None:
    (notices / FILE).write_text(f"\ufeff{FORMAT}\r\n", encoding="utf-8")
    assert run(notices, "check", "--keep-ids") == 0
    assert (notices / FILE).read_bytes() == f"\ufeff{FORMAT}\r\n".encode()


@pytest.mark.parametrize(
    ("value", "said"),
    [("2", NEWER), ("", "số định dạng phải là số từ 1 trở lên, không phải ''")]
    + [(value, f"số định dạng phải là số từ 1 trở lên, không phải '{value}'") for value in ("0", "1.5", "v2", "１")],
)
def test_another_format_is_an_error(value: str, said: str, notices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (notices / FILE).write_text(f"{value}\n", encoding="utf-8")
    assert run(notices, "check") == 1
    printed = capsys.readouterr().out.splitlines()
    assert [line for line in printed if FILE in line] == [f"{notices.as_posix()}/{FILE}:1: {said}"]


def test_nothing_is_written_to_an_archive_of_a_newer_program(notices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (notices / FILE).write_text("2\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in notices.rglob("*") if path.is_file()}
    assert run(notices, "import", str(SOURCE)) == 1
    assert NEWER in capsys.readouterr().out
    assert run(notices, "check", "--keep-ids") == 1
    assert NEWER in capsys.readouterr().err
    assert run(notices.parent / "notices", "--site", str(notices.parent / "site"), "build") == 1
    after = {path: path.read_bytes() for path in notices.rglob("*") if path.is_file() and path.suffix != ".lock"}
    assert after == before
