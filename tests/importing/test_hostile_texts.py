"""Texts made to be slow: the work of an import grows with their length, and no faster.

Work is counted in calls, which are the same on every machine; what regular expressions cost stands in
`benchmarks/hostile_speed.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from benchmarks.hostile_shapes import SHAPES
from ketluan.importing.duplicates import twins
from ketluan.importing.files.source import Source
from ketluan.importing.layout.pipe_tables import unpiped
from ketluan.importing.layout.text_columns import parted
from ketluan.importing.layout.text_tables import with_text_tables
from ketluan.importing.notice_text import notice_file
from ketluan.importing.parsing.draft import draft
from ketluan.importing.parsing.privacy import private_words
from ketluan.importing.proof import BRANCHES, Effort, _laid, differences, source_words, words_of
from ketluan.importing.readers.encodings import converted, tidied
from ketluan.importing.readers.letters import plain_letters
from ketluan.importing.sandbox import allowance, draft_within, understood_within
from ketluan.model.agency import Agency, Register
from ketluan.model.problem import Refused
from ketluan.store.reader import LONGEST_PARAGRAPH, read_notice
from ketluan.store.secrecy import stamp_in
from ketluan.text.syllables import composed
from tests.conftest import SHARED, needs_shared

ISSUER = "kon-tum/ubnd"
REGISTER = Register(agencies={ISSUER: Agency(id=ISSUER, name="UBND tỉnh", kind="issuer")})
SMALL, LARGE = 1000, 2000


def imported(text: str) -> None:
    """All that an import does with a text, in one process."""
    text = tidied(with_text_tables(plain_letters(converted(composed(text)))))
    text = tidied(parted(unpiped(text)))
    stamp_in(text)
    private_words(text)
    file = notice_file(draft(text, kind="ket-luan"), ISSUER)
    differences(text, file)
    notice, _ = read_notice(file, path="a.md", notice_id=f"{ISSUER}/2025/12-tb-ubnd", register=REGISTER)
    if notice:
        twins(notice, [notice])


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, those of libraries included."""
    count = 0

    def counted(frame: FrameType, event: str, value: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", [name for name in SHAPES if name.endswith(", glued")])
def test_the_work_of_an_import_doubles_with_the_text(name: str) -> None:
    imported(SHAPES[name](LARGE))  # what is made once and kept is no work of this text
    small, large = (calls(lambda size=size: imported(SHAPES[name](size))) for size in (SMALL, LARGE))
    assert large < 2.6 * small + 5000


@pytest.mark.parametrize("words", [1000, 2000, 4000, 8000])
@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("1\n", "1\n"),
        ("1\n2\n", "1\n"),
        ("1\n2\n", "2\n"),
        ("giao\n1\n", "giao\n"),
        ("1.\n1\n", "1.\n"),
        ("giao ", "giao "),
    ],
)
def test_the_proof_compares_a_few_words_for_each_of_the_text(source: str, body: str, words: int) -> None:
    printed, left = source_words(source * words), words_of(body * (words // 2))
    effort = Effort(70 * words)
    assert _laid(printed, left, effort=effort) is not None and effort.left >= 0
    assert _laid(printed, [*left, "khác"], effort=(vain := Effort(70 * words))) is None
    assert vain.left > -BRANCHES


@needs_shared
@pytest.mark.parametrize("name", ["proof-cubic-1500-lone-numbers.txt", "tidy-quadratic-blanks.txt"])
def test_the_slow_texts_of_a_reader_take_few_calls(name: str) -> None:
    text = (SHARED / "cases" / "security" / name).read_text(encoding="utf-8")
    assert calls(lambda: imported(text)) < 150 * len(text)


def test_a_paragraph_without_end_is_not_understood() -> None:
    text = f"---\nnumber: null\nissued: null\nissuer: {ISSUER}\ntitle: a\nmeeting: null\n---\n\nGiao Sở Y tế.\n\n"
    notice, problems = read_notice(
        text + "giao " * LONGEST_PARAGRAPH, path="a.md", notice_id=f"{ISSUER}/khong-ro/a", register=REGISTER
    )
    assert notice is None
    assert [problem.in_english() for problem in problems] == [
        "a.md:11: paragraph must be at most 50,000 letters, not 250,000"
    ]


def test_understanding_has_no_more_time_than_is_left_of_the_file() -> None:
    source = Source(kind="text", text=SHAPES["signatures, signer"](2_000_000), sha256="")
    message = "Đọc và hiểu tệp quá lâu (hơn 0,2 giây): đã dừng."
    for work in (
        lambda: draft_within(source, allowance(0.2)),
        lambda: understood_within("Giao Sở Y tế:\n\n" * 100_000, None, 1, limit=allowance(0.2)),
    ):
        with pytest.raises(Refused) as refused:
            work()
        assert str(refused.value) == message
