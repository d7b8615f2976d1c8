"""Damaged texts: whatever extraction did to them, drafting does not fail and loses nothing."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from ketluan.importing.notice_text import notice_file
from ketluan.importing.parsing.draft import draft
from ketluan.importing.proof import differences, words_of
from ketluan.importing.readers.encodings import tidied
from ketluan.store.notice_body import read_body
from tests.importing.source_texts import damaged

EXAMPLES = int(os.environ.get("INTAKE_EXAMPLES", "150"))
SIGNED_APPENDIX = """UBND TỈNH HÀ NAM
Số: 1204/TB-STC
THÔNG BÁO
Kết luận của Giám đốc Sở
1. Thanh tra Sở xây dựng kế hoạch thanh tra năm 2021.
Nơi nhận:
- Ban Giám đốc Sở;
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Trần Thị Mơ
#PHỤ LỤC
Phân công nhiệm vụ
"""
MANY = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(damaged())
@example(SIGNED_APPENDIX)
def test_a_damaged_text_loses_no_word(text: str) -> None:
    assert differences(text, notice_file(draft(text, kind="ket-luan"), "kon-tum/ubnd")) == []


@MANY
@given(st.text().map(tidied))
@example(tidied("1\r\x0c0"))
@example("1\x0c|")
@example("|\n12\n|")
def test_any_text_at_all_is_drafted_without_loss(text: str) -> None:
    assume(words_of(text))
    assert differences(text, notice_file(draft(text, kind="ket-luan"), "kon-tum/ubnd")) == []


@MANY
@given(damaged())
def test_a_body_shows_exactly_the_words_of_its_markdown(text: str) -> None:
    body = draft(text, kind="ket-luan").body
    shown, _ = read_body(body, date=None)
    assert [word for block in shown.blocks for word in words_of(block.text)] == words_of(body)
