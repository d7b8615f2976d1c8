"""Which answers of an archive may be others because some of its notices are.

Each notice is in some items of each grouping: the years, bodies, documents, ... that it names. While the
ties of the register are the same an item is another one only if a notice that is in it, or was, has changed; all other
answers need not be asked again. More items than that may be named here, never fewer; what this module does not know of
is asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, KeysView
from itertools import chain
from typing import Any, NamedTuple

from ketluan.model.agency_counts import year_key
from ketluan.model.archive import RECURRING, Archive, assignments_of, body_id, chair_of, month_of, newest_first
from ketluan.model.notice import Notice
from ketluan.site.agency_assignments import heirs_of
from ketluan.site.pages.related_notices import FEW, SERIES, series_of, side_by_side
from ketluan.text.slug import slug

Key = Any
Touched = tuple[str, Key]
"""What items a notice is in: the name of a grouping, or of several that have items of the same keys; and the key."""

REGISTER = "register"
REACH = FEW + 1
"""So many before and after it in a row of notices are shown another one when a notice comes or goes."""
OF_ONE_NOTICE = ("by_id", "validity")
NEAR = ("neighbours",)
"""What stands near a notice, by its id."""
ALIKE = {
    "by_year": ("year_sums",),
    "by_month": ("month_sums",),
    "by_chair": ("by_given_names",),
    "by_due_year": ("due_sums",),
    "by_citation": ("by_number",),
    "documents": ("number_forms",),
    "by_body": ("by_agency", "by_unregistered", "body_sums"),
}
"""Groupings whose items are named by others."""
ITEMS = frozenset(
    (
        *(*OF_ONE_NOTICE, *NEAR),
        *chain.from_iterable(ALIKE.values()),
        *("by_year", "by_month", "by_chair", "by_due_year", "by_citation", "documents"),
        *("by_issuer", "by_topic", "by_body_year", "body_year_sums", "told_sums"),
    )
)
"""Groupings whose items are known by `items_of`."""
WITH_PLACES = frozenset({"by_given_names"})
"""Groupings whose items tell what the register calls a place."""
GROUPS = {
    **{name: name for name in ("by_body_year", "by_citation", "by_due_year")},
    **{"by_agency": "by_body", "by_unregistered": "by_body", "number_forms": "documents"},
}
"""Groupings that the notices in an item alone decide, with what their items are called."""
WHOLE = ITEMS | {
    *("notices", "published", "in_force", "assignments", "counted", "recurring", "unknown_names"),
    *("questions", "unread_blocks", "cited_seldom", "list_widths", "by_place"),
}
"""What notices and register alone decide: the same while none of them has changed."""


class Marked(NamedTuple):
    """A notice: its place in the order of all, and the items that it is in, or whose members it decides upon."""

    id: str
    place: int
    items: Collection[Touched]


def place_of(notice: Notice) -> int:
    """Where it stands in the order of all; those of one place stand by their ids."""
    return newest_first(notice)[0]


def items_of(notice: Notice) -> Iterator[Touched]:
    """Those that a notice is in, or decides upon, beside its own."""
    yield "by_year", notice.year
    yield "by_month", month_of(notice)
    yield "by_issuer", notice.issuer
    if series := series_of(notice):
        yield SERIES, series
    yield from (("by_topic", topic) for topic in notice.topics)
    if chair := chair_of(notice):
        yield "by_chair", chair
    if notice.number:
        yield "by_number", notice.number.upper()
        yield "documents", slug(notice.number.upper())
    yield from _of_ties(notice)
    yield from _of_directives(notice)


def _of_ties(notice: Notice) -> Iterator[Touched]:
    for tie in notice.related:
        if tie.number:
            yield "by_number", tie.number.upper()
        if tie.id:
            yield from ((name, tie.id) for name in NEAR)


def _of_directives(notice: Notice) -> Iterator[Touched]:
    for assignment in assignments_of(notice):
        told = assignment.told
        for number in told.citations:
            yield "by_citation", number.upper()
            yield "documents", slug(number.upper())
        for party in (*told.lead, *told.coordinate):
            body = body_id(notice, party)
            yield "by_body", body
            yield "by_body_year", (body, notice.year)
        if assignment.due:
            yield "by_due_year", f"{assignment.due:%Y}"
        if assignment.recurs:
            yield RECURRING, RECURRING


class TouchedItems:
    """What changed notices, as they were and as they are, and perhaps the `register` may have changed in an archive."""

    def __init__(self, archive: Archive, notices: Iterable[Marked], *, register: bool = False) -> None:
        self._items: dict[str, set[Key]] = {}
        self._register = register
        heirs = heirs_of(archive)
        for notice in notices:
            for name, key in chain(((name, notice.id) for name in OF_ONE_NOTICE), notice.items):
                for each in (name, *ALIKE.get(name, ())):
                    self._items.setdefault(each, set()).add(key)
            for name, key in notice.items:
                if name == "by_body_year":
                    self._items.setdefault("body_year_sums", set()).add(year_key(*key))
                    told = (year_key(heir, key[1]) for heir in (key[0], *heirs.get(key[0], ())))
                    self._items.setdefault("told_sums", set()).update(told)
            for name in NEAR:
                self._items.setdefault(name, set()).update(_near(archive, notice))

    def keys(self, name: str) -> set[Key]:
        """The items of a grouping that may have changed."""
        return self._items.get(name, set())

    def among(self, name: str, how: str, asked: KeysView[Key]) -> Collection[Key]:
        """Of the queries of one name and kind, by their keys, those whose answers may be others."""
        if how == "item" and name in ITEMS and not (self._register and name in WITH_PLACES):
            return asked & self.keys(name)
        return asked if self.may_have_changed(name, how, None) else ()

    def may_have_changed(self, name: str, how: str, key: Key) -> bool:
        """Whether the answer to a query may be another."""
        if how == "item" and name in ITEMS:
            return key in self._items.get(name, ()) or (self._register and name in WITH_PLACES)
        if name.split(".")[0] == REGISTER:
            return self._register
        return self._register or bool(self._items) or name not in WHOLE


def _near(archive: Archive, marked: Marked) -> Iterator[str]:
    """A notice, whoever shares a number with it, and those beside it in the rows that it stands in."""
    rows, place = archive.derived(side_by_side), (marked.place, marked.id)
    yield marked.id
    for name, key in marked.items:
        if name in ("by_number", "by_citation"):
            yield from (notice.id for notice in archive.by_number.get(key, ()))
        elif row := rows.get(name, {}).get(key):
            at = bisect_left(row, place, key=newest_first)
            yield from (notice.id for notice in row[max(0, at - REACH) : at + REACH + 1])
