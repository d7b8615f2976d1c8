"""PDF files: reading order, what fields draw, stamps, page numbers, signatures, scans."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser

from ketluan.importing.files.source import Source
from ketluan.importing.readers.encodings import converted
from ketluan.importing.sandbox import read_source
from tests.conftest import SHARED, needs_shared
from tests.importing.source_files import blocks, written

FIXTURES = Path(__file__).parent / "fixtures" / "source"
NOTICE = SHARED / "corpus" / "notices" / "001.pdf"
SCAN = SHARED / "corpus" / "related" / "003-scan.pdf"
FOOTER = '<div style="width:100%;text-align:center;font-size:10px" class="pageNumber"></div>'
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


@pytest.fixture(scope="module")
def printed(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every page of fixtures/source printed as PDF, page numbers at the foot."""
    folder = tmp_path_factory.mktemp("printed")
    tab = browser.new_page()
    for page in FIXTURES.glob("*.html"):
        tab.goto(page.as_uri())
        tab.pdf(
            path=str(folder / f"{page.stem}.pdf"),
            prefer_css_page_size=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=FOOTER,
        )
    tab.close()
    return folder


def laid_out(source: Source) -> str:
    """What the expected files hold: paragraphs, then stamps and furniture."""
    beside = [f"stamp: {line}" for line in source.stamps] + [f"furniture: {line}" for line in source.furniture]
    return "\n".join([*blocks(source.text), "", *beside]) + "\n"


@pytest.mark.parametrize("name", sorted(page.stem for page in FIXTURES.glob("*.html")))
def test_a_printed_page_reads_column_by_column_and_paragraph_by_paragraph(printed: Path, name: str) -> None:
    expected = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")
    assert laid_out(read_source(printed / f"{name}.pdf")) == expected


@needs_shared
def test_number_and_day_that_signature_fields_drew_stand_in_their_lines() -> None:
    lines = read_source(NOTICE).text.split("\n")
    assert lines[:9] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH QUẢNG NGÃI",
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
        "Số: 11 /TB-UBND",
        "",
        "Quảng Ngãi, ngày 08 tháng 01 năm 2025",
    ]
    assert lines[-5:] == ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "", "Nguyễn Phước Bình"]


@needs_shared
def test_stamps_of_signing_software_and_page_numbers_are_kept_out_of_the_text() -> None:
    source = read_source(NOTICE)
    assert source.stamps == (
        "TRUNG TÂM CÔNG BÁO",
        "VÀ TIN HỌC",
        "ttcbth@quangngai.gov.vn",
        "09.01.2025 10:21:11 +07:00",
    )
    assert source.furniture == ("2",)
    assert "ttcbth" not in source.text
    assert "đảm bảo việc\n\fthực hiện theo đúng quy định" in source.text


@needs_shared
def test_a_signature_tells_signer_time_and_that_nothing_was_changed() -> None:
    first, *_, last = read_source(NOTICE).signatures
    zone = dt.timezone(dt.timedelta(hours=7))
    assert (first.signer, first.time, first.intact) == (
        "Nguyễn Phước Bình",
        dt.datetime(2025, 1, 8, 17, 30, 49, tzinfo=zone),
        True,
    )
    assert (last.signer, last.time, last.intact) == (
        "TRUNG TÂM CÔNG BÁO VÀ TIN HỌC",
        dt.datetime(2025, 1, 9, 10, 21, 11, tzinfo=zone),
        True,
    )


@needs_shared
def test_a_signed_file_that_was_changed_is_read_with_a_remark(tmp_path: Path) -> None:
    data = bytearray(NOTICE.read_bytes())
    data[30_000] ^= 1
    source = read_source(written(tmp_path, "a.pdf", bytes(data)))
    assert not any(signature.intact for signature in source.signatures)
    assert source.remarks[0] == (
        "Chữ ký số của Nguyễn Phước Bình không còn nguyên vẹn: tệp đã bị sửa sau khi ký hoặc chữ ký hỏng."
    )


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).replace("Ð", "Đ").casefold())


def poppler(path: Path) -> str:
    return converted(subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode())


def assert_same_words(path: Path) -> None:
    source = read_source(path)
    other = words(poppler(path))
    ours = words(" ".join([source.text, *source.stamps, *source.furniture]))
    assert Counter(ours) == Counter(other)
    assert SequenceMatcher(None, words(source.text), other, autojunk=False).ratio() > 0.8


@needs_shared
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("name", ["notices/001.pdf", "legacy/2006-19412_QD115.04TTg_BLTch_DNNVV.pdf"])
def test_the_words_of_a_real_pdf_are_those_that_poppler_finds(name: str) -> None:
    assert_same_words(SHARED / "corpus" / name)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_the_words_of_printed_pages_are_those_that_poppler_finds(printed: Path) -> None:
    for path in sorted(printed.glob("*.pdf")):
        if path.stem != "page-notes":  # poppler takes a raised mark for a part of the word before it
            assert_same_words(path)


@needs_shared
@needs_tesseract
def test_a_scan_is_recognised_with_its_columns_parted() -> None:
    source = read_source(SCAN)
    assert source.kind == "scan"
    assert source.remarks == ("Đọc bằng nhận dạng chữ (OCR): cần đọc lại kỹ.",)
    assert source.text.startswith("UỶ BAN NHÂN DÂN\nTỈNH QUẢNG NGÃI\n\n") or "\nTỈNH QUẢNG NGÃI\n\n" in source.text
    assert source.text.rstrip().endswith("Trần Ngọc Căng")
    assert source.stamps[0] == "Người ký: Ủy ban"
    hand = words((SHARED / "corpus/related/003_05_ct_ubnd_quangngai_thue_dien_tu.txt").read_text(encoding="utf-8"))
    assert SequenceMatcher(None, hand, words(source.text), autojunk=False).ratio() > 0.9


@needs_tesseract
def test_pages_without_letters_among_others_are_recognised_and_named(printed: Path, tmp_path: Path) -> None:
    bitmap = pdfium.PdfDocument(printed / "block.pdf")[0].render(scale=150 / 72)
    mixed = pdfium.PdfDocument(printed / "party.pdf")
    page = mixed.new_page(595, 842)
    picture = pdfium.PdfImage.new(mixed)
    picture.set_bitmap(bitmap)
    picture.set_matrix(pdfium.PdfMatrix().scale(595, 842))
    page.insert_obj(picture)
    page.gen_content()
    mixed.save(tmp_path / "mixed.pdf")
    source = read_source(tmp_path / "mixed.pdf")
    assert source.kind == "pdf"
    assert source.remarks == ("Trang 2 đọc bằng nhận dạng chữ (OCR): cần đọc lại kỹ.",)
    assert "Rà soát hộ nghèo" in source.text
