"""A text with its lists of bodies taken together: one letter a word or list, for the patterns of clauses."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from ketluan.understanding.body_name import Name, name_rule
from ketluan.understanding.grammar import one_of
from ketluan.understanding.names import read_names
from ketluan.understanding.word_letters import LISTED
from ketluan.understanding.words import Words


@dataclass(slots=True, eq=False)
class Chunks:
    """`tags` with one letter a chunk, `starts` the unit that each starts at (and the end of the text), `lists` the
    names of those that are lists of bodies."""

    words: Words
    tags: str
    starts: tuple[int, ...]
    lists: dict[int, tuple[Name, ...]]

    def at_unit(self, unit: int) -> int:
        """The chunk that starts at a unit, or the next one."""
        return bisect_left(self.starts, unit)

    def names_in(self, start: int, end: int) -> tuple[Name, ...]:
        """All names between two chunks."""
        return tuple(name for at in range(start, end) for name in self.lists.get(at, ()))


def chunks_of(words: Words) -> Chunks:
    """The chunks of a text, made once."""
    if "chunks" not in words.memory:
        words.memory["chunks"] = _chunked(words)
    return Chunks(words, *words.memory["chunks"])


def _chunked(words: Words) -> tuple[str, tuple[int, ...], dict[int, tuple[Name, ...]]]:
    tags: list[str] = []
    starts: list[int] = []
    lists: dict[int, tuple[Name, ...]] = {}
    at = 0
    for found in name_rule("list_start").finditer(words.tags):
        first = found.start()
        if first < at:
            continue
        if lists and first == at and one_of("leading").match(found[0]):
            continue  # `Đảng ủy lãnh đạo UBND xã`: behind a body, the verb
        names, end = read_names(words, first)
        if names:
            tags.append(words.tags[at:first] + LISTED)
            starts.extend(range(at, first + 1))
            lists[len(starts) - 1] = names
            at = end
    starts.extend(range(at, len(words.tags) + 1))
    return "".join([*tags, words.tags[at:]]), tuple(starts), lists
