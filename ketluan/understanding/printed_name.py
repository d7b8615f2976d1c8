"""Names of bodies as values: one item of a list, and what it was taken from."""

from __future__ import annotations

from dataclasses import dataclass

from ketluan.lexicon.wording import Words

LONGEST_LIST = 60


@dataclass(frozen=True, slots=True)
class Name:
    """A body as printed, the head that it shares given back.

    `words` what it was taken from; `vague` for those that name nobody (`các đơn vị liên quan`); `plural` for groups.
    """

    text: str
    words: str
    vague: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list of names: usually one name, several behind a plural head (`các Sở: A, B`)."""

    names: tuple[Name, ...]
    end: int
    shared: str = ""


def one_name(
    words: Words, start: int, end: int, *, vague: bool = False, plural: bool = False, shared: str = ""
) -> Item:
    """An item that is one name, as it stands in the text."""
    text = words.slice(start, end)
    return Item((Name(text, text, vague, plural),), end, shared)
