"""What kind of document a number names, and of which year."""

from __future__ import annotations

import re

TYPES: tuple[tuple[str, str], ...] = (
    ("thông báo", "TB"),
    ("kết luận", "KL"),
    ("chỉ thị", "CT"),
    ("công điện", "CĐ"),
    ("biên bản", "BB"),
    ("quyết định", "QĐ"),
    ("nghị quyết", "NQ"),
    ("nghị định", "NĐ"),
    ("thông tư", "TT"),
    ("thông tư liên tịch", "TTLT"),
    ("kế hoạch", "KH"),
    ("tờ trình", "TTr"),
    ("báo cáo", "BC"),
    ("hướng dẫn", "HD"),
    ("đề án", "ĐA"),
    ("phương án", "PA"),
    ("chương trình", "CTr"),
    ("chương trình hành động", "CTHĐ"),
    ("giấy mời", "GM"),
    ("quy chế", "QC"),
    ("quy định", "QyĐ"),
    ("hợp đồng", "HĐ"),
    *((name, "") for name in (
        "luật", "lệnh", "dự án", "thư mời", "phiếu trình", "phiếu gửi", "phiếu chuyển", "phiếu báo", "bản ghi nhớ",
        "giấy ủy quyền", "giấy giới thiệu", "giấy nghỉ phép", "đơn",
    )),
)  # fmt: skip
"""Types of documents with the symbols of their numbers, after decree 30/2020, article 7 and appendix III.

The short symbols of slips and cards are left out: as first letters of a letter's number they name who wrote it.
"""
_NAMES = {symbol.upper(): name.capitalize() for name, symbol in TYPES if symbol}
OTHER_KIND = "Công văn và văn bản khác"
"""A letter's number names who wrote it, not that it is a letter (decree 30/2020, appendix III)."""


def document_kind(number: str) -> str:
    """The kind that the first letters of a number stand for: `34/2014/QĐ-TTg` -> `Quyết định`."""
    letters = next((part for part in re.split(r"[/-]", number.upper()) if part.isalpha()), "")
    return _NAMES.get(letters, OTHER_KIND)


def number_year(number: str) -> str | None:
    """The year that numbers of legal documents carry: `34/2014/QĐ-TTg` -> `2014`."""
    found = re.search(r"/((?:19|20)\d\d)/", number)
    return found[1] if found else None
