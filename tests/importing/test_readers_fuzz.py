"""Damaged files of every kind: read or refused with a sentence, never a crash, a hang or a lost letter.

KETLUAN_FUZZ=20000 runs that many inputs in all (some minutes); without it a few are tried.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ketluan.importing.sandbox import read_source
from ketluan.model.problem import Refused
from tests.conftest import SHARED, needs_shared
from tests.importing.source_files import docx, paragraph, table

TOTAL = int(os.environ.get("KETLUAN_FUZZ", "120"))
SECONDS = 30.0
REAL = [
    "legacy/2006-19412_QD115.04TTg_BLTch_DNNVV.pdf",
    "legacy/2003-02144qd.doc",
    "related/019.doc",
    "legacy/2003-A30.rtf",
    "notices/005.docx",
    "notices/010.txt",
]
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
fuzzed = settings(
    max_examples=max(1, TOTAL // (len(REAL) + 2)),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)


@st.composite
def damage(draw: st.DrawFn) -> list[tuple[str, float, bytes]]:
    """Some changes: bytes put over, put in or taken out at a place between 0 and 1 of the file."""
    kinds = st.sampled_from(["over", "in", "out", "swap", "cut"])
    bits = st.one_of(
        st.binary(min_size=1, max_size=12), st.sampled_from([b"\0" * 8, b"\xff" * 8, b"\\", b"{", b"<", b"99999999"])
    )
    return draw(st.lists(st.tuples(kinds, st.floats(0, 1), bits), min_size=1, max_size=8))


def damaged(data: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    for kind, place, bits in changes:
        at = int(place * len(data))
        if kind == "over":
            data = data[:at] + bits + data[at + len(bits) :]
        elif kind == "in":
            data = data[:at] + bits + data[at:]
        elif kind == "out":
            data = data[:at] + data[at + len(bits) * 8 :]
        elif kind == "swap":
            data = data[at:] + data[:at]
        else:
            data = data[: max(at, 200)]
    return data


def read_or_refused(path: Path) -> None:
    try:
        source = read_source(path, seconds=SECONDS)
    except Refused as refused:
        assert str(refused).endswith((".", ").")) and "quá lâu" not in str(refused)
    else:
        assert source.text == unicodedata.normalize("NFC", source.text)
        assert any(letter.isalnum() for letter in source.text)


@needs_shared
@pytest.mark.parametrize("name", REAL)
def test_a_damaged_real_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    whole, path = (SHARED / "corpus" / name).read_bytes(), tmp_path / Path(name).name

    @fuzzed
    @given(damage())
    def check(changes: list[tuple[str, float, bytes]]) -> None:
        path.write_bytes(damaged(whole, changes))
        read_or_refused(path)

    check()


def test_a_word_file_with_damaged_parts_is_read_or_refused(tmp_path: Path) -> None:
    body = (
        paragraph("Số: 5/TB-VP", properties=NUMBERED) + table([[["a"], ["b"]]]) + paragraph("c", font=".VnTime")
    ).encode()
    path = tmp_path / "a.docx"

    @fuzzed
    @given(damage())
    def check(changes: list[tuple[str, float, bytes]]) -> None:
        path.write_bytes(docx(damaged(body, changes).decode("latin-1")))
        read_or_refused(path)

    check()


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "UBND TỈNH A\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "                     Độc lập - Tự do - Hạnh phúc",
                "Số: 5/TB-VP     A, ngày 1 tháng 2 năm 2023",
                "THÔNG BÁO",
                "| Số: 5 | *A, ngày 1 tháng 2 năm 2023* |",
                "| --- | --- |",
                "Nơi nhận:\t\tCHỦ TỊCH",
                "- Như trên;      Trần B",
                "  đoàn thể;",
                "- Lưu: VT.",
                "\f1. Sở Y tế",
            ]
        ),
    ),
    max_size=30,
)


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, unicodedata.normalize("NFC", text)))


def test_no_letter_of_a_text_is_lost_however_its_lines_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"

    @fuzzed
    @given(LINES)
    @example(["\x00ࠀ"])
    @example(["Số: 5\t\tA, ngày 1 tháng 2 năm 2023", "Nơi nhận:\t\tB", "- c\t\tD"])
    def check(lines: list[str]) -> None:
        text = "\n".join(lines)
        path.write_bytes(text.encode("utf-8", errors="ignore"))
        try:
            source = read_source(path, seconds=SECONDS)
        except Refused as refused:
            assert not letters(text) or "rỗng" in str(refused) or "loại tệp" in str(refused) or "dấu" in str(refused)
        else:
            assert letters(source.text) == letters(text.encode("utf-8", errors="ignore").decode())

    check()
