"""What kind of document a number names, and of which year."""

from __future__ import annotations

import re

_NAMES = {
    "QĐ": "Quyết định",
    "NQ": "Nghị quyết",
    "NĐ": "Nghị định",
    "CT": "Chỉ thị",
    "TB": "Thông báo",
    "KH": "Kế hoạch",
    "TTR": "Tờ trình",
    "BC": "Báo cáo",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "HD": "Hướng dẫn",
    "KL": "Kết luận",
    "ĐA": "Đề án",
    "CTR": "Chương trình",
    "CTHĐ": "Chương trình hành động",
}
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
