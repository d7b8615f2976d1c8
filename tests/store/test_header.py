"""The front matter: what is read, what is written, and that both agree."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.model.notice import Meeting, Related, Signature, Tombstone
from ketluan.store.header import KEYS, Header, json_schema, key_table, read_header, write_notice

FULL = {
    "head": "UBND TỈNH KON TUM\n  VĂN PHÒNG\nSố: 975/TB - VP",
    "number": "975/TB-VP",
    "issued": dt.date(2014, 7, 10),
    "place": "Kon Tum",
    "issuer": "kon-tum/van-phong-ubnd",
    "title": "Kết luận: “họp” - 12:30",
    "meeting": Meeting(date=dt.date(2014, 7, 8), chair="Lê Thị Kim Đơn"),
    "signer": "Nguyễn Đình Cầu",
    "signer_position": ("KT. CHÁNH VĂN PHÒNG", "PHÓ VĂN PHÒNG"),
    "recipients": ("Như trên", "- Lưu: VT", "no", "012"),
    "topics": ("trẻ em",),
    "related": (Related(kind="implements", number="136/QĐ-UBND"), Related(kind="cites", id="a/b/2014/c")),
    "original": "975.pdf",
    "sha256": "0" * 64,
    "signature": Signature(signer="Văn phòng", time=dt.datetime(2025, 1, 9, 10, 21, 11), intact=True),
    "status": {"state": "withdrawn", "reason": "ban hành nhầm", "date": dt.date(2014, 8, 1)},
    "aliases": ("kon-tum/van-phong-ubnd/2014/cu",),
}
WRITTEN = """\
---
head: |-
  UBND TỈNH KON TUM
    VĂN PHÒNG
  Số: 975/TB - VP
number: 975/TB-VP
issued: 2014-07-10
place: Kon Tum
issuer: kon-tum/van-phong-ubnd
title: 'Kết luận: “họp” - 12:30'
meeting:
  date: 2014-07-08
  chair: Lê Thị Kim Đơn
signer: Nguyễn Đình Cầu
signer_position:
  - KT. CHÁNH VĂN PHÒNG
  - PHÓ VĂN PHÒNG
recipients:
  - Như trên
  - '- Lưu: VT'
  - 'no'
  - '012'
topics:
  - trẻ em
related:
  - kind: implements
    number: 136/QĐ-UBND
  - kind: cites
    id: a/b/2014/c
original: 975.pdf
sha256: '0000000000000000000000000000000000000000000000000000000000000000'
signature:
  signer: Văn phòng
  time: 2025-01-09T10:21:11
  intact: true
status:
  state: withdrawn
  reason: ban hành nhầm
  date: 2014-08-01
aliases:
  - kon-tum/van-phong-ubnd/2014/cu
---

Nội dung.
"""


def read(text: str) -> tuple[Header, str, int]:
    header, body, line, problems = read_header(text, "a.md")
    assert problems == [] and header is not None
    return header, body, line


def test_a_notice_is_written_as_people_would_write_it() -> None:
    assert write_notice(FULL, "\nNội dung.\n\n") == WRITTEN


def test_what_was_written_is_read_back() -> None:
    header, body, line = read(WRITTEN)
    assert (body, line) == ("Nội dung.", 44)
    expected = dict(FULL, withdrawn=Tombstone(reason="ban hành nhầm", date=dt.date(2014, 8, 1)))
    del expected["status"]
    assert {name: getattr(header, name) for name in expected} == expected


def test_the_order_of_the_fields_is_the_table_s() -> None:
    assert write_notice(dict(reversed(FULL.items())), "Nội dung.") == WRITTEN


def test_empty_fields_are_left_out_unless_they_are_required() -> None:
    fields = {"issuer": "a/b", "title": "T", "place": None, "recipients": (), "head": ""}
    expected = "---\nnumber: null\nissued: null\nissuer: a/b\ntitle: T\nmeeting: null\n---\n\nx\n"
    assert write_notice(fields, "x") == expected


def test_a_field_that_the_table_does_not_have_cannot_be_written() -> None:
    with pytest.raises(ValueError, match=r"^key must be one of head, .*, aliases, not 'isued'; gần nhất là 'issued'$"):
        write_notice({"isued": None}, "")


def test_lines_of_keys_are_those_of_the_file() -> None:
    header, _, _ = read(WRITTEN)
    assert (header.lines["head"], header.lines["number"], header.lines["aliases"]) == (2, 6, 40)


def test_a_null_meeting_is_an_empty_one() -> None:
    header, _, _ = read("---\nnumber: null\nissued: ~\nissuer: a/b\ntitle: T\nmeeting:\n---\nx")
    assert (header.meeting, header.issued) == (Meeting(), None)


def test_quoted_null_is_text() -> None:
    header, _, _ = read("---\nnumber: null\nissued: null\nissuer: a/b\ntitle: 'null'\nmeeting: null\n---\nx")
    assert header.title == "null"


def test_a_ruling_line_in_the_body_does_not_end_the_front_matter_again() -> None:
    _, body, line = read(WRITTEN + "\n---\n\ntitle: x\n")
    assert body == "Nội dung.\n\n---\n\ntitle: x" and line == 44


def test_nesting_meant_to_exhaust_the_machine_is_refused() -> None:
    for attack in ("[" * 200_000, "- " * 200_000, "? " * 200_000, "{a: " * 200_000):
        *_, problems = read_header(f"---\ntopics: x\nhead:\n {attack}\n---\n", "a.md")
        assert [problem.in_english() for problem in problems] == ["a.md:4: YAML must be nested at most 12 levels deep"]


def test_control_characters_are_named() -> None:
    *_, problems = read_header("---\ntitle: a\nhead: \x07\n---\n", "a.md")
    assert [problem.in_english() for problem in problems] == ["a.md:3: YAML must not hold the control character U+0007"]


def test_the_guide_s_table_has_a_row_for_every_key() -> None:
    rows = key_table().splitlines()
    assert rows[0] == "| Khóa | Bắt buộc | Dạng | Ý nghĩa |"
    for key in KEYS:
        assert any(row.startswith(f"| `{key.name}` |") for row in rows)
    assert "| `meeting.chair` | không | chữ | họ tên người chủ trì |" in rows


def test_the_json_schema_comes_from_the_same_table() -> None:
    schema = json_schema()
    assert schema["required"] == ["number", "issued", "issuer", "title", "meeting"]
    assert list(schema["properties"]) == [key.name for key in KEYS]
    assert schema["properties"]["issuer"]["pattern"] == r"^(?:[a-z0-9-]+(?:/[a-z0-9-]+)+)$"
    assert schema["additionalProperties"] is False


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


LETTERS = st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn"), blacklist_characters="\ufeff")
WORD = st.text(LETTERS, min_size=1).map(composed).filter(str.strip)
LINE = WORD.map(lambda text: " ".join(text.split()))
LINES = (
    st.lists(WORD, min_size=1)
    .map("\n".join)
    .map(lambda text: "\n".join(text.splitlines()))
    .map(lambda t: t.strip("\n"))
)
DAY = st.dates(dt.date(1945, 9, 2), dt.date(2100, 1, 1))
MEETING = st.builds(Meeting, date=st.none() | DAY, place=st.none() | LINE, name=st.none() | LINE, chair=LINE)
FIELDS = st.fixed_dictionaries(
    {"issuer": st.just("kon-tum/van-phong-ubnd"), "title": LINE, "meeting": MEETING, "issued": st.none() | DAY},
    optional={
        "head": LINES.filter(str.strip),
        "signer": LINE,
        "recipients": st.lists(LINE, min_size=1).map(tuple),
        "signer_position": st.lists(LINE, min_size=1).map(tuple),
    },
)
BODY = st.lists(WORD, min_size=1).map("\n".join).filter(lambda text: text.split("\n")[0].strip()).map(str.rstrip)


@given(FIELDS, BODY)
def test_whatever_is_written_is_read_back(fields: dict[str, object], body: str) -> None:
    header, text, _ = read(write_notice(fields, body))
    assert {name: getattr(header, name) for name in fields} == fields
    assert text == body
