"""Who is told to do something.

The rules are those of the labelling guide; where the grammar of names is unsure, nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ketluan.lexicon.wording import Words, folded, matched, trie, words_of
from ketluan.model.notice import Party
from ketluan.understanding.body_name import read_names
from ketluan.understanding.clause import (
    SENTENCE_ENDS,
    WINDOW,
    Clause,
    asks,
    behind_connectives,
    behind_prefix,
    clauses,
    leaders_in_bracket,
    shows_direction,
)
from ketluan.understanding.helper_list import helper_spans
from ketluan.understanding.name_parts import behind_bracket
from ketluan.understanding.subject import told_by_clause
from ketluan.understanding.title_name import title_names, told_by_open_title
from ketluan.understanding.told import NOBODY, Told, parties

LONGEST_FIELD = 3
LONGEST_OBJECT = 12
LONGEST_RECURRENCE = 8

_SOFT = (",", ":", "và")
_DELEGATING = ("yêu", "phân")
_PREAMBLE_ORDERS = ("giao", "yêu", "đề")

_OFTEN = {"hằng", "hàng", "mỗi"}
_PERIODS = set(map(folded, ("ngày", "tuần", "tháng", "quý", "năm")))
_TIMES = _OFTEN | {"định", "sáng", "chiều", "thứ", "ngày", "đầu", "cuối", "vào"}
_OPENERS = {
    *("về", "đối", "riêng", "trên", "căn", "để", "trong", "sau", "nhằm"),
    *("theo", "từ", "đến", "ngay", "trước", "qua", "quá", "nếu", "khi"),
}


def told_by_title(text: str) -> Told:
    """The addressee of a heading or introducing line, without its colon: the bodies it names, or that it orders."""
    words = words_of(text)
    start = behind_prefix(words, 0)
    names, end = title_names(words, start)
    if names and (behind_bracket(words, end) == len(words) or _asks_in_title(words, end)):
        return Told(lead=parties(names), ordered=start > 0)
    if leaders := leaders_in_bracket(words):
        return Told(lead=parties(leaders))
    return told_by_open_title(words, start, names, end) or told_by_text(text, under_heading=False)


def _asks_in_title(words: Words, at: int) -> bool:
    """As in a sentence; but a word or three behind a comma may end the name (`Vụ Thi đua, khen thưởng`)."""
    if words.at(at) == "," and len(words) - at <= LONGEST_FIELD + 1:
        return matched(trie("firm_actions"), words, at + 1) > at + 1
    return asks(words, at)


def told_by_text(text: str, *, under_heading: bool) -> Told:
    """Who an item or paragraph itself tells; `under_heading` when the line above already names somebody.

    Ordered (`giao X`) or addressed as the subject of an order (`X chủ trì ...`), at the start of a sentence or of a
    part of it after a semicolon; behind a comma or colon only when nobody is told otherwise.
    """
    words = words_of(text)
    lead: list[Party] = []
    ordered = False
    told_in = -1
    for clause in _telling_clauses(words, under_heading=under_heading):
        soft = clause.after in _SOFT
        if soft and told_in == clause.sentence:
            continue
        if (lead or under_heading) and _only_answers(words, clause):
            continue
        found = told_by_clause(words, clause, soft=soft, led=bool(lead))
        if found.lead:
            told_in = clause.sentence
            lead += found.lead
            ordered = ordered or found.ordered
    if not lead:
        lead += _told_before_colon(words)
    acts = matched(trie("actions"), words, behind_connectives(words, 0)) > 0
    return Told(lead=tuple({party.name: party for party in lead}.values()), ordered=ordered, acts=acts)


def _telling_clauses(words: Words, *, under_heading: bool) -> Iterator[Clause]:
    """The clauses that may tell somebody: not those that show how a draft is to be, nor lists behind commas, nor
    those inside a list of helpers."""
    shown = -1
    helping = tuple(helper_spans(words)) if ";" in words.folded else ()
    for clause in clauses(words):
        if helping and any(clause.at in span for span in helping):
            continue
        if clause.after == ":" and shows_direction(words, clause.at):
            shown = clause.sentence
        if clause.sentence == shown or (clause.after == "," and not _after_opener(words, clause)):
            continue
        if under_heading and (_hands_down(words, clause) or _belongs_to_heading(words, clause)):
            continue
        yield clause


def _only_answers(words: Words, clause: Clause) -> bool:
    """`...; thủ trưởng đơn vị chịu trách nhiệm nếu ...`: says who answers for it, tells nobody else."""
    if clause.after not in (";", ","):
        return False
    names, behind = read_names(words, clause.at)
    if not names or words.folded[behind : behind + 3] != ("chịu", "trách", "nhiệm"):
        return False
    return matched(trie("actions"), words, behind + 3) == behind + 3


def _hands_down(words: Words, clause: Clause) -> bool:
    """`Phân công ...`, `Giao chỉ tiêu cho UBND các xã` under a heading: what those it names are to do themselves."""
    if words.at(clause.at) in _DELEGATING:
        return True
    if clause.after or words.at(clause.at) != "giao" or read_names(words, clause.at + 1)[0]:
        return False
    window = words.folded[clause.at + 2 : clause.at + LONGEST_OBJECT]
    names = read_names(words, clause.at + 3 + window.index("cho"))[0] if "cho" in window else ()
    return bool(names) and all(name.plural for name in names)


def _belongs_to_heading(words: Words, clause: Clause) -> bool:
    return clause.after in _SOFT and not _after_topic(words, clause)


def _told_before_colon(words: Words) -> tuple[Party, ...]:
    """`Các cơ sở đào tạo nghề: Tích cực ...`: an addressee that the grammar could not cut stands before a colon."""
    if ":" not in words.folded[:20]:
        return ()
    title = words_of(words.slice(0, words.folded.index(":")))
    told = told_by_open_title(title, behind_prefix(title, 0), (), 0)
    return told.lead if told else ()


def told_by_preamble(text: str) -> Told:
    """Whom the last sentence of the preamble orders (`... yêu cầu các sở, ngành thực hiện:`); nobody else is told."""
    small = text.lower().replace("ð", "đ")
    if not any(order in small for order in _PREAMBLE_ORDERS):
        return NOBODY
    words = words_of(text)
    last = max((at + 1 for at, word in enumerate(words.folded) if word in SENTENCE_ENDS), default=0)
    for at in range(len(words) - 1, max(last, len(words) - WINDOW) - 1, -1):
        if words.at(at) in _PREAMBLE_ORDERS and (end := matched(trie("orders"), words, at)) > at:
            names, behind = read_names(words, end)
            if names and asks(words, behind):
                return Told(lead=parties(names), ordered=True)
    return NOBODY


def _after_topic(words: Words, clause: Clause) -> bool:
    """`Về kinh phí: Sở Tài chính ...`, `Để ..., giao Sở A ...`: the topic leaves the sentence to its own subject."""
    if clause.after == ":":
        return words.at(clause.sentence) in ("về", "đối", "riêng")
    if (
        clause.after == ","
        and _recurs(words, clause.sentence)
        and "," not in words.folded[clause.sentence : clause.at - 1]
    ):
        return True
    return _after_opener(words, clause) and matched(trie("orders"), words, clause.at) > clause.at


def _after_opener(words: Words, clause: Clause) -> bool:
    """Whether a part behind a comma may have its own subject or order: its sentence begins with a circumstance, or
    the part itself is an order."""
    if words.at(clause.at) == "giao" or words.at(clause.sentence) in _OPENERS or _recurs(words, clause.sentence):
        return True
    return behind_connectives(words, clause.sentence) > clause.sentence


def _recurs(words: Words, at: int) -> bool:
    """Whether a sentence begins by saying how often (`Hằng tháng, ...`, `Chiều thứ Sáu hàng tuần, ...`)."""
    if words.at(at) not in _TIMES:
        return False
    opening = words.folded[at : at + LONGEST_RECURRENCE]
    return any(often in _OFTEN and unit in _PERIODS for often, unit in pairwise(opening))
