"""Which rules and words no test would miss: `python benchmarks/mutation.py [forms] [limit-words] [rules] [entries]`.

Every rule of the grammars, every form of a limit, and a sample of the entries of the lexicon, is deleted in turn, and
the sentences of the tests are read again until one is read otherwise; what changes no reading is printed. In this
process, with the tables of the tests.
"""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ketluan.lexicon.lexicon import Entry, Lexicon, listed_entries, thinned  # noqa: E402
from ketluan.understanding import (  # noqa: E402
    addressees,
    body_name,
    clauses,
    deadline_guards,
    deadline_introducers,
    deadline_periods,
    deadline_recurrences,
    deadline_words,
    deadlines,
    grammar,
    names,
    title_addressees,
    word_units,
)
from ketluan.understanding.registered_names import is_read_whole, lexicon_of  # noqa: E402
from tests.understanding import test_addressee, test_deadlines, test_grammar, test_word_classes  # noqa: E402

GRAMMARS = ("names", "clauses")
SAMPLE = 150
NEVER = "(?!)"


class Readings:
    """The sentences of the tests and what they are read as; an error is a reading too."""

    def __init__(self, cases: Iterable[Callable[[], object]]) -> None:
        self.cases = [*cases]
        self.whole = [_read(case) for case in self.cases]

    def changed(self, first: Iterable[int] = ()) -> bool:
        """Whether any is read otherwise now; those `first` are likely to be."""
        order = dict.fromkeys((*first, *range(len(self.cases))))
        return any(_read(self.cases[at]) != self.whole[at] for at in order)


def sentences() -> Readings:
    """Those of the rules, in the order of their table, and of the words."""
    return Readings((*test_grammar.all_readings(), *_tables(), *test_word_classes.all_readings()))


def _read(case: Callable[[], object]) -> object:
    try:
        return case()
    except Exception as error:  # a deleted rule may leave code without a match
        return type(error).__name__


def _tables() -> Iterator[Callable[[], object]]:
    for text, _ in _cases(test_addressee.test_a_title_tells_the_bodies_it_names):
        yield lambda text=text: title_addressees.title_addressees(text)  # type: ignore[misc]
    for text, _ in _cases(test_addressee.test_a_sentence_tells_those_it_orders):
        yield lambda text=text: addressees.sentence_addressees(text, under_heading=False)  # type: ignore[misc]
    for text, _ in _cases(test_addressee.test_under_a_heading_what_it_hands_down_is_its_own_task):
        yield lambda text=text: addressees.sentence_addressees(text, under_heading=True)  # type: ignore[misc]
    for text, _ in _cases(test_addressee.test_helpers_are_real_bodies_named_after_phoi_hop):
        yield lambda text=text: test_addressee.helpers(text, ())  # type: ignore[misc]
    for name in test_addressee.NAMES:
        yield lambda name=name: addressees.sentence_addressees(f"{name} rà soát, báo cáo.", under_heading=False)  # type: ignore[misc]


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
    whole = word_units.lexicon
    thin: Lexicon = thinned(lambda each: each is not entry and each != entry)
    word_units.lexicon = lambda: thin  # type: ignore[attr-defined,assignment]
    try:
        forget()
        yield
    finally:
        word_units.lexicon = whole  # type: ignore[attr-defined]
        forget()


def forget() -> None:
    """Nothing that was read or compiled before is used again."""
    caches = (
        grammar.rules,
        grammar.compiled,
        grammar.one_of,
        body_name.name_rule,
        names.first_letters,
        names._remark_letters,
    )
    for cache in (
        *caches,
        names._courtesy_letters,
        clauses.rule,
        names._traits,
        word_units.stretches,
        lexicon_of,
        is_read_whole,
    ):
        cache.cache_clear()


def limits() -> Readings:
    """The sentences of limits."""
    texts = [case[2] for case in test_deadlines.product()]
    tests = (test for name, test in vars(test_deadlines).items() if name.startswith("test_"))
    for test in tests:
        for mark in getattr(test, "pytestmark", ()):
            if mark.name == "parametrize" and "text" in mark.args[0]:
                texts += [case if isinstance(case, str) else str(case[0]) for case in mark.args[1]]
    texts += [text for text, _ in test_deadlines.framed_words()]
    return Readings(
        lambda text=text: deadlines.find_deadlines(text, test_deadlines.ISSUED)  # type: ignore[misc]
        for text in texts
    )


def limit_forms() -> Iterator[tuple[str, object, str, tuple[object, ...]]]:
    """Name, module, attribute and the table without it, of every row of the three tables."""
    tables: tuple[tuple[object, str], ...] = (
        (deadline_periods, "PERIODS"),
        (deadlines, "INTRODUCERS"),
        (deadline_recurrences, "RECURRENCES"),
    )
    for module, attribute in tables:
        rows = getattr(module, attribute)
        for row in rows:
            yield f"{attribute}: {row.name}", module, attribute, tuple(each for each in rows if each is not row)
    for bare in ("REPORT_ON", "AIMED_AT", "BEHIND_DASHES"):
        never = deadline_introducers.Introducer(bare, NEVER, guard=deadline_guards.never)
        yield bare, deadlines, bare, never  # type: ignore[misc]


@contextmanager
def without_limit_word(kind: str, word: object) -> Iterator[None]:
    """The words of limits without that one: their patterns are made when the modules are read."""
    listed = deadline_words.CLASSES[kind]["words"]
    modules = (deadline_guards, deadline_introducers, deadline_recurrences, deadlines)
    try:
        deadline_words.CLASSES[kind]["words"] = [each for each in listed if each is not word]
        _reload(modules)
        yield
    finally:
        deadline_words.CLASSES[kind]["words"] = listed
        _reload(modules)


def _reload(modules: tuple[object, ...]) -> None:
    deadline_words.any_of.cache_clear()
    for module in modules:
        importlib.reload(module)  # type: ignore[arg-type]


def unseen_forms() -> None:
    """Print the forms of limits that could be deleted unseen."""
    whole, forms = limits(), [*limit_forms()]
    unseen: list[str] = []
    for name, module, attribute, table in forms:
        whole_table = getattr(module, attribute)
        setattr(module, attribute, table)
        deadline_periods.rows_for.cache_clear()
        if not whole.changed():
            unseen.append(name)
        setattr(module, attribute, whole_table)
    deadline_periods.rows_for.cache_clear()
    print(f"{len(unseen)} of {len(forms)} forms of limits could be deleted unseen", *unseen, sep="\n  ")


def unseen_limit_words() -> None:
    """Print the words of limits that could be deleted unseen."""
    whole = limits()
    entries = [(kind, word) for kind, entry in deadline_words.CLASSES.items() for word in entry["words"]]
    lost = []
    for kind, word in entries:
        with without_limit_word(kind, word):
            if not whole.changed():
                lost.append(f"{kind}: {word}")
    print(f"{len(lost)} of {len(entries)} words of limits could be deleted unseen", *lost, sep="\n  ")


def unseen_rules() -> None:
    """Print the rules of the grammars that could be deleted unseen."""
    whole = sentences()
    every = [(name, rule) for name in GRAMMARS for rule in grammar.rule_texts(name)]
    unseen: list[str] = []
    for name, rule in every:
        own = [at for at, (tried, *_) in enumerate(test_grammar.RULES) if tried == rule]
        with without_rule(name, rule):
            if not whole.changed(own):
                unseen.append(f"{name}: {rule}")
    print(f"{len(unseen)} of {len(every)} rules could be deleted unseen", *unseen, sep="\n  ")


def unseen_entries() -> None:
    """Print those of a sample of the entries of the lexicon that could be deleted unseen."""
    whole = sentences()
    lost: list[str] = []
    for entry in random.Random(1).sample(listed_entries(), SAMPLE):
        with without_entry(entry):
            if not whole.changed():
                lost.append(f"{entry.word_class}: {entry.text}")
    print(f"{len(lost)} of {SAMPLE} entries of the lexicon could be deleted unseen", *lost, sep="\n  ")


PARTS = {"forms": unseen_forms, "limit-words": unseen_limit_words, "rules": unseen_rules, "entries": unseen_entries}


def main() -> None:
    """Print what could be deleted unseen: of the parts named, or of all."""
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()


if __name__ == "__main__":
    main()
