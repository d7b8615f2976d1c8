"""The proof at every save: which words a change of a notice file loses or adds, against what stood and the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ketluan.importing.proof import words_of
from ketluan.store.block_edit import without_attributes
from ketluan.store.front_matter import split


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words in a row that stood in a text, and those that stand there now."""

    before: str
    after: str


def printed_text(text: str) -> str:
    """A notice file without what persons said of its blocks: what is compared with the original."""
    _, body, first = split(text)
    head = text.split("\n")[: first - 1]
    return "\n".join([*head, without_attributes(body)])


def body_words(text: str) -> list[str]:
    """The words of the body, in order, as they are compared: case and marks aside."""
    return words_of(without_attributes(split(text)[1]))


def word_changes(before: Sequence[str], after: Sequence[str]) -> tuple[WordChange, ...]:
    """Where two rows of words differ."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        WordChange(" ".join(before[a:b]), " ".join(after[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )
