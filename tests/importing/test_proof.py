"""The proof that nothing is lost: it finds every word taken away, added or moved."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketluan.importing.notice_text import notice_file
from ketluan.importing.parsing.draft import draft
from ketluan.importing.proof import Difference, differences
from tests.importing.source_texts import SOURCES, TEXTS

NOTICES = [notice_file(draft(text), "kon-tum/ubnd") for text in TEXTS]
SHORT = """UBND TỈNH KON TUM
Số: 12/TB-UBND
Kon Tum, ngày 10 tháng 7 năm 2014
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh
Ngày 8/7/2014, Chủ tịch UBND tỉnh họp.
1. Giao Sở Y tế báo cáo.
Nơi nhận:
- Sở Y tế;
- Lưu: VT.
CHỦ TỊCH
Lê Văn An
"""
NOTICE = notice_file(draft(SHORT), "kon-tum/ubnd")


def test_a_whole_notice_has_no_difference() -> None:
    assert differences(SHORT, NOTICE) == []


@pytest.mark.parametrize(
    ("printed", "changed", "shown"),
    [
        ("báo cáo.", "báo.", ["dòng 7: mất 1 chữ: “cáo”"]),
        ("Giao Sở Y tế báo cáo.", "Giao Sở Y tế báo cáo ngay.", ["thừa 1 chữ không có trong bản gốc: “ngay”"]),
        ("Giao Sở Y tế", "Sở Giao Y tế", None),
        ("  - Sở Y tế\n", "", ["dòng 9: mất 3 chữ: “sở y tế”"]),
        ("  - Sở Y tế\n", "  - Sở Nội vụ\n", None),
        (
            "signer: Lê Văn An",
            "signer: Lê Văn Anh",
            ["dòng 12: mất 1 chữ: “an”", "thừa 3 chữ không có trong bản gốc: “lê văn anh”"],
        ),
        ("  Số: 12/TB-UBND\n", "", None),
        ("của Chủ tịch UBND tỉnh", "của UBND tỉnh", None),
    ],
)
def test_a_change_is_found_and_shown(printed: str, changed: str, shown: list[str] | None) -> None:
    assert printed in NOTICE
    found = [str(difference) for difference in differences(SHORT, NOTICE.replace(printed, changed, 1))]
    assert found
    assert shown is None or found == shown


def test_a_page_number_takes_the_place_of_no_word() -> None:
    source = SHORT.replace("UBND TỈNH KON TUM\n", "Trang 3\nUBND TỈNH KON TUM\n").replace("- Sở Y tế;", "- Khối 3;")
    notice = notice_file(draft(source), "kon-tum/ubnd")
    assert "Khối 3" in notice and differences(source, notice) == []
    assert [str(one) for one in differences(source, notice.replace("Khối 3", "Khối"))] == ["dòng 10: mất 1 chữ: “3”"]


def test_a_notice_without_front_matter_proves_nothing() -> None:
    assert [difference.kind for difference in differences("Một dòng", "Một dòng")] == ["lost"]


def test_lines_of_signing_software_stand_in_the_head_though_not_in_the_text() -> None:
    notice = notice_file(draft(SHORT, ["Ký bởi: UBND tỉnh"]), "kon-tum/ubnd")
    assert differences(SHORT, notice, stamps=["Ký bởi: UBND tỉnh"]) == []
    assert [each.kind for each in differences(SHORT, notice)] == ["added"]


def test_a_difference_of_many_words_is_cut_short() -> None:
    difference = Difference(
        "lost",
        tuple(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười", "một", "mười", "hai"]),
        4,
    )
    assert str(difference) == "dòng 4: mất 14 chữ: “một hai ba bốn năm sáu bảy tám chín mười mười một ...”"


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(SOURCES) - 1), st.data())
def test_a_word_taken_out_of_a_body_is_always_missed(which: int, data: st.DataObject) -> None:
    front, body = re.split(r"(?<=\n---\n)", NOTICES[which], maxsplit=1)
    words = list(re.finditer(r"[^\W_]+", body))
    gone = words[data.draw(st.integers(0, len(words) - 1))]
    changed = front + body[: gone.start()] + body[gone.end() :]
    assert differences(TEXTS[which], changed) != [] or gone[0].isdigit()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(SOURCES) - 1), st.data())
def test_two_different_words_of_a_body_cannot_change_places(which: int, data: st.DataObject) -> None:
    front, body = re.split(r"(?<=\n---\n)", NOTICES[which], maxsplit=1)
    words = list(re.finditer(r"[^\W_]+", body))
    at = data.draw(st.integers(0, len(words) - 2))
    one, two = words[at], words[at + 1]
    changed = body[: one.start()] + two[0] + body[one.end() : two.start()] + one[0] + body[two.end() :]
    assert one[0].casefold() == two[0].casefold() or differences(TEXTS[which], front + changed) != []
