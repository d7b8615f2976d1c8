"""A page number between the lines of a text that shows no pages."""

import pytest

from ketluan.importing.parsing.printed_lines import printed_lines, without_page_numbers


def kept(text: str) -> list[str]:
    return [line.text for line in without_page_numbers(printed_lines(text))]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Rà soát\n\n2\n\ndanh mục thuốc.\nLập sổ.", ["Rà soát", "danh mục thuốc.", "Lập sổ."]),
        ("Rà soát.\n===== Trang 2 =====\nLập sổ.\nBáo cáo.", ["Rà soát.", "Lập sổ.", "Báo cáo."]),
        ("Rà soát\n2\ndanh mục thuốc.\nLập sổ.", ["Rà soát", "2", "danh mục thuốc.", "Lập sổ."]),
        ("Rà soát\n\n5\n\ndanh mục thuốc.\nLập sổ.", ["Rà soát", "5", "danh mục thuốc.", "Lập sổ."]),
        ("Rà soát.\n\n2\n\nLập sổ.\nBáo cáo.", ["Rà soát.", "2", "Lập sổ.", "Báo cáo."]),
    ],
)
def test_a_page_number_inside_a_sentence_is_no_word(text: str, lines: list[str]) -> None:
    assert kept(text) == lines
