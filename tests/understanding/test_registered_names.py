"""A text is read with the names of a register that may stand in it as with all of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from ketluan.store.notice_body import read_body
from ketluan.store.register_file import read_register
from ketluan.understanding.registered_names import names_within
from tests.conftest import ROOT, SHARED, needs_shared

FIXTURES = Path(__file__).parent / "fixtures"
NAMES = (
    "Chi cục Thuế",
    "Sở Dân số và Gia đình",
    "Trung tâm Phục vụ hành chính công",
    "Công ty TNHH MTV Xổ số kiến thiết",
    "Ban Quản lý Khu kinh tế",
    "Đài Khí tượng",
    "Vườn Thú và Cây",
)
REGISTER, _ = read_register(ROOT / "notices" / "agencies.yml")
EVERY = tuple(
    sorted({*NAMES, *(name for agency in REGISTER.agencies.values() for name in (agency.name, *agency.aliases))})
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- Sở Dân số và Gia đình báo cáo.", "Sở Dân số và Gia đình"),
        ("- Các sở: Y tế, Dân số và Gia đình báo cáo.", "Sở Dân số và Gia đình"),
        ("- SỞ DÂN SỐ VÀ GIA ĐÌNH, sờ dan so va gia dinh.", "Sở Dân số và Gia đình"),
        ("- Giao ĐàiKhí tượng\nbáo cáo.", "Đài Khí tượng"),
        ("- Giao Đài&nbsp;Khí **tượng** báo cáo.", "Đài Khí tượng"),
        ("- Ngành Thuế báo cáo.", ""),
        ("- Các ngành báo cáo về xổ số.", ""),
        ("- Giao Ðài Khí tượng báo cáo.", "Đài Khí tượng"),
        ("- Giao Vườn Thú & Cây báo cáo.", "Vườn Thú và Cây"),
    ],
)
def test_a_name_may_stand_in_a_text_in_whatever_marks(text: str, found: str) -> None:
    assert names_within(NAMES, text) == ((found,) if found else ())
    assert read_body(text, date=None, names=NAMES) == read_body(text, date=None, names=names_within(NAMES, text))


def test_whoever_reads_fixtures_needs_no_other_names() -> None:
    assert _read_otherwise(FIXTURES.rglob("*.md")) == []


@needs_shared
def test_whoever_reads_real_documents_needs_no_other_names() -> None:
    assert _read_otherwise([*SHARED.glob("corpus/*/*.txt"), *SHARED.glob("seeds/*")]) == []


def _read_otherwise(paths: Iterable[Path]) -> list[str]:
    texts = {path.name: path.read_text(encoding="utf-8", errors="replace") for path in paths if path.is_file()}
    assert texts
    return [
        name
        for name, text in texts.items()
        if read_body(text, date=None, names=EVERY) != read_body(text, date=None, names=names_within(EVERY, text))
    ]
