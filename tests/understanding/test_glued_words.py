"""Words that lost the blank between them are read apart, and shown as they were printed."""

from __future__ import annotations

import datetime as dt

import pytest

from ketluan.store.notice_body import read_body
from ketluan.understanding.glued_words import parted


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("GiaoSở Y tế", "Giao Sở Y tế"),
        ("phối hợpkiểm tra", "phối hợp kiểm tra"),
        ("củađồng chí Bí thư", "của đồng chí Bí thư"),
        ("Ban Chỉ đạotỉnh", "Ban Chỉ đạo tỉnh"),
        ("trong cảnước", "trong cả nước"),
        ("đơnvị, vậtliệu, quytắc", "đơn vị, vật liệu, quy tắc"),
        ("ủybannhândân huyện", "ủy ban nhân dân huyện"),
        ("LêVăn Giả", "Lê Văn Giả"),
        ("tháng 4 năm2009", "tháng 4 năm 2009"),
        ("ngày30/4, số17/TB-VPCP", "ngày 30/4, số 17/TB-VPCP"),
        ("11 tháng 12năm 2008", "11 tháng 12 năm 2008"),
    ],
)
def test_glued_words_are_taken_apart(printed: str, meant: str) -> None:
    assert parted(printed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát.",
        "Festival Mekong, Internet, Covid, Zika, email, website, YouTube, VietGAP, Vinatex",
        "Kontum, Daklak, Hanoi, Krông Ana, Ia Grai, M'nông, Jrai",
        "UBND, HĐND, UBMTTQ, ĐBSCL, TP.HCM, 5S, 12h30, 15kg, G7",
        "nghiêng, quyển, khuỷu, giường, ngoằn ngoèo, oanh tạc, uyên bác",
        "PHỐI HỢPHOẠT ĐỘNG",
    ],
)
def test_whole_words_foreign_ones_and_abbreviations_stay(text: str) -> None:
    assert parted(text) == text


def test_a_task_of_glued_words_is_read_and_shown_as_printed() -> None:
    body = (
        "Phó Thủ tướng LêVăn Giả có ý kiến như sau:\n\n"
        "GiaoBộ Xâydựng chủ trì, phối hợpvới Bộ Tàichính sửađổi Thông tư số12/TT-BXD trong tháng 4 năm2009."
    )
    [task] = read_body(body, date=dt.date(2009, 3, 8))[0].directives
    assert task.text.startswith("GiaoBộ Xâydựng")
    assert [(party.name, party.words) for party in task.lead] == [("Bộ Xây dựng", "Bộ Xâydựng")]
    assert [(party.name, party.words) for party in task.coordinate] == [("Bộ Tài chính", "Bộ Tàichính")]
    assert [(limit.phrase, limit.date) for limit in task.deadlines] == [("trong tháng 4 năm2009", dt.date(2009, 4, 30))]
    assert task.citations == ("12/TT-BXD",)
