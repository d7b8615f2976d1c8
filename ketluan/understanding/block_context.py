"""Where a block stands: the part of the body, what the blocks above pass on, and whether it is a title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from ketluan.markdown.blocks import Block
from ketluan.markdown.outline import Position
from ketluan.model.notice import Deadline, Party
from ketluan.understanding import part_titles, passages
from ketluan.understanding.addressees import sentence_addressees
from ketluan.understanding.main_verb import main_verb
from ketluan.understanding.title_addressees import is_addressee

Part = Literal["preamble", "address", "assessment", "topic", "assigning", "appendix"]

LONGEST_TITLE = 45


class Passed(NamedTuple):
    """What a heading or introducing block passes on to the blocks under it."""

    title: str
    lead: tuple[Party, ...]
    deadlines: tuple[Deadline, ...]
    part: Part
    is_heading: bool


@dataclass(slots=True, kw_only=True)
class BlockContext:
    """What is known of a block before its role is decided.

    `titled` when it stands on a line of its own; `leaf` when nothing stands under it; `tail` behind the last marked
    block, and there `alone` when it is the first words under a title, `last` when nothing of the body follows; `marked`
    when anything in the body is: of a text without numbers and dashes every paragraph may assign;
    `tasked` when a block before it assigns something, or names what does.
    """

    block: Block
    place: Position
    above: tuple[Passed, ...]
    part: Part
    leaf: bool
    tail: bool
    titled: bool
    alone: bool
    last: bool
    marked: bool = True
    tasked: bool = True

    @property
    def lead(self) -> tuple[Party, ...]:
        """The nearest addressee above."""
        return next((above.lead for above in reversed(self.above) if above.lead), ())

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The nearest limits above."""
        return next((above.deadlines for above in reversed(self.above) if above.deadlines), ())

    @property
    def under_heading(self) -> bool:
        """Whether the nearest addressee is that of a heading or introducing line right above, not a general one."""
        nearest = self.above[-1].lead if self.above else ()
        return bool(nearest) and any([party.certain or party.origin == "heading" for party in nearest])


def part_of(block: Block, above: tuple[Passed, ...], *, titled: bool, before_start: bool, assigned: bool) -> Part:
    """The part a block stands in; `assigned` when a heading beside it has begun to assign."""
    inherited: Part = above[-1].part if above else "preamble" if before_start else "assigning"
    if block.kind == "heading" and part_titles.is_appendix(block.text):
        return "appendix"
    if passages.addresses(block.text):
        return "address"
    if inherited == "preamble" and not before_start:
        inherited = "assigning"
    if inherited in ("assessment", "topic") and assigned:
        inherited = "assigning"
    if inherited in ("appendix", "address") or not titled:
        return inherited
    aims = part_titles.aims_by_title(block.text) or (inherited == "topic" and part_titles.is_demand(block.text))
    if aims and not any(passed.lead for passed in above):
        return "topic"
    if part_titles.assesses_by_title(block.text):
        return "topic" if part_titles.is_topic_title(block.text) else "assessment"
    return "assigning" if part_titles.assigns_by_title(block.text) and not before_start else inherited


def names_topic(text: str) -> bool:
    """`Về bảo trì, sửa chữa công trình`, `Đối với công tác thống kê`: one phrase without a mark at its end, which
    orders nobody."""
    return (
        part_titles.is_topic_phrase(text)
        and not _is_longer(text, LONGEST_TITLE)
        and not sentence_addressees(text, under_heading=False).lead
    )


def is_title(block: Block, *, leaf: bool) -> bool:
    """A heading on a line of its own: short, and no sentence (one that ends in a colon still is a title)."""
    text = block.text
    if block.kind == "heading":
        return not _is_longer(text, LONGEST_TITLE) and not (_is_longer(text, 12) and text.endswith((".", ";", "./")))
    if block.marker and names_topic(text):
        return True
    longest = 15 if leaf or not text[-1:].isalnum() else 30
    if not block.marker or block.kind != "paragraph" or _is_longer(text, longest):
        return False
    if text[-1:] not in ".;," or is_addressee(text):
        return True
    return not leaf and main_verb(text) != "demands"


def _is_longer(text: str, words: int) -> bool:
    """One blank stands between the words of a block."""
    return text.count(" ") >= words
