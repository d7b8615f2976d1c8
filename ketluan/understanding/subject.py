"""Who a clause of a sentence orders (`giao X`), or addresses as its subject (`X chủ trì ...`)."""

from __future__ import annotations

import re

from ketluan.lexicon.wording import Words, matched, trie
from ketluan.understanding.body_name import read_names
from ketluan.understanding.clause import (
    SENTENCE_ENDS,
    Clause,
    asks,
    behind_connectives,
    inside_list,
    place_as_subject,
    surely_acts,
)
from ketluan.understanding.printed_name import Name
from ketluan.understanding.told import NOBODY, Told, parties

LONGEST_UNREAD = 12

_OWN_AUTHORITY = ("thống", "đồng", "nhất", "ghi", "đánh", "biểu", "chấp", "cơ")
_AUTHORITY = re.compile(
    r"(?:(?:Đồng chí )?(?:Phó )?Chủ tịch(?: Thường trực)? )?(?:UBND|[UỦ][yỷ] ban nhân dân)"
    r"(?: (?i:tỉnh|huyện|thành phố|thị xã|quận|xã|phường))?"
    r"|(?:Phó )?Thủ tướng Chính phủ|(?:Ban )?Thường (?:trực|vụ)(?: .*)?|(?:Phó )?Giám đốc Sở|Lãnh đạo Sở",
)


def told_by_clause(words: Words, clause: Clause, *, soft: bool, led: bool) -> Told:
    """Whom one clause tells; `soft` behind a mark that only parts a sentence, `led` when somebody is told already."""
    start = behind_connectives(words, clause.at)
    subject, behind = read_names(words, start)
    if not subject and not soft:
        subject, behind = place_as_subject(words, start)
    speaks = bool(subject) and _is_authority(subject)
    order_at = behind if speaks else start
    order = matched(trie("orders"), words, order_at)
    if order > order_at and words.at(order_at) not in ("chỉ", "lưu"):
        names, _ = _ordered_names(words, order)
        if names:
            return Told(lead=parties(names), ordered=True)
    if subject and words.at(behind) == ";":
        more, end = read_names(words, behind + 1)
        subject, behind = (subject + more, end) if more and asks(words, end) else (subject, behind)
    if not subject or not (asks(words, behind) or (not soft and _asks_behind_unread(words, behind))):
        return NOBODY
    if (speaks and words.at(behind) in _OWN_AUTHORITY) or (led and _only_helps(words, behind)):
        return NOBODY
    if soft and (any(name.vague for name in subject) or inside_list(words, clause.at)):
        return NOBODY
    return Told(lead=parties(subject))


def _asks_behind_unread(words: Words, at: int) -> bool:
    """Whether a list goes on with a body that the grammar cannot read, and an order follows all the same."""
    if words.at(at) not in (",", "và") or not words.capital(at + 1):
        return False
    for end in range(at + 2, min(at + LONGEST_UNREAD, len(words))):
        if words.at(end) in (";", ":", *SENTENCE_ENDS):
            return False
        if not words.capital(end) and surely_acts(words, end):
            return True
    return False


def _ordered_names(words: Words, at: int) -> tuple[tuple[Name, ...], int]:
    names, end = read_names(words, at)
    if names:
        return names, end
    for cho in range(at, min(at + 14, len(words))):
        if words.at(cho) in (",", ";", ".", ":"):
            break
        if words.at(cho) == "cho":
            return read_names(words, cho + 1)
    return (), at


def _is_authority(names: tuple[Name, ...]) -> bool:
    """Whether a subject is the office that speaks (`UBND tỉnh yêu cầu ...`), not one that is told."""
    return len(names) == 1 and not names[0].plural and bool(_AUTHORITY.fullmatch(names[0].text))


def _only_helps(words: Words, at: int) -> bool:
    """`... chủ trì; Sở B phối hợp thực hiện`: Sở B helps."""
    return words.folded[at : at + 2] == ("phối", "hợp") and words.at(at + 2) not in ("với", "chặt")
