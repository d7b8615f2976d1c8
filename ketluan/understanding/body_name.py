"""The grammar of names of bodies: where one starts and ends, and lists of names with a shared head."""

from __future__ import annotations

from functools import cache, lru_cache

from ketluan.lexicon.wording import Words, first_words, matched, trie
from ketluan.understanding.committee_name import committee, spread
from ketluan.understanding.department_name import department, shared_head
from ketluan.understanding.extent import behind_area, behind_qualifier, behind_relative, behind_schools, behind_topic
from ketluan.understanding.name_parts import (
    LONGEST_NAME,
    behind_bracket,
    behind_place,
    behind_portfolio,
    is_no_name,
    open_end,
)
from ketluan.understanding.numbered_name import behind_numbers, numbered
from ketluan.understanding.place_name import behind_level, behind_levels, behind_number, behind_proper, behind_separator
from ketluan.understanding.posts import PLURAL, behind_courtesy, behind_person, behind_position
from ketluan.understanding.printed_name import LONGEST_LIST, Item, Name, one_name

_BEGINNERS = {"tất", "đồng", "đ", "ông", "bà", "tỉnh", "huyện", "xã", "phường", "quận", "tp", "thành", "thị", "đặc"}


def read_names(words: Words, start: int) -> tuple[tuple[Name, ...], int]:
    """The list of names that starts there and where it ends; no names and `start` when no body is named there."""
    return _list(words, start) if words.at(start) in _beginnings() else ((), start)


@lru_cache(maxsize=512)
def _list(words: Words, start: int) -> tuple[tuple[Name, ...], int]:
    names: list[Name] = []
    cursor, end, shared = start, start, ""
    while len(names) < LONGEST_LIST and (item := _item(words, cursor, shared)):
        end, shared = item.end, item.shared or shared
        if (
            words.at(end) == ":"
            and _is_announcing(item)
            and (listed := _item(words, end + 1, shared or _first_head(item)))
        ):
            item = listed
            end, shared = item.end, item.shared or shared
        names += item.names
        end = behind_bracket(words, behind_area(words, end))
        cursor = behind_separator(words, end)
        if cursor == end:
            break
    return tuple(names), end


def _is_announcing(item: Item) -> bool:
    return len(item.names) == 1 and item.names[0].plural


def _first_head(item: Item) -> str:
    """`Sở` for `các sở, ban, ngành`, whose members follow a colon."""
    for word in item.names[0].text.replace(",", " ").split():
        if word.lower() in ("sở", "bộ", "phòng"):
            return word.capitalize()
    return ""


def _item(words: Words, start: int, shared: str) -> Item | None:
    if start >= len(words) or not (words.at(start) in _beginnings() or (shared and words.capital(start))):
        return None
    at = behind_courtesy(words, start)
    named = behind_position(words, at)
    body = named + 1 if words.at(named) in PLURAL else named
    plural = body > named
    if body >= len(words) or is_no_name(words, body, plural=plural):
        return None
    prefix = f"{words.slice(at, named)} " if named > at else ""
    found = [
        committee(words, at, body),
        department(words, at, body, prefix, plural=plural),
        _fixed(words, at, body),
        _group(words, at, body, plural=plural, held=named > start),
        _open(words, at, body, plural=plural),
    ]
    read = [item for item in found if item]
    if not read and named > at and (whole := _group(words, at, at, plural=False, held=False)):
        return whole
    if not read:
        person = behind_person(words, named) if named > at > start else named
        return one_name(words, at, person) if person > named else shared_head(words, at, shared)
    longest = max(read, key=lambda item: item.end)
    return _with_charge(words, at, longest)


def _with_charge(words: Words, start: int, item: Item) -> Item:
    """`Ủy viên Ban Thường vụ phụ trách cơ sở`: an office and what it is in charge of."""
    if words.folded[item.end : item.end + 2] != ("phụ", "trách") or len(item.names) > 1:
        return item
    charge = item.end + 2
    end = max(behind_qualifier(words, charge), matched(trie("portfolios"), words, charge))
    return one_name(words, start, end, plural=item.names[0].plural) if end > item.end + 2 else item


@cache
def _beginnings() -> frozenset[str]:
    """The words that a body, an office or a courtesy can begin with."""
    lists = ("portfolio_heads", "committees", "positions", "fixed", "open", "group_nouns", "open_nouns")
    return first_words(*lists) | PLURAL | _BEGINNERS


def _fixed(words: Words, start: int, body: int) -> Item | None:
    """Bodies whose names are known as a whole, and the place behind them."""
    end = matched(trie("fixed"), words, body)
    if end == body or not (words.capital(body) or body > start):
        return None
    if matched(trie("open"), words, body) > end:
        return None
    several = words.at(end) in PLURAL
    if several and (places := spread(words, start, end)):
        return places
    if several and words.at(end + 1) == "cấp":
        return one_name(words, start, end + 2, plural=True)
    group = _behind_group(words, end + 1) if several and behind_place(words, end) == end else end
    if group > end + 1:
        return one_name(words, start, _group_extent(words, group)[0], plural=True)
    owner = max(
        matched(trie("committees"), words, end), matched(trie("fixed"), words, end) if words.capital(end) else end
    )
    if words.at(end - 1) == "ngành":
        owner = max(owner, behind_portfolio(words, end))
    if words.at(end) == "ban" and words.capital(end) and words.capital(end + 1):
        owner = max(owner, _behind_owner(words, end))
    return one_name(
        words,
        start,
        _behind_parent(words, behind_place(words, behind_number(words, owner))),
        plural=several or words.at(start) in PLURAL,
    )


def _behind_parent(words: Words, at: int) -> int:
    """Past `thuộc Bộ Y tế`."""
    return _behind_owner(words, at + 1) if words.at(at) == "thuộc" and words.capital(at + 1) else at


def _group(words: Words, start: int, body: int, *, plural: bool, held: bool) -> Item | None:
    """`các sở, ban, ngành`, `các cơ quan, đơn vị liên quan`, `Thủ trưởng các đơn vị`, `ngành liên quan`."""
    end = _behind_group(words, body)
    if end == body:
        return None
    extent, vague = _group_extent(words, end)
    several = plural or words.slice(body, end).count(",") > 0 or words.at(body) == "trưởng"
    if not (several or held or vague):
        return None
    if not vague and not held and _names_nobody(words, body, end, extent):
        vague = True
    return one_name(words, start, extent, vague=vague, plural=True)


def _group_extent(words: Words, at: int) -> tuple[int, bool]:
    """Past what says which ones, and whether it only says `liên quan`."""
    vague = False
    for _ in range(6):
        at_related = at + 1 if words.at(at) == "có" else at
        if words.folded[at_related : at_related + 2] == ("liên", "quan"):
            at, vague = at_related + 2, True
        elif (end := _group_detail(words, at)) > at:
            at = end
        else:
            break
    return at, vague


def _group_detail(words: Words, at: int) -> int:
    pair = words.folded[at : at + 2]
    if pair in (
        ("chức", "năng"),
        ("chuyên", "môn"),
        ("nêu", "trên"),
        ("có", "tên"),
        ("dự", "họp"),
        ("nói", "trên"),
        ("ở", "địa"),
        ("các", "cấp"),
    ):
        return at + 2
    if pair in (("trực", "thuộc"), ("là", "thành")) or words.at(at) in ("thuộc", "của"):
        inner = at + (2 if pair == ("trực", "thuộc") else 3 if pair == ("là", "thành") else 1)
        return _behind_owner(words, inner)
    if pair == ("trên", "địa"):
        return behind_place(words, at + 3)
    if pair == ("phụ", "trách"):
        return behind_levels(words, at + 2)
    if words.at(at - 1) in ("viên", "việc") and words.at(at) not in (",", "và", "phụ", "có"):
        return _behind_owner(words, at)
    return behind_numbers(words, behind_relative(words, behind_place(words, at)))


def _behind_owner(words: Words, at: int) -> int:
    """Past the body that a group belongs to."""
    if level := behind_level(words, at) - at:
        return behind_proper(words, at + level)
    item = _item(words, at, "")
    return item.end if item else at


def _open(words: Words, start: int, body: int, *, plural: bool) -> Item | None:
    """Names that end only where a verb, a mark or another name begins: companies, centres, boards."""
    lower = plural or body > start
    nouns = matched(trie("open_nouns"), words, body)
    head = max(matched(trie("open"), words, body), nouns if lower or nouns - body > 1 else body)
    if head == body or not (words.capital(body) or nouns >= head > body):
        return None
    schools = behind_schools(words, head) if plural and words.at(head - 1) == "trường" else head
    end = open_end(words, schools)
    end = max(end, behind_topic(words, head, body=body)) if end else end
    if end is None or (end == head and head - body < 2 and words.capital(body)):
        return None
    for at in range(head, end):
        if places := spread(words, start, at):
            return places
    if not plural:
        return one_name(words, start, end, plural=lower)
    behind = behind_area(words, _behind_superior(words, end))
    return numbered(words, start, body, range(head, end + 1)) or one_name(words, start, behind, plural=True)


def _behind_superior(words: Words, at: int) -> int:
    """Past `trực thuộc Bộ`."""
    if words.folded[at : at + 2] != ("trực", "thuộc"):
        return at
    end = behind_place(words, at + 2)
    if end == at + 2:
        end = _behind_owner(words, end)
    return end if end > at + 2 else at


def _behind_group(words: Words, at: int) -> int:
    end = matched(trie("group_nouns"), words, at)
    if matched(trie("open_nouns"), words, at) >= end > at or (
        words.capital(at) and end > at and matched(trie("open", "fixed"), words, at) > end
    ):
        return at
    while end > at and (cursor := behind_separator(words, end)) > end:
        if words.at(cursor) in PLURAL or end - at > LONGEST_NAME:
            break
        following = matched(trie("group_nouns"), words, cursor)
        longer = max(
            matched(trie("open", "fixed", "open_nouns"), words, cursor), matched(trie("committees"), words, cursor)
        )
        if (
            following == cursor
            or longer > following
            or (words.capital(cursor) and _names_member(words, cursor, following))
        ):
            break
        end = following
    return end


def _names_member(words: Words, at: int, end: int) -> bool:
    """Whether a capital noun there is the head of a proper name (`Sở Y tế`, `Phòng Tư pháp`)."""
    return behind_portfolio(words, end) > end and words.capital(end)


def _names_nobody(words: Words, body: int, end: int, extent: int) -> bool:
    """Agencies, units and localities without any word that says which."""
    nouns = {
        "cơ",
        "quan",
        "đơn",
        "vị",
        "địa",
        "phương",
        "tổ",
        "chức",
        "cá",
        "nhân",
        ",",
        "và",
        "chính",
        "quyền",
        "cấp",
        "ngành",
    }
    return extent == end and set(words.folded[body:end]) <= nouns
