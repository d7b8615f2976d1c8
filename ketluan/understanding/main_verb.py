"""What the main verb of a sentence does: asks for something, or says how things are."""

from __future__ import annotations

import re
from typing import Literal

from ketluan.lexicon.lexicon import folded as folded_word
from ketluan.lexicon.lexicon import lexicon, split

LONGEST_SUBJECT = 40
DEMANDING = frozenset(
    {"verb", "work", "activity", "organising", "lead", "help", "manner", "order", "assignment", "direction"}
)
OBLIGING = frozenset({"obligation", "order", "assignment"})
STATING = frozenset({"state", "praise"})

_ADVERBIAL = re.compile(
    r"(?:Trong|Qua|Sau|Từ|Đến|Với|Nhờ|Do|Về|Theo|Tại|Tính|Năm|Thời gian|Để|Nhằm|Đối với|Riêng|Trước|Khi|Nếu|Trên cơ sở"
    r"|Bên cạnh|Ngoài ra|Đồng thời|Căn cứ)\b(?:(?!\b(?:phải|cần|đã|chưa)\b)[^,;.:]){0,200}[,:]\s+"
)
_NOMINAL = re.compile(
    r"(?:công tác|việc|hoạt động|kết quả|tình hình|quá trình|tỷ lệ|tổng số|số|hiệu quả|chất lượng|tiến độ|nội dung"
    r"|nhiệm vụ|chương trình|dự án|kế hoạch|công trình)\b",
    re.IGNORECASE,
)


def main_verb(text: str) -> Literal["demands", "states", ""]:
    """By the first verb that is no part of the subject; empty when there is none that the lexicon knows.

    A verb at the beginning asks; behind a subject it does when the subject is no noun of work (`Công tác kiểm tra đã
    ...`) and no word for how things are stands before it.
    """
    if found := _ADVERBIAL.match(text):
        text = text[found.end() :]
    printed = [word for word in split(text)[1::2]][:LONGEST_SUBJECT]
    words = [folded_word(word) for word in printed]
    nominal, at = bool(_NOMINAL.match(text)), 0
    while at < len(words) and words[at] not in (".", ";"):
        end, kind = lexicon().find(words, at, capital=printed[at][0].isupper())
        if kind in STATING:
            return "states"
        if kind in OBLIGING and (at == 0 or not (printed[at][0].isupper() or words[at] == "không")):
            return "demands"
        if kind in DEMANDING and not nominal and (at == 0 or not printed[at][0].isupper()):
            return "demands"
        at = max(end, at + 1)
    return ""
