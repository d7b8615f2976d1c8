"""Offices and persons before the name of a body: `các đồng chí`, `Chủ tịch`, `Giám đốc`, `Trưởng`."""

from __future__ import annotations

from ketluan.lexicon.wording import DASHES, Words, matched, trie

LONGEST_PERSON = 5

PLURAL = {"các", "những"}

_HAMLETS = {"thôn", "bản", "ấp", "khóm", "buôn", "làng"}
_LED = {
    *("phòng", "ban", "công", "văn", "thanh", "đoàn", "các", "trạm", "chi", "bộ", "đài", "tòa", "khoa"),
}
_LONE_HEADS = (("trưởng",), ("phó", "trưởng"), ("chánh",), ("phó", "chánh"))


def behind_courtesy(words: Words, at: int) -> int:
    """Past `các đồng chí`, and past a person's name when the office follows."""
    start = at
    if words.at(at) in PLURAL and words.folded[at + 1 : at + 3] == ("đồng", "chí"):
        at += 1
    if words.folded[at : at + 2] == ("đồng", "chí"):
        at += 2
    elif words.at(at) in ("đ", "ông", "bà") and words.at(at + 1) in ("/", "c") and words.at(at + 2) == "c":
        at += 3
    elif words.at(at) in ("ông", "bà") and words.capital(at + 1):
        at += 1
    if at == start or not words.capital(at) or behind_position(words, at) > at:
        return at
    person = at
    while words.capital(person) and person < at + 5 and behind_position(words, person) == person:
        person += 1
    if words.at(person) in {",", *DASHES}:
        person += 1
    return person if behind_position(words, person) > person else at


def behind_position(words: Words, at: int) -> int:
    """Past an office (`Chủ tịch`, `Giám đốc`, `Trưởng`), when a body follows it."""
    if words.folded[at : at + 2] == ("tất", "cả") and words.at(at + 2) in PLURAL:
        return at + 2
    end = matched(trie("positions"), words, at)
    if end == at:
        return at
    if words.at(end) in {*DASHES, ","} and (other := matched(trie("positions"), words, end + 1)) > end + 1:
        end = other
    if words.at(end) in ("của",):
        return at
    if words.folded[at:end] in _LONE_HEADS:
        several = words.at(end) in PLURAL
        following = words.at(end + several)
        return end if following in _LED or (several and following in _HAMLETS) else at
    return end


def behind_person(words: Words, at: int) -> int:
    """Past the name of a person, when an action follows it (`đồng chí Phó Hiệu trưởng Nguyễn Thị Mai chỉ đạo`)."""
    end = at
    while words.capital(end) and words.printed[end].istitle() and end < at + LONGEST_PERSON:
        end += 1
    return end if end > at + 1 and matched(trie("actions"), words, end) > end else at
