"""What an original hides is said, and neither read nor published."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from ketluan.cli.command import main
from ketluan.importing.files.concealed import OFFER
from ketluan.importing.parsing.privacy import private_words
from ketluan.importing.readers.extract import extracted
from ketluan.site.mkdocs_site import build_site
from ketluan.store.reader import read_archive
from tests.conftest import SHARED, TODAY, needs_shared
from tests.importing.source_files import docx, escaped, line_at, paragraph, pdf, rtf
from tests.importing.source_texts import FIXTURES

TASK = "Giao Sở Nội vụ rà soát biên chế"
SHOWN = paragraph(TASK)
STYLES = (
    '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Con"><w:basedOn w:val="An"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bo"><w:rPr><w:strike/></w:rPr></w:style>'
)


def left_out(kind: str, words: str) -> str:
    return f"Bản gốc có {kind} ({len(words.split())} chữ: “{words}”); không đưa vào nội dung."


def run(text: str, properties: str) -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def marked(kind: str, text: str) -> str:
    letters = "delText" if kind == "del" else "t"
    return f'<w:p><w:{kind} w:author="Lê A"><w:r><w:{letters}>{text}</w:{letters}></w:r></w:{kind}></w:p>'


HIDDEN_ROW = (
    f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{paragraph('hàng ẩn')}</w:tc></w:tr>"
    f"<w:tr><w:tc>{SHOWN}</w:tc></w:tr></w:tbl>"
)
WORD: list[tuple[str, bytes, list[str]]] = [
    ("vanish", docx(SHOWN + run("không in", "<w:vanish/>")), [left_out("chữ ẩn", "không in")]),
    (
        "by style",
        docx(SHOWN + run("không in", '<w:rStyle w:val="Con"/>'), styles=STYLES),
        [left_out("chữ ẩn", "không in")],
    ),
    ("strike", docx(SHOWN + run("bỏ đi", "<w:strike/>")), [left_out("chữ gạch bỏ", "bỏ đi")]),
    ("dstrike", docx(SHOWN + run("bỏ đi", '<w:dstrike w:val="true"/>')), [left_out("chữ gạch bỏ", "bỏ đi")]),
    (
        "by paragraph style",
        docx(SHOWN + paragraph("bỏ đi", properties='<w:pStyle w:val="Bo"/>'), styles=STYLES),
        [left_out("chữ gạch bỏ", "bỏ đi")],
    ),
    (
        "deleted",
        docx(SHOWN + marked("del", "đã xóa")),
        [left_out("chữ đã xóa còn lưu vết", "đã xóa"), "Bản gốc còn vết sửa đổi (“Track Changes”) của Lê A."],
    ),
    ("row", docx(SHOWN + HIDDEN_ROW), [left_out("chữ ẩn", "hàng ẩn")]),
    (
        "comment",
        docx(SHOWN, comments=f'<w:comment w:author="Lê A">{paragraph("cần xem lại")}</w:comment>'),
        ["Bản gốc có 1 lời nhận xét của Lê A: “cần xem lại”."],
    ),
]
PAGE = line_at(800, TASK)
OFF = "/OCProperties<</OCGs[10 0 R]/D<</OFF[10 0 R]>>>>"
LAYER = b"<</Type/OCG/Name(Nhap)>>"
FILE = b"<</Type/Filespec/F(so-lieu.xlsx)/UF(so-lieu.xlsx)/EF<</F 11 0 R>>>>"
PDF: list[tuple[str, bytes, list[str]]] = [
    (
        "invisible",
        pdf([PAGE + line_at(700, "không thấy", before="3 Tr")]),
        [left_out("chữ không nhìn thấy", "không thấy")],
    ),
    (
        "layer",
        pdf([PAGE + f"/OC /L BDC {line_at(700, 'lớp nháp')} EMC"], extra=[LAYER], catalog=OFF),
        [left_out("chữ trên lớp đang tắt", "lớp nháp"), "Bản gốc có lớp đang tắt: Nhap."],
    ),
    (
        "attachment",
        pdf(
            [PAGE],
            extra=[FILE, b"<</Length 1>>stream\nx\nendstream"],
            catalog="/Names<</EmbeddedFiles<</Names[(a)10 0 R]>>>>",
        ),
        ["Bản gốc có tệp đính kèm: so-lieu.xlsx."],
    ),
    (
        "script",
        pdf([PAGE], catalog="/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
        ["Bản gốc có mã lệnh (JavaScript hoặc lệnh tự chạy)."],
    ),
    (
        "note",
        pdf(
            [PAGE],
            extra=[b"<<>>", b"<</Type/Annot/Subtype/Text/Rect[1 1 9 9]/Contents(xem lai)>>"],
            page="/Annots[11 0 R]",
        ),
        ["Bản gốc có 1 ghi chú trên trang."],
    ),
]
RTF: list[tuple[str, bytes, list[str]]] = [
    ("hidden", rtf(rf"{escaped(TASK)}{{\v {escaped(' không in')}}}\par"), [left_out("chữ ẩn", "không in")]),
    ("strike", rtf(rf"{escaped(TASK)}{{\strike {escaped(' bỏ đi')}}}\par"), [left_out("chữ gạch bỏ", "bỏ đi")]),
    (
        "deleted",
        rtf(rf"{{\*\revtbl{{Unknown;}}{{{escaped('Lê A')};}}}}{escaped(TASK)}{{\deleted {escaped(' đã xóa')}}}\par"),
        [left_out("chữ đã xóa còn lưu vết", "đã xóa"), "Bản gốc còn vết sửa đổi (“Track Changes”) của Lê A."],
    ),
    (
        "annotation",
        rtf(rf"{escaped(TASK)}{{\*\atnauthor {escaped('Lê A')}}}{{\*\annotation {escaped('xem lại')}}}\par"),
        ["Bản gốc có lời nhận xét của Lê A: “xem lại”."],
    ),
]


KINDS = (("docx", WORD), ("pdf", PDF), ("rtf", RTF))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [pytest.param(f"a.{kind}", *rest, id=f"{kind}, {name}") for kind, made in KINDS for name, *rest in made],
)
def test_hidden_words_are_said_and_not_read(name: str, data: bytes, said: list[str]) -> None:
    source = extracted(data, name)
    assert [*source.remarks] == [*said, OFFER]
    assert set(source.text.split()) == set(TASK.split())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (line_at(700, "chữ trắng", before="1 1 1 rg"), "Bản gốc có chữ trắng hoặc quá nhỏ (2 chữ: “chữ trắng”)."),
        (line_at(700, "chữ nhỏ", before="/F 1 Tf"), "Bản gốc có chữ trắng hoặc quá nhỏ (2 chữ: “chữ nhỏ”)."),
        (line_at(700, "che lại") + "0 g 50 690 200 30 re f", "Bản gốc có chữ bị che (2 chữ: “che lại”)."),
    ],
)
def test_words_that_are_hard_to_see_are_said_and_stay(data: str, said: str) -> None:
    source = extracted(pdf([PAGE + data]), "a.pdf")
    assert [*source.remarks] == [said, OFFER]
    assert len(source.text.split()) == len(TASK.split()) + 2


def test_text_on_a_dark_ground_is_not_covered() -> None:
    assert extracted(pdf(["0 g 50 690 200 30 re f " + PAGE + line_at(700, "tiêu đề")]), "a.pdf").remarks == ()


def test_the_layer_of_text_over_a_scan_is_read() -> None:
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q "
    source = extracted(pdf([picture + line_at(700, TASK, before="3 Tr")]), "a.pdf")
    assert TASK in source.text and OFFER not in source.remarks


@pytest.mark.parametrize(
    "data",
    [
        docx(SHOWN, core="<c><creator>Lê A</creator><lastModifiedBy>Trần B</lastModifiedBy></c>"),
        rtf(rf"{{\info{{\author {escaped('Lê A')}}}{{\operator {escaped('Trần B')}}}}}{escaped(TASK)}\par"),
    ],
)
def test_people_named_in_the_file_are_said(data: bytes) -> None:
    said = (
        "Bản gốc ghi tên người soạn Lê A; người sửa sau cùng Trần B; "
        "giữ bản gốc ngoài trang bằng “publish_original: false”."
    )
    assert extracted(data, "a.docx").remarks[-1] == said


def test_a_switched_off_mark_hides_nothing() -> None:
    assert (
        extracted(docx(SHOWN + run("có in", '<w:vanish w:val="0"/><w:strike w:val="false"/>')), "a.docx").remarks == ()
    )


@needs_shared
def test_hidden_and_struck_words_of_a_word_file_do_not_reach_the_archive(tmp_path: Path) -> None:
    main(["--notices", str(tmp_path), "import", str(SHARED / "cases" / "r37_o_noi_dung_chu_an.docx")])
    [notice] = tmp_path.rglob("*.md")
    text = notice.read_text(encoding="utf-8")
    assert "CHỮ ẨN" not in text and "10/4/2025" not in text and "20/4/2025" in text


def test_an_original_can_be_kept_off_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notices, site = tmp_path / "notices", tmp_path / "site"
    arguments = ["--notices", str(notices), "import", "--withhold-original", str(FIXTURES / "xa.txt")]
    assert main(arguments) == 0
    [path] = notices.rglob("*.md")
    assert "\npublish_original: false\n" in path.read_text(encoding="utf-8")
    assert path.with_suffix(".txt").read_bytes() == (FIXTURES / "xa.txt").read_bytes()
    build_site(notices=notices, site=site, today=TODAY)
    digest = hashlib.sha256(path.with_suffix(".txt").read_bytes()).hexdigest()
    published = [file for file in site.rglob("*") if file.is_file()]
    assert [file for file in published if hashlib.sha256(file.read_bytes()).hexdigest() == digest] == []
    assert [file for file in published if b"07-tb-ubnd.txt" in file.read_bytes()] == []
    page = (site / "thong-bao" / path.relative_to(notices).with_suffix("") / "index.html").read_text(encoding="utf-8")
    assert "Bản gốc được lưu trong kho, không công bố trên trang này." in page
    [record] = json.loads((site / "du-lieu" / "notices.json").read_text(encoding="utf-8"))
    assert record["original"] is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CHỈ LƯU HÀNH NỘI BỘ", "Văn bản có ghi “lưu hành nội bộ”: dòng 1 (“CHỈ LƯU HÀNH NỘI BỘ”)"),
        ("ông A, CCCD số 001099012345", "Văn bản có số giấy tờ tùy thân (căn cước, chứng minh nhân dân): dòng 1"),
        ("CMND: 123456789 cấp ngày", "Văn bản có số giấy tờ tùy thân"),
        ("số 046 083 001234", "Văn bản có số giấy tờ tùy thân"),
        ("ĐT: 0912.345.678", "Văn bản có số điện thoại: dòng 1 (“0912.345.678”)"),
        ("(0260) 3862244", "Văn bản có số điện thoại"),
        ("+84 912 345 678", "Văn bản có số điện thoại"),
        ("Bệnh nhân Nguyễn Văn A dương tính với HIV", "Văn bản có thông tin sức khỏe của một người: dòng 1"),
        ("bệnh nhân N.V.A bị ung thư", "Văn bản có thông tin sức khỏe của một người"),
        ("Chẩn đoán: viêm gan B", "Văn bản có thông tin sức khỏe của một người"),
    ],
)
def test_what_concerns_persons_is_said(text: str, said: str) -> None:
    [remark] = private_words(text)
    assert remark.startswith(said) and remark.endswith("; hãy cân nhắc trước khi công bố.")


@pytest.mark.parametrize(
    "text",
    [
        "Người nhiễm HIV/AIDS được hỗ trợ",
        "hỗ trợ chị em nghiện ma túy",
        "tổng 001.234.567.890 đồng",
        "1.234.567.890.123 đồng",
        "Công văn số 0912/UBND-VX",
        "bệnh nhân AIDS được chăm sóc",
    ],
)
def test_figures_and_policy_concern_no_person(text: str) -> None:
    assert private_words(text) == []


@pytest.mark.parametrize(
    "line", ["CHỈ LƯU HÀNH NỘI BỘ", "LƯU HÀNH NỘI BỘ", "TÀI LIỆU KHÔNG PHỔ BIẾN", "ĐT: 0260.3862244"]
)
def test_what_is_stamped_below_an_issuer_is_no_part_of_its_name(tmp_path: Path, line: str) -> None:
    source = tmp_path / "a.txt"
    text = (FIXTURES / "xa.txt").read_text(encoding="utf-8")
    name, rest = text.split("\n", 1)
    source.write_text(f"{name}\n{line}\n{rest}", encoding="utf-8")
    main(["--notices", str(tmp_path / "kho"), "import", str(source)])
    archive, _ = read_archive(tmp_path / "kho", today=TODAY)
    assert list(archive.register.agencies) == ["xa-tan-hoa/ubnd"]
