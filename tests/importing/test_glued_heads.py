"""A page of the web prints the head of a document as one line, the recipients and the first sentence with it."""

import pytest

from ketluan.importing.parsing.glued_heads import parted_heads
from ketluan.importing.parsing.printed_lines import printed_lines


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "Kon Tum, ngày 27 tháng 9 năm 2023 Kính gửi: Chủ tịch UBND các huyện Thực hiện Luật Đất đai, Sở yêu cầu:",
            [
                "Kon Tum, ngày 27 tháng 9 năm 2023",
                "Kính gửi: Chủ tịch UBND các huyện",
                "Thực hiện Luật Đất đai, Sở yêu cầu:",
            ],
        ),
        (
            "Kính gửi: - Các sở, ban, ngành; - UBND các xã, phường. Để ứng phó với bão, UBND tỉnh yêu cầu:",
            [
                "Kính gửi: - Các sở, ban, ngành; - UBND các xã, phường.",
                "Để ứng phó với bão, UBND tỉnh yêu cầu:",
            ],
        ),
        (
            "V/v đẩy mạnh chương trình CCHC Hà Tĩnh, ngày 26 tháng 5 năm 2023",
            ["V/v đẩy mạnh chương trình CCHC", "Hà Tĩnh, ngày 26 tháng 5 năm 2023"],
        ),
        (
            "V/v rà soát danh mục Thừa Thiên Huế, ngày 26 tháng 5 năm 2023",
            ["V/v rà soát danh mục", "Thừa Thiên Huế, ngày 26 tháng 5 năm 2023"],
        ),
        (
            "V/v rà soát danh mục Ba Tơ, ngày 26 tháng 5 năm 2023",
            ["V/v rà soát danh mục", "Ba Tơ, ngày 26 tháng 5 năm 2023"],
        ),
        ("V/v rà soát danh mục theo quy định", ["V/v rà soát danh mục theo quy định"]),
        ("Kính gửi: Ban Quản lý dự án, Văn phòng Thường trực", ["Kính gửi: Ban Quản lý dự án, Văn phòng Thường trực"]),
        (
            "SỞ Y TẾ THÔNG BÁO VỀ VIỆC TRỰC TẾT",
            ["SỞ Y TẾ", "THÔNG BÁO", "VỀ VIỆC TRỰC TẾT"],
        ),
        (
            "Kon Tum, ngày 5 tháng 3 năm 2024 CHỈ THỊ Về phòng, chống cháy rừng",
            ["Kon Tum, ngày 5 tháng 3 năm 2024", "CHỈ THỊ", "Về phòng, chống cháy rừng"],
        ),
        ("TRIỂN KHAI THỰC HIỆN CHỈ THỊ CỦA TỈNH", ["TRIỂN KHAI THỰC HIỆN CHỈ THỊ CỦA TỈNH"]),
        ("Thực hiện CHỈ THỊ Về phòng, chống cháy rừng", ["Thực hiện CHỈ THỊ Về phòng, chống cháy rừng"]),
    ],
)
def test_a_head_on_one_line_is_parted(line: str, parts: list[str]) -> None:
    assert [piece.text for piece in parted_heads(printed_lines(line))] == parts
