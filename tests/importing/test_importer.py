"""Import: files to notice files beside their originals, never replacing one, whole or not at all."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
import os
from pathlib import Path

import pytest

from ketluan.importing import importer, recognition
from ketluan.importing.candidate import record_of
from ketluan.importing.files.new_files import found_files
from ketluan.importing.importer import Outcome, draft_files, import_files
from ketluan.importing.report import report, summary
from ketluan.model.problem import errors
from ketluan.store.archive_format import FILE as FORMAT
from ketluan.store.header import read_header
from ketluan.store.reader import read_archive
from tests.importing.source_texts import FIXTURES

TODAY = dt.date(2026, 1, 15)
COMMUNE = FIXTURES / "xa.txt"


def imported(notices: Path, *paths: Path, issuer: str | None = None) -> list[Outcome]:
    return list(import_files(paths, notices=notices, issuer=issuer, today=TODAY))


def kept(notices: Path) -> list[str]:
    return sorted(path.relative_to(notices).as_posix() for path in notices.rglob("*") if path.is_file())


def test_the_first_import_fills_an_empty_archive(tmp_path: Path) -> None:
    [outcome] = imported(tmp_path, COMMUNE)
    assert outcome.state == "imported", outcome.reason
    assert kept(tmp_path) == [
        "agencies.yml",
        "dinh-dang.txt",
        "xa-tan-hoa/ubnd/2023/07-tb-ubnd.md",
        "xa-tan-hoa/ubnd/2023/07-tb-ubnd.nhap.yml",
        "xa-tan-hoa/ubnd/2023/07-tb-ubnd.txt",
    ]
    archive, problems = read_archive(tmp_path, today=TODAY)
    assert errors(problems) == []
    assert [notice.number for notice in archive.notices] == ["07/TB-UBND"]
    assert not archive.register.agencies["xa-tan-hoa/ubnd"].confirmed


def test_the_original_keeps_its_bytes_and_its_digest_is_recorded(tmp_path: Path) -> None:
    [outcome] = imported(tmp_path, COMMUNE)
    assert outcome.written
    header, *_ = read_header(outcome.written.read_text(encoding="utf-8"), "")
    assert header and header.original == "07-tb-ubnd.txt"
    assert outcome.written.with_name(header.original).read_bytes() == COMMUNE.read_bytes()
    assert header.sha256 == hashlib.sha256(COMMUNE.read_bytes()).hexdigest()


def test_the_same_file_again_is_known_and_nothing_is_written(tmp_path: Path) -> None:
    imported(tmp_path, COMMUNE)
    before = {name: (tmp_path / name).read_bytes() for name in kept(tmp_path)}
    copy = tmp_path.parent / f"{tmp_path.name}-ten-khac.txt"
    copy.write_bytes(COMMUNE.read_bytes())
    [outcome] = imported(tmp_path, copy)
    assert (outcome.state, outcome.written) == ("known", tmp_path / "xa-tan-hoa/ubnd/2023/07-tb-ubnd.md")
    assert {name: (tmp_path / name).read_bytes() for name in kept(tmp_path)} == before


def test_another_file_with_the_same_number_is_refused(tmp_path: Path) -> None:
    imported(tmp_path, COMMUNE)
    other = tmp_path.parent / f"{tmp_path.name}-khac.txt"
    other.write_text(COMMUNE.read_text(encoding="utf-8").replace("8 ấp", "9 ấp"), encoding="utf-8")
    [outcome] = imported(tmp_path, other)
    assert outcome.state == "failed"
    assert outcome.reason == (
        "Kho đã có thông báo xa-tan-hoa/ubnd/2023/07-tb-ubnd cùng cơ quan, số và năm; "
        "hãy xem lại số, hoặc sửa thông báo đã có."
    )


def test_a_notice_without_a_number_gets_an_address_of_its_own_and_says_what_it_resembles(tmp_path: Path) -> None:
    text = (FIXTURES / "vp-blank.txt").read_text(encoding="utf-8")
    paths = [tmp_path / "một.txt", tmp_path / "hai.txt"]
    paths[0].write_text(text, encoding="utf-8")
    paths[1].write_text(text.replace("Cùng dự", "Cùng tham dự"), encoding="utf-8")
    outcomes = imported(tmp_path / "kho", *paths)
    assert [outcome.written and outcome.written.stem for outcome in outcomes] == ["hop-2018-03-08", "hop-2018-03-08-2"]
    assert outcomes[1].understood and [twin.why[:21] for twin in outcomes[1].understood.twins] == [
        "nội dung giống nhau 9"
    ]


def test_a_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    inbox = tmp_path / "vào"
    inbox.mkdir()
    (inbox / "a-rỗng.txt").write_bytes(b"")
    (inbox / "b-tốt.txt").write_bytes(COMMUNE.read_bytes())
    (inbox / "~$khóa.docx").write_bytes(b"x")
    outcomes = imported(tmp_path / "kho", inbox)
    assert [outcome.state for outcome in outcomes] == ["failed", "imported"]
    said = summary(outcomes)
    assert said.startswith("Tổng cộng 2 tệp: 1 tệp đã nhập, 1 tệp KHÔNG nhập được.\n")
    assert "a-rỗng.txt: Tệp rỗng, không có nội dung." in said


def test_a_notice_that_prints_no_issuer_asks_for_one(tmp_path: Path) -> None:
    source = tmp_path / "không-tên.txt"
    text = COMMUNE.read_text(encoding="utf-8").replace("ỦY BAN NHÂN DÂN\nXÃ TÂN HÒA\n", "", 1)
    source.write_text(text, encoding="utf-8")
    notices = tmp_path / "kho"
    [outcome] = imported(notices, source)
    assert (
        outcome.reason
        == "Văn bản không in tên cơ quan ban hành: hãy chạy lại với “--issuer” và tên đầy đủ của cơ quan, kèm địa danh."
    )
    [outcome] = imported(notices, source, issuer="xa-tan-hoa/ubnd")
    assert outcome.reason == (
        "Chưa rõ “xa-tan-hoa/ubnd” là cơ quan nào: sau “--issuer” hãy ghi tên đầy đủ, kèm địa danh, "
        "ví dụ “Văn phòng UBND tỉnh Kon Tum”."
    )
    imported(notices, FIXTURES / "huyen-2012.txt")
    [outcome] = imported(notices, source, issuer="huyen-mang-thit/ubnd")
    assert outcome.written == notices / "huyen-mang-thit/ubnd/2023/07-tb-ubnd.md"


def test_the_register_is_appended_to_and_otherwise_left_alone(tmp_path: Path) -> None:
    before = (
        "# Danh bạ.\nplaces:\n  kon-tum: tỉnh Kon Tum # ghi chú\n"
        "agencies:\n  - id: kon-tum/ubnd\n    name: UBND tỉnh\n    kind: local government\n"
    )
    (tmp_path / "agencies.yml").write_text(before, encoding="utf-8")
    imported(tmp_path, COMMUNE)
    after = (tmp_path / "agencies.yml").read_text(encoding="utf-8")
    assert after.endswith(
        "  - id: xa-tan-hoa/ubnd\n    name: UBND\n    kind: local government\n"
        "    aliases:\n      - ỦY BAN NHÂN DÂN XÃ TÂN HÒA\n    confirmed: false\n"
    )
    assert all(line in after for line in before.splitlines(keepends=True))


def test_a_failure_while_writing_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(path: Path, text: str) -> None:
        raise OSError("đĩa đầy")

    monkeypatch.setattr(importer, "replace_text", fails)
    [outcome] = imported(tmp_path, COMMUNE)
    assert (outcome.state, outcome.reason) == ("failed", "Không làm tiếp được: đĩa đầy.")
    assert kept(tmp_path) == [FORMAT]


def test_a_loss_of_words_stops_the_write_and_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = recognition.notice_file

    def loses(*arguments: object, **named: object) -> str:
        return whole(*arguments, **named).replace("hiến đất", "đất")  # type: ignore[arg-type]

    monkeypatch.setattr(recognition, "notice_file", loses)
    [outcome] = imported(tmp_path, COMMUNE)
    assert outcome.reason == "Không ghi được vì văn bản bị mất hoặc thừa chữ: dòng 22: mất 1 chữ: “hiến”."
    assert kept(tmp_path) == []


def test_a_secret_document_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "mật.txt"
    source.write_text("MẬT\n" + COMMUNE.read_text(encoding="utf-8"), encoding="utf-8")
    [outcome] = imported(tmp_path / "kho", source)
    assert outcome.reason.startswith("Văn bản đóng dấu MẬT: bí mật nhà nước không được đưa lên mạng")


def test_a_trial_writes_nothing_and_prints_what_was_understood(tmp_path: Path) -> None:
    [outcome] = draft_files([FIXTURES / "vp-blank.txt"], notices=tmp_path, today=TODAY)
    assert outcome.state == "drafted" and outcome.understood
    record = record_of(outcome.understood)
    json.dumps(record, ensure_ascii=False)
    assert record["issuer"] == {"id": "hau-giang/van-phong-ubnd", "name": "VĂN PHÒNG UBND TỈNH HẬU GIANG"}
    assert record["unread"] == ["number", "issued"]
    confidence = record["confidence"]
    assert isinstance(confidence, dict) and confidence["chair"] == "read" and confidence["number"] == "unread"
    assert kept(tmp_path) == []


def test_a_trial_without_an_issuer_gives_null(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("THÔNG BÁO\nKết luận cuộc họp\nNgày 5/3/2024, Sở Y tế họp.\n1. Báo cáo.\n", encoding="utf-8")
    [outcome] = draft_files([source], notices=tmp_path / "kho", today=TODAY)
    assert outcome.understood
    record = record_of(outcome.understood)
    assert (record["id"], record["issuer"]) == (None, {"id": None, "name": None})


def test_a_trial_refuses_what_an_import_would_refuse(tmp_path: Path) -> None:
    notices = tmp_path / "kho"
    other, nameless = tmp_path / "khác.txt", tmp_path / "không-tên.txt"
    text = COMMUNE.read_text(encoding="utf-8")
    other.write_text(text.replace("8 ấp", "9 ấp"), encoding="utf-8")
    nameless.write_text(text.replace("ỦY BAN NHÂN DÂN\nXÃ TÂN HÒA\n", "", 1), encoding="utf-8")
    paths = [COMMUNE, COMMUNE, other, nameless]
    tried = list(draft_files(paths, notices=notices, today=TODAY))
    done = imported(notices, *paths)
    assert [outcome.state for outcome in tried] == ["drafted", "known", "failed", "failed"]
    assert [outcome.state for outcome in done] == ["imported", "known", "failed", "failed"]
    assert [(outcome.reason, outcome.written) for outcome in tried[1:]] == [
        (outcome.reason, outcome.written) for outcome in done[1:]
    ]
    assert all(outcome.understood for outcome in tried)
    assert "KHÔNG nhập được\n  Lý do: Kho đã có thông báo xa-tan-hoa/ubnd/2023/07-tb-ubnd" in report(tried[2])


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vào" / "đóng").mkdir(parents=True)
    (tmp_path / "vào" / "xa.txt").write_bytes(COMMUNE.read_bytes())
    closed = str(tmp_path / "vào" / "đóng")
    listed = os.scandir

    def scanned(path: str) -> object:
        if str(path) == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), closed)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scanned)
    assert list(found_files([tmp_path / "vào"])) == [tmp_path / "vào" / "xa.txt", tmp_path / "vào" / "đóng"]


def test_a_markdown_source_is_kept_as_text_for_notices_alone_end_in_md(tmp_path: Path) -> None:
    source = tmp_path / "bản-chép.md"
    source.write_bytes((FIXTURES / "web-bold.txt").read_bytes())
    [outcome] = imported(tmp_path / "kho", source)
    assert outcome.written and outcome.written.with_suffix(".txt").read_bytes() == source.read_bytes()


def test_a_finished_notice_is_taken_in_with_its_original(tmp_path: Path) -> None:
    first, second = tmp_path / "kho", tmp_path / "kho-2"
    [outcome] = imported(first, COMMUNE)
    assert outcome.written
    second.mkdir()
    (second / "agencies.yml").write_bytes((first / "agencies.yml").read_bytes())
    [again] = imported(second, outcome.written)
    assert again.state == "imported", again.reason
    assert kept(second) == kept(first)
    assert again.written and again.written.read_bytes() == outcome.written.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "kept_as"),
    [
        ("index.html", b"<!doctype html><script>alert(1)</script>", "07-tb-ubnd.txt"),
        ("x.js", b"alert(1);/*%PDF-1.4*/", "07-tb-ubnd.pdf"),
        ("bản gốc.svg", b"<svg onload='alert(1)'/>", "07-tb-ubnd.txt"),
        ("07-tb-ubnd.png", b"\xff\xd8\xff\xe0", "07-tb-ubnd.jpg"),
    ],
    ids=["HTML", "script", "SVG", "JPEG"],
)
def test_the_original_of_a_finished_notice_is_kept_under_our_name(
    name: str, content: bytes, kept_as: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ketluan.importing.recognition._finished_remarks", lambda path, source, limit: ())
    [outcome] = imported(tmp_path / "kho", COMMUNE)
    assert outcome.written
    (tmp_path / name).write_bytes(content)
    text = outcome.written.read_text(encoding="utf-8").replace("original: 07-tb-ubnd.txt", f"original: '{name}'")
    digest = hashlib.sha256(COMMUNE.read_bytes()).hexdigest()
    (tmp_path / "a.md").write_text(text.replace(digest, hashlib.sha256(content).hexdigest()), encoding="utf-8")
    second = tmp_path / "kho-2"
    second.mkdir()
    (second / "agencies.yml").write_bytes((tmp_path / "kho/agencies.yml").read_bytes())
    [again] = imported(second, tmp_path / "a.md")
    assert again.written, again.reason
    assert {path.name for path in again.written.parent.iterdir()} == {"07-tb-ubnd.md", "07-tb-ubnd.nhap.yml", kept_as}
    assert f"\noriginal: {kept_as}\n" in again.written.read_text(encoding="utf-8")


def test_a_name_of_an_original_over_several_lines_is_refused(tmp_path: Path) -> None:
    [outcome] = imported(tmp_path / "kho", COMMUNE)
    assert outcome.written
    (tmp_path / "07-tb-ubnd.txt").write_bytes(COMMUNE.read_bytes())
    text = outcome.written.read_text(encoding="utf-8")
    (tmp_path / "a.md").write_text(text.replace("original: 07", "original:\n  07"), encoding="utf-8")
    [again] = imported(tmp_path / "kho-2", tmp_path / "a.md")
    assert again.reason == "Tên bản gốc phải ghi trên một dòng: “original: 07-tb-ubnd.txt”."


SOURCE_NAMES = ["thong-bao.pdf", "index.html.txt", "con.txt", "thong-bao", "Thông báo số 7.TXT", "x.docx", "x.js.md"]


@pytest.mark.parametrize("name", SOURCE_NAMES)
def test_a_source_is_kept_under_our_name_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(COMMUNE.read_bytes())
    [outcome] = imported(tmp_path / "kho", tmp_path / name)
    assert outcome.written, outcome.reason
    assert {path.name for path in outcome.written.parent.iterdir()} == {
        "07-tb-ubnd.md",
        "07-tb-ubnd.nhap.yml",
        "07-tb-ubnd.txt",
    }


def test_a_finished_notice_with_a_wrong_header_is_refused_with_the_line(tmp_path: Path) -> None:
    [outcome] = imported(tmp_path / "kho", COMMUNE)
    assert outcome.written
    wrong = tmp_path / "sai.md"
    text = outcome.written.read_text(encoding="utf-8").replace("issued: 2023-04-03", "issued: 2023-04-31")
    wrong.write_text(text, encoding="utf-8")
    [outcome] = imported(tmp_path / "kho-2", wrong)
    assert outcome.reason.startswith("Phần đầu của tệp thông báo chưa đúng: dòng 8: issued phải là ngày có trong lịch")


def test_the_report_tells_what_to_look_at(tmp_path: Path) -> None:
    [outcome] = imported(tmp_path, FIXTURES / "vp-blank.txt")
    said = report(outcome)
    assert "    Số, ký hiệu: (để trống)\n" in said
    assert "    Không đọc được số, ký hiệu. Bản gốc in “Số: /TB-VPUBND”.\n" in said
    assert " dòng " not in said and ".md" not in said.partition("\n  Đã nhận ra")[2]
    assert "    Người chủ trì: Trương Cảnh Tuyên, Phó Chủ tịch UBND tỉnh\n" in said
    assert "  Cơ quan ban hành mới, thêm vào danh mục cơ quan và chờ xác nhận: Văn phòng UBND tỉnh Hậu Giang" in said


def test_the_report_offers_entries_near_to_unknown_names(tmp_path: Path) -> None:
    imported(tmp_path, FIXTURES / "qn-ocr.txt")
    with (tmp_path / "agencies.yml").open("a", encoding="utf-8") as register:
        register.write(
            "  - id: binh-dinh/so-tai-nguyen-moi-truong\n    name: Sở Tài nguyên Môi trường\n    kind: department\n"
        )
    [outcome] = draft_files([FIXTURES / "binh-dinh.txt"], notices=tmp_path, today=TODAY)
    said = report(outcome)
    assert "  Tên chưa có trong danh mục cơ quan:\n" in said
    assert "    Ban QLDA Giao thông tỉnh" in said
