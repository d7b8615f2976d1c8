"""Words are compared the same way in Python and in the browser."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketluan.text.folding import fold, visible
from tests.conftest import program

_FIRST, _SECOND = (Path(__file__).parent / "fixtures/syllables.txt").read_text(encoding="utf-8").splitlines()
ONSETS = ["", *_FIRST.split()]
RIMES = _SECOND.split()
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = set("aăâeêioôơuưy")


def _toned(rime: str) -> set[str]:
    """The rime with each tone on each vowel it may stand on: the old place and the new one."""
    places = [at for at, letter in enumerate(rime) if letter in VOWELS]
    return {unicodedata.normalize("NFC", rime[: at + 1] + tone + rime[at + 1 :]) for tone in TONES for at in places}


def _syllables() -> list[str]:
    composed = sorted({onset + form for rime in RIMES for form in _toned(rime) for onset in ONSETS})
    return [*composed, *(word.upper() for word in composed), *(unicodedata.normalize("NFD", word) for word in composed)]


def _in_browser(texts: list[str]) -> list[str]:
    script = Path(__file__).parents[1] / "site/js/fold_all.js"
    done = subprocess.run(
        [program("node"), script], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    folded: list[str] = json.loads(done.stdout)
    return folded


def test_every_vietnamese_syllable_folds_alike_in_python_and_in_the_browser() -> None:
    syllables = _syllables()
    assert len(syllables) > 60_000
    assert _in_browser(syllables) == [fold(word) for word in syllables]


def test_every_vietnamese_syllable_folds_to_letters_without_marks() -> None:
    assert {letter for word in _syllables() for letter in fold(word)} <= set("abcdefghijklmnopqrstuvwxyz")


def test_composed_and_decomposed_syllables_fold_alike() -> None:
    for word in _syllables():
        assert fold(unicodedata.normalize("NFD", word)) == fold(unicodedata.normalize("NFC", word))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"], max_codepoint=0x1FFFF)), max_size=60))
def test_any_text_folds_alike_in_python_and_in_the_browser(texts: list[str]) -> None:
    assert _in_browser(texts) == [fold(text) for text in texts]


@given(st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF)))
def test_folding_keeps_the_place_of_every_visible_character(text: str) -> None:
    assert len(fold(text)) == len(visible(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hóa", "hoá"),
        ("sức khỏe", "sức khoẻ"),
        ("ma túy", "ma tuý"),
        ("kỹ lưỡng", "kĩ lưỡng"),
        ("hằng quý", "hằng quí"),
        ("xử lý", "xử lí"),
        ("công ty", "công ti"),
        ("ĐƯỜNG", "duong"),
        ("GD&ĐT", "gd-đt"),
        ("m²", "m2"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("tay", "tai"), ("thủy", "thui"), ("này", "nai"), ("y", "i")])
def test_y_is_not_i_anywhere_else(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_blank_stands_for_whatever_is_neither_letter_nor_digit() -> None:
    assert fold("a/b-c.d\n1") == "a b c d 1"
