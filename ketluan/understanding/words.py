"""A text as words, each with its class: one letter a word, so that the grammar can be written as patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from ketluan.lexicon.lexicon import Lexicon, split
from ketluan.understanding.word_units import WordColumns, stretches, units

END_MARKS = "*:.;"
LONGEST_TEXT = 20_000
"""What stands behind that many letters of one paragraph is not looked at: nobody wrote it."""

MOST_TEXTS = 1024
"""So many texts of a body are kept as words: those of a usual one, several times over."""


@dataclass(slots=True, eq=False)
class Words:
    """A text as words and marks; equal only to itself.

    `stretches` are what stands between blanks, `printed` its words and marks, `folded` these folded, `spaced` with the
    blank in front if there is one. Words that belong together are one unit: `tags` holds a letter for each unit,
    `starts` where it starts, with the end of the text behind the last. `memory` keeps what the grammar has read,
    without the words themselves: so they go when nobody needs them, and are no work for the collector.
    """

    text: str
    stretches: Sequence[str]
    printed: Sequence[str]
    folded: Sequence[str]
    spaced: Sequence[str]
    tags: str = ""
    starts: Sequence[int] = (0,)
    memory: dict[Any, Any] = field(default_factory=dict)

    def slice(self, start: int, end: int) -> str:
        """The text from one unit up to another, as printed."""
        first, last = self.starts[start], self.starts[end]
        return self.printed[first] + "".join(self.spaced[first + 1 : last]) if first < last else ""

    def unit(self, at: int) -> str:
        """One unit, folded; empty behind the last."""
        return " ".join(self.folded[self.starts[at] : self.starts[at + 1]]) if at < len(self.tags) else ""


class _Body(dict[str, Words]):
    """The texts of a body, each cut when it is met first; `names` are those of a register."""

    def __init__(self, names: Lexicon | None) -> None:
        self._names = names

    def __missing__(self, text: str) -> Words:
        if len(self) >= MOST_TEXTS:
            self.clear()
        found = self[text] = _words_of(text, self._names)
        return found


_BODY: ContextVar[_Body | None] = ContextVar("body", default=None)


@contextmanager
def registered(names: Lexicon | None) -> Iterator[None]:
    """While a body is read, the names of the register are words like all others, and go before them; each of its texts
    is cut once, for rule after rule asks for its words."""
    token = _BODY.set(_Body(names))
    try:
        yield
    finally:
        _BODY.reset(token)


def words_of(text: str) -> Words:
    """Cut a text into words and give each its class."""
    body = _BODY.get()
    return _words_of(text, None) if body is None else body[text]


def without_end_marks(words: Words) -> Words:
    """Without the marks that end a title (`Sở Y tế:`), cut once."""
    if "bare" not in words.memory:
        words.memory["bare"] = _cut(words)
    return words.memory["bare"] or words


def _cut(words: Words) -> Words | None:
    size = len(words.tags)
    while size and not words.folded[words.starts[size - 1]].strip(END_MARKS):
        size -= 1
    if size == len(words.tags):
        return None
    last = words.starts[size]
    if words.folded[last - 1 : last] and not words.folded[last - 1].strip(END_MARKS):
        return words_of("".join(split(words.text)[: 2 * (last - 1)]))
    printed, folded, spaced = (column[:last] for column in (words.printed, words.folded, words.spaced))
    return Words(words.text, words.stretches, printed, folded, spaced, words.tags[:size], words.starts[: size + 1])


def _words_of(text: str, names: Lexicon | None) -> Words:
    text = text[:LONGEST_TEXT]
    parts = text.split()
    if not parts:
        return Words(text, (), (), (), ())
    columns = WordColumns(*zip(*chain.from_iterable(map(stretches().__getitem__, parts)), strict=True))
    tags, starts = units(columns, names)
    return Words(text, parts, columns.printed, columns.folded, columns.spaced, tags, starts)
