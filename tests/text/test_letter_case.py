"""Titles printed in capitals, written as sentences."""

from __future__ import annotations

import pytest

from ketluan.text.letter_case import as_sentence, is_in_capitals

BODY = (
    "Hạ tầng giao thông của tỉnh. Qua xã Bình An, huyện Ngọc Hồi; giao Ban Quản lý dự án thực hiện.",
    "KẾT LUẬN CHUNG VỀ AN NINH",
    "thị trường các-bon, do Phó Chủ tịch Lê Văn An chủ trì.",
)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("KẾT LUẬN VỀ XÃ BÌNH AN", "Kết luận về xã Bình An"),
        ("VỀ AN NINH, HẠ TẦNG", "Về an ninh, hạ tầng"),
        ("THỊ TRƯỜNG CÁC-BON TẠI VIỆT NAM", "Thị trường các-bon tại Việt Nam"),
        ("PHÓ CHỦ TỊCH LÊ VĂN AN, UBND TỈNH", "Phó Chủ tịch Lê Văn An, UBND tỉnh"),
        ("BAN QUẢN LÝ DỰ ÁN, QUÝ II/2020", "Ban Quản lý dự án, quý II/2020"),
        ("QUYẾT ĐỊNH 34/2014/QĐ-TTg CỦA CHÍNH PHỦ", "Quyết định 34/2014/QĐ-TTg của Chính phủ"),
        ("HỌP TẠI BÌNH AN VÀ NGỌC HỒI", "Họp tại Bình An và Ngọc Hồi"),
        ("", ""),
    ],
)
def test_each_word_is_written_as_the_text_around_it_writes_it(printed: str, shown: str) -> None:
    assert as_sentence(printed, BODY) == shown


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("KẾT LUẬN CUỘC HỌP", True),
        ("KẾT LUẬN CUỘC HỌP về các-bon", False),
        ("Kết luận của UBND", False),
        ("UB", False),
        ("THEO QUYẾT ĐỊNH 34/2014/QĐ-TTg", True),
    ],
)
def test_only_a_title_in_capitals_is_one(text: str, capitals: bool) -> None:
    assert is_in_capitals(text) is capitals
