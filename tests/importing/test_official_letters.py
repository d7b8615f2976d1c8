# ruff: noqa: E501 (a line of a letter a line)
"""Letters as web pages and word processors copy them: salutation, glued feet, letterheads of bars, old notices."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ketluan.importing.importer import draft_files
from ketluan.importing.layout.glued_cells import unglued
from ketluan.importing.parsing.draft import Draft, draft
from ketluan.model.json_record import notice_record
from ketluan.model.notice import NO_TITLE
from tests.conftest import TODAY

HEAD = "BỘ XÂY DỰNG\n-------\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 12/BXD-QLN\nV/v kiểm tra nhà ở\n\nHà Nội, ngày 12 tháng 3 năm 2018\n\n"
FOOT = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nLê Văn Giả\n"
TASK = "Bộ Xây dựng đề nghị UBND tỉnh Lào Cai chỉ đạo kiểm tra, báo cáo trước ngày 30/3/2018./."


def letter(*lines: str, gap: str = "\n\n") -> Draft:
    return draft(HEAD + gap.join(lines) + FOOT)


@pytest.mark.parametrize(
    "text",
    [
        "Xét đề nghị của UBND tỉnh Lào Cai tại Văn bản số 7/UBND-XD, Bộ Xây dựng có ý kiến như sau:",
        "Căn cứ Luật Nhà ở, Bộ Xây dựng có ý kiến như sau:",
        "Ngày 05 tháng 3 năm 2018, Bộ Xây dựng nhận được Văn bản số 7/UBND-XD của UBND tỉnh Lào Cai.",
        "Về đề nghị của UBND tỉnh Lào Cai, Bộ Xây dựng có ý kiến như sau:",
        "Thực hiện ý kiến của Thủ tướng Chính phủ, Bộ Xây dựng có ý kiến như sau:",
        "Phúc đáp Văn bản số 7/UBND-XD, Bộ Xây dựng có ý kiến như sau:",
        "Để chuẩn bị cho mùa mưa bão, Bộ Xây dựng có ý kiến như sau:",
    ],
)
@pytest.mark.parametrize("addressee", ["UBND tỉnh Lào Cai", "UBND tỉnh Lào Cai.", "Các đơn vị thuộc Bộ"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_text_of_a_letter_begins_below_those_it_goes_to(text: str, addressee: str, gap: str) -> None:
    body = letter(f"Kính gửi: {addressee}", text, TASK, gap=gap).body
    assert body.split("\n\n")[:2] == [f"Kính gửi: {addressee}", text]


@pytest.mark.parametrize("closing", ["", ";", "."])
def test_the_text_of_a_letter_begins_below_a_list_of_those_it_goes_to(closing: str) -> None:
    text = "Xét đề nghị của Bộ Y tế, Phó Thủ tướng Lê Văn Giả có ý kiến như sau:"
    body = letter("Kính gửi:", f"- Bộ Y tế{closing}", f"- Bộ Tài chính{closing}", text, TASK).body
    assert text in body.split("\n\n")


def test_an_addressee_goes_on_in_the_line_below() -> None:
    body = letter(
        "Kính gửi: Ủy ban nhân dân các tỉnh, thành phố trực thuộc", "Trung ương có biển.", TASK, gap="\n"
    ).body
    assert body.startswith("Kính gửi: Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương có biển.")


@pytest.mark.parametrize(
    ("printed", "apart"),
    [
        ("biết, thực hiện./.Nơi nhận:", ["biết, thực hiện./.", "Nơi nhận:"]),
        ("biết, thực hiện./. Nơi nhận: - Như trên;", ["biết, thực hiện./.", "Nơi nhận: - Như trên;"]),
        ("PHÓ CHỦ NHIỆMLê Văn Giả", ["PHÓ CHỦ NHIỆM", "Lê Văn Giả"]),
        ("CHÁNH VĂN PHÒNGTrần Thị Bích", ["CHÁNH VĂN PHÒNG", "Trần Thị Bích"]),
        ("TM. ỦY BAN NHÂN DÂNVõ Ân", ["TM. ỦY BAN NHÂN DÂN", "Võ Ân"]),
        ("PHÓ CHỦ NHIỆM Lê Văn Giả", ["PHÓ CHỦ NHIỆM Lê Văn Giả"]),
        ("UBND Phường Lê Lợi", ["UBND Phường Lê Lợi"]),
        ("Công ty TNHHLê Văn", ["Công ty TNHHLê Văn"]),
        ("HĐNDTỉnh ủy Lào Cai", ["HĐNDTỉnh ủy Lào Cai"]),
        ("TTgLê Văn Giả", ["TTgLê Văn Giả"]),
        ("xem nơi nhận: Sở Y tế", ["xem nơi nhận: Sở Y tế"]),
    ],
)  # fmt: skip
def test_the_foot_is_taken_apart_where_its_cells_are_glued(printed: str, apart: list[str]) -> None:
    assert unglued(f"{'Bộ Xây dựng đề nghị các đơn vị. ' * 20}\n{printed}").split("\n")[1:] == apart


def test_a_torn_label_and_a_southern_salutation_are_read() -> None:
    read = draft(
        HEAD
        + "Kính gởi: UBND tỉnh Lào Cai\nNgày 5 tháng 3, Bộ nhận được tin.\n"
        + TASK
        + FOOT.replace("Nơi nhận:", "Nơi")
    )
    assert read.body.startswith("Kính gởi: UBND tỉnh Lào Cai\n\nNgày 5 tháng 3")
    assert read.recipients == ("Như trên", "Lưu: VT")


def test_a_glued_signer_is_read() -> None:
    source = (HEAD + "Kính gửi: UBND tỉnh Lào Cai.\n\n" + TASK + FOOT).replace("THỨ TRƯỞNG\n\nLê", "THỨ TRƯỞNGLê")
    assert draft(unglued(source)).signer == "Lê Văn Giả"


def test_a_letter_without_a_subject_says_so_in_json(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        (HEAD + "Kính gửi: UBND tỉnh Lào Cai.\n\n" + TASK + FOOT).replace("V/v kiểm tra nhà ở\n", ""), "utf-8"
    )
    [outcome] = draft_files([path], notices=tmp_path / "notices", today=TODAY)
    assert outcome.understood is not None
    notice = outcome.understood.notice
    assert notice.title == NO_TITLE
    assert notice_record(notice, [], issuer_name="BỘ XÂY DỰNG")["title"] is None
    assert notice_record(replace(notice, title="V/v kiểm tra"), [], issuer_name="")["title"] == "V/v kiểm tra"
