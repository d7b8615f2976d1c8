"""Names of bodies with wrong marks or letters are recognised as what they mean; other words stay."""

import pytest

from ketluan.markdown.blocks import Block
from ketluan.understanding.directive import understand
from ketluan.understanding.misread_names import mended


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Giao Sờ Y tế chủ trì.", "Giao Sở Y tế chủ trì."),
        ("Giao Sở Tài chinh rà soát.", "Giao Sở Tài chính rà soát."),
        ("Sớ Xây dụng phối hợp với Sỡ Nội vu.", "Sở Xây dựng phối hợp với Sở Nội vụ."),
        ("Công an tinh chủ trì.", "Công an tỉnh chủ trì."),
        ("Giao UBND tinh Kon Tum rà soát.", "Giao UBND tỉnh Kon Tum rà soát."),
        ("Uy ban nhân dân các xã rà soát.", "Ủy ban nhân dân các xã rà soát."),
        ("Bộ Chi huy Quân sự tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
        ("Sở Lao dộng - Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Bộ Văn hóa, Thê thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("PHÒNG KINH TÊ", "PHÒNG KINH TẾ"),
    ],
)
def test_a_misread_name_is_the_body_that_it_means(text: str, meant: str) -> None:
    assert mended(text, (), by_machine=False) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Công ăn việc làm cho người dân.",
        "Bộ Tư lệnh Hải quân vùng 3",
        "Công an, Quân sự huyện; Công ty Quản lý nhà",
        "Công an xã Hoa Lu rà soát",
        "Phong trào Kinh tế, Văn hóa",
        "Uỷ ban nhân dân huyện",
        "Vãn phòng rà soát",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert mended(text, (), by_machine=False) == text


def test_a_text_that_a_machine_read_has_short_names_mended_too() -> None:
    assert mended("Vãn phòng rà soát", (), by_machine=True) == "Văn phòng rà soát"


def test_registered_names_are_mended() -> None:
    assert mended("Trung tâm Ươm tạo Sáng chê rà soát", ("Trung tâm Ươm tạo Sáng chế",), by_machine=False) == (
        "Trung tâm Ươm tạo Sáng chế rà soát"
    )


def test_of_two_names_that_differ_in_marks_alone_neither_is_meant() -> None:
    names = ("Công ty Sông Đa Lê", "Công ty Sông Đà Lệ")
    assert mended("Công ty Sông Đá Lê", names, by_machine=False) == "Công ty Sông Đá Lê"


def test_the_words_of_the_text_itself_are_kept() -> None:
    (reading,) = understand([Block(kind="paragraph", line=1, text="1. Giao Sờ Y tế rà soát danh mục thuốc.")], None)
    assert reading.directive is not None
    assert [party.name for party in reading.directive.lead] == ["Sờ Y tế"]
    assert reading.directive.text == "Giao Sờ Y tế rà soát danh mục thuốc."
