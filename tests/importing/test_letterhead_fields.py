"""The head of a notice: numbers of every era, issuers on several lines, torn web tables."""

from __future__ import annotations

import datetime as dt

import pytest

from ketluan.importing.layout.pipe_tables import unpiped
from ketluan.importing.parsing.draft import draft
from ketluan.importing.parsing.letterhead_fields import read_head
from ketluan.importing.parsing.printed_lines import printed_lines


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số: 12 /TB-UBND.KT", "12/TB-UBND.KT"),
        ("Số 12-TB/TU", "12-TB/TU"),
        ("Số 447/TB-VPCP", "447/TB-VPCP"),
        ("Số: 05/TB- HĐND", "05/TB-HĐND"),
        ("Số:   /TB-UBND", None),
        ("Số: 123/TB-UBND-VX", "123/TB-UBND-VX"),
        ("Số: 15/TB.UB", "15/TB.UB"),
        ("Số: 07/CĐ-UBND hồi 15 giờ 30 ngày 04/9/2022", "07/CĐ-UBND"),
        ("Sổ: 45 /TB-UBND", "45/TB-UBND"),
        ("Số: 216/TB-\nVPUB", "216/TB-VPUB"),
        ("Số: 216/\nTB-VPUB", "216/TB-VPUB"),
        ("Số: 45/TB–\nVP.KT", "45/TB-VP.KT"),
        ("Số: 45/TB-\nHà Nội, ngày 2 tháng 3 năm 2020", None),
        ("ĐẾN\tSố: 3391\nSố: 204 /TB-UBND", "204/TB-UBND"),
    ],
)
def test_numbers_of_every_era_are_read(printed: str, number: str | None) -> None:
    assert read_head(printed_lines(f"UBND TỈNH KON TUM\n{printed}")).number == number


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        ("BỘ NÔNG NGHIỆP\nVÀ PHÁT TRIỂN NÔNG THÔN\nSố: 1/TB-BNN", ("BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN",)),
        (
            "UBND TỈNH VĨNH LONG\nBAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH\nMỤC TIÊU QUỐC GIA\nSố: 1/TB-BCĐ",
            ("UBND TỈNH VĨNH LONG", "BAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA"),
        ),
        (
            "UBND TỈNH BẮC KẠN\nBAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH,\nCHUYỂN ĐỔI SỐ VÀ ĐỀ ÁN 06\nSố: 1/TB-BCĐ",
            ("UBND TỈNH BẮC KẠN", "BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH, CHUYỂN ĐỔI SỐ VÀ ĐỀ ÁN 06"),
        ),
        ("SỞ XÂY DỰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM\nSố: 1/TB-SXD", ("SỞ XÂY DỰNG",)),
        ("SỞ XÂY DỰNG CỘNG HOÀ XÃ : HỦ NGHĨA VIỆT NAM\nSố: 1/TB-SXD", ("SỞ XÂY DỰNG",)),
        ("SỞ XÂY DỰNG\nCỘNG HÒA XÃ HỌI GHỦ NGHÌA VỆT NAM\nSố: 1/TB-SXD", ("SỞ XÂY DỰNG",)),
        ("ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\nQUY ĐỊNH", ("ỦY BAN NHÂN DÂN", "TỈNH CÀ MAU")),
        ("ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSổ: 45 /TB-UBND", ("ỦY BAN NHÂN DÂN", "TỈNH CAO BẰNG")),
    ],
)
def test_a_name_on_several_lines_is_one_and_nothing_else_joins_it(lines: str, issuer: tuple[str, ...]) -> None:
    assert read_head(printed_lines(lines)).issuer == issuer


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("Đắk Tô, ngày 12 tháng 6 năm 2020", "Đắk Tô"),
        ("TP. Huế, ngày 12 tháng 6 năm 2020", "TP. Huế"),
        ("Quận 8, ngày 12 tháng 6 năm 2020", "Quận 8"),
        ("Phường 5, ngày 12/6/2020", "Phường 5"),
        ("Phường 15, Quận 10, ngày 12 tháng 6 năm 2020", "Phường 15, Quận 10"),
        ("Số: 389/TB-UBND Quận 8, ngày 12 tháng 6 năm 2020", "Quận 8"),
        ("Công văn đến số 33, ngày 3/7/2020\nQuận 8, ngày 12 tháng 6 năm 2020", "Quận 8"),
    ],
)
def test_a_place_may_hold_a_number(printed: str, place: str) -> None:
    head = read_head(printed_lines(f"ỦY BAN NHÂN DÂN\n{printed}"))
    assert (head.place, head.issued) == (place, dt.date(2020, 6, 12))


def test_a_dated_line_with_a_number_in_its_place_is_no_title() -> None:
    text = "UBND\nSố: 1/TB-UBND\nTHÔNG BÁO\nQuận 8, ngày 12 tháng 6 năm 2020\nKết luận cuộc họp\nNgày 5/6/2020 họp.\n"
    notice = draft(text)
    assert (notice.title, notice.place) == ("Kết luận cuộc họp", "Quận 8")


def test_cells_that_a_web_page_tore_are_whole_again() -> None:
    torn = "VĂN\nPHÒNG CHÍNH PHỦ\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\nSố:\n31/TB-VPCP\n|\nHà\nNội, ngày 22\n|"
    lines = [line for line in unpiped(torn).split("\n") if line]
    assert lines == [
        "VĂN PHÒNG CHÍNH PHỦ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 31/TB-VPCP",
        "Hà Nội, ngày 22",
    ]


def test_lines_of_a_cell_of_the_head_are_lines() -> None:
    text = (
        "| **UBND TỈNH**<br>**VĂN PHÒNG**<br/>Số:    /TB-VP | **CỘNG HÒA**<BR>*Kon Tum, ngày   tháng 7* |\n|---|---|\n"
    )
    lines = [line for line in unpiped(text).split("\n") if line]
    assert lines == ["UBND TỈNH", "VĂN PHÒNG", "Số:", "/TB-VP", "CỘNG HÒA", "Kon Tum, ngày   tháng 7"]


def test_a_table_without_outer_pipes_is_a_head_too() -> None:
    text = "UBND PHƯỜNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n---|---\nSố: 61/TB-UBND | Tân Hưng, ngày 20\n\nNgày 5"
    lines = [line for line in unpiped(text).split("\n") if line]
    assert lines == [
        "UBND PHƯỜNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 61/TB-UBND",
        "Tân Hưng, ngày 20",
        "Ngày 5",
    ]


def test_a_meeting_after_the_day_of_issue_stays_open_and_is_listed() -> None:
    text = (
        "UBND TỈNH KON TUM\nSố: 1/TB-UBND\nKon Tum, ngày 4 tháng 3 năm 2024\nTHÔNG BÁO\nKết luận cuộc họp\n"
        "Ngày 5/3/2024, ông Nguyễn Văn A, Giám đốc Sở Y tế chủ trì họp.\n1. Báo cáo.\n"
    )
    notice = draft(text)
    assert notice.meeting.date is None
    [doubt] = [doubt for doubt in notice.doubts if doubt.field == "meeting_date"]
    assert doubt.message == "Ngày họp 05/03/2024 sau ngày ban hành 04/03/2024: để trống."
