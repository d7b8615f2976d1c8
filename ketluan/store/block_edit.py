"""Changes in the order and the parting of a body's blocks: words stay, and so does every line that is not concerned.

Lines count from 1 in the file; a block is named by the line on which it begins. What cannot be done is refused with a
Vietnamese sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ketluan.markdown.attributes import read_hand
from ketluan.markdown.blocks import NOT_BY_HAND, Hand
from ketluan.model.problem import Refused
from ketluan.store.front_matter import split
from ketluan.store.notice_edit import ATTRIBUTES, BULLET, HEADING, attribute_line, begins_block, is_attributes

_ESCAPE = re.compile(r"\\([\\`*\[\]{<_#>+\-:|~=!.])")
_NOT_IN_TABLE = "Một dòng của bảng không tách, nối hay chuyển được: bản gốc in bảng thế nào thì giữ như thế."
_NOTHING_ABOVE = "Phía trên không có ý nào để nối vào."
_ONLY_ITEMS = "Chỉ chuyển được ý có gạch đầu dòng."
_NO_FURTHER = "Ý này không chuyển được xa hơn nữa."


def without_attributes(text: str) -> str:
    """A text without what persons said of its blocks: the words that were printed."""
    return ATTRIBUTES.sub(" ", text)


def hand_of(text: str, line: int) -> Hand:
    """What a person said of the block that begins on a line."""
    lines = text.split("\n")
    start, under, _ = _span(lines, line - 1)
    found = ATTRIBUTES.findall(
        "\n".join(lines[start : under + 1] if _has_attributes(lines, under) else lines[start:under])
    )
    return read_hand(" ".join(found))[0] if found else NOT_BY_HAND


def block_words(text: str, line: int) -> str:
    """The block's own words on one line, without its sign, its attributes and the backslashes of Markdown."""
    lines = text.split("\n")
    start, under, _ = _span(lines, line - 1)
    first = lines[start][len(_sign(lines[start])) :]
    return _ESCAPE.sub(r"\1", " ".join(without_attributes(" ".join([first, *lines[start + 1 : under]])).split()))


def with_words(text: str, line: int, parts: Sequence[str]) -> str:
    """The file with other words in a block, as Markdown; further parts become blocks of the same kind behind it.

    What a person said of the block stays with the first part.
    """
    lines = text.split("\n")
    start, under, end = _span(lines, line - 1)
    own, sign = lines[start], _sign(lines[start])
    if own.lstrip().startswith(("|", ">")) and (len(parts) > 1 or own.lstrip().startswith("|")):
        raise Refused(_NOT_IN_TABLE)
    said = ATTRIBUTES.search(own) if HEADING.match(own) else None
    first = f"{sign}{parts[0]}" + (f" {said[0]}" if said else "")
    further = [f"{sign}{part}" for part in parts[1:]] if BULLET.match(own) else _paragraphs(parts[1:])
    return "\n".join([*lines[:start], first, *lines[under:end], *further, *lines[end:]])


def _paragraphs(parts: Sequence[str]) -> list[str]:
    return [line for part in parts for line in ("", part)]


def joined(text: str, line: int) -> str:
    """The file with the block's words at the end of the block above it, and without the block."""
    lines = text.split("\n")
    start, under, end = _span(lines, line - 1)
    above = _above(lines, start, _body_start(text))
    if above is None:
        raise Refused(_NOTHING_ABOVE)
    if any(lines[at].lstrip().startswith(("|", ">")) for at in (above, start)):
        raise Refused(_NOT_IN_TABLE)
    own = without_attributes(" ".join([lines[start][len(_sign(lines[start])) :], *lines[start + 1 : under]]))
    _, last, _ = _span(lines, above)
    said = ATTRIBUTES.search(lines[above]) if HEADING.match(lines[above]) else None
    bare = lines[last - 1][: said.start()] if said else lines[last - 1]
    whole = f"{bare.rstrip()} {' '.join(own.split())}" + (f" {said[0]}" if said else "")
    rest = lines[end:]
    between = lines[last:start]
    while between and not between[-1].strip() and (not rest or not rest[0].strip()):
        between.pop()
    return "\n".join([*lines[: last - 1], whole, *between, *rest])


def moved(text: str, line: int, *, up: bool) -> str:
    """The file with a bullet, and what stands under it, in front of the bullet above it or behind the one below.

    Where there is none it goes over to the list above or below.
    """
    lines = text.split("\n")
    start = line - 1
    if not BULLET.match(lines[start]):
        raise Refused(_ONLY_ITEMS)
    end = _item_end(lines, start)
    item, rest = lines[start:end], [*lines[:start], *lines[end:]]
    at = _place_above(rest, start, item[0], _body_start(text)) if up else _place_below(rest, start, item[0])
    if at is None:
        raise Refused(_NO_FURTHER)
    return "\n".join([*rest[:at], *item, *rest[at:]])


def _body_start(text: str) -> int:
    """The index of the body's first line."""
    return split(text)[2] - 1


def _span(lines: Sequence[str], at: int) -> tuple[int, int, int]:
    """Where a block begins, where its words end, and where its attributes do (indexes, the last two not included)."""
    if not 0 <= at < len(lines) or not lines[at].strip():
        raise Refused("Đoạn này không còn ở chỗ cũ: hãy mở lại trang.")
    under = attribute_line(list(lines), at)
    return at, under, under + _has_attributes(lines, under)


def _has_attributes(lines: Sequence[str], at: int) -> bool:
    return at < len(lines) and is_attributes(lines[at])


def _sign(line: str) -> str:
    """What stands in front of a block's words: `## `, `  - `, `> `."""
    found = BULLET.match(line) or HEADING.match(line) or re.match(r"\s*> ", line)
    return found[0] if found else ""


def _above(lines: Sequence[str], start: int, first: int) -> int | None:
    """Where the block above begins."""
    at = start - 1
    while at >= first and (not lines[at].strip() or is_attributes(lines[at])):
        at -= 1
    while at > first and not begins_block(lines[at]) and lines[at - 1].strip() and not is_attributes(lines[at - 1]):
        at -= 1
    return at if at >= first else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _item_end(lines: Sequence[str], start: int) -> int:
    """Behind a bullet with everything that stands under it, blank lines at its end left out."""
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or _stands_under(lines[end], lines[start])):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end


def _stands_under(line: str, item: str) -> bool:
    if is_attributes(line):
        return _indent(line) >= _indent(item)
    return _indent(line) > _indent(item) or not (begins_block(line) or _indent(item) == _indent(line) == 0)


def _place_above(lines: Sequence[str], start: int, item: str, first: int) -> int | None:
    """The start of the bullet of the same depth above, or the end of the list before; blocks between are passed."""
    passed = False
    for at in range(start - 1, first - 1, -1):
        found = BULLET.match(lines[at])
        if found and len(found[1]) == _indent(item):
            return _item_end(lines, at) if passed else at
        if found and len(found[1]) < _indent(item):
            return None
        passed = passed or (bool(lines[at].strip()) and _is_between(lines[at]))
    return None


def _place_below(lines: Sequence[str], start: int, item: str) -> int | None:
    passed = False
    for at in range(start, len(lines)):
        found = BULLET.match(lines[at])
        if found and len(found[1]) == _indent(item):
            return at if passed else _item_end(lines, at)
        if found and len(found[1]) < _indent(item):
            return None
        passed = passed or (bool(lines[at].strip()) and _is_between(lines[at]))
    return None


def _is_between(line: str) -> bool:
    """Whether a line parts two lists: neither a bullet's own further line nor its attributes."""
    return not line.startswith(" ") and not is_attributes(line) and not BULLET.match(line)
