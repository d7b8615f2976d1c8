"""Bodies told apart by a number: `Các Ban Quản lý dự án: 2, 6, Thăng Long`, `các khu phố 3, 7`."""

from __future__ import annotations

from ketluan.lexicon.wording import Words
from ketluan.understanding.committee_name import ends_list
from ketluan.understanding.place_name import behind_proper, behind_separator
from ketluan.understanding.printed_name import LONGEST_LIST, Item, Name

_NUMBERED_GROUPS = {"phố", "thôn", "ấp", "khóm", "tổ", "xóm"}


def numbered(words: Words, start: int, body: int, behind: range) -> Item | None:
    """One body for each number or place behind a shared name; some number must be among them."""
    first = next((at for at in behind if words.at(at) == ":" or words.at(at).isdigit()), len(words))
    own, end = _listed(words, first + (words.at(first) == ":"))
    if len(own) < 2 or not any(name.isdigit() for name in own) or not ends_list(words, end):
        return None
    held, shared = words.slice(start, body - 1), words.slice(body, first)
    head = f"{held} {shared}" if held else shared[:1].upper() + shared[1:]
    return Item(tuple(Name(f"{head} {name}", words.slice(start, end)) for name in own), end)


def behind_numbers(words: Words, at: int) -> int:
    """Past the numbers of hamlets and quarters: `các khu phố 3, 7, 12`."""
    if words.at(at - 1) not in _NUMBERED_GROUPS or not words.at(at).isdigit():
        return at
    own, end = _listed(words, at)
    return end if all(name.isdigit() for name in own) and ends_list(words, end) else at


def _listed(words: Words, start: int) -> tuple[list[str], int]:
    """Numbers and names of places, apart by commas or `và`."""
    listed: list[str] = []
    cursor = end = start
    while len(listed) < LONGEST_LIST and (behind := _behind_one(words, cursor)) > cursor:
        listed.append(words.slice(cursor, behind))
        end, cursor = behind, behind_separator(words, behind)
        if cursor == end:
            break
    return listed, end


def _behind_one(words: Words, at: int) -> int:
    if words.at(at).isdigit():
        return at + 1
    road = at + (words.at(at) == "đường")
    end = behind_proper(words, road)
    return end if end > road else at
