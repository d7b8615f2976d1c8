"""Clauses of a text: where they start, what goes before their subject, and whether an order follows a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ketluan.lexicon.wording import Words, matched, trie
from ketluan.understanding.body_name import read_names
from ketluan.understanding.extent import behind_area
from ketluan.understanding.name_parts import behind_bracket
from ketluan.understanding.place_name import behind_level, behind_proper
from ketluan.understanding.printed_name import Name

WINDOW = 120
SENTENCE_ENDS = {".", "!", "?", "…", "..", "..."}

_OF_ORDERS = (("trách", "nhiệm", "của"), ("nhiệm", "vụ", "của"), ("nhiệm", "vụ", "đối", "với"))


class Clause(NamedTuple):
    """Where a clause starts; `after` the mark before it, `sentence` where its sentence starts."""

    at: int
    after: str
    sentence: int


def clauses(words: Words) -> Iterator[Clause]:
    """The parts of a text behind full stops, semicolons, commas, colons and `và giao`."""
    sentence = 0
    yield Clause(0, "", 0)
    for at, word in enumerate(words.folded):
        if word in SENTENCE_ENDS and words.capital(at + 1):
            sentence = at + 1
            yield Clause(sentence, ".", sentence)
        elif word in (";", ",", ":") or (word == "và" and words.at(at + 1) == "giao"):
            yield Clause(at + 1, word, sentence)


def behind_connectives(words: Words, at: int) -> int:
    """Past `Đồng thời`, `Ngoài ra,`, `Trước mắt` at the head of a clause."""
    for _ in range(3):
        end = matched(trie("connectives"), words, at)
        if end == at:
            return at
        at = end + (words.at(end) == ",")
    return at


def behind_prefix(words: Words, at: int) -> int:
    """Past `Giao`, `Đề nghị`, `Đối với`, `Trách nhiệm của` at the head of a title."""
    at = behind_connectives(words, at)
    end = matched(trie("orders"), words, at)
    if end > at:
        return end
    return next((at + len(of) for of in _OF_ORDERS if words.folded[at : at + len(of)] == of), at)


def asks(words: Words, at: int) -> bool:
    """Whether what follows a name says what it is to do."""
    at = behind_bracket(words, behind_area(words, at))
    if words.at(at) == ":":
        return True
    if words.at(at) == ",":
        at += 1
    if words.folded[at : at + 2] in (("theo", "quyết"), ("theo", "kế"), ("được", "thành")):
        at = _behind_document(words, at)
    return matched(trie("actions"), words, at) > at


def _behind_document(words: Words, at: int) -> int:
    """Past `theo Quyết định số 12/QĐ-UBND ngày 15/02/2017 (của UBND tỉnh)`."""
    dated = at
    for end in range(at, min(at + 30, len(words))):
        if words.at(end) in (",", ";", "."):
            break
        if words.printed[end].isdigit():
            dated = end + 1
    if words.at(dated) == "của" and (names := read_names(words, dated + 1))[0]:
        return names[1]
    return dated


def leaders_in_bracket(words: Words) -> tuple[Name, ...]:
    """`Công tác tuyển sinh (Phòng Đào tạo chủ trì)`: a topic, and in brackets at its end who leads."""
    start = words.folded.index("(") + 1 if "(" in words.folded else len(words)
    names, end = read_names(words, start)
    return names if words.folded[end:] in (("chủ", "trì", ")"), ("thực", "hiện", ")")) else ()


def place_as_subject(words: Words, at: int) -> tuple[tuple[Name, ...], int]:
    """`Thị xã Sông Cầu tổ chức ...`, `Riêng tỉnh A: giải quyết ...`: a place that acts stands for its committee."""
    level = behind_level(words, at)
    end = behind_proper(words, level) if level > at else at
    if end == level or not surely_acts(words, end + (words.at(end) == ":")):
        return (), at
    return (Name(words.slice(at, end), words.slice(at, end)),), end


def surely_acts(words: Words, at: int) -> bool:
    """Whether a word there is a verb of an order and hardly anything else."""
    return matched(trie("firm_actions"), words, at) > at and matched(trie("actions"), words, at) > at


def shows_direction(words: Words, at: int) -> bool:
    """`theo hướng: Bộ A chủ trì ...` describes a draft and tells nobody."""
    return "hướng" in words.folded[max(0, at - 4) : at]


def inside_list(words: Words, at: int) -> bool:
    """Whether the comma before only separates the bodies of one list."""
    return any(read_names(words, start)[1] > at for start in range(max(0, at - 14), at - 1))
