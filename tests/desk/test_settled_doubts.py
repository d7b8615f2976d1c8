"""What the import was not sure of is asked no more once somebody has filled it in or put it right."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from ketluan.desk.reading_view import import_doubts
from ketluan.model.import_report import UNREAD, ImportReport, Subject, UnsurePoint
from ketluan.model.notice import Notice
from ketluan.store.reader import read_archive
from tests.conftest import ROOT, TODAY
from tests.desk.desk_client import NOTICE


@pytest.fixture(scope="module")
def notice() -> Notice:
    return read_archive(Path(ROOT / "notices"), today=TODAY)[0].by_id[NOTICE]


def point(field: str, why: str, words: str = "", about: Subject = "field") -> UnsurePoint:
    return UnsurePoint(about=about, field=field, why=why, words=words)


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [
        (point("number", f"{UNREAD} số, ký hiệu.", "Số: 2# /TB-VP"), {"number": None}, {"number": "975/TB-VP"}),
        (
            point("issued", "hãy so", "10/07/2014", "figures"),
            {"issued": dt.date(2014, 7, 10)},
            {"issued": dt.date(2014, 7, 11)},
        ),
        (
            point("recipients", "Phần cuối có chữ lạ.", "~ Thường trực;"),
            {"recipients": ("~ Thường trực", "Lưu")},
            {"recipients": ("Thường trực", "Lưu")},
        ),
    ],
)
def test_a_doubt_is_settled_by_what_a_person_writes(
    notice: Notice, asked: UnsurePoint, before: dict[str, object], after: dict[str, object]
) -> None:
    report = ImportReport(on=TODAY, source="a.pdf", points=(asked,))
    assert [each.why for each in import_doubts(report, replace(notice, **before))] == [asked.why]  # type: ignore[arg-type]
    assert import_doubts(report, replace(notice, **after)) == ()  # type: ignore[arg-type]


def test_what_nobody_can_settle_by_writing_stays(notice: Notice) -> None:
    report = ImportReport(on=TODAY, source="a.pdf", points=(point("chair", "Chức vụ chưa rõ.", "Ông A"),))
    assert len(import_doubts(report, notice)) == 1
