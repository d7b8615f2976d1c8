"""Departments: a head and what it is for (`Sở Y tế`), the head often shared (`các Sở: Tài chính, Nội vụ`)."""

from __future__ import annotations

from ketluan.lexicon.wording import Words, matched, trie
from ketluan.understanding.committee_name import committees_of, spread
from ketluan.understanding.name_parts import behind_place, behind_portfolio, open_end
from ketluan.understanding.place_name import begins_body, behind_level, behind_own_name, behind_separator
from ketluan.understanding.printed_name import LONGEST_LIST, Item, Name, one_name


def department(words: Words, start: int, body: int, prefix: str, *, plural: bool) -> Item | None:
    """`Sở Y tế`, `các Sở: Tài chính, Kế hoạch và Đầu tư`, `Trưởng phòng Tư pháp`, `Sở TN&MT`."""
    head = matched(trie("portfolio_heads"), words, body)
    if head == body or (words.at(body) in ("ban", "viện", "bộ") and not words.capital(body) and not plural):
        return None
    named = words.slice(body, head)
    named = named[:1].upper() + named[1:] if plural else named
    first = head + 1 if words.at(head) == ":" and plural else head
    end = behind_portfolio(words, first)
    if end == first or _only_acts(words, body, first, end):
        return _unlisted(words, start, body, head, held=bool(prefix))
    shared = f"{prefix}{named}"
    if not plural:
        return spread(words, start, end) or one_name(words, start, behind_place(words, end), shared=shared)
    names: list[Name] = []
    cursor = first
    while (
        len(names) < LONGEST_LIST
        and words.capital(cursor)
        and (end_of_portfolio := behind_portfolio(words, cursor)) > cursor
    ):
        end = behind_place(words, end_of_portfolio)
        names.append(Name(f"{shared} {words.slice(cursor, end)}", words.slice(start, end)))
        following = behind_separator(words, end)
        if following == end or _names_itself(words, following):
            break
        cursor = following
    if len(names) == 1:
        return one_name(words, start, behind_place(words, end), plural=True, shared=shared)
    return Item(tuple(names), end, shared) if names else None


def _only_acts(words: Words, body: int, at: int, end: int) -> bool:
    """`Sở kiểm tra ...`, `Bộ tổng hợp ...`: what it does, not what it is for."""
    return words.at(body) in ("sở", "bộ") and not words.capital(at) and matched(trie("actions"), words, at) == end


def _unlisted(words: Words, start: int, body: int, head: int, *, held: bool) -> Item | None:
    """`Cục Quản lý xây dựng và ...`, read as an open name; `Phó Giám đốc Sở` when an office goes before."""
    if not words.capital(body) and not (words.capital(head) and (held or words.at(body) == "phòng")):
        return None
    if words.capital(head) and (end := open_end(words, head)):
        return one_name(words, start, end)
    return one_name(words, start, head) if held else None


def _names_itself(words: Words, at: int) -> bool:
    """Whether an item of a list has a head of its own (`Công an tỉnh` among departments)."""
    return matched(trie("fixed", "open"), words, at) > matched(trie("portfolios"), words, at) or (
        begins_body(words, at) and words.at(at + 1) in ("tỉnh", "huyện", "thành", "thị", "xã", "quận", "phường", "tp")
    )


def shared_head(words: Words, at: int, shared: str) -> Item | None:
    """A further item of a list that leaves out the head: `Sở Tài chính, Nội vụ`, `UBND phường A, xã B`."""
    if not shared or (not words.capital(at) and behind_level(words, at) == at):
        return None
    if _starts_with_committee(shared):
        level = behind_level(words, at)
        named = level > at and behind_own_name(words, level) > level
        return committees_of(words, at, head=shared, level=at, plural=False) if named else None
    end = matched(trie("portfolios"), words, at)
    if end == at and _is_abbreviation(words, at) and _is_abbreviation(words, at - 2):
        end = at + 1
    if end == at or not words.capital(at):
        return None
    return _given_back(words, at, behind_place(words, end), shared)


def _is_abbreviation(words: Words, at: int) -> bool:
    """Whether a word is an abbreviation that the lists do not know (`Phòng NVY, NVD, KHTC`)."""
    return words.printed[at].isalpha() and words.printed[at].isupper() and len(words.printed[at]) > 1


def _starts_with_committee(shared: str) -> bool:
    last = shared.lower().split()
    return bool(last) and last[-1] in ("ubnd", "dân", "hđnd")


def _given_back(words: Words, at: int, end: int, shared: str) -> Item:
    return Item((Name(f"{shared} {words.slice(at, end)}", words.slice(at, end)),), end, shared)
