"""What narrows a name behind it: where (`trên địa bàn tỉnh`), which ones (`có cụm công nghiệp`, `ven biển`)."""

from __future__ import annotations

from ketluan.lexicon.wording import Words, matched, trie
from ketluan.understanding.name_parts import behind_place
from ketluan.understanding.place_name import begins_body, behind_level, behind_region, behind_separator

LONGEST_QUALIFIER = 2
LONGEST_TOPIC = 18

_REGIONS = {"vùng", "miền", "khu", "phía"}
_SENTENCE_MARKS = {".", ";", ":", "("}
_HAVING = {"trách", "văn", "kế", "giải", "phương", "biện", "ý", "báo", "hình", "thể", "chức", "nhiệm"}


def behind_area(words: Words, at: int) -> int:
    """Past `trên địa bàn tỉnh`, which says where and not who."""
    return behind_place(words, at + 3) if words.folded[at : at + 3] == ("trên", "địa", "bàn") else at


def behind_schools(words: Words, at: int) -> int:
    """Past the kinds of schools: `mầm non, tiểu học và THCS`."""
    end = matched(trie("school_kinds"), words, at)
    while (
        end > at
        and (following := matched(trie("school_kinds"), words, cursor := behind_separator(words, end))) > cursor
    ):
        end = following
    return end


def behind_topic(words: Words, head: int, *, body: int) -> int:
    """Past what a steering committee is for, when its place and then an action or the end follow it
    (`Ban Chỉ đạo kiểm kê đất đai tỉnh rà soát`)."""
    if matched(trie("topics"), words, head) == head or matched(trie("topic_heads"), words, body) < head:
        return head
    for at in range(head + 1, min(head + LONGEST_TOPIC, len(words))):
        if words.at(at) in _SENTENCE_MARKS or begins_body(words, at) or matched(trie("stops"), words, at) > at:
            return head
        level = behind_level(words, at)
        if level > at and (
            level == len(words) or words.at(level) == ":" or matched(trie("actions"), words, level) > level
        ):
            return level
    return head


def behind_relative(words: Words, at: int) -> int:
    """Past `có cụm công nghiệp`, when an action or the end follows within a few words."""
    has = at + (words.at(at) == "nơi")
    if words.at(has) != "có" or words.at(has + 1) in _HAVING or words.at(has + 1) == "liên":
        return at
    for end in range(has + 2, min(at + 10, len(words) + 1)):
        if (
            end == len(words)
            or words.at(end) in {":", "("}
            or (
                matched(trie("actions"), words, end) > matched(trie("tails"), words, end)
                and matched(trie("tails"), words, end - 1) <= end
            )
        ):
            return end
        if words.at(end) in {",", ";", ".", "để", "và"}:
            return end if words.at(end) == "," else at
    return at


def behind_qualifier(words: Words, at: int) -> int:
    """Past what narrows a name: a known phrase (`ven biển`), a region with its name, or a word or two before an
    action."""
    if (known := matched(trie("qualifiers"), words, at)) > at:
        return known
    if words.at(at) in _REGIONS and (end := behind_region(words, at + 1)) > at + 1:
        return end
    for end in range(at, min(at + LONGEST_QUALIFIER + 1, len(words))):
        if words.capital(end) or not words.printed[end].isalpha() or matched(trie("stops"), words, end) > end:
            return at
        if matched(trie("actions"), words, end) > end:
            return end
    return at
