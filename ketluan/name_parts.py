"""Pieces that names of bodies are made of: places, offices, what separates the items of a list."""

from __future__ import annotations

from ketluan.office import PLURAL, behind_position
from ketluan.place_name import begins_body, behind_level, behind_levels, behind_proper, behind_region
from ketluan.wording import DASHES, Words, matched, trie

LONGEST_NAME = 24
LONGEST_QUALIFIER = 2
_LINKS = {"và", "có", "không", "đã", "để", "trong", "với", "theo", "tại", "trước", "của", "cùng", "tổ", "làm"}

_REGIONS = {"vùng", "miền", "khu", "phía"}
_HAVING = {"trách", "văn", "kế", "giải", "phương", "biện", "ý", "báo", "hình", "thể", "chức", "nhiệm"}


def behind_bracket(words: Words, at: int) -> int:
    """Past an explanation in brackets; it is no part of a name."""
    if words.at(at) != "(":
        return at
    for end in range(at + 1, min(at + 60, len(words))):
        if words.at(end) == ")":
            return end + 1
    return at


def behind_area(words: Words, at: int) -> int:
    """Past `trên địa bàn tỉnh`, which says where and not who."""
    return behind_place(words, at + 3) if words.folded[at : at + 3] == ("trên", "địa", "bàn") else at


def is_no_name(words: Words, at: int, *, plural: bool) -> bool:
    """Whether a word that could begin a body begins something else there (`tổ chức hội nghị`, `Ban hành`)."""
    other = matched(trie("not_names"), words, at)
    return other > at and not (plural and matched(trie("group_nouns", "open_nouns"), words, at) >= other)


def behind_portfolio(words: Words, at: int) -> int:
    """Past what a department is for: a phrase of the list, or its abbreviation (`LĐ-TB&XH`)."""
    end = matched(trie("portfolios"), words, at)
    if end > at and words.at(end) in DASHES and words.capital(end + 1) and not starts_item(words, end + 1):
        return open_end(words, end + 1) or end
    if end > at:
        return end
    if (
        at < len(words)
        and words.printed[at].isupper()
        and len(words.printed[at]) > 1
        and not words.printed[at].isdigit()
    ):
        end = at + 1
        while words.at(end) in {"&", "và", *DASHES} and end + 1 < len(words) and words.printed[end + 1].isupper():
            if len(words.printed[end + 1]) < 2 or (words.at(end) in DASHES and not words.joined(end)):
                break
            end += 2
    return end


def behind_place(words: Words, at: int) -> int:
    """Past the place that a name ends with: `tỉnh`, `huyện Đăk Hà`, `các huyện, thành phố`, `Quảng Ngãi`, `cấp xã`."""
    several = words.at(at) in PLURAL
    level = behind_levels(words, at + several)
    if level > at + several:
        if words.folded[level : level + 2] == ("trực", "thuộc"):
            return behind_level(words, level + 2)
        return behind_proper(words, level) if not several else level
    if words.at(at) in ("sở", "bộ", "ngành") and words.capital(at):
        return behind_portfolio(words, at + 1) if words.capital(at + 1) else at + 1
    if words.at(at) == "cấp" and (level := behind_levels(words, at + 1)) > at + 1:
        return level
    if words.at(at) == "khu" and words.at(at + 1) == "vực":
        return behind_proper(words, at + 2) + (words.at(at + 2).isdigit())
    if words.at(at) in DASHES and words.folded[at + 1 : at + 3] == ("chi", "nhánh"):
        return behind_place(words, at + 3)
    end = at if begins_body(words, at) else behind_proper(words, at)
    lone = end == at + 1 and end < len(words) and words.printed[end].islower()
    return at if lone and not words.printed[at].isupper() else end


def behind_relative(words: Words, at: int) -> int:
    """Past `có cụm công nghiệp`, when an action or the end follows within a few words."""
    if words.at(at) != "có" or words.at(at + 1) in _HAVING or words.at(at + 1) == "liên":
        return at
    for end in range(at + 2, min(at + 10, len(words) + 1)):
        if (
            end == len(words)
            or words.at(end) in {":", "("}
            or (matched(trie("actions"), words, end) > end and not matched(trie("tails"), words, end) > end)
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


def starts_item(words: Words, at: int) -> bool:
    """Whether a new item of a list of bodies starts there."""
    return (
        begins_body(words, at)
        or behind_position(words, at) > at
        or (words.at(at) in PLURAL)
        or (words.at(at) in ("sở", "bộ", "phòng", "cục", "vụ") and behind_portfolio(words, at + 1) > at + 1)
    )


def open_end(words: Words, head: int) -> int | None:
    """None when no end is in sight: then the grammar is unsure."""
    at = head
    while at < len(words):
        if at - head > LONGEST_NAME:
            return None
        step = _open_step(words, at, head)
        if step == at:
            return at
        at = step
    return at


def _open_step(words: Words, at: int, head: int) -> int:
    """Past the next piece of an open name, `at` when it ends here."""
    tail = matched(trie("tails"), words, at)
    if tail > at and (at == head or matched(trie("actions"), words, at) < tail):
        return tail
    word, printed = words.at(at), words.printed[at]
    if words.folded[at : at + 2] == ("liên", "quan") or words.folded[at : at + 3] == ("có", "liên", "quan"):
        return at
    if word in DASHES:
        return at + 1 if words.capital(at + 1) and not _is_sentence(words, at + 1) else at
    if word == ",":
        return _over_comma(words, at, head)
    if word in ("và", "&"):
        return at + 1 if words.capital(at + 1) and not starts_item(words, at + 1) else at
    if not printed[0].isalnum():
        return at + 1 if word in ("'", "’", "“", "”", '"') else at
    if printed[0].isupper() or printed[0].isdigit():
        return at + 1
    if (level := behind_place(words, at)) > at:
        return level
    if words.folded[at - 2 : at] == ("quản", "lý") and matched(trie("firm_actions"), words, at) == at:
        return at + 2
    stop = max(matched(trie("actions"), words, at), matched(trie("stops"), words, at))
    if stop == at or (stop == at + 1 and _is_second_syllable(words, at)):
        return at + 1
    return _behind_field(words, at)


def _behind_field(words: Words, at: int) -> int:
    """Past a field of work in a name (`Đơn vị tư vấn giám sát`): a word for work of which no object follows."""
    end = matched(trie("fields"), words, at)
    if end == at:
        return at
    if end == len(words) or words.at(end) in {"(", ":", "khu"} or words.printed[end][0].isdigit():
        return end
    acts = matched(trie("firm_actions"), words, end) > end and words.at(end) not in _LINKS
    return end if acts or behind_level(words, end) > end else at


def _is_second_syllable(words: Words, at: int) -> bool:
    """Whether a small syllable completes the capital one before it (`Chương trình`, never `Lào Cai trình`)."""
    return words.capital(at - 1) and not words.capital(at - 2) and not words.printed[at - 1].isupper()


def _is_sentence(words: Words, at: int) -> bool:
    return matched(trie("orders"), words, at) > at


def _over_comma(words: Words, at: int, head: int) -> int:
    """A comma inside a name joins its lines of business: `Đầu tư, Xây dựng và Kinh doanh dịch vụ`."""
    if not words.capital(at + 1) or starts_item(words, at + 1):
        return at
    for end in range(at + 1, min(at + 7, len(words))):
        if words.at(end) == "và" and words.capital(end + 1) and not starts_item(words, end + 1):
            return at + 1
        if words.at(end) in (",", ";", ".", ":"):
            return at
    return at
