"""The names of a register as words, so that a body that a clerk knows is read whole before any grammar."""

from __future__ import annotations

from functools import lru_cache

from ketluan.lexicon.lexicon import Lexicon, folded_words, split
from ketluan.understanding.grammar import compiled
from ketluan.understanding.misread_names import bare_syllables
from ketluan.understanding.names import read_names
from ketluan.understanding.words import words_of

SHORTEST_INITIALS = 2
MOST_NAMES = 32_768
"""So many of all registers are kept in memory: a register that gains a name keeps what is known of the others."""


@lru_cache(maxsize=16)
def lexicon_of(names: tuple[str, ...], also: tuple[str, ...] = ()) -> Lexicon | None:
    """The words that the grammar would not read whole: bodies, and of departments the field, which a list may share;
    `also` are names that only one text uses."""
    unread = [name for name in (*names, *also) if not is_read_whole(name)]
    found = Lexicon((), ())
    for name in unread:
        _add(found, name)
    return found if unread else None


@lru_cache(maxsize=MOST_NAMES)
def is_read_whole(name: str) -> bool:
    """Whether the grammar reads a name as it stands, in front of a verb that it knows and of one that it does not."""
    tasks = ("rà soát", "kiểm tra hồ sơ")
    return all([found.text for found in read_names(words_of(f"{name} {task}."), 0)[0]] == [name] for task in tasks)


def names_within(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those that may stand in a text, in whatever marks, glued or with something between: the others change nothing in
    how it is read."""
    letters, held = _bare_text(text)
    asked = ((name, _bare_parts(name)) for name in names)
    return tuple(name for name, (joined, parts) in asked if joined in letters or parts <= held)


@lru_cache(maxsize=2)  # a notice is asked about when it is read and when its row is made
def _bare_text(text: str) -> tuple[str, frozenset[str]]:
    syllables = bare_syllables(text)
    return "".join(syllables), frozenset(syllables)


@lru_cache(maxsize=MOST_NAMES)
def _bare_parts(name: str) -> tuple[str, frozenset[str]]:
    """The letters of what a text has to hold of a name: of a department the field is enough."""
    syllables = bare_syllables(_field(name) or name)
    return "".join(syllables), frozenset(syllables)


def _field(name: str) -> str:
    """Of a department, empty of another body."""
    if not compiled("names", "department_head").match(words_of(name).tags):
        return ""
    field = name.split(maxsplit=len(folded_words(words_of(name).slice(0, 1))))[-1]
    return field if field[:1].isupper() and field != name else ""


def _add(found: Lexicon, name: str) -> None:
    words = split(name)[1::2]
    if compiled("names", "department_head").match(words_of(name).tags):
        if field := _field(name):
            found.add(field, "field")
    elif len(words) > 1 or (name.isupper() and len(name) > SHORTEST_INITIALS):
        found.add(name, "institution")
