"""Which body a printed name means."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.model.agency import Agency, Register
from ketluan.model.agency_names import folded, key, spoken_forms, trailing_level
from ketluan.store.register_file import read_register

REGISTER = read_register(Path(__file__).parents[2] / "notices/agencies.yml")[0]
KON_TUM, HONG_NGU, LAO_CAI, CENTRE = "kon-tum", "dong-thap/huyen-hong-ngu", "lao-cai", "trung-uong"


@pytest.mark.parametrize(
    ("printed", "jurisdiction", "agency"),
    [
        ("Sở Y tế", KON_TUM, "kon-tum/so-y-te"),
        ("Sở Y tế", LAO_CAI, "lao-cai/so-y-te"),
        ("Sở Y tế", HONG_NGU, "dong-thap/so-y-te"),
        ("Bộ Y tế", HONG_NGU, "trung-uong/bo-y-te"),
        ("SỞ  Y   TẾ", KON_TUM, "kon-tum/so-y-te"),
        ("Uỷ ban nhân dân tỉnh", KON_TUM, "kon-tum/ubnd"),
        ("Đảng", KON_TUM, None),
        ("Công an tỉnh", KON_TUM, "kon-tum/cong-an-tinh"),
        ("Công an tỉnh Kon Tum", KON_TUM, "kon-tum/cong-an-tinh"),
        ("Công an tỉnh", HONG_NGU, "dong-thap/cong-an-tinh"),
        ("Công an Huyện", HONG_NGU, "dong-thap/huyen-hong-ngu/cong-an-huyen"),
        ("Công an", HONG_NGU, "dong-thap/huyen-hong-ngu/cong-an-huyen"),
        ("Trung tâm Y tế", HONG_NGU, "dong-thap/huyen-hong-ngu/trung-tam-y-te"),
        ("UBND huyện", KON_TUM, None),
        ("UBND huyện Sa Thầy", KON_TUM, "kon-tum/huyen-sa-thay/ubnd"),
        ("UBND thành phố Kon Tum", KON_TUM, "kon-tum/thanh-pho-kon-tum/ubnd"),
        ("UBND tỉnh Lào Cai", KON_TUM, "lao-cai/ubnd"),
        ("UBND tỉnh Sơn La", KON_TUM, None),
        ("Sở Y tế Lào Cai", KON_TUM, "lao-cai/so-y-te"),
        ("UBND xã Yên Bình", LAO_CAI, "lao-cai/xa-yen-binh/ubnd"),
        ("UBND xã Yên Bình", KON_TUM, None),
        ("UBND các huyện, thành phố", KON_TUM, "kon-tum/ubnd-cac-huyen-thanh-pho"),
        ("Chủ tịch UBND các huyện và thành phố", KON_TUM, "kon-tum/ubnd-cac-huyen-thanh-pho"),
        ("các Sở, ban, ngành thuộc tỉnh", KON_TUM, "kon-tum/so-ban-nganh"),
        ("UBND Yên Bình", LAO_CAI, None),
        ("Thủ trưởng các sở", KON_TUM, "kon-tum/so-ban-nganh"),
        ("Giám đốc Sở Y tế", KON_TUM, "kon-tum/so-y-te"),
        ("đồng chí Phó Giám đốc Sở Y tế", KON_TUM, "kon-tum/so-y-te"),
        ("Bộ trưởng Bộ Tài chính", KON_TUM, "trung-uong/bo-tai-chinh"),
        ("Chánh Văn phòng UBND tỉnh", KON_TUM, "kon-tum/van-phong-ubnd"),
        ("Trưởng Công an Huyện", HONG_NGU, "dong-thap/huyen-hong-ngu/cong-an-huyen"),
        ("Trưởng Phòng Tư pháp", HONG_NGU, "dong-thap/huyen-hong-ngu/phong-tu-phap"),
        ("Chủ tịch", KON_TUM, None),
        ("SYT", KON_TUM, "kon-tum/so-y-te"),
        ("Sở LĐTBXH", KON_TUM, "kon-tum/so-lao-dong-thuong-binh-va-xa-hoi"),
        ("Sở LĐ-TB&XH", KON_TUM, "kon-tum/so-lao-dong-thuong-binh-va-xa-hoi"),
        ("Sở LĐ-TBXH", HONG_NGU, "dong-thap/so-lao-dong-thuong-binh-va-xa-hoi"),
        ("Sở Nông nghiệp và PTNT", KON_TUM, "kon-tum/so-nong-nghiep-va-phat-trien-nong-thon"),
        ("Sở Kế hoạch & Đầu tư", KON_TUM, "kon-tum/so-ke-hoach-va-dau-tu"),
        ("BTC", CENTRE, "trung-uong/bo-tai-chinh"),
        ("BTC", KON_TUM, None),
        ("BCĐ 138 Huyện", HONG_NGU, "dong-thap/huyen-hong-ngu/ban-chi-dao-138"),
        ("UBND TỈNH LÀO CAI VĂN PHÒNG", CENTRE, "lao-cai/van-phong-ubnd"),
        ("UBND HUYỆN HỒNG NGỰ VĂN PHÒNG HĐND VÀ UBND", "dong-thap", "dong-thap/huyen-hong-ngu/van-phong-hdnd-va-ubnd"),
        ("Sở Y tê", KON_TUM, None),
        ("Sở", KON_TUM, None),
        ("", KON_TUM, None),
    ],
)
def test_a_printed_name_means_this_body_or_none(printed: str, jurisdiction: str, agency: str | None) -> None:
    assert REGISTER.resolve(printed, jurisdiction) == agency


def test_the_last_word_of_a_list_of_levels_is_no_level() -> None:
    assert trailing_level(folded("UBND các huyện, thành phố")) == ""
    assert trailing_level(folded("UBND thành phố")) == "thành phố"


def test_brackets_that_explain_are_left_out() -> None:
    printed = "Sở Nông nghiệp và Phát triển nông thôn (Cơ quan Thường trực về Phòng, chống thiên tai)"
    assert REGISTER.resolve(printed, "quang-ngai") == "quang-ngai/so-nong-nghiep-va-phat-trien-nong-thon"


def test_a_name_that_two_bodies_share_is_nobody_s() -> None:
    two = [Agency(id=f"a/{name}", name=f"Ban {name}", kind="department", aliases=("Ban",)) for name in "xy"]
    register = Register(agencies={agency.id: agency for agency in two}, places={"a": "tỉnh A"})
    assert (register.resolve("Ban", "a"), register.resolve("Ban x", "a")) == (None, "a/x")


def test_a_typing_error_is_offered_and_not_taken() -> None:
    offered = REGISTER.nearest("Sở Xây dụng", KON_TUM)
    assert [agency.id for agency in offered] == ["kon-tum/so-xay-dung"]
    assert REGISTER.resolve("Sở Xây dụng", KON_TUM) is None


def test_nothing_is_offered_for_a_name_like_no_other() -> None:
    assert REGISTER.nearest("Hợp tác xã Bình Minh", KON_TUM) == ()


def test_a_circle_of_successors_ends_where_it_began() -> None:
    a = Agency(id="x/a", name="A", kind="department", successors=("x/b",))
    b = Agency(id="x/b", name="B", kind="department", successors=("x/a",))
    assert Register(agencies={"x/a": a, "x/b": b}).predecessors == {"x/b": ("x/a",), "x/a": ("x/b",)}


def test_groups_reach_through_groups() -> None:
    groups = {"x/g": ("x/h",), "x/h": ("x/a",)}
    agencies = {name: Agency(id=name, name=name, kind="group", members=members) for name, members in groups.items()}
    assert Register(agencies=agencies).groups_of == {"x/h": ("x/g",), "x/a": ("x/h", "x/g")}


NAMES = [(agency.name, agency.jurisdiction, agency.id) for agency in REGISTER.agencies.values()]
SPELLINGS = st.sampled_from(
    [
        str.upper,
        str.lower,
        str.title,
        lambda name: unicodedata.normalize("NFD", name),
        lambda name: name.replace(" ", "  "),
        lambda name: name.replace(" - ", "–"),
        lambda name: name.replace(" và ", " & "),
        lambda name: name.replace("òa", "oà").replace("ỏe", "oẻ").replace("Ủy", "Uỷ").replace("ủy", "uỷ"),
        lambda name: name.replace("UBND", "Ủy ban nhân dân").replace("HĐND", "Hội đồng nhân dân"),
        lambda name: f" {name}; ",
    ]
)


@given(st.sampled_from(NAMES), st.lists(SPELLINGS, max_size=4))
def test_spelling_does_not_matter(entry: tuple[str, str, str], spellings: list[object]) -> None:
    name, jurisdiction, agency = entry
    for spell in spellings:
        name = spell(name)  # type: ignore[operator]
    assert REGISTER.resolve(name, jurisdiction) == agency


@given(st.text())
def test_any_text_has_a_key_and_forms(text: str) -> None:
    assert key(text) == key(unicodedata.normalize("NFD", text)) or not text.isprintable()
    assert all(form.strip() == form for form in spoken_forms(text))
