"""What the main verb of a sentence does: asks for something, or says how things are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ketluan.lexicon.lexicon import folded as folded_word
from ketluan.lexicon.lexicon import lexicon, split

LONGEST_SUBJECT = 40
DEMANDING = frozenset(
    {"verb", "work", "activity", "organising", "lead", "help", "manner", "order", "assignment", "direction"}
)
OBLIGING = frozenset({"obligation", "order", "assignment"})
# in front of the first verb: the sentence tells what is or was
_DECIDED = frozenset({"đã", "đang", "vẫn", "chưa", "là", "được", "bị", "đạt", "chiếm"})
ORDERING = frozenset({"order", "assignment"})
LONGEST_ORDER = 5
MOST_ADVERBIALS = 4
STATING = frozenset({"state", "also", "praise"})

# what may stand before the subject, up to its comma or colon
_ADVERBIAL = re.compile(
    r"(?i:Trong|Qua|Sau|Từ|Đến|Với|Nhờ|Do|Về|Theo|Tại|Tính|Năm|Thời gian|Để|Nhằm|Đối với|Riêng|Trước|Khi|Nếu|Trên cơ sở"
    r"|Bên cạnh|Ngoài ra|Đồng thời|Căn cứ)\b(?:(?!\b(?:phải|cần|đã|chưa)\b)[^,;.:]){0,200}[,:]\s+"
)
# nouns that are no body though a verb follows
_NOMINAL = re.compile(
    r"(?:công tác|việc|hoạt động|kết quả|tình hình|quá trình|tỷ lệ|tổng số|số|hiệu quả|chất lượng|tiến độ|nội dung"
    r"|nhiệm vụ|chương trình|dự án|kế hoạch|công trình)\b",
    re.IGNORECASE,
)
# `Cơ quan nào đã chiếm lòng đường phải tháo gỡ`: what the relative clause says is not the main verb
_WHICHEVER = re.compile(r"[^,;.:]{0,30}(?:,[^,;.:]{0,30})?\bnào\b[^.;:]*\b(?:phải|có trách nhiệm)\b")


@lru_cache(maxsize=1024)
def main_verb(text: str) -> Literal["demands", "states", ""]:
    """By the first verb that is no part of the subject; empty when there is none that the lexicon knows.

    A verb at the beginning asks; behind a subject it does when the subject is no noun of work (`Công tác kiểm tra đã
    ...`) and no word for how things are stands before it. What must be (`phải`) outweighs what is said of the subject
    (`Các dự án đã được phê duyệt phải ...`), in the same clause.
    """
    text = without_adverbials(text)
    if _WHICHEVER.match(text):
        return "demands"
    printed = split(text, LONGEST_SUBJECT)[1::2]
    words = [folded_word(word) for word in printed]
    nominal, at = bool(_NOMINAL.match(text)), 0
    stated = decided = False
    while at < len(words) and words[at] not in (".", ";"):
        end, kind = lexicon().find(words, at, capital=printed[at][0].isupper())
        if stated and words[at] == "," and decided:
            return "states"
        if kind in STATING:
            stated, decided = True, decided or words[at] in _DECIDED
        if kind in OBLIGING and (at == 0 or not (printed[at][0].isupper() or words[at] == "không")):
            return "demands"
        if kind in DEMANDING and not (nominal or stated) and (at == 0 or not printed[at][0].isupper()):
            return "demands"
        at = max(end, at + 1)
    return "states" if stated else ""


def begins_with_order(text: str) -> bool:
    """Whether a text begins with an order (`Giao ...`, `Đề nghị ...`), whoever gets it."""
    return _first_class(text) in ORDERING


def begins_with_demand(text: str) -> bool:
    """Whether a text begins with what is to be done, no subject in front (`Về giải ngân, tập trung tháo gỡ ...`)."""
    return _first_class(text) in DEMANDING


def _first_class(text: str) -> str:
    printed = split(without_adverbials(text), LONGEST_ORDER)[1::2]
    return lexicon().find([folded_word(word) for word in printed], 0, capital=bool(printed))[1]


def without_adverbials(text: str) -> str:
    """What follows the phrases that say when and why (`Trong quá trình thực hiện, nếu có vướng mắc, ...`)."""
    for _ in range(MOST_ADVERBIALS):
        if not (found := _ADVERBIAL.match(text)):
            break
        text = text[found.end() :]
    return text
