"""Names that share a head: `UBND các huyện: A, B`, `các Sở: Tài chính, Nội vụ`, `Sở Tài chính, Nội vụ`."""

from __future__ import annotations

import re

from ketluan.understanding.body_name import Item, Name, name_rule
from ketluan.understanding.grammar import one_of
from ketluan.understanding.words import Words, words_of


def placed(words: Words, start: int, body: int) -> Item | None:
    found = name_rule("placed").match(words.tags, body)
    if not found:
        return None
    head = words.slice(start, found.end("shared"))
    level = found.start("level") if found["level"] else found.start("one_level")
    if not head and words.folded[words.starts[level]] == "tỉnh" and words.tags[level + 1] != ":":
        return None  # các tỉnh Tây Nguyên, Đông Nam Bộ: parts of the country
    named = f"{head} {words.slice(level, level + 1)}".lstrip()
    places = pieces(words, found.start("listed"), found.end("listed"))
    if found["one_level"] and not one_of("list_end").match(words.tags, found.end()):
        first = name_rule("place_name").match(words.tags, found.start("listed"))
        if not first:
            return None
        places, end = places[:1], first.end()
    else:
        end = found.end()
    return Item(tuple(Name(f"{named} {place}", words.slice(start, end)) for place in places), end, head)


def fielded(words: Words, start: int, body: int) -> Item | None:
    found = name_rule("fielded").match(words.tags, body) or name_rule("branches").match(words.tags, body)
    found = found or name_rule("headed").match(words.tags, body) or _of_each(words, body)
    if not found:
        return None
    shared = words.slice(found.start("shared"), found.end("shared"))
    head = f"{words.slice(start, body)} {shared}" if body > start else shared[:1].upper() + shared[1:]
    fields = pieces(words, found.start("listed"), found.end("listed"))
    return Item(tuple(Name(f"{head} {own}", words.slice(start, found.end())) for own in fields), found.end(), head)


def _of_each(words: Words, body: int) -> re.Match[str] | None:
    """`Các Đảng ủy Bộ Y tế, Bộ Nội vụ`: all of them have it when all are of one kind."""
    found = name_rule("of_each").match(words.tags, body)
    owners = pieces(words, found.start("listed"), found.end("listed")) if found else []
    return found if len({owner.split()[0].lower() for owner in owners}) == 1 else None


def numbered(words: Words, start: int, body: int) -> Item | None:
    found = name_rule("numbered").match(words.tags, body) or name_rule("counted").match(words.tags, body)
    if (
        not found
        or not one_of("number").search(found["listed"])
        or not one_of("list_end").match(words.tags, found.end())
    ):
        return None
    shared = words.slice(found.start("shared"), found.end("shared"))
    if kind := found.groupdict().get("kind"):
        shared = f"{shared} {words.slice(found.end('kind') - len(kind), found.end('kind'))}"
    head = f"{words.slice(start, body)} {shared}" if body > start else shared[:1].upper() + shared[1:]
    own = pieces(words, found.start("listed"), found.end("listed"))
    return Item(tuple(Name(f"{head} {one}", words.slice(start, found.end())) for one in own), found.end())


def pieces(words: Words, start: int, end: int) -> list[str]:
    """What separators part between two units, as printed."""
    cuts = [start]
    for found in name_rule("separator").finditer(words.tags, start, end):
        cuts += [found.start(), found.end()]
    cuts.append(end)
    return [words.slice(first, last) for first, last in zip(cuts[::2], cuts[1::2], strict=True)]


def headless(words: Words, start: int, shared: str) -> Item | None:
    """A further item that leaves out the head: `Sở Tài chính, Nội vụ`, `UBND phường A, xã B`."""
    if not shared:
        return None
    found = name_rule("placed_headless" if is_committee(shared) else "headless").match(words.tags, start)
    if not found:
        return None
    own = words.slice(start, found.end())
    return Item((Name(f"{shared} {own}", own),), found.end(), shared)


def is_committee(head: str) -> bool:
    return bool(one_of("COMMITTEE").search(words_of(head).tags))
