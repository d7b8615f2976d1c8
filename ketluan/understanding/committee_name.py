"""Local governments: a committee and its places (`UBND tỉnh`, `UBND các huyện`, `UBND các phường: A, B`)."""

from __future__ import annotations

from ketluan.lexicon.wording import Words, matched, trie
from ketluan.understanding.extent import behind_qualifier, behind_relative
from ketluan.understanding.name_parts import behind_bracket
from ketluan.understanding.place_name import (
    begins_body,
    behind_level,
    behind_levels,
    behind_number,
    behind_own_name,
    behind_proper,
    behind_separator,
)
from ketluan.understanding.posts import PLURAL
from ketluan.understanding.printed_name import LONGEST_LIST, Item, Name, one_name

_LIST_ENDS = ("", ":", "(", ";", ".")


def committee(words: Words, start: int, body: int) -> Item | None:
    """`UBND tỉnh`, `UBND các huyện, thành phố`, `UBND các phường: Yên Bái, Văn Phú`."""
    head = matched(trie("committees"), words, body)
    if head == body:
        return None
    if words.at(head) == "cấp":
        return one_name(words, start, behind_levels(words, head + 1), plural=True)
    if words.folded[head : head + 2] == ("các", "cấp"):
        return one_name(words, start, head + 2, plural=True)
    plural = words.at(head) in PLURAL
    place = head + plural
    if words.at(place).isdigit():
        plural, place = True, place + 1
    end = behind_levels(words, place)
    if end == place:
        return one_name(words, start, head)
    several_kinds = "," in words.folded[place:end] or "và" in words.folded[place:end]
    if _names_places(words, end):
        if plural and several_kinds:
            return _mixed(words, start, end)
        return committees_of(words, start, head=words.slice(start, head), level=place, plural=plural)
    generic = plural or several_kinds
    return one_name(
        words,
        start,
        _behind_extent(words, end) if generic else end,
        plural=generic,
        shared=words.slice(start, head),
    )


def committees_of(words: Words, start: int, *, head: str, level: int, plural: bool) -> Item | None:
    """One body for each place named behind its kind: `các huyện: A, B`, also without `các` when an action follows."""
    end = behind_level(words, level)
    named = f"{head} {words.slice(level, end)}"
    names, behind = _places(words, start, end + (words.at(end) == ":"), named)
    if plural or len(names) < 2 or ends_list(words, behind):
        return Item(tuple(names), behind, head) if names else None
    first = behind_own_name(words, end)
    return Item((names[0],), first, head)


def spread(words: Words, start: int, at: int) -> Item | None:
    """`Công an các huyện: A, B`, `Ban Chỉ đạo các huyện A, B`: one body for each place named."""
    level = behind_level(words, at + 1)
    named = level + (words.at(level) == ":")
    if words.at(at) not in PLURAL or level == at + 1 or not words.capital(named) or begins_body(words, named):
        return None
    return committees_of(words, start, head=words.slice(start, at), level=at + 1, plural=True)


def _names_places(words: Words, at: int) -> bool:
    """Whether places are named there, maybe behind a colon; an order may stand there too (`UBND các xã: Rà soát`)."""
    if words.at(at) != ":":
        return behind_own_name(words, at) > at and not begins_body(words, at)
    orders = matched(trie("actions"), words, at + 1) > at + 1 and not words.capital(at + 2)
    return words.capital(at + 1) and not begins_body(words, at + 1) and not orders


def _mixed(words: Words, start: int, at: int) -> Item | None:
    """`UBND các huyện, thành phố Đà Lạt, Bảo Lộc`: which is of which kind is not printed, so the list is one name."""
    names, end = _places(words, start, at + (words.at(at) == ":"), "")
    return one_name(words, start, end, plural=True) if names else None


def _places(words: Words, start: int, places: int, head: str) -> tuple[list[Name], int]:
    names: list[Name] = []
    cursor = end = places
    behind = behind_number if words.at(places).isdigit() else behind_proper
    while len(names) < LONGEST_LIST and (end_of_place := behind(words, cursor)) > cursor:
        end = end_of_place
        names.append(Name(f"{head} {words.slice(cursor, end)}", words.slice(start, end)))
        following = behind_separator(words, behind_bracket(words, end))
        if following == end or begins_body(words, following) or behind_level(words, following) > following:
            break
        cursor = following
    return names, end


def ends_list(words: Words, at: int) -> bool:
    """Whether a list of names may end there: before a mark, an action, or one more name."""
    following = behind_separator(words, at)
    return (
        words.at(at) in _LIST_ENDS
        or matched(trie("actions"), words, at) > at
        or (following > at and (begins_body(words, following) or behind_level(words, following) > following))
    )


def _behind_extent(words: Words, at: int) -> int:
    """Past what narrows local governments: `liên quan`, `có cụm công nghiệp`, `ven biển`."""
    related = at + 1 if words.at(at) == "có" else at
    if words.folded[related : related + 2] == ("liên", "quan"):
        return related + 2
    if words.folded[at : at + 2] == ("trực", "thuộc"):
        return behind_level(words, at + 2)
    relative = behind_relative(words, at)
    return relative if relative > at else behind_qualifier(words, at)
