"""Pages that only a picture shows: whether their own text can be read, upright pictures, red ink, where lines stand."""

from __future__ import annotations

import base64
import re
import struct
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw, TiffImagePlugin
from playwright.sync_api import Browser

from ketluan.importing.files.file_kind import kind_of
from ketluan.importing.files.source import SeenLine
from ketluan.importing.line_places import SeenLines
from ketluan.importing.readers import ocr
from ketluan.importing.readers.extract import extracted
from ketluan.importing.readers.page_picture import GreyPicture, Lay, red_ink, straightened, turned
from ketluan.importing.readers.picture_file import page_image, page_pictures, page_total
from ketluan.importing.readers.picture_lines import lines_of_tables, without_lines
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
    assert picture.file == b"P5 3 2 255\n" + picture.dots
    slanted = GreyPicture(8, 8, b"".join(bytes(0 if x // 2 == y - 2 else 255 for x in range(8)) for y in range(8)))
    rows = straightened(slanted, 0.5).dots
    assert max(rows[at : at + 8].count(0) for at in range(0, 64, 8)) >= 5


@pytest.mark.parametrize("quarters", range(4))
def test_a_box_of_the_upright_page_stands_where_it_lies_on_the_scan(quarters: int) -> None:
    upright = GreyPicture(4, 2, bytes([0, 9, 9, 9, 9, 9, 9, 9]))
    lying = turned(upright, -quarters % 4)
    assert turned(lying, quarters) == upright
    left, top, right, bottom = Lay(0.0, quarters).as_it_lies((0.0, 0.0, 0.25, 0.5), 4, 2)
    at = lying.dots.index(0)
    assert (left * lying.width, top * lying.height) == (at % lying.width, at // lying.width)
    assert ((right - left) * lying.width, (bottom - top) * lying.height) == (1, 1)


@pytest.mark.parametrize("slope", [0.05, -0.08])
@pytest.mark.parametrize("corner", [(60, 40), (300, 40), (60, 420), (300, 420)])
def test_a_box_of_the_level_page_stands_where_it_lay_askew(slope: float, corner: tuple[int, int]) -> None:
    image = Image.new("L", (400, 500), 255)
    image.paste(0, (*corner, corner[0] + 20, corner[1] + 10))
    level = straightened(GreyPicture(400, 500, image.tobytes()), slope)
    left, top, right, bottom = ImageChops.invert(Image.frombytes("L", (400, 500), level.dots)).getbbox() or (0, 0, 0, 0)
    box = Lay(slope).as_it_lies((left / 400, top / 500, right / 400, bottom / 500), 400, 500)
    assert abs(box[0] * 400 - corner[0]) < 4 and abs(box[1] * 500 - corner[1]) < 4


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


TABLE = """<style>table{border-collapse:collapse;width:634px} td{border:1px solid #000;padding:4px}</style>
<table><tr><td>TT<td>Nhiệm vụ<td>Cơ quan chủ trì<td>Thời hạn</tr>
<tr><td>1<td>Rà soát danh mục dự án chậm giải ngân trên địa bàn tỉnh<td rowspan=2>Sở Tài chính<td>20/3/2025</tr>
<tr><td>2<td>Trình phương án điều chuyển vốn<td>31/3/2025</tr>
<tr><td colspan=4>II. Nhóm nhiệm vụ về đất đai</tr>
<tr><td>3<td>Hoàn thành giải phóng mặt bằng<td>Sở Xây dựng<td>15/4/2025</tr></table><p>2. Giao Thanh tra"""


@pytest.mark.parametrize("angle", [0, 1.5, -2])
def test_a_table_in_a_scan_is_read_by_the_lines_that_its_picture_shows(
    scan: object, monkeypatch: pytest.MonkeyPatch, angle: float
) -> None:
    monkeypatch.setitem(globals(), "PAGE", PAGE.replace("2. Giao Sở Nội vụ", TABLE))
    source = extracted(scan(angle, "ĐẾN SỐ"), "a.pdf")  # type: ignore[operator]
    rows = [line for line in source.text.split("\n") if line.startswith("│")]
    assert len(rows) == 5
    cells = [[re.sub(r"\W", "", cell).casefold() for cell in row.strip("│").split("│")] for row in rows]
    assert cells[1] == ["1", "ràsoátdanhmụcdựánchậmgiảingântrênđịabàntỉnh", "sởtàichính", "2032025"]
    assert "3132025" in cells[2] and "1542025" in cells[4] and rows[3].count("←") == 3


def _rows(*words: tuple[str, int, int]) -> str:
    """Tesseract's table of one line: text, left edge and certainty of each word, 60 dots wide and 25 high."""
    head = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")
    page = "1 1 0 0 0 0 0 0 1654 2339 -1 ".replace(" ", "\t")
    rows = [f"5\t1\t1\t1\t1\t{at}\t{left}\t100\t60\t25\t{sure}\t{text}" for at, (text, left, sure) in enumerate(words)]
    return "\n".join([head, page, *rows])


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ([("tỉnh;", 600, 96), ("Ñ", 1084, 75)], ["tỉnh;"]),
        ([("phố;", 584, 96), ("\\", 948, 91), ("(", 1100, 73)], ["phố;"]),
        ([("phố;", 584, 96), ("Xã", 1042, 33)], ["phố;"]),
        ([("phố;", 584, 96), ("Xã", 1042, 93)], ["phố;", "Xã"]),
        ([("-", 250, 93), ("Các", 400, 96)], ["-", "Các"]),
        ([("A", 250, 93), ("Hạ", 500, 96)], ["A", "Hạ"]),
        ([("2", 800, 40)], ["2"]),
        ([("»", 300, 90)], []),
        ([("Sở", 300, 30), ("Y", 370, 40), ("tế", 440, 30)], ["Sở", "Y", "tế"]),
    ],
)
def test_what_stands_apart_and_makes_no_word_is_dirt(words: list[tuple[str, int, int]], read: list[str]) -> None:
    [page] = ocr._pages(_rows(*words))
    assert [word.text for word in page.sheet.words] == read


def test_only_lines_that_make_a_table_are_lines_of_one() -> None:
    image = Image.new("L", (800, 600), 255)
    draw = ImageDraw.Draw(image)
    draw.line((100, 50, 500, 50), 0, 2)  # under a heading
    for y in (200, 260, 320):
        draw.line((100, y, 700, y + 1), 0, 2)
    for x in (100, 400, 700):
        draw.line((x, 200, x, 320), 0, 2)
    picture = GreyPicture(800, 600, image.tobytes())
    lines = lines_of_tables(picture)
    assert [line.is_vertical for line in lines] == [False] * 3 + [True] * 3
    assert {round(line.top, -1) for line in lines[:3]} == {200, 260, 320}
    rest = without_lines(picture, lines)
    assert 0 in rest.dots[50 * 800 : 53 * 800] and 0 not in rest.dots[190 * 800 :]


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


def _sheet(mode: str = "RGB") -> Image.Image:
    """White paper with a red quarter above on the left and a black one below on the left."""
    image = Image.new("RGB", (120, 160), "white")
    image.paste((200, 0, 0), (0, 0, 60, 80))
    image.paste((0, 0, 0), (0, 80, 60, 160))
    return image.convert(mode)


def stored(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)  # type: ignore[arg-type]
    return file.getvalue()


def _deep(kind: str) -> bytes:
    """Sixteen bits, of which a scanner uses twelve."""
    grey = _sheet("L")
    return stored(
        Image.frombytes("I;16", grey.size, b"".join(struct.pack("<H", 16 * dot) for dot in grey.tobytes())), kind
    )


def _clear(kind: str, mode: str) -> bytes:
    """Ink on nothing."""
    image = _sheet().convert("RGBA")
    image.putdata([(r, g, b, 0 if r == g == b == 255 else 255) for r, g, b, _ in image.get_flattened_data()])
    return stored(image.convert(mode), kind)


def _turned(kind: str, orientation: int, turn: Image.Transpose) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return stored(_sheet().transpose(turn), kind, exif=exif)


STORED = {
    "grey": lambda: stored(_sheet("L"), "PNG"),
    "black and white": lambda: stored(_sheet("1"), "PNG"),
    "colours": lambda: stored(_sheet(), "PNG"),
    "palette": lambda: stored(_sheet("P"), "PNG"),
    "palette of two": lambda: stored(_sheet().quantize(4), "PNG", bits=2),
    "16 bits": lambda: _deep("PNG"),
    "transparent": lambda: _clear("PNG", "RGBA"),
    "transparent grey": lambda: _clear("PNG", "LA"),
    "one clear colour": lambda: stored(_sheet(), "PNG", transparency=(255, 255, 255)),
    "JPEG": lambda: stored(_sheet(), "JPEG"),
    "grey JPEG": lambda: stored(_sheet("L"), "JPEG", progressive=True),
    "four inks": lambda: stored(_sheet("CMYK"), "JPEG"),
    "JPEG on its side": lambda: _turned("JPEG", 6, Image.Transpose.ROTATE_90),
    "JPEG upside down": lambda: _turned("JPEG", 3, Image.Transpose.ROTATE_180),
    "PNG on its side": lambda: _turned("PNG", 8, Image.Transpose.ROTATE_270),
    "TIFF": lambda: stored(_sheet(), "TIFF"),
    "TIFF of a fax": lambda: stored(_sheet("1"), "TIFF", compression="group4"),
    "TIFF packed": lambda: stored(_sheet(), "TIFF", compression="tiff_lzw"),
    "TIFF of JPEG": lambda: stored(_sheet(), "TIFF", compression="jpeg"),
    "TIFF in four inks": lambda: stored(_sheet("CMYK"), "TIFF"),
    "TIFF of 16 bits": lambda: _deep("TIFF"),
    "transparent TIFF": lambda: _clear("TIFF", "RGBA"),
    "TIFF in colours of a laboratory": lambda: stored(_sheet("LAB"), "TIFF"),
    "BigTIFF": lambda: stored(_sheet(), "TIFF", big_tiff=True),
}


COLOURLESS = {name for name in STORED if re.search("grey|black|16|fax", name)}


@pytest.mark.parametrize("name", STORED)
def test_a_picture_keeps_its_dots_however_they_are_stored(name: str) -> None:
    data = STORED[name]()
    assert kind_of(data, "a") == "image"
    [page] = page_pictures(data)
    grey = page.plain
    assert grey.width < grey.height and len(grey.dots) == grey.width * grey.height
    low, right = 7 * grey.height // 8 * grey.width, 7 * grey.width // 8
    assert grey.dots[low + grey.width // 8] < 60 and grey.dots[low + right] > 200
    assert grey.dots[right] > 200
    assert (page.ink is None) == (name in COLOURLESS)


def test_the_pages_of_a_tiff_are_pages_and_its_smaller_copies_are_none() -> None:
    copy = TiffImagePlugin.ImageFileDirectory_v2()
    copy[254] = 1
    small = _sheet().resize((30, 40))
    small.encoderinfo = {"tiffinfo": copy}  # type: ignore[attr-defined]
    data = stored(_sheet(), "TIFF", save_all=True, append_images=[_sheet("L"), small])
    assert page_total(data) == 2 and len(list(page_pictures(data))) == 2
    assert Image.open(BytesIO(page_image(data, 2, 60))).size == (60, 80)
    with pytest.raises(Refused, match="Bản gốc không có trang 3"):
        page_image(data, 3, 60)


DAMAGED = {
    "cut": b"\x89PNG\r\n\x1a\n\0\0\0",
    "cut in its dots": stored(_sheet(), "PNG")[:-200],
    "JPEG that ends": b"\xff\xd8\xff\xe0\0\x10",
    "JPEG without its end": stored(_sheet(), "JPEG")[:700],
    "TIFF of nothing": b"II*\0",
    "TIFF that points outside": b"II*\0\xff\xff\0\0",
    "far too large": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\1\0\0\0\0" + b"\x73\x0a\x1e\xca",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_picture_that_cannot_be_read_whole_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        list(page_pictures(DAMAGED[name]))
    assert str(refused.value) == (
        "Ảnh bị hỏng, quá lớn hoặc được ghi theo cách không đọc được: hãy lưu lại thành PNG, JPEG hoặc PDF "
        "rồi nhập lại."
    )


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
