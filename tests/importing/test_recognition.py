"""Pages that only a picture shows: whether their own text can be read, upright pictures, red ink, where lines stand."""

from __future__ import annotations

import base64
import struct
import zlib

import pytest
from playwright.sync_api import Browser

from ketluan.importing.files.source import SeenLine
from ketluan.importing.line_places import SeenLines
from ketluan.importing.readers import ocr
from ketluan.importing.readers.extract import extracted
from ketluan.importing.readers.page_picture import GreyPicture, grey_picture, red_ink, straightened, turned
from ketluan.importing.readers.pdf import opened, picture_of
from ketluan.importing.readers.picture_page import page_of
from ketluan.importing.readers.text_layer import is_readable, is_unmarked
from ketluan.model.problem import Refused
from tests.importing.source_files import line_at, pdf

SENTENCE = "Giao Sở Tài chính chủ trì, phối hợp với các đơn vị liên quan rà soát dự án, báo cáo Ủy ban nhân dân tỉnh"
BROKEN = SENTENCE.translate({code: code + 3 for code in range(ord("a"), ord("w"))})
UNMARKED = "Giao So Tai chinh chu tri, phoi hop voi cac don vi lien quan ra soat du an, bao cao Uy ban nhan dan tinh"


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        (SENTENCE, True),
        (BROKEN, False),
        (UNMARKED, False),
        ("UBND 12/TB-VP 2025", True),
        (
            "Giao Së Tµi chÝnh chñ tr×, phèi hîp víi c¸c ®¬n vÞ liªn quan rµ so¸t danh môc dù ¸n, b¸o c¸o",
            True,
        ),
    ],
    ids=["read", "shifted letters", "no marks", "too little", "TCVN3"],
)
def test_a_text_that_is_no_vietnamese_shows_in_its_syllables(text: str, readable: bool) -> None:
    assert is_readable(text) is readable


def test_without_tesseract_a_broken_text_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda _: None)
    ocr._program.cache_clear()
    with pytest.raises(Refused) as refused:
        extracted(pdf([line_at(700, BROKEN)]), "a.pdf")
    ocr._program.cache_clear()
    assert str(refused.value).startswith("Lớp chữ trong tệp PDF không phải tiếng Việt đọc được (bảng mã chữ bị hỏng)")


def test_pictures_are_turned_and_set_straight_dot_by_dot() -> None:
    picture = GreyPicture(3, 2, bytes([1, 2, 3, 4, 5, 6]))
    assert turned(picture, 1) == GreyPicture(2, 3, bytes([4, 1, 5, 2, 6, 3]))
    assert turned(picture, 2) == GreyPicture(3, 2, bytes([6, 5, 4, 3, 2, 1]))
    assert turned(turned(picture, 1), 3) == picture
    assert grey_picture(picture.file) == picture
    slanted = GreyPicture(8, 8, b"".join(bytes(0 if x // 2 == y - 2 else 255 for x in range(8)) for y in range(8)))
    rows = straightened(slanted, 0.5).dots
    assert max(rows[at : at + 8].count(0) for at in range(0, 64, 8)) >= 5


def test_red_ink_stands_alone() -> None:
    grey, red = GreyPicture(3, 1, bytes([20, 90, 250])), GreyPicture(3, 1, bytes([20, 220, 250]))
    assert red_ink(grey, red).dots == bytes([255, 0, 255])


PAGE = """<meta charset="utf-8"><style>body{margin:0;font:17px/1.5 "Liberation Serif"} .p{width:794px;height:1123px;
box-sizing:border-box;padding:80px;transform:rotate(%sdeg);position:relative} .s{position:absolute;left:420px;top:620px;
border:4px solid #c11;color:#c11;font:bold 26px "Liberation Serif";padding:6px 20px}</style><div class="p">
<p>1. Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát danh mục dự án chậm giải ngân, đề xuất điều
chuyển vốn, báo cáo Ủy ban nhân dân tỉnh trước ngày 20/3/2025.</p><p>2. Giao Sở Nội vụ hoàn thành việc bố trí
biên chế cho các trạm y tế xã, phường; tổng hợp kết quả, báo cáo Chủ tịch Ủy ban nhân dân tỉnh trong quý II
năm 2025.</p><p>3. Giao Thanh tra tỉnh kiểm tra việc nghiệm thu các công trình thủy lợi, xử lý nghiêm các đơn
vị chậm trễ.</p>
<div class="s">%s</div></div>"""


@pytest.fixture(scope="module")
def scan(browser: Browser) -> object:
    """Makes the PDF of a scanned sheet that lies at an angle, with words stamped in red."""

    def made(angle: float, stamp: str) -> bytes:
        tab = browser.new_page(viewport={"width": 794, "height": 1123}, device_scale_factor=2.083)
        tab.set_content(PAGE % (angle, stamp))
        picture = base64.b64encode(tab.screenshot()).decode()
        tab.set_content(
            "<style>@page{margin:0}body{margin:0}img{width:794px;display:block}</style>"
            f'<img src="data:image/png;base64,{picture}">'
        )
        found: bytes = tab.pdf(width="794px", height="1123px", print_background=True)
        tab.close()
        return found

    return made


@pytest.mark.parametrize("angle", [0, 3, -4, 180], ids=str)
def test_a_scan_is_read_however_its_sheet_lies(scan: object, angle: int) -> None:
    source = extracted(scan(angle, "ĐẾN SỐ"), "a.pdf")  # type: ignore[operator]
    assert "Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng" in " ".join(source.text.split())
    assert source.ocr and "ĐẾN" not in source.text
    assert {line.page for line in source.seen} == {1}
    assert all(0 <= edge <= 1 for line in source.seen for edge in line.box)


@pytest.fixture(scope="module")
def photo(browser: Browser) -> object:
    """Makes a picture file, PNG or JPEG, of a sheet that lies at an angle, with words stamped in red."""

    def made(angle: float, stamp: str, kind: str) -> bytes:
        tab = browser.new_page(viewport={"width": 794, "height": 1123}, device_scale_factor=2.083)
        tab.set_content(PAGE % (angle, stamp))
        found: bytes = tab.screenshot(type=kind)  # type: ignore[arg-type]
        tab.close()
        return found

    return made


@pytest.mark.parametrize(("angle", "kind"), [(0, "png"), (3, "png"), (-4, "jpeg"), (180, "jpeg")])
def test_a_picture_file_is_set_straight_as_a_scan_is(photo: object, angle: int, kind: str) -> None:
    source = extracted(photo(angle, "ĐẾN SỐ", kind), f"a.{kind}")  # type: ignore[operator]
    assert source.kind == "image" and source.ocr
    assert "giao sở tài chính chủ trì, phối hợp với sở xây dựng" in " ".join(source.text.split()).casefold()
    assert "ĐẾN" not in source.text
    assert {line.page for line in source.seen} == {1}
    assert all(0 <= edge <= 1 for line in source.seen for edge in line.box)


def test_a_stamp_of_secrecy_in_red_ink_refuses_a_picture(photo: object) -> None:
    with pytest.raises(Refused) as refused:
        extracted(photo(0, "MẬT", "png"), "a.png")  # type: ignore[operator]
    assert str(refused.value).startswith("Văn bản đóng dấu MẬT")


def png(rows: bytes, *, bits: int, colours: int, palette: bytes = b"", interlaced: int = 0) -> bytes:
    """A picture of 4 by 2 dots; `rows` begin with the number of their filter."""
    head = struct.pack(">IIBBBBB", 4, 2, bits, colours, 0, 0, interlaced)
    parts = [(b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    made = (
        struct.pack(">I", len(content)) + name + content + b"0000"
        for name, content in parts
        if content or name == b"IEND"
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


DOTS = {
    "grey": png(bytes([0, 0, 0, 255, 255]) * 2, bits=8, colours=0),
    "black and white": png(bytes([0, 0b00110000]) * 2, bits=1, colours=0),
    "colours": png(bytes([0, *[0] * 6, *[255] * 6]) * 2, bits=8, colours=2),
    "palette": png(
        bytes([0, 0b00001111]) * 2, bits=2, colours=3, palette=bytes([0, 0, 0, 1, 1, 1, 2, 2, 2, 255, 255, 255])
    ),
    "by differences": png(bytes([1, 0, 0, 255, 0, 2, 0, 0, 0, 0]), bits=8, colours=0),
}


@pytest.mark.parametrize("name", DOTS)
def test_a_picture_keeps_its_dots_as_a_page(name: str) -> None:
    page = page_of(DOTS[name])
    assert page
    with opened(page) as document:
        grey = picture_of(document, 0).plain
    middle = grey.dots[grey.width * (grey.height // 2) :][: grey.width]
    assert middle[grey.width // 8] < 60 and middle[-grey.width // 8] > 200


NOT_AS_IT_IS = {
    "interlaced": png(b"", bits=8, colours=0, interlaced=1),
    "transparent": png(b"", bits=8, colours=6),
    "16 bits": png(b"", bits=16, colours=0),
    "no palette": png(b"", bits=8, colours=3),
    "cut": b"\x89PNG\r\n\x1a\n\0\0\0",
    "four inks": b"\xff\xd8\xff\xc0\0\x11\x08\0\x10\0\x10\x04",
    "JPEG that ends": b"\xff\xd8\xff\xe0\0\x10",
    "TIFF": b"II*\0",
    "nothing": b"",
}


@pytest.mark.parametrize("name", NOT_AS_IT_IS)
def test_what_pdf_does_not_know_is_left_to_tesseract(name: str) -> None:
    assert page_of(NOT_AS_IT_IS[name]) is None


def test_a_stamp_of_secrecy_in_red_ink_refuses_a_scan(scan: object) -> None:
    with pytest.raises(Refused) as refused:
        extracted(scan(0, "MẬT"), "a.pdf")  # type: ignore[operator]
    assert str(refused.value).startswith("Văn bản đóng dấu MẬT")


def test_places_are_those_of_the_lines_that_say_most_of_a_value() -> None:
    texts = [
        "Số: 347/TB-VP",
        "Kon Tum, ngày 11 tháng 03 năm 2025",
        "báo cáo trước 20/3/2025",
        "báo cáo trước 20/3/2025",
    ]
    seen = [SeenLine(page=page, text=text, box=(0, 0, 1, 1)) for page, text in enumerate(texts, 1)]
    lines = SeenLines(seen)
    assert lines.saying("11/03/2025") == seen[1]
    assert lines.saying("trước ngày 20/3/2025") == seen[2]
    assert lines.saying("Đà Lạt") is None
    assert SeenLines([]).saying("Đà Lạt") is None


def test_a_source_that_was_printed_has_nothing_seen() -> None:
    source = extracted(pdf([line_at(700, SENTENCE)]), "a.pdf")
    assert (source.ocr, source.seen) == (False, ())


def test_a_text_typed_without_marks_is_no_broken_one() -> None:
    assert is_unmarked(UNMARKED) and not is_unmarked(SENTENCE) and not is_unmarked(BROKEN)
