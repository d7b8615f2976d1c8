"""Which rules and words no test would miss: `python benchmarks/mutation.py`.

Every rule of the grammars, and a sample of the entries of the lexicon, is deleted in turn, and the sentences of the
tests are read again; what changes no reading is printed. In this process, with the tables of the tests.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ketluan.lexicon.lexicon import Entry, Lexicon, listed_entries, thinned  # noqa: E402
from ketluan.understanding import addressees, grammar, names, words  # noqa: E402
from ketluan.understanding.registered_names import lexicon_of  # noqa: E402
from tests.understanding import test_addressee, test_grammar  # noqa: E402

GRAMMARS = ("names", "clauses")
SAMPLE = 150
NEVER = "(?!)"


def readings() -> list[object]:
    """What the sentences of the tests are read as; an error is a reading too."""
    return [_read(case) for case in (*test_grammar.all_readings(), *_tables())]


def _read(case: Callable[[], object]) -> object:
    try:
        return case()
    except Exception as error:  # a deleted rule may leave code without a match
        return type(error).__name__


def _tables() -> Iterator[Callable[[], object]]:
    for text, _ in _cases(test_addressee.test_a_title_tells_the_bodies_it_names):
        yield lambda text=text: addressees.told_by_title(text)  # type: ignore[misc]
    for text, _ in _cases(test_addressee.test_a_sentence_tells_those_it_orders):
        yield lambda text=text: addressees.told_by_text(text, under_heading=False)  # type: ignore[misc]
    for text, _ in _cases(test_addressee.test_under_a_heading_what_it_hands_down_is_its_own_task):
        yield lambda text=text: addressees.told_by_text(text, under_heading=True)  # type: ignore[misc]
    for text, _ in _cases(test_addressee.test_helpers_are_real_bodies_named_after_phoi_hop):
        yield lambda text=text: test_addressee.helpers(text, ())  # type: ignore[misc]
    for name in test_addressee.NAMES:
        yield lambda name=name: addressees.told_by_text(f"{name} rà soát, báo cáo.", under_heading=False)  # type: ignore[misc]


def _cases(test: Callable[..., None]) -> list[tuple[str, object]]:
    return next(mark.args[1] for mark in test.pytestmark if mark.name == "parametrize")  # type: ignore[attr-defined]


@contextmanager
def without_rule(name: str, rule: str) -> Iterator[None]:
    """The grammars read as if that rule matched nothing."""
    kept = grammar.rule_texts
    texts = {each: dict(kept(each)) for each in GRAMMARS}
    texts[name][rule] = NEVER
    grammar.rule_texts = lambda each: texts[each]  # type: ignore[assignment]
    try:
        forget()
        yield
    finally:
        grammar.rule_texts = kept
        forget()


@contextmanager
def without_entry(entry: Entry) -> Iterator[None]:
    """The lexicon without that entry."""
    whole = words.lexicon
    thin: Lexicon = thinned(lambda each: each is not entry and each != entry)
    words.lexicon = lambda: thin  # type: ignore[attr-defined,assignment]
    try:
        forget()
        yield
    finally:
        words.lexicon = whole  # type: ignore[attr-defined]
        forget()


def forget() -> None:
    """Nothing that was read or compiled before is used again."""
    caches = (grammar.rules, grammar.compiled, grammar.one_of, names._rule, names.first_letters, names._remark_letters)
    for cache in (*caches, names._courtesy_letters, addressees.rule, words._words_of, lexicon_of):
        cache.cache_clear()


def main() -> None:
    """Print what could be deleted unseen."""
    whole = readings()
    unseen: list[str] = []
    total = 0
    for name in GRAMMARS:
        for rule in grammar.rule_texts(name):
            total += 1
            with without_rule(name, rule):
                if readings() == whole:
                    unseen.append(f"{name}: {rule}")
    print(f"{len(unseen)} of {total} rules could be deleted unseen", *unseen, sep="\n  ")
    sample = random.Random(1).sample(listed_entries(), SAMPLE)
    lost: list[str] = []
    for entry in sample:
        with without_entry(entry):
            if readings() == whole:
                lost.append(f"{entry.word_class}: {entry.text}")
    print(f"{len(lost)} of {SAMPLE} entries of the lexicon could be deleted unseen", *lost, sep="\n  ")


if __name__ == "__main__":
    main()
