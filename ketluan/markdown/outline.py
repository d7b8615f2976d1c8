"""Which block stands under which, and the printed chain of each: from markers, levels and order alone, never words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ketluan.markdown.blocks import Block
from ketluan.text.list_markers import LIKE_FIGURE, Marker, MarkerKind, chained, following_letter, split_marker

NO_SECTION = "0"
DEEPEST = 60
"""So many blocks can stand one under the other; what lies deeper stands under the last of them."""

_TYPED_BULLETS = {"- ", "+ ", "– ", "• ", "* ", "· "}


class Position(NamedTuple):
    """Where a block stands.

    `parents` are the positions of the blocks above it, outermost first; `section` its printed chain (`II.1.a`,
    empty when nothing is numbered); `key` the same made unique in the notice (`1~2` for a second section 1).
    """

    parents: tuple[int, ...]
    section: str
    key: str


@dataclass(slots=True)
class _Frame:
    at: int
    depth: int
    kind: MarkerKind | None
    chain: tuple[str, ...]
    key: str


HEADING, INTRODUCTION, NUMBERED, BULLET = 0, 10, 20, 30


def with_markers(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Marker | None, ...]]:
    """The blocks with their printed numbering taken off the text, and that numbering."""
    items = [_as_item(block) for block in blocks]
    found = [(None, block.text) if block.kind == "table" else split_marker(block.text) for block in items]
    marked = [
        block._replace(marker=marker.printed, text=text) if marker else block
        for block, (marker, text) in zip(items, found, strict=True)
    ]
    return tuple(marked), tuple(_with_letters([marker for marker, _ in found]))


def _with_letters(markers: Sequence[Marker | None]) -> list[Marker | None]:
    """A figure that looks like the letter that is due is that letter misread: `e)` and then `8)` for `g)`."""
    last, read = "", list[Marker | None]()
    for marker in markers:
        if marker and last and marker.kind == "arabic" and marker.printed.endswith(")"):
            due = following_letter(last)
            marker = replace(marker, label=due, kind="letter") if due in LIKE_FIGURE.get(marker.label, "") else marker
        if marker and marker.kind != "bracket":
            last = marker.label if marker.kind == "letter" else ""
        read.append(marker)
    return read


def _as_item(block: Block) -> Block:
    """A paragraph that starts with a typed dash or cross is a bullet."""
    if block.kind != "paragraph" or block.text[:2] not in _TYPED_BULLETS:
        return block
    return block._replace(kind="item", level=1, marker=block.text[0], text=block.text[2:])


def outline(blocks: Sequence[Block], markers: Sequence[Marker | None]) -> tuple[Position, ...]:
    return tuple(_places(blocks, markers))


def _places(blocks: Sequence[Block], markers: Sequence[Marker | None]) -> Iterator[Position]:
    stack: list[_Frame] = []
    sections: Counter[str] = Counter()
    for at, (block, marker) in enumerate(zip(blocks, markers, strict=True)):
        if not _interrupts_list(blocks, markers, at):
            _leave(stack, block, marker, blocks[at - 1] if at else None)
        chain, key = (stack[-1].chain, stack[-1].key) if stack else ((), NO_SECTION)
        parents = tuple([frame.at for frame in stack])
        if marker:
            chain = chained(chain, marker)
        section = ".".join(chain)
        if marker:
            sections[section] += 1
            key = section if sections[section] == 1 else f"{section}~{sections[section]}"
        yield Position(parents, section, key)
        depth = _depth(block, marker)
        if depth is not None and len(stack) < DEEPEST:
            stack.append(_Frame(at, depth, marker.kind if marker else None, chain, key))


def _depth(block: Block, marker: Marker | None) -> int | None:
    """How deep a block lies that others may stand under, None for one that nothing stands under."""
    if block.kind == "heading":
        return HEADING + block.level
    if marker:
        return NUMBERED
    if block.kind == "item":
        return BULLET + 2 * block.level + (block.marker == "+")
    return INTRODUCTION if block.kind == "paragraph" and introduces(block.text) else None


def introduces(text: str) -> bool:
    """Whether a text ends by announcing what follows."""
    return ":" in text and text.rstrip(" *").endswith(":")


def _leave(stack: list[_Frame], block: Block, marker: Marker | None, previous: Block | None) -> None:
    """Drop the frames that the block does not stand under."""
    if block.kind == "heading":
        _cut(stack, [HEADING + block.level <= frame.depth < INTRODUCTION for frame in stack])
    if marker:
        same = [frame.kind == marker.kind for frame in stack]
        if True in same:
            _cut(stack, same)
        elif not _opens_numbers(previous, marker):
            _cut(stack, [frame.depth >= BULLET for frame in stack])
    elif block.kind == "heading":
        _cut(stack, [frame.depth >= NUMBERED for frame in stack])
    elif block.kind == "item":
        own = BULLET + 2 * block.level + (block.marker == "+")
        _cut(stack, [frame.depth >= own for frame in stack])
    elif previous is not None and previous.kind == "item" and not introduces(previous.text):
        _leave_list(stack)


def _interrupts_list(blocks: Sequence[Block], markers: Sequence[Marker | None], at: int) -> bool:
    """Whether a whole sentence stands between two bullets of one list, of which it is then one whose dash was lost."""
    block = blocks[at]
    if block.kind != "paragraph" or markers[at] or not (block.text.endswith((".", ";")) and 0 < at < len(blocks) - 1):
        return False
    before, behind = blocks[at - 1], blocks[at + 1]
    of_one_list = before.kind == "item" and before[:3] == behind[:3]
    return of_one_list and not introduces(before.text)


def _opens_numbers(previous: Block | None, marker: Marker) -> bool:
    """`- Thực hiện các nguyên tắc sau:` and then `(1)`: numbers that begin right below a bullet stand under it."""
    begins = marker.label in ("1", "a")
    return begins and previous is not None and previous.kind == "item" and introduces(previous.text)


def _leave_list(stack: list[_Frame]) -> None:
    """A paragraph after bullets belongs to what stands above the line that introduced them."""
    _cut(stack, [frame.depth >= BULLET for frame in stack])
    if stack and stack[-1].depth == INTRODUCTION:
        stack.pop()


def _cut(stack: list[_Frame], left: Sequence[bool]) -> None:
    """Drop the first frame that is left, and all above it."""
    if True in left:
        del stack[left.index(True) :]
