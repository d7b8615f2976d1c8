"""A change of one thing is one hunk of a difference; what is set to what it was is no change at all."""

from __future__ import annotations

import datetime as dt
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.model.agency import Register
from ketluan.store.header import KEYS, read_header
from ketluan.store.notice_edit import with_attributes, with_field
from ketluan.store.reader import read_notice
from tests.conftest import ROOT

NOTICES = sorted((ROOT / "notices").rglob("*.md"))
TEXT = """---
head: |-
  ỦY BAN NHÂN DÂN TỈNH KON TUM

  VĂN PHÒNG
number: 12/TB-VP   # số của văn thư
issued: null
issuer: kon-tum/van-phong-ubnd
title: "Kết luận: của Phó Chủ tịch"
meeting:
    date: 2025-01-03
    chair: Võ Phiên
recipients:
- Sở Y tế

topics: []
---

Chủ tịch kết luận:

## 1. Sở Y tế {: lead="kon-tum/so-y-te" }

- Tổ chức khám bệnh
  cho trẻ em.
  {: due="2025-03-31" #1-1 }
- Báo cáo.

2\\. Sở Nội vụ rà soát.

| TT | Nhiệm vụ |
|---|---|
| 1 | Rà soát |
"""


def hunks(old: str, new: str) -> list[tuple[list[str], list[str]]]:
    one, two = old.split("\n"), new.split("\n")
    opcodes = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return [(one[a:b], two[c:d]) for tag, a, b, c, d in opcodes if tag != "equal"]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("number", "13/TB-VP", [(["number: 12/TB-VP   # số của văn thư"], ["number: 13/TB-VP"])]),
        ("issued", dt.date(2025, 1, 8), [(["issued: null"], ["issued: 2025-01-08"])]),
        ("place", "Kon Tum", [([], ["place: Kon Tum"])]),
        ("signer", "Nguyễn A", [([], ["signer: Nguyễn A"])]),
        ("aliases", ["a/b/2025/c"], [([], ["aliases:", "  - a/b/2025/c"])]),
        ("topics", ["y tế"], [(["topics: []"], ["topics:", "  - y tế"])]),
        ("recipients", ["Sở Y tế", "Lưu"], [(["- Sở Y tế"], ["  - Sở Y tế", "  - Lưu"])]),
        ("recipients", None, [(["recipients:", "- Sở Y tế"], [])]),
        ("title", "Kết luận", [(['title: "Kết luận: của Phó Chủ tịch"'], ["title: Kết luận"])]),
    ],
)
def test_a_field_that_changes_is_one_hunk(key: str, value: object, expected: object) -> None:
    assert hunks(TEXT, with_field(TEXT, key, value)) == expected


def test_a_field_inside_a_table_keeps_the_indent_of_the_table() -> None:
    changed = with_field(TEXT, "meeting.date", dt.date(2025, 1, 4))
    assert hunks(TEXT, changed) == [(["    date: 2025-01-03"], ["    date: 2025-01-04"])]
    added = with_field(TEXT, "meeting.place", "Kon Tum")
    assert hunks(TEXT, added) == [([], ["    place: Kon Tum"])]
    emptied = with_field(with_field(TEXT, "meeting.date", None), "meeting.chair", None)
    assert "meeting: null" in emptied.split("\n")


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_a_field_set_to_what_it_says_changes_nothing(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    header, *_ = read_header(text, "a.md")
    assert header is not None
    for key in KEYS:
        if key.name in header.lines and key.name != "status":
            assert with_field(text, key.name, getattr(header, key.name)) == text, key.name


def test_a_field_that_the_schema_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no such field: nubmer"):
        with_field(TEXT, "nubmer", "1/TB")
    with pytest.raises(ValueError, match="front matter cannot be read"):
        with_field("# Chỉ có thân bài", "number", "1/TB-VP")


OLD = '  {: due="2025-03-31" #1-1 }'


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(TEXT.split("\n"), 1) if words in line)


@pytest.mark.parametrize(
    ("words", "changes", "expected"),
    [
        ("Báo cáo.", {"due": "2025-02-01"}, [([], ['  {: due="2025-02-01" }'])]),
        ("Tổ chức", {"role": "directive"}, [([OLD], ['  {: due="2025-03-31" #1-1 .directive }'])]),
        ("Tổ chức", {"due": "2025-04-30"}, [(['  {: due="2025-03-31" #1-1 }'], ['  {: due="2025-04-30" #1-1 }'])]),
        ("Tổ chức", {"due": None, "id": None}, [(['  {: due="2025-03-31" #1-1 }'], [])]),
        ("## 1.", {"lead": None}, [(['## 1. Sở Y tế {: lead="kon-tum/so-y-te" }'], ["## 1. Sở Y tế"])]),
        ("2\\.", {"lead": "kon-tum/so-noi-vu"}, [([], ['{: lead="kon-tum/so-noi-vu" }'])]),
        ("| 1 |", {"lead": ""}, [(["| 1 | Rà soát |"], ['| 1 | Rà soát {: lead="" } |'])]),
        ("Báo cáo.", {"due": None}, []),
    ],
)  # fmt: skip
def test_what_a_person_says_of_a_block_is_one_hunk(
    words: str, changes: dict[str, str | None], expected: object
) -> None:
    assert hunks(TEXT, with_attributes(TEXT, line_of(words), changes)) == expected


def test_what_was_said_is_understood() -> None:
    text = with_attributes(TEXT, line_of("Báo cáo."), {"lead": "kon-tum/so-noi-vu", "due": "2025-02-01"})
    notice, _ = read_notice(
        text, path="a.md", notice_id="kon-tum/van-phong-ubnd/2025/a", register=Register(agencies={})
    )
    assert notice is not None
    found = next(task for task in notice.directives if task.text == "Báo cáo.")
    assert found.deadline is not None and found.deadline.date == dt.date(2025, 2, 1)
    assert [party.id for party in found.lead] == ["kon-tum/so-noi-vu"]


@given(st.sampled_from(["number", "place", "signer", "title"]), st.text(min_size=1, max_size=30))
def test_any_value_is_read_as_it_was_set(key: str, value: str) -> None:
    shown = " ".join(value.split())
    if not shown or not shown.isprintable():
        return
    header, *_ = read_header(with_field(TEXT, key, shown), "a.md")
    assert header is not None
    if key != "number":
        assert getattr(header, key) == shown
    assert header.recipients == ("Sở Y tế",)
