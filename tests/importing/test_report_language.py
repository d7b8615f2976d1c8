"""What the clerk reads is Vietnamese to the last word: every sentence in the code, and the reports of real imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ketluan.importing.importer import draft_files
from ketluan.importing.report import report, summary
from ketluan.model.message import catalogue
from ketluan.store.header import KEYS
from ketluan.text.syllables import is_syllable, is_toned
from tests.conftest import ROOT, TODAY
from tests.importing.source_files import docx, line_at, paragraph, pdf
from tests.importing.source_texts import FIXTURES

TERMS = frozenset(
    """PDF Word RTF OCR UTF docx doc txt md yml Markdown Excel PowerPoint PNG JPEG TIFF MB byte HTML Tab Windows THÔNG
    BÁO VBA XFA JavaScript Tesseract Unicode macro Zip YAML U UBND HĐND V KT TM TL Nơi A Số tiff png jpeg Khoảng TCVN
    VNI VISCII VPS
    """.split()
)
"""What stands in Vietnamese sentences and is no syllable: kinds of files, and names of things that are called so."""
ENGLISH = re.compile(r"\b(?:must|not|the|of|is|nearest|with|given|line|file|number|list|table|and|or|be)\b")
WORD = re.compile(r"[^\W\d_]+")


def foreign(text: str) -> list[str]:
    """The words outside quotes that are no Vietnamese."""
    bare = re.sub(r"“[^”]*”|'[^']*'|\S*[/\\]\S*|--[a-z-]+|\b\S+\.(?:md|yml|txt|docx|pdf)\b", " ", text)
    return [word for word in WORD.findall(bare) if word not in TERMS and not is_syllable(word)] + ENGLISH.findall(bare)


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that are Vietnamese sentences, with marks and blanks; what is filled in is left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else " … " for part in node.values)
            text = "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (docs | inside):
            text = re.sub(r"\{\w*\}", "…", node.value)
        else:
            continue
        if " " in text and sum(map(is_toned, WORD.findall(text))) > 2 and not re.search(r"[|\\]|\(\?|\[\^?\w-", text):
            yield node.lineno, text


NO_SENTENCES = ("provinces", "letters", "encodings")  # a list of names, ranges of letters
IN_MODEL = ("import_report", "open_questions", "problem", "display_names")
MODULES = [
    *(path for path in sorted((ROOT / "ketluan/importing").rglob("*.py")) if path.stem not in NO_SENTENCES),
    *(ROOT / f"ketluan/model/{name}.py" for name in IN_MODEL),
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_sentence_in_the_code_is_vietnamese(path: Path) -> None:
    assert [(line, text, wrong) for line, text in sentences(path) if (wrong := foreign(text))] == []


def test_the_sentences_are_found() -> None:
    assert sum(len(list(sentences(path))) for path in MODULES) > 150


@pytest.mark.parametrize("sentence", catalogue())
def test_every_problem_has_a_vietnamese_sentence(sentence: str) -> None:
    said = re.sub(r"\{[^}]*\}|'[^']*'", " ", catalogue()[sentence])
    assert [word for word in ENGLISH.findall(said) if word != "number"] == []


def test_reports_of_imports_are_vietnamese(tmp_path: Path) -> None:
    made = {
        "rong.txt": b"",
        "la.xyz": b"chu",
        "hong.docx": docx("<w:p>"),
        "anh.pdf": pdf([line_at(700, "Quyết định")]),
        "giay-moi.docx": docx(paragraph("GIẤY MỜI") + paragraph("Kính mời ông đến dự họp.")),
        "sai.md": b"---\nissuer: a\ntitle: [b]\nkey: 1\n---\n\nx\n",
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    paths = [*sorted(FIXTURES.glob("*.txt")), *sorted(tmp_path.iterdir()), tmp_path / "khong-co.txt"]
    keys = {"null", *(part for key in KEYS for part in re.findall("[a-z]+", key.name))}
    outcomes = list(draft_files(paths, notices=tmp_path / "kho", today=TODAY))
    names = re.compile(
        r"(?m)^ +(?:Cơ quan ban hành|Người|Trích yếu|Nơi nhận|Cuộc họp|Nơi và ngày|Số, ký).*$|^    [^\n:(]*$"
    )
    for outcome in outcomes:
        assert set(foreign(names.sub("", report(outcome)))) <= keys, report(outcome)
    assert set(foreign(summary(outcomes))) <= keys
    assert {outcome.state for outcome in outcomes} == {"drafted", "failed"}
