"""The grammar of names of bodies: where one starts and ends, and lists of names with a shared head."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketluan.wording import DASHES, Words, first_words, matched, trie

LONGEST_NAME = 24
LONGEST_LIST = 60

_LEVELS = {"tỉnh", "huyện", "xã", "phường", "quận", "tp", "bộ", "ấp"}
_TWO_WORD_LEVELS = {("thành", "phố"), ("thị", "xã"), ("thị", "trấn"), ("đặc", "khu"), ("trung", "ương")}
_PLURAL = {"các", "những"}
_HAVING = {"trách", "văn", "kế", "giải", "phương", "biện", "ý", "báo", "hình", "thể", "chức", "nhiệm"}


@dataclass(frozen=True, slots=True)
class Name:
    """A body as printed, the head that it shares given back.

    `words` what it was taken from; `vague` for those that name nobody (`các đơn vị liên quan`); `plural` for groups.
    """

    text: str
    words: str
    vague: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """One item of a list of names: usually one name, several behind a plural head (`các Sở: A, B`)."""

    names: tuple[Name, ...]
    end: int
    shared: str = ""


def read_names(words: Words, start: int) -> tuple[tuple[Name, ...], int]:
    """The list of names that starts there and where it ends; no names and `start` when no body is named there."""
    names: list[Name] = []
    cursor, end, shared = start, start, ""
    while len(names) < LONGEST_LIST and (item := _item(words, cursor, shared)):
        end, shared = item.end, item.shared or shared
        if words.at(end) == ":" and _is_announcing(item) and (listed := _item(words, end + 1, shared or _first_head(item))):
            item = listed
            end, shared = item.end, item.shared or shared
        names += item.names
        end = _behind_bracket(words, behind_area(words, end))
        cursor = _behind_separator(words, end)
        if cursor == end:
            break
    return tuple(names), end


def _is_announcing(item: _Item) -> bool:
    return len(item.names) == 1 and item.names[0].plural


def _first_head(item: _Item) -> str:
    """`Sở` for `các sở, ban, ngành`, whose members follow a colon."""
    for word in item.names[0].text.replace(",", " ").split():
        if word.lower() in ("sở", "bộ", "phòng"):
            return word.capitalize()
    return ""


def _behind_bracket(words: Words, at: int) -> int:
    """Past an explanation in brackets; it is no part of a name."""
    if words.at(at) != "(":
        return at
    for end in range(at + 1, min(at + 60, len(words))):
        if words.at(end) == ")":
            return end + 1
    return at


def behind_area(words: Words, at: int) -> int:
    """Past `trên địa bàn tỉnh`, which says where and not who."""
    return _behind_place(words, at + 3) if words.folded[at : at + 3] == ("trên", "địa", "bàn") else at


def _behind_separator(words: Words, at: int) -> int:
    if words.at(at) == "," and words.at(at + 1) in ("và", "cùng", "với"):
        return at + 2
    return at + 1 if words.at(at) in (",", "và", "&", "hoặc") else at


def _item(words: Words, start: int, shared: str) -> _Item | None:
    if start >= len(words) or not (words.at(start) in _beginnings() or (shared and words.capital(start))):
        return None
    at = _behind_courtesy(words, start)
    named = _behind_position(words, at)
    body = named + 1 if words.at(named) in _PLURAL else named
    plural = body > named
    if body >= len(words) or is_no_name(words, body, plural=plural):
        return None
    prefix = f"{words.slice(at, named)} " if named > at else ""
    found = [
        _committee(words, at, body),
        _portfolio(words, at, body, prefix, plural=plural),
        _fixed(words, at, body),
        _group(words, at, body, plural=plural, held=bool(prefix)),
        _open(words, at, body, plural=plural),
    ]
    read = [item for item in found if item]
    return max(read, key=lambda item: item.end) if read else _shared(words, at, shared)


@cache
def _beginnings() -> frozenset[str]:
    """The words that a body, an office or a courtesy can begin with."""
    lists = ("portfolio_heads", "committees", "positions", "fixed", "open", "group_nouns", "open_nouns")
    return first_words(*lists) | _PLURAL | {"đồng", "đ", "ông", "bà"} | _LEVELS | {"thành", "thị", "đặc"}


def is_no_name(words: Words, at: int, *, plural: bool) -> bool:
    """Whether a word that could begin a body begins something else there (`tổ chức hội nghị`, `Ban hành`)."""
    other = matched(trie("not_names"), words, at)
    return other > at and not (plural and matched(trie("group_nouns", "open_nouns"), words, at) >= other)


def _behind_courtesy(words: Words, at: int) -> int:
    """Past `các đồng chí`, and past a person's name when the office follows."""
    start = at
    if words.at(at) in _PLURAL and words.folded[at + 1 : at + 3] == ("đồng", "chí"):
        at += 1
    if words.folded[at : at + 2] == ("đồng", "chí"):
        at += 2
    elif words.at(at) in ("đ", "ông", "bà") and words.at(at + 1) in ("/", "c") and words.at(at + 2) == "c":
        at += 3
    elif words.at(at) in ("ông", "bà") and words.capital(at + 1):
        at += 1
    if at == start or not words.capital(at) or _behind_position(words, at) > at:
        return at
    person = at
    while words.capital(person) and person < at + 5 and _behind_position(words, person) == person:
        person += 1
    if words.at(person) in {",", *DASHES}:
        person += 1
    return person if _behind_position(words, person) > person else at


def _behind_position(words: Words, at: int) -> int:
    """Past an office (`Chủ tịch`, `Giám đốc`, `Trưởng`), when a body follows it."""
    end = matched(trie("positions"), words, at)
    if end == at:
        return at
    if words.at(end) in {*DASHES, ","} and (other := matched(trie("positions"), words, end + 1)) > end + 1:
        end = other
    if words.at(end) in ("của",):
        return at
    if words.folded[at:end] in (("trưởng",), ("phó", "trưởng"), ("chánh",), ("phó", "chánh")):
        following = words.at(end + (words.at(end) in _PLURAL))
        if following not in ("phòng", "ban", "công", "văn", "thanh", "đoàn", "các", "trạm", "chi", "bộ", "đài", "tòa", "khoa"):
            return at
    return end


def _level(words: Words, at: int) -> int:
    """Past the word for a kind of place."""
    if words.folded[at : at + 2] in _TWO_WORD_LEVELS:
        return at + 2
    if words.at(at) in _LEVELS and words.at(at) not in ("bộ", "ấp"):
        return at + 1 + (words.at(at) == "tp" and words.at(at + 1) == ".")
    return at


def _proper(words: Words, at: int) -> int:
    """Past the name of a place: capitals, with the digits and apostrophes that belong to it."""
    end = at
    while end < at + 6 and end < len(words):
        word = words.printed[end]
        if not (word[0].isupper() or (end > at and word.isdigit() and len(word) < 3)):
            break
        if end > at and _head(words, end):
            break
        end += 1
    return end


def _head(words: Words, at: int) -> bool:
    """Whether a word there begins a body of its own."""
    return (
        matched(trie("committees"), words, at) > at
        or (words.at(at) in ("sở", "phòng", "chi") and matched(trie("portfolios"), words, at + 1) > at + 1)
        or matched(trie("fixed"), words, at) > at
        or matched(trie("open"), words, at) > at + 1
    )


def _levels(words: Words, at: int) -> int:
    """Past a list of kinds of places: `huyện, thị xã, thành phố`."""
    end = _level(words, at)
    while end > at and (cursor := _behind_separator(words, end)) > end and (following := _level(words, cursor)) > cursor:
        if words.capital(following) and words.at(end) != ":":
            break
        end = following
    return end


def _committee(words: Words, start: int, body: int) -> _Item | None:
    """`UBND tỉnh`, `UBND các huyện, thành phố`, `UBND các phường: Yên Bái, Văn Phú`."""
    head = matched(trie("committees"), words, body)
    if head == body:
        return None
    prefix = words.slice(start, head)
    if words.at(head) == "cấp":
        return _one(words, start, _levels(words, head + 1), plural=True)
    if words.folded[head : head + 2] == ("các", "cấp"):
        return _one(words, start, head + 2, plural=True)
    plural = words.at(head) in _PLURAL
    place = head + plural
    if words.at(place).isdigit():
        plural, place = True, place + 1
    end = _levels(words, place)
    if end == place:
        return _one(words, start, head)
    places = end + 1 if words.at(end) == ":" else end
    if words.capital(places) and not _head(words, places):
        return _places(words, start, places, f"{prefix} {words.slice(place, end).split(',')[-1].strip()}", several=plural, shared=prefix)
    generic = plural or words.slice(place, end).count(",") > 0
    return _one(words, start, _behind_extent(words, end) if generic else end, plural=generic, shared=prefix)


def _places(words: Words, start: int, places: int, head: str, *, several: bool, shared: str) -> _Item | None:
    """One body for each place named."""
    names, cursor, end = [], places, places
    while len(names) < LONGEST_LIST and (end_of_place := _proper(words, cursor)) > cursor:
        end = end_of_place
        names.append(Name(f"{head} {words.slice(cursor, end)}", words.slice(start, end)))
        following = _behind_separator(words, _behind_bracket(words, end))
        if not several or following == end or not words.capital(following) or _head(words, following) or _level(words, following) > following:
            break
        cursor = following
    return _Item(tuple(names), end, shared) if names else None


def _portfolio(words: Words, start: int, body: int, prefix: str, *, plural: bool) -> _Item | None:
    """`Sở Y tế`, `các Sở: Tài chính, Kế hoạch và Đầu tư`, `Trưởng phòng Tư pháp`, `Sở TN&MT`."""
    head = matched(trie("portfolio_heads"), words, body)
    if head == body or (words.at(body) in ("ban", "viện", "bộ") and not words.capital(body) and not plural):
        return None
    named = words.slice(body, head)
    named = named[:1].upper() + named[1:] if plural else named
    first = head + 1 if words.at(head) == ":" and plural else head
    end = _portfolio_end(words, first)
    if end == first:
        return _unlisted(words, start, body, head, held=bool(prefix))
    shared = f"{prefix}{named}"
    if not plural:
        return _one(words, start, _behind_place(words, end), shared=shared)
    names, cursor = [], first
    while (
        len(names) < LONGEST_LIST
        and words.capital(cursor)
        and (end_of_portfolio := _portfolio_end(words, cursor)) > cursor
    ):
        end = _behind_place(words, end_of_portfolio)
        names.append(Name(f"{shared} {words.slice(cursor, end)}", words.slice(start, end)))
        following = _behind_separator(words, end)
        if following == end or _names_itself(words, following):
            break
        cursor = following
    if len(names) == 1:
        return _one(words, start, _behind_place(words, end), plural=True, shared=shared)
    return _Item(tuple(names), end, shared) if names else None


def _unlisted(words: Words, start: int, body: int, head: int, *, held: bool) -> _Item | None:
    """`Cục Quản lý xây dựng và ...`, read as an open name; `Phó Giám đốc Sở` when an office goes before."""
    if not words.capital(body):
        return None
    if words.capital(head) and (end := _open_end(words, head)):
        return _one(words, start, end)
    return _one(words, start, head) if held else None


def _names_itself(words: Words, at: int) -> bool:
    """Whether an item of a list has a head of its own (`Công an tỉnh` among departments)."""
    return matched(trie("fixed", "open"), words, at) > matched(trie("portfolios"), words, at) or (
        _head(words, at) and words.at(at + 1) in ("tỉnh", "huyện", "thành", "thị", "xã", "quận", "phường", "tp")
    )


def _portfolio_end(words: Words, at: int) -> int:
    """Past what a department is for: a phrase of the list, or its abbreviation (`LĐ-TB&XH`)."""
    end = matched(trie("portfolios"), words, at)
    if end > at and words.at(end) in DASHES and words.capital(end + 1) and not _starts_item(words, end + 1):
        return _open_end(words, end + 1) or end
    if end > at:
        return end
    if at < len(words) and words.printed[at].isupper() and len(words.printed[at]) > 1 and not words.printed[at].isdigit():
        end = at + 1
        while words.at(end) in {"&", "và", *DASHES} and end + 1 < len(words) and words.printed[end + 1].isupper():
            if len(words.printed[end + 1]) < 2 or (words.at(end) in DASHES and not words.joined(end)):
                break
            end += 2
    return end


def _behind_place(words: Words, at: int) -> int:
    """Past the place that a name ends with: `tỉnh`, `huyện Đăk Hà`, `các huyện, thành phố`, `Quảng Ngãi`, `cấp xã`."""
    several = words.at(at) in _PLURAL
    level = _levels(words, at + several)
    if level > at + several:
        if words.folded[level : level + 2] == ("trực", "thuộc"):
            return _level(words, level + 2)
        return _proper(words, level) if not several else level
    if words.at(at) in ("sở", "bộ", "ngành") and words.capital(at):
        return _portfolio_end(words, at + 1)
    if words.at(at) == "cấp" and (level := _levels(words, at + 1)) > at + 1:
        return level
    if words.at(at) == "khu" and words.at(at + 1) == "vực":
        return _proper(words, at + 2) + (words.at(at + 2).isdigit())
    if words.at(at) in DASHES and words.folded[at + 1 : at + 3] == ("chi", "nhánh"):
        return _behind_place(words, at + 3)
    end = at if _head(words, at) else _proper(words, at)
    lone = end == at + 1 and end < len(words) and words.printed[end].islower()
    return at if lone and not words.printed[at].isupper() else end


def _fixed(words: Words, start: int, body: int) -> _Item | None:
    """Bodies whose names are known as a whole, and the place behind them."""
    end = matched(trie("fixed"), words, body)
    if end == body or not (words.capital(body) or body > start):
        return None
    if matched(trie("open"), words, body) > end:
        return None
    several = words.at(end) in _PLURAL
    owner = max(matched(trie("committees"), words, end), matched(trie("fixed"), words, end) if words.capital(end) else end)
    return _one(words, start, _behind_parent(words, _behind_place(words, owner)), plural=several or words.at(start) in _PLURAL)


def _behind_parent(words: Words, at: int) -> int:
    """Past `thuộc Bộ Y tế`."""
    return _behind_owner(words, at + 1) if words.at(at) == "thuộc" and words.capital(at + 1) else at


def _shared(words: Words, at: int, shared: str) -> _Item | None:
    """A further item of a list that leaves out the head: `Sở Tài chính, Nội vụ`, `UBND phường A, xã B`."""
    if not shared or not words.capital(at) and _level(words, at) == at:
        return None
    committee = _starts_with_committee(shared)
    if committee:
        level = _level(words, at)
        end = _proper(words, level)
        return _given_back(words, at, end, shared) if level > at and end > level else None
    end = matched(trie("portfolios"), words, at)
    if end == at or not words.capital(at):
        return None
    return _given_back(words, at, _behind_place(words, end), shared)


def _starts_with_committee(shared: str) -> bool:
    last = shared.lower().split()
    return bool(last) and last[-1] in ("ubnd", "dân", "hđnd")


def _given_back(words: Words, at: int, end: int, shared: str) -> _Item:
    return _Item((Name(f"{shared} {words.slice(at, end)}", words.slice(at, end)),), end, shared)


def _group(words: Words, start: int, body: int, *, plural: bool, held: bool) -> _Item | None:
    """`các sở, ban, ngành`, `các cơ quan, đơn vị liên quan`, `Thủ trưởng các đơn vị`, `ngành liên quan`."""
    end = _group_nouns(words, body)
    if end == body:
        return None
    extent, vague = _group_extent(words, end)
    several = plural or words.slice(body, end).count(",") > 0
    if not (several or held or vague):
        return None
    if not vague and not held and _nobody(words, body, end, extent):
        vague = True
    return _one(words, start, extent, vague=vague, plural=True)


def _group_nouns(words: Words, at: int) -> int:
    end = matched(trie("group_nouns"), words, at)
    if matched(trie("open_nouns"), words, at) >= end > at or (
        words.capital(at) and end > at and matched(trie("open", "fixed"), words, at) > end
    ):
        return at
    while end > at and (cursor := _behind_separator(words, end)) > end:
        if words.at(cursor) in _PLURAL or end - at > LONGEST_NAME:
            break
        following = matched(trie("group_nouns"), words, cursor)
        longer = max(matched(trie("open", "fixed", "open_nouns"), words, cursor), matched(trie("committees"), words, cursor))
        if following == cursor or longer > following or (words.capital(cursor) and _names_member(words, cursor, following)):
            break
        end = following
    return end


def _names_member(words: Words, at: int, end: int) -> bool:
    """Whether a capital noun there is the head of a proper name (`Sở Y tế`, `Phòng Tư pháp`)."""
    return _portfolio_end(words, end) > end and words.capital(end)


def _nobody(words: Words, body: int, end: int, extent: int) -> bool:
    """Agencies, units and localities without any word that says which."""
    nouns = {"cơ", "quan", "đơn", "vị", "địa", "phương", "tổ", "chức", "cá", "nhân", ",", "và", "chính", "quyền", "cấp", "ngành"}
    return extent == end and set(words.folded[body:end]) <= nouns


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
    if pair in (("chức", "năng"), ("chuyên", "môn"), ("nêu", "trên"), ("có", "tên"), ("dự", "họp"), ("nói", "trên"), ("ở", "địa")):
        return at + 2
    if pair in (("trực", "thuộc"), ("là", "thành")) or words.at(at) in ("thuộc", "của"):
        inner = at + (2 if pair == ("trực", "thuộc") else 3 if pair == ("là", "thành") else 1)
        return _behind_owner(words, inner)
    if pair == ("trên", "địa"):
        return _behind_place(words, at + 3)
    if pair == ("phụ", "trách"):
        return _levels(words, at + 2)
    if words.at(at - 1) == "viên" and words.at(at) not in (",", "và", "phụ", "có"):
        return _behind_owner(words, at)
    return _behind_relative(words, _behind_place(words, at))


def _behind_owner(words: Words, at: int) -> int:
    """Past the body that a group belongs to."""
    if level := _level(words, at) - at:
        return _proper(words, at + level)
    item = _item(words, at, "")
    return item.end if item else at


def _behind_extent(words: Words, at: int) -> int:
    """Past what narrows local governments: `liên quan`, `có cụm công nghiệp`."""
    related = at + 1 if words.at(at) == "có" else at
    if words.folded[related : related + 2] == ("liên", "quan"):
        return related + 2
    if words.folded[at : at + 2] == ("trực", "thuộc"):
        return _level(words, at + 2)
    return _behind_relative(words, at)


def _behind_relative(words: Words, at: int) -> int:
    """Past `có cụm công nghiệp`, when an action or the end follows within a few words."""
    if words.at(at) != "có" or words.at(at + 1) in _HAVING or words.at(at + 1) == "liên":
        return at
    for end in range(at + 2, min(at + 10, len(words) + 1)):
        if end == len(words) or words.at(end) in {":", "("} or (matched(trie("actions"), words, end) > end and not matched(trie("tails"), words, end) > end):
            return end
        if words.at(end) in {",", ";", ".", "để", "và"}:
            return end if words.at(end) == "," else at
    return at


def _open(words: Words, start: int, body: int, *, plural: bool) -> _Item | None:
    """Names that end only where a verb, a mark or another name begins: companies, centres, boards."""
    lower = plural or body > start
    nouns = matched(trie("open_nouns"), words, body)
    head = max(matched(trie("open"), words, body), nouns if lower or nouns - body > 1 else body)
    if head == body or not (words.capital(body) or nouns >= head > body):
        return None
    end = _open_end(words, head)
    if end is None or (end == head and head - body < 2 and words.capital(body)):
        return None
    return _one(words, start, behind_area(words, end) if plural else end, plural=lower)


def _open_end(words: Words, head: int) -> int | None:
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
    if tail > at:
        return tail
    word, printed = words.at(at), words.printed[at]
    if words.folded[at : at + 2] == ("liên", "quan") or words.folded[at : at + 3] == ("có", "liên", "quan"):
        return at
    if word in DASHES:
        return at + 1 if words.capital(at + 1) and not _is_sentence(words, at + 1) else at
    if word == ",":
        return _over_comma(words, at, head)
    if word in ("và", "&"):
        return at + 1 if words.capital(at + 1) and not _starts_item(words, at + 1) else at
    if not printed[0].isalnum():
        return at + 1 if word in ("'", "’", "“", "”", '"') else at
    if printed[0].isupper() or printed[0].isdigit():
        return at + 1 if at == head or not _head(words, at) or words.at(at - 1) in ("thuộc",) else _inside_head(words, at)
    if (level := _behind_place(words, at)) > at:
        return level
    if words.folded[at - 2 : at] == ("quản", "lý") and matched(trie("firm_actions"), words, at) == at:
        return at + 2
    stop = max(matched(trie("actions"), words, at), matched(trie("stops"), words, at))
    return at if stop > at and not (stop == at + 1 and _is_second_syllable(words, at)) else at + 1


def _is_second_syllable(words: Words, at: int) -> bool:
    """Whether a small syllable completes the capital one before it (`Chương trình`, never `Lào Cai trình`)."""
    return words.capital(at - 1) and not words.capital(at - 2) and not words.printed[at - 1].isupper()


def _inside_head(words: Words, at: int) -> int:
    """`Ban Chỉ đạo Công an ...` does not exist, but `Trung tâm Văn hóa, ... Bệnh viện ...` runs on without a comma."""
    return at + 1


def _is_sentence(words: Words, at: int) -> bool:
    return matched(trie("orders"), words, at) > at


def _over_comma(words: Words, at: int, head: int) -> int:
    """A comma inside a name joins its lines of business: `Đầu tư, Xây dựng và Kinh doanh dịch vụ`."""
    if not words.capital(at + 1) or _starts_item(words, at + 1):
        return at
    for end in range(at + 1, min(at + 7, len(words))):
        if words.at(end) == "và" and words.capital(end + 1) and not _starts_item(words, end + 1):
            return at + 1
        if words.at(end) in (",", ";", ".", ":"):
            return at
    return at


def _starts_item(words: Words, at: int) -> bool:
    """Whether a new item of a list of bodies starts there."""
    return (
        _head(words, at)
        or _behind_position(words, at) > at
        or (words.at(at) in _PLURAL)
        or (words.at(at) in ("sở", "bộ", "phòng", "cục", "vụ") and _portfolio_end(words, at + 1) > at + 1)
    )


def _one(words: Words, start: int, end: int, *, vague: bool = False, plural: bool = False, shared: str = "") -> _Item:
    text = words.slice(start, end)
    return _Item((Name(text, text, vague, plural),), end, shared)
