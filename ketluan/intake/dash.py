"""A dash at the front of a printed line: it begins an item, or a line break brought a hyphen there."""

from __future__ import annotations

import re

from ketluan.intake.marker import without_marker
from ketluan.wording import matched, trie, words_of

_TORN = re.compile(r"\W*(?:\d{1,2}/\d|Thương binh)")
_NEAR = 60


def is_torn(above: str, text: str) -> bool:
    """True for the second half of a date or of a name (`Giáo dục` / `- Đào tạo`) whose first half ends `above`."""
    if _TORN.match(text):
        return True
    before = words_of(above[-_NEAR:])
    joined = words_of(f"{above[-_NEAR:]} {text[:_NEAR]}")
    starts = range(max(0, len(before) - 6), len(before))
    return any(matched(trie("portfolios"), joined, start) > len(before) + 1 for start in starts)


def begins_task(text: str) -> bool:
    """True when the dash is followed by the verb of a task, and not by a person's position (`- Chủ nhiệm ...`)."""
    words = words_of(without_marker(text))
    if not words.capital(0) or matched(trie("positions"), words, 0):
        return False
    return matched(trie("actions", "orders"), words, 0) > 0
