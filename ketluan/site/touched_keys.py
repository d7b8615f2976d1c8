"""Which answers of an archive may be others because some of its notices are.

Each notice is in some items of each grouping: the years, bodies, documents, ... that it names. While the
register is the same an item is another one only if a notice that is in it, or was, has changed; all other answers need
not be asked again. More items than that may be named here, never fewer; what this module does not know of is asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from ketluan.model.archive import Archive, assignments_of, body_id, month_of, newest_first
from ketluan.model.notice import Notice
from ketluan.site.pages.related_notices import FEW, SERIES, series_of, side_by_side
from ketluan.text.slug import folder_name, slug

Key = Any
Touched = tuple[str, Key]
"""The name of a grouping, and the item."""

REGISTER = "register"
PLACE = "place"
"""Where a notice stands in the order of all."""
REACH = FEW + 1
"""So many before and after it in a row of notices are shown another one when a notice comes or goes."""
OF_ONE_NOTICE = ("by_id", "validity")
NEAR = ("neighbours",)
"""What stands near a notice, by its id."""
BY_YEAR = ("by_year", "assignments_by_year", "counted_by_year", "year_sums")
BY_MONTH = ("by_month",)
BY_DUE_YEAR = ("by_due_year", "due_sums")
BY_NUMBER = ("by_number",)
BY_CHAIR = ("by_chair", "by_given_names")
BY_DOCUMENT = ("documents", "number_forms")
ITEMS = frozenset(
    (
        *OF_ONE_NOTICE,
        *NEAR,
        *BY_YEAR,
        *BY_MONTH,
        *BY_NUMBER,
        *BY_CHAIR,
        *BY_DOCUMENT,
        *("by_issuer", "by_topic", "by_citation"),
        *BY_DUE_YEAR,
        *("by_agency", "by_agency_year", "by_unregistered", "body_sums", "unknown_names"),
    )
)
"""Groupings whose items are known by `items_of`."""
WHOLE = ITEMS | {
    *("notices", "published", "in_force", "assignments", "counted", "dated", "recurring"),
    *("questions", "unread_blocks", "cited_seldom", "list_widths", "by_place"),
}
"""What notices and register alone decide: the same while none of them has changed."""


def items_of(notice: Notice) -> Iterator[Touched]:
    """The items of groupings that a notice is in, or whose members it decides upon."""
    yield from ((name, notice.id) for name in OF_ONE_NOTICE)
    yield from ((name, notice.year) for name in BY_YEAR)
    yield from ((name, month_of(notice)) for name in BY_MONTH)
    yield PLACE, newest_first(notice)
    yield "by_issuer", notice.issuer
    if series := series_of(notice):
        yield SERIES, series
    yield from (("by_topic", topic) for topic in notice.topics)
    if notice.meeting.chair:
        yield from ((name, (notice.jurisdiction, folder_name(notice.meeting.chair))) for name in BY_CHAIR)
    if notice.number:
        yield from ((name, notice.number.upper()) for name in BY_NUMBER)
        yield from ((name, slug(notice.number.upper())) for name in BY_DOCUMENT)
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
            yield "by_number", number.upper()
            yield from ((name, slug(number.upper())) for name in BY_DOCUMENT)
        for party in (*told.lead, *told.coordinate):
            body = body_id(notice, party)
            yield "body_sums", body
            yield ("by_agency", body) if party.id else ("by_unregistered", body)
            yield "by_agency_year", (body, notice.year)
            yield "unknown_names", (notice.jurisdiction, party.name)
        if assignment.due:
            yield from ((name, f"{assignment.due:%Y}") for name in BY_DUE_YEAR)


class TouchedItems:
    """What the `changed` notices, as they were and as they are, may have changed in an archive."""

    def __init__(self, archive: Archive, notices: Iterable[Collection[Touched]]) -> None:
        """`notices` are the items of each."""
        self._items: dict[str, set[Key]] = {}
        for items in notices:
            for name, key in items:
                self._items.setdefault(name, set()).add(key)
            for id in _near(archive, items):
                for name in NEAR:
                    self._items.setdefault(name, set()).add(id)

    def keys(self, name: str) -> set[Key]:
        """The items of a grouping that may have changed."""
        return self._items.get(name, set())

    def may_have_changed(self, name: str, how: str, key: Key) -> bool:
        """Whether the answer to a query may be another; the register is the same."""
        if how == "item" and name in ITEMS:
            return key in self._items.get(name, ())
        if name.split(".")[0] == REGISTER:
            return False
        return bool(self._items) or name not in WHOLE


def _near(archive: Archive, items: Collection[Touched]) -> Iterator[str]:
    """A notice of these items, whoever shares a number with it, and those beside it in the rows that it stands in."""
    rows = archive.derived(side_by_side)
    place = next(key for name, key in items if name == PLACE)
    for name, key in items:
        if name == "by_id":
            yield key
        elif name == "by_number":
            yield from (notice.id for notice in archive.by_number.get(key, ()))
        elif row := rows.get(name, {}).get(key):
            at = bisect_left(row, place, key=newest_first)
            yield from (notice.id for notice in row[max(0, at - REACH) : at + REACH + 1])
