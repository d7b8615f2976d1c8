"""An Excel file for one agency to fill in and back: rows by id, columns by heading, all right or nothing written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ketluan.cli.command import main
from ketluan.exports.follow_up_workbook import EVENT, ID, ON, SHEET, TOLD
from ketluan.exports.workbook_cells import sheet_rows
from ketluan.model.problem import Refused
from ketluan.store.follow_up_file import ENDING, HEADING
from ketluan.store.notice_life import record
from ketluan.store.stored_text import stored_notice
from tests.exports.test_follow_up_exports import OLD, RECORD, TASKS, events
from tests.site.test_inventory import write

BOOK = "so-y-te.xlsx"
DONE = {"Sự việc": "đã báo cáo kết quả", "Ngày của sự việc": "20/09/2014", "Người ghi": "Lê Thị Hoa"}


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the one agency, exported from an archive of two notices."""
    monkeypatch.chdir(tmp_path)
    for number in (1, 2):
        write(Path("notices"), f"{number}-tb-vp", tasks=TASKS)
    record(Path("notices"), OLD, events(RECORD), digest=stored_notice(Path("notices"), OLD).digest)
    assert command("export", "Sở Y tế", "--to", BOOK) == 0
    return tmp_path / BOOK


def command(*arguments: str) -> int:
    return main(["--today", "2026-01-15", "follow-up", *arguments])


def fill(path: Path, task: str, **cells: object) -> str:
    """Write into the row of a task under headings; the number of that row."""
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    at = {cell.value: cell.column for cell in sheet[1]}
    row = next(row[0].row for row in sheet.iter_rows(min_row=2) if row[at[ID] - 1].value == task)
    for heading, value in cells.items():
        sheet.cell(row, at[heading.replace("_", " ")]).value = value
    book.save(path)
    return str(row)


def records() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(Path("notices").rglob(f"*{ENDING}"))}


def test_the_file_holds_what_is_still_to_be_done_and_only_text(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)[SHEET]
    ids = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    new = OLD.replace("1-tb", "2-tb")
    assert ids == [f"{OLD}#1-{at}" for at in range(2, 6)] + [f"{new}#1-{at}" for at in range(1, 7)]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == f"{OLD}#1-2")
    assert [cell.value for cell in row][2:6] == [
        "Thông báo số 1/TB-VP ngày 10/07/2014", TASKS[1], "tháng 06/2026", "đang thực hiện, có thời hạn",
    ]  # fmt: skip
    assert {cell.number_format for cell in row} == {"@"} and {cell.data_type for cell in row[:6]} == {"s"}


def test_what_was_filled_in_is_recorded_with_who_and_when(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(book, f"{OLD}#1-3", **DONE, Tài_liệu_kèm_theo="Báo cáo 45/BC-SYT", Văn_bản="45/BC-SYT")
    fill(book, f"{OLD.replace('1-tb', '2-tb')}#1-1", **{**DONE, "Sự việc": "xin gia hạn", "Gia hạn đến": "03/2026"})
    before = records()
    capsys.readouterr()
    assert command("import", BOOK) == 0
    assert capsys.readouterr().out == "Đã ghi 2 sự việc của 2 thông báo.\n"
    added = records()["1-tb-vp.theo-doi.yml"].removeprefix(before["1-tb-vp.theo-doi.yml"])
    assert added == (
        "- directive: 1-3\n  on: 2014-09-20\n  event: reported\n  document: 45/BC-SYT\n"
        "  evidence: Báo cáo 45/BC-SYT\n  by: Lê Thị Hoa\n  recorded: 2026-01-15\n"
    )
    assert records()["2-tb-vp.theo-doi.yml"] == HEADING + (
        "- directive: 1-1\n  on: 2014-09-20\n  event: extension-asked\n  until: 2026-03\n"
        "  by: Lê Thị Hoa\n  recorded: 2026-01-15\n"
    )
    after = records()
    assert command("import", BOOK) == 0
    assert capsys.readouterr().out == "Đã ghi 0 sự việc của 0 thông báo, bỏ qua 2 sự việc đã ghi từ trước.\n"
    assert records() == after


def test_nothing_is_told_by_position(book: Path) -> None:
    fill(book, f"{OLD}#1-3", **DONE)
    old = openpyxl.load_workbook(book)
    rows = [list(row) for row in old[SHEET].iter_rows(values_only=True)]
    order = list(reversed(range(len(rows[0]))))
    new = openpyxl.Workbook()
    sheet = new.active
    assert sheet is not None
    sheet.title = SHEET
    for row in [rows[0], *reversed(rows[1:])]:
        sheet.append([row[at] for at in order])
    new.save(book)
    before = records()["1-tb-vp.theo-doi.yml"]
    assert command("import", BOOK) == 0
    assert records()["1-tb-vp.theo-doi.yml"].removeprefix(before).startswith("- directive: 1-3\n")


NO_DAY = "phải là ngày ghi bằng chữ dạng 20/06/2025, không phải"
ON_DAY = "“Ngày của sự việc” không được"
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no such event": ({EVENT: "xong"}, "Ô G{row}: phải là một trong: đã báo cáo kết quả; "),
    "a day that is a number": ({ON: 41902}, f"Ô H{{row}}: {NO_DAY} '41902'"),
    "a day that does not exist": ({ON: "31/09/2014"}, f"Ô H{{row}}: {NO_DAY} '31/09/2014'"),
    "a day before the notice": (
        {ON: "01/01/2014"},
        f"Ô H{{row}}: {ON_DAY} trước ngày của thông báo (2014-07-10), đang là '2014-01-01'",
    ),
    "a day to come": (
        {ON: "16/01/2026"},
        f"Ô H{{row}}: {ON_DAY} sau ngày hôm nay (2026-01-15), đang là '2026-01-16'",
    ),
    "no number": (
        {"Văn bản": "công văn của Sở"},
        "Ô I{row}: phải là số, ký hiệu văn bản dạng 12/VP-TH, không phải 'công văn của Sở'",
    ),
    "an extension without a document": (
        {EVENT: "được gia hạn", "Gia hạn đến": "06/2026"},
        "Dòng {row}, cột “Văn bản”: sự việc “được gia hạn” phải có “Văn bản”",
    ),
    "a limit that is none": (
        {EVENT: "xin gia hạn", "Gia hạn đến": "quý I"},
        f"Ô J{{row}}: {NO_DAY} 'quý I'",
    ),
    "nobody": ({"Người ghi": None}, "Dòng {row}, cột “Người ghi”: phải ghi người ghi (hoặc chạy lệnh với --by)"),
    "another task": ({"Mã kiểm": "0123456789ab"}, "Ô B{row}: chỉ đạo này đã đổi từ khi xuất tệp; hãy xuất lại"),
    "no such task": ({ID: f"{OLD}#9-9"}, f"Ô A{{row}}: không có chỉ đạo '{OLD}#9-9' trong kho"),
}


@pytest.mark.parametrize("name", WRONG)
def test_one_wrong_cell_is_named_and_nothing_is_written(
    book: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cells, said = WRONG[name]
    fill(book, f"{OLD.replace('1-tb', '2-tb')}#1-1", **DONE)
    row = fill(book, f"{OLD}#1-3", **{**DONE, **cells})
    before = records()
    capsys.readouterr()
    assert command("import", BOOK) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(said.format(row=row)) and lines[1:] == [f"Chưa ghi gì: 1 chỗ cần sửa trong {BOOK}."]
    assert records() == before


def test_a_task_that_was_changed_since_is_not_followed_up(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(book, f"{OLD}#1-3", **DONE)
    path = Path("notices") / f"{OLD}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Lập đề án", "Lập kế hoạch"), encoding="utf-8")
    assert command("import", BOOK) == 1
    assert "chỉ đạo này đã đổi từ khi xuất tệp; hãy xuất lại" in capsys.readouterr().out


def _without_a_column(data: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    book[SHEET].delete_cols(len(TOLD) + 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _bomb(_: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (65 * 1024 * 1024))
    return out.getvalue()


def _with_entities(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part = part.replace(b"<workbook", b'<!DOCTYPE x [<!ENTITY a "aa">]><workbook', 1)
            new.writestr(name, part)
    return out.getvalue()


REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no workbook": (lambda data: b"PK nothing", "Tệp Excel (.xlsx) bị hỏng hoặc có mật khẩu, không mở được."),
    "a bomb": (_bomb, "Tệp Excel nở quá lớn khi giải nén (có thể là bom nén): từ chối đọc."),
    "entities": (_with_entities, "Tệp Excel (.xlsx) chứa định nghĩa kiểu tài liệu: từ chối đọc."),
    "no column": (
        _without_a_column,
        f"Trang “{SHEET}” thiếu cột: {EVENT}; hãy dùng tệp do lệnh follow-up export tạo ra.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_none_of_ours_is_refused(book: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    change, said = REFUSED[name]
    book.write_bytes(change(book.read_bytes()))
    capsys.readouterr()
    assert command("import", BOOK) == 1
    assert capsys.readouterr().err == f"{said}\n"


def test_a_sheet_that_is_not_there_is_named(book: Path) -> None:
    with pytest.raises(Refused, match="Tệp Excel không có trang tính “Khác”"):
        list(sheet_rows(book.read_bytes(), "Khác"))


def test_a_filled_file_is_not_overwritten(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = book.read_bytes()
    assert command("export", "kon-tum/so-y-te", "--to", BOOK) == 1
    assert book.read_bytes() == before
    assert f"Đã có tệp {BOOK}" in capsys.readouterr().err
