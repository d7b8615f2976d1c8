"""Misread words are folded for recognition only; what is printed stays."""

import datetime as dt

import pytest

from ketluan.store.notice_body import read_body
from ketluan.text.list_markers import split_marker
from ketluan.understanding.ocr_folding import as_meant, as_read, folding_of


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Đê nghị Sở Y tế", "Đề nghị Sở Y tế"),
        ("phôi hợp với Công an", "phối hợp với Công an"),
        ("Tiệp tục rà soát", "Tiếp tục rà soát"),
        ("KHÂN TRƯƠNG hoàn thành", "KHẨN TRƯƠNG hoàn thành"),
        ("ỦY BAN NHÂN DÂN TINH QUẢNG NGÃI", "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI"),
        ("Đề phấn đấu đạt mục tiêu", "Để phấn đấu đạt mục tiêu"),
        ("rà soat, bảo cáo", "rà soát, báo cáo"),
        ("chủ tri theo doi", "chủ trì theo dõi"),
        ("UBND các huyên, thi xã", "UBND các huyện, thị xã"),
        ("Công an tinh chi đạo", "Công an tỉnh chỉ đạo"),
        ("Thanh tra tinh rà soát", "Thanh tra tỉnh rà soát"),
        ("trong thảng 4/2025, ngảy 20/3, Quy II/2025", "trong tháng 4/2025, ngày 20/3, Quý II/2025"),
        ("một tháng, quy trình, ngay 20 hộ", "một tháng, quy trình, ngay 20 hộ"),
        ("các phương án, các tinh dầu", "các phương án, các tinh dầu"),
        ("Sở Tài chính, Trưởng ban Tuyên giáo", "Sở Tài chính, Trưởng ban Tuyên giáo"),
        ("Chủ tịch nước và UBND cùng cấp", "Chủ tịch nước và UBND cùng cấp"),
        ("trao đổi với Sở Y tế, đi đôi với", "trao đổi với Sở Y tế, đi đôi với"),
        ("Đề nghị các sở", "Đề nghị các sở"),
        ("bao cao su, chê tạo", "bao cao su, chê tạo"),
        ("tinh thần trách nhiệm", "tinh thần trách nhiệm"),
    ],
)
def test_words_are_folded_to_what_the_lexicon_holds(text: str, meant: str) -> None:
    assert as_meant(text) == meant
    assert len(as_meant(text)) == len(text)


def test_a_text_that_is_not_misread_is_left_alone() -> None:
    assert folding_of(["Ông Phôi hợp đồng với Sở Y tế."]) is str
    assert folding_of(["Đê nghị Sở Y tế phôi hợp, tô chức kiêm tra."]) is as_meant


def test_what_was_found_is_given_back_as_it_was_read() -> None:
    assert as_read("Bộ Y tế", "Đề nghị Bộ Y tế", "Đê nghị Bộ Y tê") == "Bộ Y tê"
    assert as_read("Sở Y tế", "các Sở: Y tế", "các Sở: Y tê") == "Sở Y tế"


def test_a_misread_order_tells_the_body_in_its_own_letters() -> None:
    text = "1\\. Đê nghị Bộ Y tê tô chức kiêm tra, báo cáo chậm nhât ngày 20/3/2025.\n"
    directive = read_body(text, date=dt.date(2025, 1, 8))[0].directives[0]
    assert [party.name for party in directive.lead] == ["Bộ Y tê"]
    assert [limit.phrase for limit in directive.deadlines] == ["chậm nhât ngày 20/3/2025"]
    assert directive.text.startswith("Đê nghị Bộ Y tê")


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("©) Phối hợp", "c", "letter"),
        ("ø) Thường xuyên", "g", "letter"),
        ("ƒ) Thông báo", "f", "letter"),
        ("HI. Những kiến nghị", "III", "roman"),
        ("Il. Nhiệm vụ", "II", "roman"),
    ],
)
def test_misread_markers_are_the_letters_they_stand_for(text: str, label: str, kind: str) -> None:
    marker, _ = split_marker(text)
    assert marker and (marker.label, marker.kind) == (label, kind)


@pytest.mark.parametrize("text", ["© Bộ Y tế", "(©) Phối hợp", "Hl7 là chuẩn", "HH. Nguyễn"])
def test_signs_that_mark_nothing_are_no_markers(text: str) -> None:
    marker, _ = split_marker(text)
    assert marker is None or marker.label not in ("c", "III")
