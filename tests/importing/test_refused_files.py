"""Files that cannot or must not be read: each is refused with one sentence, in little time and memory."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from ketluan.importing import sandbox
from ketluan.importing.files.size_limits import MAX_BYTES, read_bytes
from ketluan.importing.readers import ocr
from ketluan.importing.readers.page_picture import GreyPicture
from ketluan.importing.sandbox import read_source
from ketluan.model.problem import Refused
from tests.conftest import SHARED, needs_shared
from tests.importing.source_files import docx, paragraph, written


def refusal(path: Path, **options: float) -> str:
    with pytest.raises(Refused) as refused:
        read_source(path, **options)
    return str(refused.value)


def pdf(pages: int) -> bytes:
    document, file = pdfium.PdfDocument.new(), BytesIO()
    for _ in range(pages):
        document.new_page(200, 200)
    document.save(file)
    return file.getvalue()


def locked_pdf() -> bytes:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer, file = copy_into_new_writer(PdfFileReader(BytesIO(pdf(1)))), BytesIO()
    writer.encrypt("chu", "nguoidung")
    writer.write(file)
    return file.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


READABLE = "chỉ đọc được PDF, ảnh (PNG, JPEG, TIFF), Word, RTF và văn bản thuần (.txt, .md)."
BOMB = zipped("word/document.xml", b" " * 200_000_000)
CASES = [
    ("empty.txt", b"  \r\n", "Tệp rỗng, không có nội dung."),
    ("no-letters.txt", b"---- ....", "Không tìm thấy chữ nào trong tệp."),
    ("blank.pdf", pdf(2), "Không tìm thấy chữ nào trong tệp."),
    ("locked.pdf", locked_pdf(), "Tệp PDF có mật khẩu, không đọc được."),
    ("damaged.pdf", b"%PDF-1.7\n1 0 obj\n<<", "Tệp PDF bị hỏng, không mở được."),
    ("long.pdf", pdf(501), "Tệp PDF có 501 trang, quá giới hạn 500 trang."),
    ("bomb.docx", BOMB, "Tệp Word nở quá lớn khi giải nén (có thể là bom nén): từ chối đọc."),
    ("damaged.docx", docx(paragraph("a"))[:-40], "Tệp Word (.docx) bị hỏng, không mở được."),
    ("broken.docx", zipped("word/document.xml", b"<w:document"), "Tệp Word (.docx) bị hỏng, không mở được."),
    ("other.docx", zipped("xl/workbook.xml", b"<a/>"), f"Tệp nén này không phải văn bản Word (.docx): {READABLE}"),
    ("damaged.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Tệp Word (.doc) bị hỏng, không mở được."),
    ("deep.rtf", b"{\\rtf1" + b"{" * 100_000, "Tệp RTF bị hỏng: các nhóm lồng nhau quá sâu."),
    ("program.pdf", b"MZ\x90\x00" + bytes(range(256)) * 9, f"Không nhận ra loại tệp: {READABLE}"),
    ("page.html", b"<p>THONG BAO</p>", f"Không nhận ra loại tệp “.html”: {READABLE}"),
    ("list.csv", b"so;ngay\n1;2\n", f"Không nhận ra loại tệp “.csv”: {READABLE}"),
]


@pytest.mark.parametrize(("name", "data", "sentence"), CASES, ids=[name for name, *_ in CASES])
def test_a_file_that_cannot_be_read_is_refused_with_one_sentence(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    assert refusal(written(tmp_path, name, data)) == sentence


def test_entities_that_swell_are_refused(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE d [<!ENTITY e0 "hahaha">{levels}]><d>&e9;</d>'.encode()
    path = written(tmp_path, "laughs.docx", zipped("word/document.xml", bomb))
    assert refusal(path) == "Tệp Word (.docx) bị hỏng, không mở được."


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.pdf") == "Không tìm thấy tệp."


def test_a_folder_or_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", closed)
    for path, said in ((tmp_path, "thư mục"), (written(tmp_path, "a.txt", b"abc"), "tệp")):
        with pytest.raises(Refused) as refused:
            read_bytes(path)
        assert str(refused.value) == f"Không có quyền đọc {said}."


@pytest.mark.parametrize("name", ["thong-bao", "Thông báo 12.2024", "975.TB-VP", "a.TXT"])
def test_a_text_whose_name_says_no_kind_is_read(tmp_path: Path, name: str) -> None:
    assert read_source(written(tmp_path, name, b"abc")).text == "abc"


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1024 * 1024)
    assert refusal(path) == "Tệp lớn 101 MB, quá giới hạn 100 MB."


def test_a_name_that_says_another_kind_is_remarked(tmp_path: Path) -> None:
    source = read_source(written(tmp_path, "thong-bao.pdf", docx(paragraph("Nội dung"))))
    assert (source.kind, source.text) == ("docx", "Nội dung")
    assert source.remarks == ("Tên tệp có đuôi “.pdf” nhưng nội dung là Word (.docx): đã đọc theo nội dung.",)


def test_reading_that_takes_too_long_is_stopped_and_the_next_file_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "slow.rtf", b"{\\rtf1 " + b"\\b a" * 2_000_000)
    began = time.monotonic()
    assert refusal(path, seconds=0.5) == "Đọc và hiểu tệp quá lâu (hơn 0,5 giây): đã dừng."
    assert time.monotonic() - began < 5
    assert read_source(written(tmp_path, "a.txt", b"abc")).text == "abc"


def test_a_child_that_dies_is_replaced(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", b"abc")
    read_source(path)
    sandbox._workers[0].kill()
    sandbox._workers[0].wait()
    assert read_source(path).text == "abc"


@pytest.mark.skipif(sys.platform != "linux", reason="this system has no limits of memory")
def test_the_child_never_gets_more_memory_than_the_limit(tmp_path: Path) -> None:
    code = (
        "from ketluan.importing.readers import worker; worker._limit_memory()\n"
        "try: bytearray(2**30); print('got it')\n"
        "except MemoryError: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"


def test_without_tesseract_a_picture_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    ocr._program.cache_clear()
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    with pytest.raises(Refused) as refused:
        ocr.recognised(GreyPicture(4, 4, bytes(16)))
    assert str(refused.value) == (
        "Tệp là bản quét (ảnh): cần cài chương trình Tesseract OCR kèm dữ liệu tiếng Việt "
        "(gói “tesseract-ocr” và “tesseract-ocr-vie”) rồi nhập lại."
    )
    ocr._program.cache_clear()


def test_a_damaged_picture_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    assert refusal(path) == (
        "Ảnh bị hỏng, quá lớn hoặc được ghi theo cách không đọc được: hãy lưu lại thành PNG, JPEG hoặc PDF "
        "rồi nhập lại."
    )


@needs_shared
def test_a_pdf_cut_short_is_read_or_refused_but_never_breaks_the_import(tmp_path: Path) -> None:
    data = (SHARED / "corpus" / "notices" / "001.pdf").read_bytes()
    assert refusal(written(tmp_path, "a.pdf", data[:5000])) == "Tệp PDF bị hỏng, không mở được."
