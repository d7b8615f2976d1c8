"""Lines that say who leads, who helps and by when, and those that only look like them."""

import datetime as dt

import pytest

from ketluan.understanding.role_lines import role_line

ISSUED = dt.date(2026, 1, 5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Sở Tài chính; thời hạn: trước ngày 30/6/2026.", "L C D"),
        ("Cơ quan, đơn vị chủ trì: Sở Y tế, Sở Nội vụ", "L L"),
        ("(Chủ trì: Văn phòng UBND tỉnh; hoàn thành trong quý III/2026)", "L D"),
        ("Thời gian thực hiện: Quý II/2026. Đơn vị thực hiện: Ban Quản lý dự án tỉnh", "L D"),
        ("Thực hiện: Phòng Nội vụ", "L"),
        ("Đơn vị phối hợp: Công an xã", "C"),
        ("Thời hạn hoàn thành: tháng 6/2026", "D"),
        ("Sản phẩm: Tờ trình", ""),
        ("Thực hiện: rà soát hồ sơ", None),
        ("Sở Y tế: rà soát hồ sơ", None),
        ("Chủ trì họp giao ban: thống nhất kế hoạch", None),
        ("Giao Sở Y tế rà soát; thời hạn: trước ngày 30/6/2026", None),
        ("Yêu cầu: Sở Y tế", None),
    ],
)
def test_a_line_says_who_and_by_when_or_is_no_such_line(text: str, said: str | None) -> None:
    line = role_line(text, ISSUED)
    shown = ["L"] * len(line.lead) + ["C"] * len(line.coordinate) + ["D"] * len(line.deadlines) if line else []
    assert (" ".join(shown) if line else None) == said
