"""Limits that count from the day on which a document comes into effect: dated only where the body prints that day."""

import datetime as dt

import pytest

from ketluan.markdown.blocks import Block
from ketluan.understanding.assigned_values import limits_in
from ketluan.understanding.effect_days import effect_days

ISSUED = dt.date(2025, 3, 10)
DECREE = "Chính phủ ban hành Nghị định số 50/2025/NĐ-CP về tài sản, có hiệu lực thi hành từ ngày 06/4/2025."
LAW = "Ngày 18/02/2025, Quốc hội thông qua Luật Nhà giáo (hiệu lực kể từ ngày 01 tháng 7 năm 2025)."
OTHER = "Nghị định số 60/2025/NĐ-CP có hiệu lực từ 01/5/2025."


def limits(text: str, *above: str) -> list[tuple[str, str | None]]:
    block = Block(kind="paragraph", line=1, text=text)
    found = limits_in(block, block, ISSUED, effect_days(above))
    return [(limit.phrase, limit.date.isoformat() if limit.date else None) for limit in found]


@pytest.mark.parametrize(
    ("phrase", "above", "date"),
    [
        ("trong thời hạn 06 tháng, kể từ ngày Nghị định số 50/2025/NĐ-CP có hiệu lực thi hành", DECREE, "2025-10-06"),
        ("trong thời hạn 02 năm kể từ ngày Nghị định số 50/2025/NĐ-CP có hiệu lực", DECREE, "2027-04-06"),
        ("trong thời hạn 30 ngày kể từ ngày Nghị định có hiệu lực", DECREE, "2025-05-06"),
        ("trong vòng 03 tháng kể từ khi Luật Nhà giáo có hiệu lực thi hành", LAW, "2025-10-01"),
        ("chậm nhất 15 ngày sau khi Luật có hiệu lực", LAW, "2025-07-16"),
        ("trong thời hạn ba tháng tính từ thời điểm Nghị định 50/2025/NĐ-CP có hiệu lực", DECREE, "2025-07-06"),
        ("trong thời hạn 06 tháng kể từ ngày Nghị định có hiệu lực", "Nghị định sắp được ban hành.", None),
        ("trong thời hạn 06 tháng kể từ ngày Nghị định số 99/2025/NĐ-CP có hiệu lực", DECREE, None),
        ("trong thời hạn 06 tháng kể từ ngày Nghị định có hiệu lực", DECREE + " " + OTHER, None),
        ("trong thời hạn 06 tháng kể từ ngày quy định chuyên ngành đó có hiệu lực thi hành", DECREE, None),
        ("trong thời hạn 06 ngày làm việc kể từ ngày Nghị định có hiệu lực", DECREE, None),
    ],
)
def test_a_limit_counts_from_a_printed_day_of_effect(phrase: str, above: str, date: str | None) -> None:
    assert limits(f"Sở Y tế công bố danh mục {phrase}.", above) == [(phrase, date)]


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("trước ngày Quốc khánh 02/9/2027", "2027-09-02"),
        ("trước ngày khai giảng năm học mới 05/9", "2025-09-05"),
        ("trước dịp kỷ niệm 30/4", "2025-04-30"),
        ("trước ngày bầu cử 15/3/2026", "2026-03-15"),
    ],
)
def test_a_day_with_a_name_is_a_limit(phrase: str, date: str) -> None:
    assert limits(f"Hoàn thành việc rà soát {phrase}.") == [(phrase, date)]


@pytest.mark.parametrize(
    "text",
    [
        "Rà soát các dự án được cấp phép trước ngày ban hành Quyết định số 5/2025/QĐ-UBND.",
        "Xử lý hồ sơ nhận trước ngày Nghị định số 50/2025/NĐ-CP có hiệu lực.",
    ],
)
def test_the_day_of_a_document_is_no_limit(text: str) -> None:
    assert limits(text, DECREE) == []
