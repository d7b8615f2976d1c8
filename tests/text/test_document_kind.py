"""A cited number says the kind and sometimes the year of its document."""

from __future__ import annotations

import pytest

from ketluan.text.document_kind import OTHER_KIND, document_kind, number_year


@pytest.mark.parametrize(
    ("number", "kind", "year"),
    [
        ("34/2014/QĐ-TTg", "Quyết định", "2014"),
        ("12/2013/NĐ-CP", "Nghị định", "2013"),
        ("34-NQ/TU", "Nghị quyết", None),
        ("975/TB-VP", "Thông báo", None),
        ("15/TTr-STC", "Tờ trình", None),
        ("05/2011/TTLT-BNV-BTC", "Thông tư liên tịch", "2011"),
        ("1234/UBND-KT", OTHER_KIND, None),
        ("45/STC-QLNS", OTHER_KIND, None),
        ("39/2012/QH13", OTHER_KIND, "2012"),
        ("2014/QĐ-UBND", "Quyết định", None),
    ],
)
def test_kind_and_year_of_a_number(number: str, kind: str, year: str | None) -> None:
    assert (document_kind(number), number_year(number)) == (kind, year)
