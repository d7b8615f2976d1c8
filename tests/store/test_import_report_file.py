"""`<stem>.nhap.yml`: the report of an import is kept whole, read back, and gone once its notice is reviewed."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from ketluan.importing.importer import import_files
from ketluan.model.import_report import ImportReport, SimilarNotice, UnsurePoint
from ketluan.model.notice import Review
from ketluan.model.problem import Refused
from ketluan.store.archive_lock import locked
from ketluan.store.import_report_file import (
    parse_report,
    read_report,
    remove_report,
    report_path,
    report_text,
    write_report,
)
from ketluan.store.reader import read_archive
from ketluan.store.review import mark_reviewed
from ketluan.store.stored_text import FileChanged, stored_notice
from tests.conftest import TODAY
from tests.importing.source_texts import FIXTURES

ID = "xa-tan-hoa/ubnd/2023/07-tb-ubnd"
REVIEW = Review(on=dt.date(2026, 1, 16), by="Nguyễn Thị Lan")
REPORT = ImportReport(
    on=TODAY,
    source="Thông báo 7: bản quét.pdf",
    points=(
        UnsurePoint(
            about="figures", field="number", words="07/TB-UBND", why="đọc từ hình", page=1, box=(0.1, 0.2, 0.35, 1.0)
        ),
        UnsurePoint(about="deadline", directive="II.1-3", line=40, words="trước 20/3", why="không có năm: 'x'"),
        UnsurePoint(about="deadline", directive="II.1-4", line=42, words="sớm", why="không có ngày"),
        UnsurePoint(about="field", field="signer", why="Không đọc được tên người ký.", source_line=61),
    ),
    remarks=("Tệp có đuôi lạ: # đọc theo nội dung.",),
    similar=(SimilarNotice(id="a/b/2023/7", why="nội dung giống nhau 80%"),),
)
TEXT = """\
# Báo cáo nhập, để người soát xem lại; tệp này tự mất khi thông báo được soát.
# Chưa chắc 4 điều: 1 mục ở đầu, cuối văn bản, 1 số và ngày đọc từ hình, 2 thời hạn.
on: 2026-01-15
source: 'Thông báo 7: bản quét.pdf'
points:
  - about: figures
    why: đọc từ hình
    words: 07/TB-UBND
    field: number
    page: 1
    box:
      - 0.1
      - 0.2
      - 0.35
      - 1.0
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    [outcome] = import_files([FIXTURES / "xa.txt"], notices=tmp_path, today=TODAY)
    assert outcome.state == "imported", outcome.reason
    return tmp_path


def reviewed(archive: Path) -> None:
    mark_reviewed(archive, ID, REVIEW, digest=stored_notice(archive, ID).digest)


def notes(archive: Path) -> list[str]:
    _, problems = read_archive(archive, today=TODAY)
    return [problem.in_english() for problem in problems if ".nhap.yml" in str(problem)]


def test_a_report_is_written_so_that_people_can_read_it() -> None:
    assert report_text(REPORT).startswith(TEXT)


def test_a_report_is_read_as_it_was_written() -> None:
    assert parse_report(report_text(REPORT), "a.nhap.yml") == (REPORT, [])
    bare = ImportReport(on=TODAY, source="a.txt")
    assert parse_report(report_text(bare), "a.nhap.yml") == (bare, [])
    assert "# Không có điều gì chưa chắc.\n" in report_text(bare)


WRONG = {
    "on: 2026-01-15\n": ["a.nhap.yml:1: source must be given"],
    "- 1\n": ["a.nhap.yml:1: front matter must be a table of keys and values, not a list"],
    "on: 2026-01-15\nsource: a\npoints:\n  - {about: x, why: y}\n": [
        "a.nhap.yml:4: about must be one of field, figures, lead, coordinate, deadline, block, not 'x'"
    ],
    "on: 2026-01-15\nsource: a\npoints:\n  - {about: block, why: y, line: 0}\n": [
        "a.nhap.yml:4: line must be a number from 1, not '0'"
    ],
    "on: 2026-01-15\nsource: a\npoints:\n  - {about: block, why: y, box: [2]}\n": [
        "a.nhap.yml:4: item of box must be a number from 0 to 1, not '2'"
    ],
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_with_a_report_is_said(text: str) -> None:
    said = [problem.in_english() for problem in parse_report(text, "a.nhap.yml")[1]]
    assert [message.replace("item of points.", "").replace("points.", "") for message in said] == WRONG[text]


def test_an_import_keeps_its_report_beside_the_notice(archive: Path) -> None:
    report = read_report(archive, ID)
    assert report and (report.on, report.source) == (TODAY, "xa.txt")
    assert notes(archive) == []


def test_a_report_is_written_and_removed(archive: Path) -> None:
    with locked(archive):
        write_report(archive, ID, REPORT)
        assert read_report(archive, ID) == REPORT
        remove_report(archive, ID)
        remove_report(archive, ID)
    assert read_report(archive, ID) is None


def test_a_report_that_cannot_be_read_is_none(archive: Path) -> None:
    report_path(archive, ID).write_bytes(b"\xff")
    assert read_report(archive, ID) is None


def test_a_review_is_written_and_the_report_goes(archive: Path) -> None:
    path = archive / f"{ID}.md"
    before = path.read_text(encoding="utf-8")
    reviewed(archive)
    line = "reviewed:\n  on: 2026-01-16\n  by: Nguyễn Thị Lan\n"
    assert path.read_text(encoding="utf-8").replace(line, "") == before
    assert not report_path(archive, ID).exists()
    [notice] = read_archive(archive, today=dt.date(2026, 2, 1))[0].notices
    assert notice.reviewed == REVIEW and str(notice.reviewed) == "16/01/2026, Nguyễn Thị Lan"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_review_leaves_the_rest_of_the_file_byte_for_byte(archive: Path, mark: str, end: str) -> None:
    path = archive / f"{ID}.md"
    content = mark.encode() + path.read_bytes().replace(b"\n", end.encode())
    path.write_bytes(content)
    reviewed(archive)
    line = "reviewed:\n  on: 2026-01-16\n  by: Nguyễn Thị Lan\n".replace("\n", end).encode()
    assert path.read_bytes().replace(line, b"") == content and line in path.read_bytes()


def test_a_review_of_a_file_that_changed_meanwhile_is_refused(archive: Path) -> None:
    before = (archive / f"{ID}.md").read_bytes()
    with pytest.raises(FileChanged):
        mark_reviewed(archive, ID, REVIEW, digest="0" * 64)
    assert (archive / f"{ID}.md").read_bytes() == before and report_path(archive, ID).exists()


def test_a_review_of_what_cannot_be_read_is_refused_and_the_report_stays(archive: Path) -> None:
    (archive / f"{ID}.md").write_text("không có phần đầu", encoding="utf-8")
    with pytest.raises(Refused, match="chưa đọc được"):
        reviewed(archive)
    assert report_path(archive, ID).exists()


@pytest.mark.parametrize("text", WRONG)
def test_check_says_what_is_wrong_with_a_report(archive: Path, text: str) -> None:
    report_path(archive, ID).write_text(text, encoding="utf-8")
    said = [note.rpartition("/")[2] for note in notes(archive)]
    shown = [message.replace("a.nhap.yml", "07-tb-ubnd.nhap.yml") for message in WRONG[text]]
    assert [message.replace("item of points.", "").replace("points.", "") for message in said] == [
        message.replace(": ", ": note: ", 1) for message in shown
    ]
    assert notes(archive), "said again by the next check"


def test_check_says_a_report_that_is_no_text(archive: Path) -> None:
    report_path(archive, ID).write_bytes(b"on: 2026-01-15\nsource: \xff\n")
    [note] = notes(archive)
    assert note.endswith("07-tb-ubnd.nhap.yml:2: note: file must be UTF-8 text; save it again with that encoding")
    write_report(archive, ID, REPORT)
    assert notes(archive) == []


def test_check_says_a_report_that_lies_beside_no_notice(archive: Path) -> None:
    (archive / f"{ID}.md").unlink()
    [note] = notes(archive)
    assert note.endswith(
        "07-tb-ubnd.nhap.yml:1: note: "
        "report of an import must lie beside its notice, which is not there or cannot be read"
    )


def test_check_says_a_report_that_outlived_the_review(archive: Path) -> None:
    path = archive / f"{ID}.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("---\n\n", "reviewed: {on: 2026-01-15, by: Lan}\n---\n\n"), encoding="utf-8")
    [note] = notes(archive)
    assert note.endswith("07-tb-ubnd.nhap.yml:1: note: report of an import must go once its notice is reviewed")


def test_a_report_is_never_an_original(archive: Path) -> None:
    path = archive / f"{ID}.md"
    text = path.read_text(encoding="utf-8")
    digest = hashlib.sha256(report_path(archive, ID).read_bytes()).hexdigest()
    head, _, rest = text.partition("original: ")
    _, _, rest = rest.partition("sha256: ")
    wrong = f"{head}original: 07-tb-ubnd.nhap.yml\nsha256: {digest}{rest[64:]}"
    path.write_text(wrong, encoding="utf-8")
    [error] = [note for note in notes(archive) if "note:" not in note]
    assert error.endswith("original must lie beside the notice, not missing '07-tb-ubnd.nhap.yml'")


def test_a_review_after_today_is_remarked_on(archive: Path) -> None:
    reviewed(archive)
    _, problems = read_archive(archive, today=TODAY)
    assert [problem.message for problem in problems if "reviewed" in problem.message] == [
        "reviewed sau ngày hôm nay (2026-01-15): '2026-01-16'"
    ]


def test_limits_read_from_a_picture_are_sure_once_the_notice_is_reviewed(archive: Path) -> None:
    path = archive / f"{ID}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("---\n\n", "ocr: true\n---\n\n"), encoding="utf-8")

    def sure() -> list[bool]:
        [notice] = read_archive(archive, today=TODAY)[0].notices
        return [limit.certain for task in notice.directives for limit in task.deadlines]

    assert sure() and not any(sure())
    reviewed(archive)
    assert all(sure())
