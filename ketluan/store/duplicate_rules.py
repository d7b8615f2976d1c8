"""What `check` says about notices that came in twice: the same words under two addresses of one issuer and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ketluan.model.kept_notice import kept_fact
from ketluan.model.message import say
from ketluan.model.notice import Notice
from ketluan.model.problem import Problem
from ketluan.text.word_digest import first_words, word_digest


def duplicate_problems(notices: Iterable[Notice]) -> Iterator[Problem]:
    """A remark on each notice whose words an earlier one of its issuer and year has; withdrawn ones are left alone."""
    groups: defaultdict[tuple[str, str, str], list[Notice]] = defaultdict(list)
    for notice in notices:
        if notice.withdrawn is None and (words := opening_words(notice)):
            groups[notice.issuer, notice.year, words].append(notice)
    for group in groups.values():
        if len(group) > 1:
            yield from _same(sorted(group, key=lambda notice: notice.id))


@kept_fact
def opening_words(notice: Notice) -> str:
    """Empty for a notice without text."""
    return first_words(notice.text) if notice.text.strip() else ""


@kept_fact
def all_words(notice: Notice) -> str:
    """A digest of them."""
    return word_digest(notice.text)


def _same(notices: Iterable[Notice]) -> Iterator[Problem]:
    earlier: defaultdict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        alike = earlier[all_words(notice)]
        if other := next((each for each in alike if may_be_one(notice, each)), None):
            message = say("text is word for word that of '{other}': look whether it came in twice", other=other.id)
            yield Problem(notice.path, 1, message, remark=True)
        else:
            alike.append(notice)


def may_be_one(one: Notice, other: Notice) -> bool:
    """Of one issuer and year, where neither number nor day of issue speaks against it."""
    return (
        (one.issuer, one.year) == (other.issuer, other.year)
        and (not one.number or not other.number or one.number == other.number)
        and (not one.issued or not other.issued or one.issued == other.issued)
    )
