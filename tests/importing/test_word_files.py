"""Word files: list numbers, tables, notes, revisions, legacy fonts, and real files of 1998 to 2026."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import pytest
from viparse.normalize.encodings import CHARMAPS

from ketluan.importing.files.source import Source
from ketluan.importing.readers.doc_binary import DocContainer, WordBinary
from ketluan.importing.readers.list_numbers import Counters, Level
from ketluan.importing.readers.list_numbers import written as printed_number
from ketluan.importing.sandbox import read_source
from tests.conftest import SHARED, needs_shared
from tests.importing.source_files import docx, paragraph, table, written

LEVELS = """
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2.%3)"/></w:lvl>
 <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def read(tmp_path: Path, body: str, **parts: str) -> Source:
    return read_source(written(tmp_path, "a.docx", docx(body, **parts)))


def listed(text: str, level: int, number: int = 1) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_and_bullets_of_automatic_lists_are_printed(tmp_path: Path) -> None:
    body = "".join(
        [
            listed("Đánh giá", 0),
            listed("Nhiệm vụ", 0),
            listed("Sở Y tế", 1),
            listed("Khám bệnh", 2),
            listed("Tiêm chủng", 2),
            listed("Hằng tuần", 3),
            listed("Sở Nội vụ", 1, number=2),
            listed("Tuyển dụng", 2),
            listed("Tổ chức", 0),
            listed("Văn phòng", 1),
            listed("Khác", 0, number=3),
        ]
    )
    lines = [line for line in read(tmp_path, body, numbering=LEVELS).text.split("\n") if line]
    assert lines == [
        "I. Đánh giá",
        "II. Nhiệm vụ",
        "1. Sở Y tế",
        "1.a) Khám bệnh",
        "1.b) Tiêm chủng",
        "- Hằng tuần",
        "2. Sở Nội vụ",
        "2.a) Tuyển dụng",
        "III. Tổ chức",
        "1. Văn phòng",
        "I. Khác",
    ]


def test_a_style_can_carry_the_list(tmp_path: Path) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("Kết luận", properties='<w:pStyle w:val="Muc"/>')
    assert read(tmp_path, body, numbering=LEVELS, styles=style).text == "I. Kết luận"


@pytest.mark.parametrize(
    ("number", "shape", "text"),
    [
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (7, "decimalZero", "07"),
        (7, "chicago", "7"),
        (7, "none", ""),
    ],
)
def test_a_number_is_written_as_its_list_prints_it(number: int, shape: str, text: str) -> None:
    assert printed_number(number, shape) == text


def test_a_list_that_is_not_described_prints_nothing() -> None:
    assert Counters({3: ("a", {0: Level(template="%1.")})}).next(4, 0) == ""


def test_a_head_table_reads_cell_by_cell_and_a_foot_table_column_by_column(tmp_path: Path) -> None:
    head = table(
        [
            [["UBND TỈNH A", "VĂN PHÒNG"], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]],
            [["Số: 5/TB-VP"], ["A, ngày 1 tháng 2 năm 2024"]],
        ]
    )
    foot = table([[["Nơi nhận:", "- Sở B;"], ["CHÁNH VĂN PHÒNG"]], [["- Lưu: VT."], ["Trần C"]]])
    text = read(tmp_path, head + paragraph("THÔNG BÁO") + foot).text
    assert [line for line in text.split("\n") if line] == [
        "UBND TỈNH A",
        "VĂN PHÒNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 5/TB-VP",
        "A, ngày 1 tháng 2 năm 2024",
        "THÔNG BÁO",
        "Nơi nhận:",
        "- Sở B;",
        "- Lưu: VT.",
        "CHÁNH VĂN PHÒNG",
        "Trần C",
    ]


def test_other_tables_read_row_by_row_between_bars(tmp_path: Path) -> None:
    body = table([[["TT"], ["Việc"]], [["1"], ["Rà soát", "đất đai"]]])
    assert read(tmp_path, body).text == "│ TT │ Việc │\n│ 1 │ Rà soát ¶ đất đai │"


def test_deleted_text_does_not_come_back_and_notes_stand_under_what_cites_them(tmp_path: Path) -> None:
    cited = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    changed = "<w:ins><w:r><w:t>thêm vào</w:t></w:r></w:ins><w:del><w:r><w:delText>bỏ đi</w:delText></w:r></w:del>"
    body = paragraph("Giao Sở Y tế").replace("</w:p>", f"{cited}</w:p>") + f"<w:p>{changed}</w:p>"
    note = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("x")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Chú thích")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("Không ai dẫn")}</w:footnote>'
    )
    assert read(tmp_path, body, footnotes=note).text == "Giao Sở Y tế\n\n‡ Chú thích\n\nthêm vào"


def test_notes_that_cells_cite_stand_below_the_table(tmp_path: Path) -> None:
    cited = '<w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
    body = table([[["TT"], ["Việc"]], [["1"], ["Đo"]]]).replace("Đo</w:t></w:r></w:p>", f"Đo</w:t></w:r>{cited}")
    note = f'<w:endnote w:id="1">{paragraph("Chú thích")}</w:endnote>'
    assert read(tmp_path, body, endnotes=note).text == "│ TT │ Việc │\n│ 1 │ Đo │\n\n‡ Chú thích"


def test_notes_of_rtf_stand_under_what_cites_them_and_not_inside_its_sentence(tmp_path: Path) -> None:
    data = (
        rb"{\rtf1\ansi\uc0 \pard Giao A l\'e0m{\super\chftn{\footnote \pard{\super\chftn} Xem 60/NQ.\par Th\'eam.}}"
        rb" \'fd.\par B\par}"
    )
    assert read_source(written(tmp_path, "a.rtf", data)).text == "Giao A làm ý.\n\n‡ Xem 60/NQ.\n\n‡ Thêm.\n\nB"


def test_headers_are_told_and_a_head_that_stands_in_one_is_read(tmp_path: Path) -> None:
    source = read(tmp_path, paragraph("Nội dung"), header1=paragraph("Tài liệu họp"))
    assert (source.text, source.furniture) == ("Nội dung", ("Tài liệu họp",))
    assert source.remarks == ("Đầu trang, chân trang không đưa vào nội dung: Tài liệu họp.",)
    head = read(tmp_path, paragraph("Nội dung"), header1=paragraph("Số: 5/TB-VP"))
    assert (head.text, head.furniture) == ("Số: 5/TB-VP\n\nNội dung", ())


def legacy(text: str, encoding: str) -> str:
    """The text as a program of that age stored it."""
    if encoding in ("tcvn3", "viscii", "vps"):
        text = text.lower()  # capitals are letters of another font
    stored = {letter: raw for raw, letter in CHARMAPS[encoding].pairs}
    return "".join(stored.get(letter, letter) for letter in text)


@pytest.mark.parametrize(("font", "encoding"), [(".VnTime", "tcvn3"), ("VNI-Times", "vni")])
def test_each_run_is_converted_by_its_own_font(tmp_path: Path, font: str, encoding: str) -> None:
    body = paragraph(legacy("kết luận của đồng chí", encoding), font=font) + paragraph("Thực hiện ngay ở đây")
    assert read(tmp_path, body).text == "kết luận của đồng chí\n\nThực hiện ngay ở đây"


def test_the_letter_that_the_converter_leaves_out_of_vni_is_converted(tmp_path: Path) -> None:
    assert read(tmp_path, paragraph("khaúng ñònh", font="VNI-Times")).text == "khẳng định"


def test_a_font_of_capitals_gives_capitals(tmp_path: Path) -> None:
    assert read(tmp_path, paragraph(legacy("thông báo", "tcvn3"), font=".VnTimeH")).text == "THÔNG BÁO"


def test_rtf_reads_code_pages_unicode_tables_and_printed_list_numbers(tmp_path: Path) -> None:
    data = (
        rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}{\f1 .VnTime;}}{\info{\title x}}"
        rb"{\listtext 1.\tab}\pard Giao S\u7903? Y t\u7871?\par "
        rb"{\f1 Th\'abng b\'b8o}\par\trowd\intbl A\cell B\cell\row\pard Cu\u7889?i\par}"
    )
    text = read_source(written(tmp_path, "a.rtf", data)).text
    assert text == "1.\tGiao Sở Y tế\n\nThông báo\n\n│ A │ B │\n\nCuối"


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).replace("Ð", "Đ").casefold())


PAIRS = [(path, path.with_suffix(".txt")) for path in sorted((SHARED / "corpus" / "legacy").glob("*.[dpr]*"))]
PAIRS += [
    (SHARED / "corpus" / file, SHARED / "corpus" / text)
    for file, text in [
        ("related/012.docx", "related/012_ubnd_kt_laocai_chi_dao.txt"),
        ("related/019.doc", "related/019_09_2009_ct_ubnd_binhduong.txt"),
        ("related/020.doc", "related/020_07_2008_ct_btttt.txt"),
        ("related/025.doc", "related/025_01_ct_byt.txt"),
        ("notices/005.docx", "notices/005.txt"),
    ]
]


@needs_shared
@pytest.mark.parametrize(("file", "text"), PAIRS, ids=lambda path: path.name)
def test_nearly_all_words_of_a_real_file_are_those_of_its_text_made_by_hand(file: Path, text: Path) -> None:
    source, hand = read_source(file), words(text.read_text(encoding="utf-8"))
    found = Counter(words(source.text))
    assert sum((Counter(hand) & found).values()) >= 0.985 * len(hand)
    ordered = SequenceMatcher(None, words(read_source(text).text), words(source.text), autojunk=False)
    assert sum(block.size for block in ordered.get_matching_blocks()) >= 0.98 * len(hand)
    assert source.text == unicodedata.normalize("NFC", source.text)


def cell(text: str, properties: str = "") -> str:
    """A cell of a Word table with its properties."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_merged_cells_of_word_carry_on_and_stand_once(tmp_path: Path) -> None:
    rows = [
        cell("TT", '<w:vMerge w:val="restart"/>') + cell("Cơ quan", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("Chủ trì") + cell("Phối hợp"),
        cell("1") + cell("Sở A", '<w:vMerge w:val="restart"/>') + cell("Sở B"),
        cell("2") + cell("", '<w:vMerge w:val="continue"/>') + cell("", "<w:hMerge/>"),
    ]
    grid = "<w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr>" + cell("Sở C") + "</w:tr>"
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}{grid}</w:tbl>"
    assert read(tmp_path, body).text.split("\n") == [
        "│ TT │ Cơ quan │ ← │",
        "│ ↑ │ Chủ trì │ Phối hợp │",
        "│ 1 │ Sở A │ Sở B │",
        "│ 2 │ ↑ │ ← │",
        "│  │  │ Sở C │",
    ]


def test_a_table_inside_a_cell_stays_one_where_the_cell_only_sets_the_page(tmp_path: Path) -> None:
    inner = table([[["Việc"], ["Ai"]], [["Rà soát"], ["Sở A"]]])
    page = f"<w:tbl><w:tr><w:tc>{paragraph('Trên')}{inner}{paragraph('Dưới')}</w:tc></w:tr></w:tbl>"
    assert read(tmp_path, page).text == "Trên\n\n│ Việc │ Ai │\n│ Rà soát │ Sở A │\n\nDưới"


def test_rtf_tables_keep_merged_cells_and_columns_by_their_edges(tmp_path: Path) -> None:
    data = (
        rb"{\rtf1\ansi{\fonttbl{\f0 Times New Roman;}}"
        rb"\trowd\cellx1000\cellx4000\intbl A\cell B\cell\row"
        rb"\trowd\clvmgf\cellx1000\cellx2500\cellx4010\intbl 1\cell C\cell D\cell\row"
        rb"\trowd\clvmrg\cellx1000\clmgf\cellx2500\clmrg\cellx4000\intbl \cell E\cell \cell\row\pard Cu\par}"
    )
    assert read_source(written(tmp_path, "a.rtf", data)).text.split("\n") == [
        "│ A │ B │ ← │",
        "│ 1 │ C │ D │",
        "│ ↑ │ E │ ← │",
        "",
        "Cu",
    ]


@needs_shared
@pytest.mark.parametrize("kind", [0x1000, 0x101E, 0x100C])
def test_a_property_that_is_a_list_is_not_counted_through(kind: int) -> None:
    """A damaged one says that it has millions of entries, and none is text of ours."""
    whole = (SHARED / "corpus/legacy/2003-02144qd.doc").read_bytes()
    millions = (0x7FFFFFFF).to_bytes(4, "little")
    with DocContainer(BytesIO(whole)) as container:
        assert container._parse_property(millions + bytes(64), 0, 2, kind, False, None) is None
    assert WordBinary(whole).author
