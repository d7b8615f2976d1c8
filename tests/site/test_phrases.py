"""Dates, names and counts as Vietnamese offices write them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ketluan.model.agency import Agency, Register
from ketluan.model.notice import Deadline, Recurring
from ketluan.site import phrases
from ketluan.site.letterhead import letterhead
from ketluan.site.paging import parts
from tests.site.page_archive import NOTICE, REGISTER, UNNUMBERED, WORKSHOP

PLACES = {
    "kon-tum": "tỉnh Kon Tum",
    "ho-chi-minh": "thành phố Hồ Chí Minh",
    "dong-thap/huyen-hong-ngu": "huyện Hồng Ngự",
    "trung-uong": "Trung ương",
}


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (dt.date(2025, 2, 8), "ngày 08 tháng 02 năm 2025"),
        (dt.date(2014, 7, 10), "ngày 10 tháng 7 năm 2014"),
        (dt.date(2020, 1, 31), "ngày 31 tháng 01 năm 2020"),
    ],
)
def test_a_long_date_takes_noughts_as_the_decree_says(date: dt.date, said: str) -> None:
    assert phrases.long_day(date) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0"), (999, "999"), (12345, "12.345"), (1234567, "1.234.567")])
def test_a_count_has_dots_between_thousands(number: int, said: str) -> None:
    assert phrases.count(number) == said


@pytest.mark.parametrize(("octets", "said"), [(300, "1 KB"), (184223, "184 KB"), (1250000, "1,2 MB")])
def test_a_size_has_a_comma_before_decimals(octets: int, said: str) -> None:
    assert phrases.size(octets) == said


@pytest.mark.parametrize(
    ("id", "name", "said"),
    [
        ("kon-tum/so-y-te", "Sở Y tế", "Sở Y tế tỉnh Kon Tum"),
        ("kon-tum/ubnd", "UBND tỉnh", "UBND tỉnh Kon Tum"),
        ("kon-tum/cong-an", "Công an tỉnh", "Công an tỉnh Kon Tum"),
        ("kon-tum/thanh-pho-kon-tum", "UBND thành phố Kon Tum", "UBND thành phố Kon Tum"),
        ("dong-thap/huyen-hong-ngu/van-phong", "Văn phòng UBND Huyện", "Văn phòng UBND huyện Hồng Ngự"),
        ("trung-uong/bo-y-te", "Bộ Y tế", "Bộ Y tế"),
        ("ho-chi-minh/ubnd", "UBND thành phố", "UBND thành phố Hồ Chí Minh"),
        ("ho-chi-minh/so-y-te", "Sở Y tế", "Sở Y tế thành phố Hồ Chí Minh"),
        ("kon-tum/tinh-uy", "Tỉnh ủy", "Tỉnh ủy Kon Tum"),
        ("dong-thap/huyen-hong-ngu/huyen-doan", "Huyện đoàn", "Huyện đoàn Hồng Ngự"),
    ],
)
def test_a_full_name_says_the_place_once(id: str, name: str, said: str) -> None:
    register = Register(agencies={id: Agency(id=id, name=name, kind="department")}, places=PLACES)
    assert phrases.full_name(register, id) == said


def test_a_copied_citation_says_who_is_told_and_how_the_task_begins() -> None:
    long = replace(WORKSHOP, text="Tổ chức hội thảo " * 20)
    assert phrases.assignment_phrase(WORKSHOP.lead, REGISTER) == ", giao Sở Y tế"
    assert phrases.assignment_phrase((), REGISTER) == ""
    assert phrases.quoted_words(replace(WORKSHOP, marker="-")) is None
    assert phrases.quoted_words(replace(WORKSHOP, marker="-", columns=(("Tiến độ", "Quý I"),))) == WORKSHOP.text
    assert phrases.quoted_words(replace(WORKSHOP, marker="1.", text="Tổ chức;")) == "Tổ chức"
    assert str(phrases.quoted_words(replace(long, marker="a)"))).endswith("…")


@pytest.mark.parametrize(
    ("phrase", "recurring", "said"),
    [
        ("định kỳ hàng tháng", "monthly", "hằng tháng"),
        ("trước ngày 20 hàng tháng", "monthly", "trước ngày 20 hàng tháng"),
        ("vào thứ Hai hàng tuần", "weekly", "vào thứ Hai hàng tuần"),
        ("sớm", None, "sớm"),
    ],
)
def test_what_recurs_keeps_the_day_that_is_printed(phrase: str, recurring: Recurring | None, said: str) -> None:
    assert phrases.recurrence(Deadline(phrase=phrase, recurring=recurring)) == said


def test_a_notice_is_called_by_its_number_else_by_its_meeting() -> None:
    assert phrases.notice_name(NOTICE) == "Thông báo số 975/TB-VP"
    assert phrases.notice_name(UNNUMBERED) == "Thông báo kết luận họp ngày 16/07/2020"
    assert (
        phrases.notice_name(replace(UNNUMBERED, meeting=replace(UNNUMBERED.meeting, date=None))) == "Thông báo không số"
    )


@pytest.mark.parametrize(
    ("id", "alone", "said"),
    [("II.1-3", False, "mục II.1, ý 3"), ("2-1", True, "mục 2"), ("0-4", False, "ý 4")],
)
def test_a_directive_is_cited_by_its_place_in_the_notice(id: str, alone: bool, said: str) -> None:
    assert phrases.item_name(replace(WORKSHOP, id=id), alone=alone) == said


DEFENCE = Agency(
    id="kon-tum/ban-chi-huy", name="Ban Chỉ huy phòng thủ dân sự", kind="issuer", aliases=("UBND tỉnh Ban Chỉ huy",)
)
DISTRICT = Agency(id="dong-thap/huyen-hong-ngu/huyen-uy", name="Huyện ủy", kind="issuer", parent="dong-thap/tinh-uy")
PROVINCE = Agency(id="dong-thap/tinh-uy", name="Tỉnh ủy", kind="issuer")
PROPAGANDA = Agency(id="dong-thap/ban-tuyen-giao", name="Ban Tuyên giáo Tỉnh ủy", kind="issuer")
ISSUERS = Register(
    agencies=REGISTER.agencies | {body.id: body for body in (DEFENCE, DISTRICT, PROVINCE, PROPAGANDA)}, places=PLACES
)


@pytest.mark.parametrize(
    ("issuer", "head", "superior", "own"),
    [
        (
            "kon-tum/ubnd",
            "ỦY BAN NHÂN DÂN\nTỈNH KON TUM\n\nSố: 11/TB-UBND",
            (),
            ("ỦY BAN NHÂN DÂN", "TỈNH KON TUM"),
        ),
        (
            "kon-tum/van-phong-ubnd",
            "UBND TỈNH KON TUM\nVĂN PHÒNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
            ("UBND TỈNH KON TUM",),
            ("VĂN PHÒNG",),
        ),
        (
            DEFENCE.id,
            "DỮ LIỆU MINH HỌA\nUBND TỈNH KON TUM\nBAN CHỈ HUY PHÒNG THỦ\nDÂN SỰ\nSố: 23/TB-BCH",
            ("UBND TỈNH KON TUM",),
            ("BAN CHỈ HUY PHÒNG THỦ", "DÂN SỰ"),
        ),
        ("la/chua-co", "UBND HUYỆN A\nTRUNG TÂM\nVĂN HÓA", ("UBND HUYỆN A",), ("TRUNG TÂM", "VĂN HÓA")),
        (
            "kon-tum/van-phong-ubnd",
            "Số: 975/TB - VP\nKon Tum, ngày 10 tháng 7 năm 2014",
            ("UBND TỈNH",),
            ("VĂN PHÒNG UBND TỈNH",),
        ),
    ],
)
def test_the_head_names_the_issuer_with_all_its_lines_as_printed_else_as_registered(
    issuer: str, head: str, superior: tuple[str, ...], own: tuple[str, ...]
) -> None:
    found = letterhead(replace(NOTICE, issuer=issuer, head=head), ISSUERS)
    assert (found.superior, found.issuer, found.of_party) == (superior, own, False)


@pytest.mark.parametrize(
    ("issuer", "head", "superior", "own"),
    [
        (
            DISTRICT.id,
            "TỈNH ỦY ĐỒNG THÁP\nHUYỆN ỦY HỒNG NGỰ\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 842-TB/HU",
            ("TỈNH ỦY ĐỒNG THÁP",),
            ("HUYỆN ỦY HỒNG NGỰ",),
        ),
        (PROVINCE.id, "TỈNH ỦY ĐỒNG THÁP ĐẢNG CỘNG SẢN VIỆT NAM\nSố 215-TB/TU", (), ("TỈNH ỦY ĐỒNG THÁP",)),
        (DISTRICT.id, "", ("TỈNH ỦY",), ("HUYỆN ỦY",)),
        (PROPAGANDA.id, "", (), ("BAN TUYÊN GIÁO TỈNH ỦY",)),
    ],
)
def test_the_head_of_a_party_committee_is_the_partys(
    issuer: str, head: str, superior: tuple[str, ...], own: tuple[str, ...]
) -> None:
    found = letterhead(replace(NOTICE, issuer=issuer, head=head), ISSUERS)
    assert (found.superior, found.issuer, found.of_party) == (superior, own, True)


def test_a_printed_heading_of_the_state_is_kept_whoever_issues() -> None:
    head = "TỈNH ỦY ĐỒNG THÁP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert not letterhead(replace(NOTICE, issuer=PROVINCE.id, head=head), ISSUERS).of_party


@pytest.mark.parametrize(
    ("rows", "sizes"),
    [(0, [0]), (1, [1]), (100, [100]), (110, [110]), (111, [100, 11]), (210, [100, 110]), (211, [100, 100, 11])],
)
def test_a_long_list_is_parted_without_a_last_page_of_few_rows(rows: int, sizes: list[int]) -> None:
    found = list(parts("nam/2025", range(rows)))
    assert [len(part.rows) for part in found] == sizes
    assert [row for part in found for row in part.rows] == list(range(rows))
    assert [part.address for part in found][1:] == [f"nam/2025/trang-{page}" for page in range(2, len(sizes) + 1)]


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], []), (["a"], [("a", "")]), (["a", "b", "c"], [("a", "; "), ("b", "; "), ("c", "")])],
)
def test_a_mark_stands_between_the_items_of_a_list_and_not_behind_the_last(
    items: list[str], expected: list[tuple[str, str]]
) -> None:
    assert phrases.separated(items, "; ") == expected
