"""Where the blocks of a body stand among each other: what starts the conclusions, what has items, what ends it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ketluan.markdown.blocks import Block
from ketluan.markdown.outline import Position
from ketluan.understanding import closings, part_titles, passages
from ketluan.understanding.block_context import is_title

LONGEST_DUST = 3
"""Letters of a block that a page's edge left behind."""


def has_items(
    blocks: Sequence[Block], places: Sequence[Position], at: int, lines_of_roles: Collection[int] = ()
) -> bool:
    """Whether something stands under a block but lines that say its roles; the closing sentence only stands behind the
    last one."""
    first = at + 1
    while first in lines_of_roles:
        first += 1
    if first >= len(places) or places[first].parents[-1:] != (at,):
        return False
    following = blocks[first]
    if following.kind != "paragraph" or following.marker:
        return True
    return not (closings.closes(following.text) or closings.speaks_of_trouble(following.text))


def is_alone(blocks: Sequence[Block], places: Sequence[Position], at: int) -> bool:
    """Whether a block is the first words under a heading or title."""
    return bool(at) and places[at].parents[-1:] == (at - 1,) and is_title(blocks[at - 1], leaf=False)


def last_blocks(blocks: Sequence[Block], start: int) -> set[int]:
    """Of those from `start` on, all behind which only dust, closing sentences and appendices follow."""
    found: set[int] = set()
    last = True
    for at in range(len(blocks) - 1, start - 1, -1):
        block = blocks[at]
        if last:
            found.add(at)
        if block.kind == "heading" and part_titles.is_appendix(block.text):
            last = True
        elif len(block.text) > LONGEST_DUST and not closings.closes(block.text):
            last = False
    return found


def conclusions_start(blocks: Sequence[Block]) -> int:
    """Where the preamble ends: after the paragraph that ends `kết luận ...:`, else at the first marked block.

    Of minutes it ends at what the chair concluded, behind all that was reported and said."""
    if (concluding := _concluding_part(blocks)) is not None:
        return concluding
    addressed = False
    for at, block in enumerate(blocks):
        if passages.addresses(block.text):
            addressed = True
        elif block.kind == "paragraph" and not block.marker and passages.concludes(block.text):
            return at + 1
        elif block.kind == "heading" and block.marker:
            return at
    first = (at for at, block in enumerate(blocks) if block.marker or block.kind == "heading")
    return next(first, 0) if not addressed else 0


def _concluding_part(blocks: Sequence[Block]) -> int | None:
    attendance = next((at for at, block in enumerate(blocks) if passages.lists_attendance(block.text)), None)
    if attendance is None:
        return None
    for at, block in enumerate(blocks[attendance + 1 :], attendance + 1):
        if passages.begins_conclusions(block.text):
            return at if block.kind == "heading" else at + 1
    return None


def last_marked_block(blocks: Sequence[Block]) -> int:
    """Of what stands before the appendices; -1 where nothing is marked."""
    last = -1
    for at, block in enumerate(blocks):
        if block.kind == "heading" and part_titles.is_appendix(block.text):
            break
        last = at if block.marker or block.kind == "heading" else last
    return last
