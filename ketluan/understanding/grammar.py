"""Rules written in the terms of grammar, made into one regular expression over the letters of words' classes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ketluan.understanding.word_letters import LETTERS, MARKS, letter_pairs

FOLDER = Path(__file__).parent
_RULE = re.compile(r"(\w+)\s*= (.+)")
_PLAIN_MARKS = "".join(set(MARKS.values()) - set("-.()"))
_ONE = rf"(?:[{LETTERS}{_PLAIN_MARKS}]|\\[-.()]|\[(?!\^)[^]]+\])"
_ALTERNATIVES = re.compile(
    rf"(?:^|(?<=[|>])|(?<=(?<!\\)\()|(?<=\(\?[:=!])|(?<=\(\?<[=!]))(?:{_ONE}\|)+{_ONE}(?=[|)]|$)"
)
"""Letters, marks and sets of them, each of which may stand in the same place."""
_NAME = re.compile(r"\((?!\?)|\?P<\w+>|[A-Za-z_]+|\{[\d,]+\}| ")


@cache
def rules(grammar: str) -> dict[str, str]:
    """The rules of a file, each as a pattern that holds the rules it uses."""
    made: dict[str, str] = dict(rules("names")) if grammar != "names" else {}
    for name, text in rule_texts(grammar).items():
        made[name] = _grouped(_pattern(text, made))
    return made


@cache
def rule_texts(grammar: str) -> dict[str, str]:
    """The rules of a file as they are written there."""
    lines = (FOLDER / f"{grammar}.grammar").read_text(encoding="utf-8").replace("\n    ", " ").splitlines()
    return {found[1]: found[2] for line in lines if (found := _RULE.fullmatch(line))}


@cache
def compiled(grammar: str, rule: str) -> re.Pattern[str]:
    """One rule, ready to be matched."""
    return re.compile(rules(grammar)[rule])


@cache
def one_of(term: str) -> re.Pattern[str]:
    """A class of words or a rule of the names, ready to be matched."""
    return re.compile(_term(term, rules("names")))


def _grouped(pattern: str) -> str:
    """A pattern as one term; words of one class or another become a set of letters, which is quicker."""
    pattern = _ALTERNATIVES.sub(lambda found: f"[{re.sub(r'[][|]', '', found[0])}]", pattern)
    return pattern if re.fullmatch(_ONE, pattern) else f"(?:{pattern})"


def _pattern(text: str, made: dict[str, str]) -> str:
    return _NAME.sub(lambda found: _term(found[0], made), text)


def _term(name: str, made: dict[str, str]) -> str:
    if name == " ":
        return ""
    if name == "(":
        return "(?:"  # whatever is kept of a match costs time each time it is tried
    if not name[0].isalpha():
        return name
    if name in made:
        return made[name]
    if name == "end":
        return "$"
    if name in MARKS:
        return re.escape(MARKS[name])
    small, capital = (pair[name.lower()] for pair in letter_pairs())
    if name.islower():
        return small
    return capital if not name.isupper() else f"[{small}{capital}]"
