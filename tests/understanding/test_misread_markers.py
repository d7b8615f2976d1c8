"""Figures that a machine read for the letter that is due in a list."""

import pytest

from ketluan.markdown.blocks import Block
from ketluan.markdown.outline import outline, with_markers


def sections(*texts: str) -> list[str]:
    blocks, markers = with_markers([Block(kind="paragraph", line=at, text=text) for at, text in enumerate(texts)])
    return [place.section for place in outline(blocks, markers)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("3. Các sở", "e) Rà soát", "8) Thực hiện"), ["3", "3.e", "3.g"]),
        (("3. Các sở", "a) Rà soát", "6) Thực hiện", "c) Báo cáo"), ["3", "3.a", "3.b", "3.c"]),
        (("3. Các sở", "h) Rà soát:", "(1) Hồ sơ", "1) Thực hiện"), ["3", "3.h", "3.h.1", "3.i"]),
        (("3. Các sở", "a) Rà soát", "8. Thực hiện"), ["3", "3.a", "8"]),
        (("7) Các sở", "8) Thực hiện"), ["7", "8"]),
        (("3. Các sở", "a) Rà soát", "7) Thực hiện"), ["3", "3.a", "7"]),
    ],
)
def test_a_figure_is_the_letter_that_is_due(texts: tuple[str, ...], expected: list[str]) -> None:
    assert sections(*texts) == expected
