"""A stamp of secrecy is found wherever a file holds it: every printed form in every place."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable
from pathlib import Path

import pytest

from ketluan.cli.command import main
from ketluan.importing.importer import import_files
from ketluan.importing.readers.extract import extracted
from ketluan.importing.stamped_originals import stamped_originals
from ketluan.model.agency import Agency, Register
from ketluan.model.notice import Meeting, Related, Tombstone
from ketluan.model.problem import Refused
from ketluan.store.header import write_notice
from ketluan.store.reader import read_archive, read_notice
from tests.conftest import TODAY
from tests.importing.source_files import docx, escaped, line_at, paragraph, pdf, rtf, table
from tests.importing.test_secrecy import HEAD, forms

STAMPS = forms("stamps.txt")
WORDS = forms("words.txt")
BODY = "Giao Sở Y tế chủ trì rà soát, báo cáo trước ngày 30/4/2025."
LONG = "\n".join(f"{number}. {BODY}" for number in range(1, 90))
WHOLE = paragraph(BODY)
LETTERS = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'


def xml(form: str) -> str:
    """Paragraphs of Word with the form as a person types it."""
    signs = {"\t": "</w:t><w:tab/><w:t>"}
    return "".join(
        LETTERS.format(html.escape(line).translate(str.maketrans(signs))) for line in html.unescape(form).split("\n")
    )


def plain(form: str) -> str:
    return escaped(html.unescape(form))


def box(inner: str) -> str:
    return f"<w:p><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r></w:p>"


def vanished(form: str) -> str:
    return xml(form).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")


def printed(form: str, y: int) -> str:
    return "".join(line_at(y - 14 * at, line) for at, line in enumerate(html.unescape(form).split("\n")))


def page(*lines: str) -> str:
    return line_at(800, "UBND TỈNH A") + line_at(760, BODY) + line_at(740, BODY) + "".join(lines)


TEXTS: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "text, head": lambda form: ("a.txt", f"{HEAD}{form}\nTHÔNG BÁO\n{BODY}\n".encode()),
    "text, below line 60": lambda form: ("a.txt", f"{HEAD}THÔNG BÁO\n{LONG}\n\n{form}\n\n{BODY}\n".encode()),
    "text, last line": lambda form: ("a.txt", f"{HEAD}THÔNG BÁO\n{BODY}\n\n{form}".encode()),
}
WORD: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "Word, body": lambda form: ("a.docx", docx(paragraph(BODY) + xml(form) + paragraph(BODY))),
    "Word, header": lambda form: ("a.docx", docx(paragraph(BODY), header1=xml(form))),
    "Word, footer": lambda form: ("a.docx", docx(paragraph(BODY), footer1=xml(form))),
    "Word, text box": lambda form: ("a.docx", docx(paragraph(BODY) + box(xml(form)))),
    "Word, text box in the header": lambda form: ("a.docx", docx(paragraph(BODY), header1=box(xml(form)))),
    "Word, hidden": lambda form: ("a.docx", docx(paragraph(BODY) + vanished(form))),
    "RTF, body": lambda form: ("a.rtf", rtf(rf"{escaped(BODY)}\par {plain(form)}\par {escaped(BODY)}")),
    "RTF, header": lambda form: ("a.rtf", rtf(escaped(BODY), header=html.unescape(form))),
    "RTF, footer": lambda form: ("a.rtf", rtf(escaped(BODY), footerf=html.unescape(form))),
    "RTF, text box": lambda form: (
        "a.rtf",
        rtf(rf"{escaped(BODY)}\par {{\shp{{\*\shpinst{{\sp{{\sn pib}}{{\sv 1}}}}{{\shptxt {plain(form)}\par}}}}}}"),
    ),
}
PAGES: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "PDF, head of the first page": lambda form: ("a.pdf", pdf([printed(form, 830) + page(), page()])),
    "PDF, foot of the last page": lambda form: ("a.pdf", pdf([page(), page(), page(printed(form, 40))])),
}


@pytest.mark.parametrize("place", [*TEXTS, *WORD, *PAGES])
def test_every_form_is_refused_in_every_place_of_a_file(place: str) -> None:
    made = (TEXTS | WORD | PAGES)[place]
    drawn = [form for form in STAMPS if place not in PAGES or not (set("«»\t𝐌") & set(form) or "\nẬ" in form)]
    assert [form for form in drawn if not is_refused(*made(form))] == []


@pytest.mark.parametrize("place", ["text, below line 60", "Word, header", "RTF, footer"])
def test_words_about_secrets_are_read_in_every_place(place: str) -> None:
    made = (TEXTS | WORD)[place]
    assert [word for word in WORDS if "\n" not in word and is_refused(*made(word))] == []


def is_refused(name: str, data: bytes) -> bool:
    try:
        extracted(data, name)
    except Refused as refused:
        assert str(refused).startswith("Văn bản đóng dấu "), refused
        return True
    return False


SINGLE = ["MẬT", "TỐI MẬT", "Tuyệt mật", "M.Ậ.T", "mật", "MẬT - KHẨN"]


@pytest.mark.parametrize("form", SINGLE)
@pytest.mark.parametrize(
    ("place", "data"),
    [
        ("cell", lambda form: docx(table([[["TT"], ["Việc"]], [["1"], [form]]]))),
        ("watermark", lambda form: docx(paragraph(BODY), header1=f'<w:p><w:textpath string="{form}"/></w:p>')),
        ("comment", lambda form: docx(paragraph(BODY), comments=f"<w:comment>{paragraph(form)}</w:comment>")),
        ("deleted", lambda form: docx(f"<w:p><w:del><w:r><w:delText>{form}</w:delText></w:r></w:del></w:p>{WHOLE}")),
        ("title of the file", lambda form: docx(paragraph(BODY), core=f"<c><title>{form}</title></c>")),
        ("note", lambda form: docx(paragraph(BODY), footnotes=f"<w:footnote>{paragraph(form)}</w:footnote>")),
        ("struck", lambda form: docx(paragraph(BODY) + vanished(form).replace("vanish", "dstrike"))),
    ],
)  # fmt: skip
def test_a_stamp_in_a_corner_of_a_word_file_is_refused(form: str, place: str, data: Callable[[str], bytes]) -> None:
    assert is_refused("a.docx", data(form))


@pytest.mark.parametrize("form", SINGLE)
@pytest.mark.parametrize(
    "data",
    [
        lambda form: pdf([page(line_at(400, form, before="3 Tr"))]),
        lambda form: pdf([page()], extra=[b"<<>>", note(form)], page="/Annots[11 0 R]"),
        lambda form: pdf([page()], info=f"/Title <FEFF{form.encode('utf-16-be').hex()}>"),
        lambda form: pdf([page(line_at(830, "Trang 2", x=500) + line_at(830, form))]),
    ],
    ids=["invisible", "note", "title of the file", "beside the page number"],
)
def test_a_stamp_in_a_corner_of_a_pdf_is_refused(form: str, data: Callable[[str], bytes]) -> None:
    assert is_refused("a.pdf", data(form))


def note(text: str) -> bytes:
    said = text.encode("utf-16-be").hex()
    return f"<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents <FEFF{said}>>>".encode()


ISSUER = "kon-tum/ubnd"
REGISTER = Register(agencies={ISSUER: Agency(id=ISSUER, name="UBND tỉnh", kind="issuer")})
FIELDS: dict[str, Callable[[str], dict[str, object]]] = {
    "head": lambda form: {"head": f"UBND TỈNH\n{form}\nSố: 1/TB-UBND"},
    "title": lambda form: {"title": form},
    "title, behind": lambda form: {"title": f"Kết luận tại cuộc họp - {form}"},
    "title, in brackets": lambda form: {"title": f"Kết luận tại cuộc họp ({form})"},
    "place": lambda form: {"place": form},
    "signer": lambda form: {"signer": form},
    "signer_position": lambda form: {"signer_position": ("CHỦ TỊCH", form)},
    "recipients": lambda form: {"recipients": ("Như trên", form)},
    "topics": lambda form: {"topics": (form,)},
    "meeting": lambda form: {"meeting": Meeting(name=form)},
    "chair": lambda form: {"meeting": Meeting(chair="Trần Văn A", chair_position=form)},
    "status": lambda form: {"status": {"state": "withdrawn", **vars_of(Tombstone(reason=form, date=TODAY))}},
    "related": lambda form: {"related": (Related(kind="cites", number=f"5/{form.replace(' ', '-')}-UBND"),)},
}


def vars_of(tombstone: Tombstone) -> dict[str, object]:
    return {"reason": tombstone.reason, "date": tombstone.date}


@pytest.mark.parametrize("form", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
@pytest.mark.parametrize("key", FIELDS)
def test_a_stamp_in_any_value_of_a_notice_is_an_error(key: str, form: str) -> None:
    fields = {"number": "1/TB-UBND", "issued": TODAY, "issuer": ISSUER, "title": "Kết luận", "meeting": None}
    text = write_notice(fields | FIELDS[key](form), BODY)
    notice, problems = read_notice(text, path="a.md", notice_id=f"{ISSUER}/2026/1-tb-ubnd", register=REGISTER)
    assert notice is None
    assert any("must not be a state secret" in problem.message.english for problem in problems)


@pytest.mark.parametrize("form", STAMPS)
def test_every_form_in_the_body_of_a_notice_is_an_error(form: str) -> None:
    fields = {"number": "1/TB-UBND", "issued": TODAY, "issuer": ISSUER, "title": "Kết luận", "meeting": None}
    text = write_notice(fields, f"{BODY}\n\n{form}\n\n{BODY}")
    assert read_notice(text, path="a.md", notice_id=f"{ISSUER}/2026/1-tb-ubnd", register=REGISTER)[0] is None


def test_a_refusal_quotes_the_line_and_its_place() -> None:
    with pytest.raises(Refused) as refused:
        extracted(pdf([page(), page(line_at(40, "MẬT"))]), "a.pdf")
    assert str(refused.value) == (
        "Văn bản đóng dấu MẬT: bí mật nhà nước không được đưa lên mạng, từ chối nhập. Dòng có dấu: “MẬT” (trang 2, "
        "dòng 10); nếu đây không phải dấu độ mật, hãy báo lại dòng này cho người quản lý kho."
    )
    with pytest.raises(Refused) as refused:
        extracted(docx(paragraph(BODY), header1=paragraph("TỐI MẬT")), "a.docx")
    assert "Dòng có dấu: “TỐI MẬT” (đầu trang hoặc chân trang);" in str(refused.value)


def test_the_original_of_a_finished_notice_is_looked_through(tmp_path: Path) -> None:
    original = docx(paragraph(BODY), header1=paragraph("TUYỆT MẬT"))
    (tmp_path / "1.docx").write_bytes(original)
    fields = {"number": "1/TB-UBND", "issued": TODAY, "issuer": ISSUER, "title": "Kết luận", "meeting": None}
    digest = hashlib.sha256(original).hexdigest()
    (tmp_path / "1.md").write_text(write_notice(fields | {"original": "1.docx", "sha256": digest}, BODY), "utf-8")
    kho = tmp_path / "kho"
    [outcome] = import_files([tmp_path / "1.md"], notices=kho, today=TODAY)
    assert outcome.state == "failed"
    assert outcome.reason.startswith("Bản gốc '1.docx': Văn bản đóng dấu TUYỆT MẬT: bí mật nhà nước")


def kept(notices: Path, original: bytes, name: str) -> None:
    """An archive of one notice with an original that a person put beside it."""
    folder = notices / ISSUER / "2026"
    folder.mkdir(parents=True)
    register = "agencies:\n- id: kon-tum/ubnd\n  name: UBND tỉnh\n  kind: issuer\n"
    (notices / "agencies.yml").write_text(register, encoding="utf-8")
    (folder / name).write_bytes(original)
    fields = {"number": "1/TB-UBND", "issued": TODAY, "issuer": ISSUER, "title": "Kết luận", "meeting": None}
    fields |= {"original": name, "sha256": hashlib.sha256(original).hexdigest()}
    (folder / "1-tb-ubnd.md").write_text(write_notice(fields, BODY), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "original", "place"),
    [
        ("1-tb-ubnd.docx", docx(paragraph(BODY), header1=paragraph("MẬT")), "đầu trang hoặc chân trang"),
        ("1-tb-ubnd.pdf", pdf([page(), page(line_at(40, "MẬT"))]), "trang 2, dòng 10"),
        ("1-tb-ubnd.txt", f"{BODY}\n\nMẬT\n".encode(), "dòng 3"),
    ],
    ids=["Word", "PDF", "text"],
)
def test_check_and_build_refuse_an_original_with_a_stamp(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    name: str,
    original: bytes,
    place: str,
) -> None:
    kept(tmp_path / "notices", original, name)
    stamp = f"có dấu 'MẬT': 'MẬT' ({place})"
    said = f"bản gốc không được là bí mật nhà nước, nhưng {stamp}; hãy đưa ra khỏi mạng này"
    for _ in range(2):
        assert main(["--notices", str(tmp_path / "notices"), "--today", str(TODAY), "check"]) == 1
        assert said in capsys.readouterr().out
    assert main(["--notices", str(tmp_path / "notices"), "--site", str(tmp_path / "site"), "--today", str(TODAY)]) == 1
    assert said in caplog.text and not (tmp_path / "site").exists()


def test_an_original_is_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notices = tmp_path / "notices"
    kept(notices, f"{BODY}\n".encode(), "1-tb-ubnd.txt")
    archive, _ = read_archive(notices, today=TODAY)
    assert list(stamped_originals(archive, notices)) == []
    monkeypatch.setattr("ketluan.importing.stamped_originals.stamp_within", lambda path, limit: pytest.fail("again"))
    assert list(stamped_originals(archive, notices)) == []


def test_an_original_that_cannot_be_read_is_remarked_on(tmp_path: Path) -> None:
    notices = tmp_path / "notices"
    kept(notices, b"%PDF-1.4 broken", "1-tb-ubnd.pdf")
    [problem] = stamped_originals(read_archive(notices, today=TODAY)[0], notices)
    assert problem.remark
    assert problem.message.english == (
        "original cannot be looked through for stamps of secrecy: Tệp PDF bị hỏng, không mở được."
    )
