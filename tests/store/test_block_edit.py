"""Blocks are split, joined and moved without a word lost, and nothing else of the file is touched."""

from __future__ import annotations

from collections import Counter

import pytest

from ketluan.importing.proof import words_of
from ketluan.markdown.body_parser import parse_body
from ketluan.model.problem import Refused
from ketluan.store.block_edit import block_words, hand_of, joined, moved, with_words, without_attributes
from ketluan.store.front_matter import split
from tests.store.test_notice_edit import hunks

TEXT = """---
number: 12/TB-VP
---

Chủ tịch kết luận:

## 1. Sở Y tế {: lead="kon-tum/so-y-te" }

- Tổ chức khám bệnh
  cho trẻ em; báo cáo Ủy ban.
  {: due="2025-03-31" #1-1 }
  - Mua thuốc.
- Tập huấn.

2\\. Sở Nội vụ rà soát (*lưu ý biên chế*).

3\\. Sở Tài chính bố trí kinh phí.

## 4. Công an tỉnh:

- Tuần tra.

| TT | Nhiệm vụ |
|---|---|
| 1 | Rà soát |
"""


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(TEXT.split("\n"), 1) if words in line)


@pytest.mark.parametrize(
    ("words", "parts", "expected"),
    [
        (
            "Tổ chức",
            ["Tổ chức khám bệnh cho trẻ em;", "báo cáo Ủy ban."],
            [
                (["- Tổ chức khám bệnh", "  cho trẻ em; báo cáo Ủy ban."], ["- Tổ chức khám bệnh cho trẻ em;"]),
                ([], ["- báo cáo Ủy ban."]),
            ],
        ),
        ("Mua thuốc", ["Mua", "thuốc."], [(["  - Mua thuốc."], ["  - Mua", "  - thuốc."])]),
        (
            "3\\.",
            ["3\\. Sở Tài chính", "bố trí kinh phí."],
            [(["3\\. Sở Tài chính bố trí kinh phí."], ["3\\. Sở Tài chính", "", "bố trí kinh phí."])],
        ),
        (
            "## 1.",
            ["1. Sở Y học"],
            [(['## 1. Sở Y tế {: lead="kon-tum/so-y-te" }'], ['## 1. Sở Y học {: lead="kon-tum/so-y-te" }'])],
        ),
    ],
)  # fmt: skip
def test_a_block_is_split_where_it_stands(words: str, parts: list[str], expected: object) -> None:
    assert hunks(TEXT, with_words(TEXT, line_of(words), parts)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tập huấn", [(["  - Mua thuốc.", "- Tập huấn."], ["  - Mua thuốc. Tập huấn."])]),
        (
            "3\\.",
            [
                (
                    ["2\\. Sở Nội vụ rà soát (*lưu ý biên chế*).", "", "3\\. Sở Tài chính bố trí kinh phí."],
                    ["2\\. Sở Nội vụ rà soát (*lưu ý biên chế*). 3\\. Sở Tài chính bố trí kinh phí."],
                )
            ],
        ),
        ("Tuần tra", [(["## 4. Công an tỉnh:", "", "- Tuần tra."], ["## 4. Công an tỉnh: Tuần tra."])]),
    ],
)
def test_a_block_is_joined_to_the_one_above(words: str, expected: object) -> None:
    assert hunks(TEXT, joined(TEXT, line_of(words))) == expected


@pytest.mark.parametrize(
    ("words", "up", "expected"),
    [
        ("Tập huấn", True, [([], ["- Tập huấn."]), (["- Tập huấn."], [])]),
        ("Tập huấn", False, [(["- Tập huấn."], []), ([], ["- Tập huấn."])]),
        ("Tuần tra", True, [([], ["- Tuần tra."]), (["- Tuần tra."], [])]),
    ],
)
def test_a_bullet_is_moved_with_what_stands_under_it(words: str, up: bool, expected: object) -> None:
    new = moved(TEXT, line_of(words), up=up)
    assert hunks(TEXT, new) == expected
    assert Counter(words_of(new)) == Counter(words_of(TEXT))


def test_a_bullet_takes_its_attributes_and_the_bullets_under_it_along() -> None:
    new = moved(TEXT, line_of("Tổ chức"), up=False).split("\n")
    at = new.index("- Tập huấn.")
    assert new[at + 1 : at + 5] == [
        "- Tổ chức khám bệnh",
        "  cho trẻ em; báo cáo Ủy ban.",
        '  {: due="2025-03-31" #1-1 }',
        "  - Mua thuốc.",
    ]


@pytest.mark.parametrize("line", [block.block.line for block in parse_body(split(TEXT)[1], split(TEXT)[2]).blocks])
def test_no_word_is_lost_by_any_of_it(line: int) -> None:
    before = Counter(words_of(without_attributes(TEXT)))
    for change in (joined, lambda text, at: moved(text, at, up=True), lambda text, at: moved(text, at, up=False)):
        try:
            after = change(TEXT, line)
        except Refused:
            continue
        assert Counter(words_of(without_attributes(after))) == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda: moved(TEXT, line_of("2\\."), up=True), "Chỉ chuyển được ý có gạch đầu dòng."),
        (lambda: moved(TEXT, line_of("Tuần tra"), up=False), "Ý này không chuyển được xa hơn nữa."),
        (lambda: moved(TEXT, line_of("Mua thuốc"), up=True), "Ý này không chuyển được xa hơn nữa."),
        (lambda: joined(TEXT, line_of("Chủ tịch")), "Phía trên không có ý nào để nối vào."),
        (
            lambda: with_words(TEXT, line_of("| 1 |"), ["a", "b"]),
            "Một dòng của bảng không tách, nối hay chuyển được: bản gốc in bảng thế nào thì giữ như thế.",
        ),
        (lambda: block_words(TEXT, 999), "Đoạn này không còn ở chỗ cũ: hãy mở lại trang."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused(change: object, message: str) -> None:
    with pytest.raises(Refused) as refused:
        change()  # type: ignore[operator]
    assert str(refused.value) == message


def test_a_block_says_its_words_and_what_a_person_said_of_it() -> None:
    assert block_words(TEXT, line_of("Tổ chức")) == "Tổ chức khám bệnh cho trẻ em; báo cáo Ủy ban."
    assert block_words(TEXT, line_of("## 1.")) == "1. Sở Y tế"
    assert block_words(TEXT, line_of("2\\.")) == "2. Sở Nội vụ rà soát (*lưu ý biên chế*)."
    assert hand_of(TEXT, line_of("## 1.")).lead == ("kon-tum/so-y-te",)
    assert hand_of(TEXT, line_of("Tổ chức")).id == "1-1"
    assert hand_of(TEXT, line_of("2\\.")).lead is None
