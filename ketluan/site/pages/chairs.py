"""Pages of those who chaired meetings and concluded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ketluan.model import addresses
from ketluan.model.archive import Archive
from ketluan.model.notice import UNKNOWN_YEAR, Notice
from ketluan.model.notice_counts import NoticeCounts, notice_counts
from ketluan.model.page import Page
from ketluan.site import phrases
from ketluan.site.paging import parts
from ketluan.site.recipe import Recipe
from ketluan.site.rendering import page
from ketluan.text.collation import by_given_name

MOST = 5
FEW = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """Somebody who chaired; `name` as printed last, `positions` as printed, newest first."""

    address: str
    name: str
    place: str
    positions: tuple[str, ...]
    notices: tuple[Notice, ...]
    counts: NoticeCounts

    @property
    def office(self) -> str:
        """The newest position with the place."""
        return self.offices[0]

    @property
    def offices(self) -> tuple[str, ...]:
        """The positions, the first with the place unless it tells it by itself; the place alone when none."""
        kind, own = phrases.place_parts(self.place)
        first, *others = self.positions or (phrases.capital(self.place),)
        assignment = not kind or own.casefold() in first.casefold()
        return (first if assignment else f"{first} ({self.place})", *others)

    @property
    def span(self) -> str:
        """`2014`, `2014–2016`; the years that are known, if any is."""
        known = [notice.year for notice in self.notices if notice.year != UNKNOWN_YEAR] or [UNKNOWN_YEAR]
        first, last = min(known), max(known)
        return phrases.year(first) if first == UNKNOWN_YEAR else first if first == last else f"{first}–{last}"


def chair_recipes(archive: Archive) -> Iterator[Recipe]:
    """`/nguoi-chu-tri/`, by given name, and one page a person."""
    yield Recipe(_overview)
    yield from (Recipe(_person, place, name) for place, name in archive.derived(by_given_names))


def by_given_names(archive: Archive) -> dict[tuple[str, str], Chair]:
    """Everybody who chaired, by place and the name in the address."""
    found = [(key, _chair(archive, key[0], notices)) for key, notices in archive.by_chair.items()]
    return dict(sorted(found, key=lambda item: _order(item[1])))


def _overview(archive: Archive) -> Iterator[Page]:
    chairs = list(archive.derived(by_given_names).values())
    for part in parts(addresses.CHAIRS, chairs):
        yield page(
            archive,
            address=part.address,
            title="Người chủ trì" + part.suffix,
            description=f"{phrases.count(len(chairs))} người đã chủ trì và kết luận các cuộc họp trong kho.",
            kind="chairs",
            part=part,
            most=_most(chairs) if part.number == 1 else [],
        )


def _chair(archive: Archive, place: str, notices: Sequence[Notice]) -> Chair:
    name = notices[0].meeting.chair or ""
    positions = (notice.meeting.chair_position for notice in notices)
    return Chair(
        address=addresses.chair(place, name),
        name=name,
        place=phrases.place_name(archive.register, place),
        positions=tuple(dict.fromkeys(position for position in positions if position)),
        notices=tuple(notices),
        counts=notice_counts(archive, notices),
    )


def _most(chairs: Sequence[Chair]) -> list[Chair]:
    """Those who chaired most and more than once, when there are too many to see it at a glance."""
    often = [chair for chair in chairs if chair.counts.in_force > 1]
    often.sort(key=lambda chair: (-chair.counts.in_force, -chair.counts.directives))
    return often[:MOST] if len(chairs) > FEW else []


def _order(chair: Chair) -> tuple[object, ...]:
    return by_given_name(chair.name), chair.address


def _person(archive: Archive, place: str, name: str) -> Iterator[Page]:
    chair = archive.derived(by_given_names)[place, name]
    for part in parts(chair.address, chair.notices):
        yield page(
            archive,
            address=part.address,
            title=f"{chair.name}, {chair.place}{part.suffix}",
            description=f"{phrases.count(chair.counts.in_force)} thông báo kết luận do {chair.name} chủ trì"
            f" ({chair.place}), {phrases.directives(chair.counts)}.",
            kind="chair",
            chair=chair,
            part=part,
        )
