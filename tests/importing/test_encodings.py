"""Plain text: encodings, control characters, columns made with tabs, blanks or pipes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.importing.layout.pipe_tables import unpiped
from ketluan.importing.layout.text_columns import parted
from ketluan.importing.readers.encodings import converted, decoded, tidied
from ketluan.importing.sandbox import read_source
from ketluan.model.problem import Refused
from tests.conftest import SHARED, needs_shared
from tests.importing.source_files import written
from tests.importing.test_word_files import legacy

TEXT = "Thông báo kết luận của Chủ tịch Ủy ban nhân dân huyện: giao Phòng Nội vụ thực hiện trước ngày 20/10/2024"
FIXTURES = Path(__file__).parent / "fixtures" / "source" / "gaps"


def windows_1258(text: str) -> bytes:
    """Base letter and tone apart, as that code page has them."""
    letters = []
    for letter in text:
        try:
            letters.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", parts.replace(tone, ""))
            letters.append((base + tone).encode("cp1258"))
    return b"".join(letters)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), id="utf-8 with mark"),
        pytest.param(unicodedata.normalize("NFD", TEXT).encode(), id="decomposed"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16 with mark"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16 little end first"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16 big end first"),
        pytest.param(windows_1258(TEXT), id="windows-1258"),
        pytest.param(legacy(TEXT, "tcvn3").encode("latin-1"), id="tcvn3"),
        pytest.param(legacy(TEXT, "vni").encode("cp1252"), id="vni"),
        pytest.param(legacy(TEXT, "viscii").encode("latin-1"), id="viscii"),
        pytest.param(legacy(TEXT, "vps").encode("latin-1"), id="vps"),
        pytest.param(legacy(TEXT, "tcvn3").encode("utf-8"), id="tcvn3 pasted into a Unicode file"),
    ],
)
def test_every_encoding_of_vietnamese_offices_is_read(tmp_path: Path, data: bytes) -> None:
    assert read_source(written(tmp_path, "a.txt", data)).text.casefold() == TEXT.casefold()


def test_control_characters_line_ends_and_blanks_are_tidied() -> None:
    assert tidied("a\u200b\r\nb\u00a0c \x07\r\r\r\rd\x85e\ufeff") == "a\nb c\n\nd\ne"


def test_page_breaks_stay() -> None:
    assert tidied("a\n\fb") == "a\n\fb"


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)


@given(st.text())
def test_no_letter_or_digit_is_lost_when_columns_are_parted(text: str) -> None:
    plain = tidied(text)
    assert sorted(filter(str.isalnum, parted(plain))) == sorted(filter(str.isalnum, plain))


@given(st.text(alphabet="|*-: \nab"))
def test_no_letter_is_lost_when_pipe_tables_are_taken_apart(text: str) -> None:
    assert [*filter(str.isalnum, unpiped(text))] == [*filter(str.isalnum, text)]


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.glob("*.in.txt")))
def test_heads_and_feet_made_with_gaps_read_column_by_column(name: str) -> None:
    given_text = (FIXTURES / name).read_text(encoding="utf-8")
    expected = (FIXTURES / name.replace(".in.", ".out.")).read_text(encoding="utf-8")
    assert tidied(parted(unpiped(given_text))) == expected.rstrip("\n")


def test_text_in_no_known_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        decoded(b"\xff\xfa\x81 q\x9d zz \xf8")
    assert str(refused.value) == "Không nhận ra bảng mã của văn bản: hãy lưu lại tệp bằng mã UTF-8."


@needs_shared
def test_unicode_texts_are_never_converted() -> None:
    for path in [*SHARED.glob("corpus/*/*.txt"), *SHARED.glob("seeds/*.txt")]:
        text = path.read_text(encoding="utf-8")
        assert converted(text) == text
