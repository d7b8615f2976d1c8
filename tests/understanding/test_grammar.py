"""For each rule of the grammars a sentence that needs it and one that it must leave alone.

A line of `rules.txt` is the rule, the sentence, and what is read; `benchmarks/mutation.py` deletes each rule and sees
whether a reading changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from ketluan.understanding import addressees, cooperation, names
from ketluan.understanding.addressees import begins_with_task, sentence_addressees, speaker_asks
from ketluan.understanding.cell_parties import parties_of
from ketluan.understanding.cooperation import helpers
from ketluan.understanding.grammar import compiled, rule_texts
from ketluan.understanding.opening_sentence import preamble_addressees, speakers
from ketluan.understanding.registered_names import lexicon_of
from ketluan.understanding.title_addressees import title_addressees
from ketluan.understanding.word_letters import LETTERS, LISTED
from ketluan.understanding.words import registered

FIXTURES = Path(__file__).parent / "fixtures"
RULES = [
    tuple(part.strip() for part in line.split("|"))
    for line in (FIXTURES / "rules.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def reading(text: str) -> str:
    """`lead + lead; with helper`, `?` behind a body that is not certain.

    A text is a title when it ends in `:`, stands under a heading when it begins with `-`; `cell:` is one of a table,
    `preamble:` is one and `speaks:` asks who speaks there, `known: name;` goes before a sentence where the register
    holds the name, `task:` asks whether it begins with one, `asks:` whether who speaks asks for something.
    """
    kind, _, rest = text.partition(": ")
    if kind == "cell":
        return " + ".join(party.name for party in parties_of([rest], "lead").lead)
    if kind == "preamble":
        return " + ".join(party.name + "?" * (not party.certain) for party in preamble_addressees(rest).lead)
    if kind == "speaks":
        return " + ".join(sorted(speakers(rest)))
    if kind == "task":
        return "task" if begins_with_task(rest) else ""
    if kind == "asks":
        return "asked" if speaker_asks(rest) else ""
    if kind == "known":
        name, _, sentence = rest.partition("; ")
        with registered(lexicon_of((name,))):
            return reading(sentence)
    if text.endswith(":"):
        found = title_addressees(text.removesuffix(":"))
    else:
        found = sentence_addressees(text.removeprefix("- "), under_heading=text.startswith("- "))
    helping = [] if text.endswith(":") else helpers(text.removeprefix("- "), found.lead)
    leaders = " + ".join(party.name + ("" if party.certain else "?") for party in found.lead)
    return leaders + "".join(f"; with {party.name}" for party in helping)


@pytest.mark.parametrize(("rule", "text", "expected"), RULES)
def test_a_rule_reads_what_it_is_for(rule: str, text: str, expected: str) -> None:
    assert reading(text) == expected


def test_every_rule_has_sentences() -> None:
    tried = {rule for rule, *_ in RULES}
    assert tried <= {rule for grammar in ("names", "clauses") for rule in rule_texts(grammar)}


@pytest.mark.parametrize("grammar", ["names", "clauses"])
def test_of_a_match_only_what_has_a_name_is_kept(grammar: str) -> None:
    rules = [compiled(grammar, rule) for rule in rule_texts(grammar)]
    assert [rule for rule in rules if rule.groups > len(rule.groupindex)] == []


def all_readings() -> Iterator[Callable[[], object]]:
    """Every sentence, to be read by the benchmark of mutations."""
    for _, text, _ in RULES:
        yield lambda text=text: reading(text)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("grammar", "rules", "gate"),
    [
        ("names", ["office"], names._office_letters),
        ("names", ["courtesy"], names._courtesy_letters),
        ("clauses", ["place_called", "lone_acts"], addressees._place_letters),
        ("clauses", ["lead_in"], addressees._lead_in_letters),
        ("clauses", ["orders"], addressees._order_letters),
        ("clauses", ["helps", "with_them"], cooperation._helping_letters),
    ],
    ids=["office", "courtesy", "place", "lead in", "orders", "helps"],
)
def test_a_rule_is_tried_wherever_it_may_begin(
    grammar: str, rules: list[str], gate: Callable[[], frozenset[str]]
) -> None:
    every = [*LETTERS, *",:-", LISTED, ""]
    begins = {
        first
        for (first, second), rule in product(product(every, repeat=2), rules)
        if first and (found := compiled(grammar, rule).match(first + second)) and found.end()
    }
    assert begins == gate()
