"""The issuer's id from the printed lines, in a register that knows it and in an empty one."""

from __future__ import annotations

import pytest

from ketluan.importing.issuer import find_issuer, near_issuers, register_with
from ketluan.model.agency import Agency, Register
from ketluan.model.name_index import CENTRAL
from ketluan.store.register_file import parse_register

KNOWN = Register(
    agencies={
        agency.id: agency
        for agency in (
            Agency(id="kon-tum/ubnd", name="UBND tỉnh", kind="local government"),
            Agency(id="kon-tum/van-phong-ubnd", name="Văn phòng UBND tỉnh", kind="issuer"),
            Agency(id="kon-tum/so-y-te", name="Sở Y tế", kind="department"),
            Agency(id="dong-thap/huyen-hong-ngu/van-phong-hdnd-va-ubnd", name="Văn phòng HĐND và UBND", kind="issuer"),
            Agency(id=f"{CENTRAL}/bo-y-te", name="Bộ Y tế", kind="issuer"),
        )
    },
    places={"kon-tum": "tỉnh Kon Tum", "dong-thap": "tỉnh Đồng Tháp", "dong-thap/huyen-hong-ngu": "huyện Hồng Ngự"},
)


@pytest.mark.parametrize(
    ("lines", "place", "known", "new"),
    [
        (["ỦY BAN NHÂN DÂN", "TỈNH KON TUM"], None, "kon-tum/ubnd", "kon-tum/ubnd"),
        (["UBND TỈNH KON TUM", "VĂN PHÒNG"], None, "kon-tum/van-phong-ubnd", "kon-tum/van-phong-ubnd"),
        (["VĂN PHÒNG UBND TỈNH KON TUM"], None, "kon-tum/van-phong-ubnd", "kon-tum/van-phong-ubnd"),
        (["UBND TỈNH KON TUM", "SỞ Y TẾ"], None, "kon-tum/so-y-te", "kon-tum/so-y-te"),
        (["SỞ Y TẾ"], "Kon Tum", "kon-tum/so-y-te", "kon-tum/so-y-te"),
        (["BỘ Y TẾ"], "Hà Nội", "trung-uong/bo-y-te", "trung-uong/bo-y-te"),
        (
            ["UBND HUYỆN HỒNG NGỰ", "VĂN PHÒNG HĐND VÀ UBND"],
            "Hồng Ngự",
            "dong-thap/huyen-hong-ngu/van-phong-hdnd-va-ubnd",
            "huyen-hong-ngu/van-phong-hdnd-va-ubnd",
        ),
        (["BỘ Y TẾ", "CỤC Y TẾ DỰ PHÒNG"], "Hà Nội", "trung-uong/cuc-y-te-du-phong", "trung-uong/cuc-y-te-du-phong"),
        (["ĐẢNG BỘ TỈNH KON TUM", "TỈNH ỦY"], None, "kon-tum/tinh-uy", "kon-tum/tinh-uy"),
        (["HUYỆN ỦY ĐẮK HÀ", "VĂN PHÒNG"], None, "huyen-dak-ha/van-phong-huyen-uy", "huyen-dak-ha/van-phong-huyen-uy"),
        (["ĐẢNG BỘ HUYỆN ĐẮK HÀ", "ĐẢNG ỦY XÃ NGỌK WANG"], None, "xa-ngok-wang/dang-uy", "xa-ngok-wang/dang-uy"),
        (["TỈNH ỦY NGHỆ AN", "HUYỆN ỦY CON CUÔNG"], None, *["nghe-an/huyen-con-cuong/huyen-uy"] * 2),
        (["UBND THÀNH PHỐ KON TUM"], "Kon Tum", *["thanh-pho-kon-tum/ubnd"] * 2),
        (["TỔNG CỤC THUẾ", "CỤC THUẾ TỈNH QUẢNG NAM"], None, *["quang-nam/cuc-thue"] * 2),
        (["ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "VĂN PHÒNG"], None, *["hai-phong/van-phong-ubnd"] * 2),
        (["UBND TP. ĐÀ NẴNG"], None, "da-nang/ubnd", "da-nang/ubnd"),
        (
            ["UBND HUYỆN TƯ NGHĨA", "PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"],
            None,
            "huyen-tu-nghia/phong-lao-dong-thuong-binh-va-xa-hoi",
            "huyen-tu-nghia/phong-lao-dong-thuong-binh-va-xa-hoi",
        ),
    ],
)
def test_an_issuer_is_named(lines: list[str], place: str | None, known: str, new: str) -> None:
    found, first = find_issuer(lines, place, KNOWN), find_issuer(lines, place, Register())
    assert (found and found.id, first and first.id) == (known, new)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["PHÒNG CHÍNH PHỦ HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], "Nội"),
        (["ỦY BAN NHÂN DÂN", "TỈNH CAO BẨNGG"], "Cao Bằng"),
        (["ỦY BAN NHAN DÃN1", "TỈNH CAO BẰNG"], "Cao Bằng"),
        (["SỞ Y TẾ"], "Tam Kỳ"),
        (["BAN CHỈ ĐẠO CÁC"], "Vĩnh Long"),
        (["MỤC TIÊU QUỐC GIA TỈNH VĨNH LONG"], "Vĩnh Long"),
    ],
)
def test_a_broken_or_unsure_name_stays_open(lines: list[str], place: str) -> None:
    assert find_issuer(lines, place, Register()) is None


def test_entries_near_to_an_unsure_name_are_offered() -> None:
    assert [agency.id for agency in near_issuers(["SỜ Y TẾE"], "Kon Tum", KNOWN)] == ["kon-tum/so-y-te"]


def test_the_province_printed_above_a_district_is_registered_with_it() -> None:
    new = find_issuer(["TỈNH ỦY NGHỆ AN", "HUYỆN ỦY CON CUÔNG"], None, Register())
    assert new
    register, problems = parse_register(register_with(new, ""), "agencies.yml")
    assert [problem for problem in problems if not problem.remark] == []
    assert register.places == {"nghe-an": "tỉnh Nghệ An", "nghe-an/huyen-con-cuong": "huyện Con Cuông"}


def test_nothing_printed_is_nobody() -> None:
    assert find_issuer([], "Kon Tum", KNOWN) is None


def test_a_new_issuer_can_be_read_back_and_is_known_the_next_time() -> None:
    lines = ["UBND TỈNH GIA LAI", "VĂN PHÒNG"]
    new = find_issuer(lines, None, Register())
    assert new
    register, problems = parse_register(register_with(new, ""), "agencies.yml")
    assert [problem for problem in problems if not problem.remark] == []
    assert register.places == {"gia-lai": "tỉnh Gia Lai"}
    again = find_issuer(lines, None, register)
    assert again and (again.id, again.entry) == ("gia-lai/van-phong-ubnd", "")
