"""The grammar of syllables, tried on real ones and on what is none."""

from __future__ import annotations

import pytest

from ketluan.text.syllables import composed, is_syllable


@pytest.mark.parametrize(
    "word",
    "nghiêng Quyết uỷ ủy huỳnh giữa gìn khuỷu ĐƯỜNG quý oà yêu thuở ngoằn".split(),
)
def test_syllables_are_read(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", "hoẵc luỗông QĐ zếu Nøơãi tnước bícáo ngơưi eố kịcc".split())
def test_what_is_none_is_told(word: str) -> None:
    assert not is_syllable(word)


def test_a_tone_before_its_vowels_mark_is_put_behind_it() -> None:
    assert composed("ti\u0301\u0302n cu\u031b\u0323") == composed("ti\u0301\u0302n cự")
    assert composed("e\u0309\u0302") == "ể"
