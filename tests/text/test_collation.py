"""The Vietnamese order of words and of people."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.text.collation import ALPHABET, by_given_name, vietnamese

ORDERED = [
    # letters of the alphabet, each after the one it is made from
    [
        "An",
        "Ăn",
        "Ân",
        "Ba",
        "Ca",
        "Da",
        "Đa",
        "Em",
        "Êm",
        "Ga",
        "Hà",
        "In",
        "Ka",
        "Lan",
        "Mơ",
        "Na",
        "Oan",
        "Ôm",
        "Ơn",
        "Pha",
        "Qua",
        "Ra",
        "Sa",
        "Ta",
        "Um",
        "Ưm",
        "Va",
        "Xa",
        "Ya",
    ],
    # tones: level, huyền, hỏi, ngã, sắc, nặng
    ["ma", "mà", "mả", "mã", "má", "mạ"],
    # a whole syllable before the next one
    ["Ban Tổ chức", "Bàn ăn", "Bàn Cờ"],
    ["Sở", "Sở Dân tộc", "Sở Đất đai", "Sở Xây dựng", "Sở Y tế"],
    # numbers by their value, before letters
    ["Phường 2", "Phường 10", "Phường An Lạc"],
    ["136/QĐ-UBND", "1479/QĐ-TTg"],
]


@pytest.mark.parametrize("words", ORDERED, ids=lambda words: words[0])
def test_words_come_in_the_order_of_a_vietnamese_dictionary(words: list[str]) -> None:
    assert sorted(reversed(words), key=vietnamese) == words


def test_the_alphabet_is_in_its_own_order() -> None:
    assert sorted(reversed(ALPHABET), key=vietnamese) == list(ALPHABET)


def test_people_come_by_given_name_then_family_name() -> None:
    people = ["Nguyễn Văn An", "Trần Thị Ân", "Đỗ Văn Bình", "Lê Thị Kim Đơn", "Huỳnh Văn Tài", "Lê Anh Tài", ""]
    assert sorted(people, key=by_given_name) == [
        "",
        "Nguyễn Văn An",
        "Trần Thị Ân",
        "Đỗ Văn Bình",
        "Lê Thị Kim Đơn",
        "Huỳnh Văn Tài",
        "Lê Anh Tài",
    ]


@given(st.text())
def test_composed_and_decomposed_letters_sort_alike(text: str) -> None:
    assert vietnamese(unicodedata.normalize("NFD", text)) == vietnamese(unicodedata.normalize("NFC", text))


@given(st.text(alphabet="aàảãáạăâđêôơư "))
def test_capitals_and_the_place_of_the_tone_do_not_count(text: str) -> None:
    assert vietnamese(text.upper()) == vietnamese(text)
    assert vietnamese(f"{text} hoà") == vietnamese(f"{text} hòa")


@given(st.lists(st.text(max_size=8), max_size=6))
def test_any_words_can_be_compared(words: list[str]) -> None:
    assert sorted(sorted(words, key=vietnamese), key=vietnamese) == sorted(words, key=vietnamese)
