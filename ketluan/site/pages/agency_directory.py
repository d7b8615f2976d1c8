"""Lists of agencies: by place, with what each was told and issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ketluan.model import addresses
from ketluan.model.agency import Agency
from ketluan.model.agency_counts import AgencyCounts, agency_counts, body_sums
from ketluan.model.archive import Archive
from ketluan.model.name_index import CENTRAL
from ketluan.model.page import Page
from ketluan.model.year_sums import told_to_unlisted
from ketluan.site import phrases
from ketluan.site.paging import ROWS, Part, parts
from ketluan.site.recipe import Recipe
from ketluan.site.rendering import page
from ketluan.text.collation import vietnamese

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """A body in a list, with how many directives it has and how many notices it issued."""

    agency: Agency
    counts: AgencyCounts
    issued: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceGroup:
    """The bodies of one place in Vietnamese order, groups last."""

    id: str
    name: str
    entries: tuple[DirectoryEntry, ...]


def directory_recipes(archive: Archive) -> Iterator[Recipe]:
    """`/co-quan/` with all bodies, or with the places when there are too many, and one list a place."""
    yield Recipe(_overview)
    yield from (Recipe(_place, place) for place in archive.derived(by_place))


def by_place(archive: Archive) -> dict[str, PlaceGroup]:
    """The places in order, each by its id."""
    return {place.id: place for place in places(archive)}


def _overview(archive: Archive) -> Iterator[Page]:
    found = list(archive.derived(by_place).values())
    total = len(archive.register.agencies)
    yield page(
        archive,
        address=addresses.AGENCIES,
        title="Cơ quan",
        description=f"{phrases.count(total)} cơ quan được giao việc hoặc ban hành thông báo kết luận, theo địa bàn.",
        kind="agencies",
        places=found,
        provinces=[list(group) for _, group in groupby(found, key=lambda place: place.id.split("/")[0])],
        whole=total <= ROWS,
        most=most_addressed(archive, MOST),
        total=total,
        unknown=len(archive.unknown_names),
        unlisted=told_to_unlisted(archive),
    )


def _place(archive: Archive, id: str) -> Iterator[Page]:
    place = archive.derived(by_place)[id]
    for part in parts(addresses.place(place.id), place.entries):
        yield _part(archive, place, part)


def _part(archive: Archive, place: PlaceGroup, part: Part[DirectoryEntry]) -> Page:
    return page(
        archive,
        address=part.address,
        title=f"Cơ quan: {place.name}{part.suffix}",
        description=f"{phrases.count(part.total)} cơ quan của {place.name} có trong danh mục.",
        kind="place",
        place=place,
        part=part,
        end=archive.register.territory.get(place.id),
        today_places=_today_places(archive, place.id),
    )


def _today_places(archive: Archive, id: str) -> list[tuple[str, str | None]]:
    """Names of what a place went into, each with its id when a page lists its bodies."""
    end = archive.register.territory.get(id)
    listed = {agency.jurisdiction for agency in archive.register.agencies.values()}
    names = [(phrases.place_name(archive.register, place), place) for place in (end.successors if end else ())]
    return [(name, place if place in listed else None) for name, place in names]


def places(archive: Archive) -> list[PlaceGroup]:
    """In Vietnamese order, the central bodies first, a district after its province."""
    groups: dict[str, list[Agency]] = {}
    for agency in archive.register.agencies.values():
        groups.setdefault(agency.jurisdiction, []).append(agency)
    found = [_grouped(archive, id, agencies) for id, agencies in groups.items()]
    return sorted(found, key=lambda place: _place_order(archive, place.id))


def _place_order(archive: Archive, id: str) -> tuple[object, ...]:
    """By own names without `tỉnh`, `huyện`, ...; each place directly after the one it lies in."""
    above = ["/".join(id.split("/")[: depth + 1]) for depth in range(id.count("/") + 1)]
    names = [phrases.place_parts(phrases.place_name(archive.register, place)) for place in above]
    return id != CENTRAL, [vietnamese(own) for _, own in names], id


def _grouped(archive: Archive, id: str, agencies: list[Agency]) -> PlaceGroup:
    ordered = sorted(agencies, key=lambda agency: (agency.kind == "group", vietnamese(agency.name), agency.id))
    entries = tuple(entry(archive, agency) for agency in ordered)
    return PlaceGroup(id=id, name=phrases.place_name(archive.register, id), entries=entries)


def entry(archive: Archive, agency: Agency) -> DirectoryEntry:
    """Counted without groups and predecessors."""
    return DirectoryEntry(
        agency=agency,
        counts=agency_counts(archive, agency.id),
        issued=sum(1 for notice in archive.by_issuer.get(agency.id, ()) if notice.withdrawn is None),
    )


def most_addressed(archive: Archive, number: int) -> list[DirectoryEntry]:
    """The bodies that lead most directives; equals in Vietnamese order."""
    sums, agencies = archive.derived(body_sums), archive.register.agencies.values()
    leading = [entry(archive, agency) for agency in agencies if agency.id in sums and sums[agency.id].leads]
    leading.sort(key=lambda found: (-found.counts.lead, vietnamese(found.agency.name), found.agency.id))
    return leading[:number]
