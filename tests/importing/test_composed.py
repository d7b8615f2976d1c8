"""Fifteen notices, each in every layout: text of many shapes, PDF printed by a browser, Word with automatic lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ketluan.importing.sandbox import read_source
from tests.importing import composed
from tests.importing.source_files import written

NUMBER = '<div style="width:100%;text-align:center;font-size:12px" class="pageNumber"></div>'
PRINTED = ["huyen-uy", "hdnd", "tong-cuc-thue", "phu-luc", "vpub-trong", "so-dai"]


@pytest.mark.parametrize("layout", composed.TEXTS)
@pytest.mark.parametrize("path", composed.COMPOSED, ids=lambda path: path.stem)
def test_a_text_gives_back_what_the_notice_says(path: Path, layout: str) -> None:
    parts = composed.parts_of(path)
    assert composed.drafted(composed.TEXTS[layout](parts)) == composed.wanted(parts)


@pytest.mark.parametrize("path", composed.COMPOSED, ids=lambda path: path.stem)
def test_a_word_file_gives_back_what_the_notice_says(path: Path, tmp_path: Path) -> None:
    parts = composed.parts_of(path)
    source = read_source(written(tmp_path, "a.docx", composed.word(parts)))
    assert composed.drafted(source.text) == composed.wanted(parts)


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_pdf_gives_back_what_the_notice_says(name: str, browser: Browser, tmp_path: Path) -> None:
    [path] = [path for path in composed.COMPOSED if path.stem == name]
    parts = composed.parts_of(path)
    tab = browser.new_page()
    for number, layout in enumerate(composed.SHEETS):
        pdf = tmp_path / f"{number}.pdf"
        tab.set_content(composed.sheet(parts, layout))
        tab.pdf(
            path=str(pdf),
            prefer_css_page_size=True,
            display_header_footer=True,
            header_template=NUMBER,
            footer_template="<span></span>",
        )
        assert composed.drafted(read_source(pdf).text) == composed.wanted(parts), layout
    tab.close()
