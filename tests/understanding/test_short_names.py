"""Short names that a text gives to bodies in brackets are read like bodies further on."""

import pytest

from ketluan.markdown.blocks import Block
from ketluan.understanding.directive import understand
from ketluan.understanding.short_names import short_names


def leads(introduced: str, task: str) -> list[tuple[str, bool]]:
    opening = f"Qua kiểm tra, {introduced} đã báo cáo. Chủ tịch kết luận như sau:"
    blocks = [Block(kind="paragraph", line=1, text=opening), Block(kind="paragraph", line=2, text=f"1. {task}")]
    directive = understand(blocks, None)[1].directive
    return [(party.name, party.certain) for party in directive.lead] if directive else []


@pytest.mark.parametrize(
    ("introduced", "task", "name"),
    [
        ("Công ty Cổ phần Xi măng Núi Voi (sau đây gọi tắt là XNV)", "XNV lập phương án.", "XNV"),
        ("Trung tâm Dịch vụ việc làm tỉnh (viết tắt là TTDVVL)", "Yêu cầu TTDVVL rà soát.", "TTDVVL"),
        ("Trung tâm Phát triển quỹ đất (TTPTQĐ)", "Giao TTPTQĐ niêm phong hồ sơ.", "TTPTQĐ"),
        ("Hợp tác xã Nông nghiệp Hòa Phong (gọi tắt là Hòa Phong)", "Hòa Phong cử cán bộ trực.", "Hòa Phong"),
        ("Ban Quản lý dự án Thăng Long (sau đây gọi là “Ban Thăng Long”)", "Ban Thăng Long trình.", "Ban Thăng Long"),
        ("Cục Thú y và Chăn nuôi gia súc (Cục TYCN)", "Cục TYCN hướng dẫn.", "Cục TYCN"),
        ("Liên danh nhà thầu Trường Sơn (sau đây gọi là Nhà thầu)", "Nhà thầu huy động máy.", "Nhà thầu"),
    ],
)
def test_a_short_name_is_read_as_a_body(introduced: str, task: str, name: str) -> None:
    assert [lead for lead, _ in leads(introduced, task)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 18/2027/NĐ-CP (sau đây gọi là Nghị định 18)",
        "quản lý vật liệu nổ công nghiệp (viết tắt là VLNCN)",
        "Chương trình của Chính phủ (gọi tắt là Chương trình 135)",
        "Đề án của Bộ Công an (ĐA)",
        "phương án của Sở Y tế (gọi tắt là Phương án)",
        "Sở Y tế (QLNN)",
        "Sở Y tế (chủ trì)",
    ],
)
def test_what_names_no_body_is_none(text: str) -> None:
    assert short_names([text]) == ()
