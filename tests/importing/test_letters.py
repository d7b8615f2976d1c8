"""Letters that programs put in place of plain ones."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.importing.readers.extract import extracted
from ketluan.importing.readers.letters import plain_letters
from tests.importing.source_files import docx, paragraph


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("TB\u00adVP", "TB-VP"),
        ("2025\u00ad2030", "2025-2030"),
        ("Độc lập \u00ad Tự do", "Độc lập - Tự do"),
        ("\u00ad Giao Sở A", "- Giao Sở A"),
        ("phát tri\u00ad\nển", "phát triển"),
        ("Số 12/TB\u00ad\nVP", "Số 12/TB-\nVP"),
        ("2025\u00ad\n2030", "2025-\n2030"),
        ("12/TB\u2011VP", "12/TB-VP"),
        ("Sở\u200bY tế", "Sở Y tế"),
        ("thông\u200b báo\ufeff", "thông báo"),
        ("e\u0302\u0301", "ế"),
        ("e\u0301\u0302", "ế"),
        ("đủ \uf0b3 5%", "đủ ≥ 5%"),
        ("\uff11\uff0e Giao", "1. Giao"),
        ("\uf0b7 Giao", "- Giao"),
        ("\uf0fcGiao", "- Giao"),
        ("❖ Giao", "- Giao"),
        ("✔\ufe0f Giao", "- Giao"),
        ("» Giao", "- Giao"),
        ("⁃ Giao", "- Giao"),
        ("Ø Giao", "- Giao"),
        ("o Giao", "◦ Giao"),
        ("◦ Giao", "◦ Giao"),
        ("- - Giao", "- Giao"),
        ("“Giao” việc", "“Giao” việc"),
        ("± 5%", "± 5%"),
        ("°C", "°C"),
        ("€ 5", "€ 5"),
        ("½ ngày", "½ ngày"),
        ("Ⓜ Ậ Ⓣ", "Ⓜ Ậ Ⓣ"),
        ("║ Giao", "║ Giao"),
        ("o giao", "o giao"),
        ("│ - │", "│ - │"),
    ],
)
def test_each_becomes_the_letter_it_stands_for(typed: str, plain: str) -> None:
    assert plain_letters(typed) == plain


@given(st.text(alphabet="aSởđ1 \n\t-–•\uf0b7\u00ad\u200bo»€(|"))
def test_no_word_is_lost_but_signs(text: str) -> None:
    kept = unicodedata.normalize("NFC", text).replace("o", "")
    assert [*filter(str.isalnum, plain_letters(kept))] == [*filter(str.isalnum, kept)]


def test_letters_of_symbol_fonts_mark_items_and_decomposed_ones_tell_columns(tmp_path: Path) -> None:
    sign = '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0D8"/><w:t xml:space="preserve"> Giao Sở A</w:t></w:r></w:p>'
    body = sign + paragraph("ü", font="Wingdings").replace("</w:p>", "") + "<w:r><w:t> Giao Sở B</w:t></w:r></w:p>"
    assert extracted(docx(body), "a.docx").text == "- Giao Sở A\n\n- Giao Sở B"


def test_decomposed_letters_are_composed_before_columns_are_told_apart() -> None:
    rows = [["Nơi nhận:", "- Lưu: VT."], ["CHỦ TỊCH", "Lê Thị Giả"]]
    cells = "".join(
        f"<w:tc>{''.join(paragraph(unicodedata.normalize('NFD', line)) for line in cell)}</w:tc>" for cell in rows
    )
    assert extracted(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), "a.docx").text.split("\n") == [
        *("Nơi nhận:", "", "- Lưu: VT.", "", "CHỦ TỊCH", "Lê Thị Giả")
    ]
