"""Pages of one agency: what it was told, year by year, and what it issued."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

from ketluan import exports
from ketluan.model import addresses
from ketluan.model.agency import Agency, Register
from ketluan.model.agency_counts import AgencyCounts, of_ways, year_key
from ketluan.model.archive import Archive
from ketluan.model.notice import Notice
from ketluan.model.notice_counts import NoticeCounts, notice_counts
from ketluan.model.page import Page
from ketluan.site import phrases
from ketluan.site.agency_assignments import (
    ToldSums,
    assigned,
    by_limit,
    led,
    tally,
    told_as,
    told_sums,
    told_years,
)
from ketluan.site.listings import Section, Task, months_of_notices
from ketluan.site.paging import parts
from ketluan.site.recipe import Recipe
from ketluan.site.rendering import page
from ketluan.site.state_tables import kept_state_counts, limits_text, shown_states, state_counts, summed
from ketluan.text.collation import vietnamese

Row = TypeVar("Row")
NEWEST = 10
FITS = 60
DUE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyYear:
    """How much a body was told and issued in one year."""

    name: str
    tasks: int
    tally: AgencyCounts
    issued: NoticeCounts


def agency_recipes(archive: Archive) -> Iterator[Recipe]:
    """For every body of the register its page, one a year in which it was told something, one a year it issued."""
    for agency in archive.register.agencies:
        yield Recipe(_page, agency)
        issued = {notice.year for notice in archive.by_issuer.get(agency, ())}
        yield from (
            Recipe(_pages_of_year, agency, year) for year in _newest_first(told_years(archive, agency) | issued)
        )


def _newest_first(years: Iterable[str]) -> list[str]:
    """The unknown one last."""
    return sorted(years, key=lambda name: (name.isdigit(), name), reverse=True)


def _page(archive: Archive, id: str) -> Iterator[Page]:
    sums = archive.derived(told_sums)
    told = {year: sums[year_key(id, year)] for year in _newest_first(told_years(archive, id))}
    issued = _by_year((notice.year, notice) for notice in archive.by_issuer.get(id, ()))
    years = [
        AgencyYear(
            name=name,
            tasks=told[name].tasks if name in told else 0,
            tally=of_ways(*([told[name].ways] if name in told else [])),
            issued=notice_counts(archive, issued.get(name, [])),
        )
        for name in _newest_first(told.keys() | issued)
    ]
    yield _whole(archive, archive.register.agencies[id], told=told, years=years)


def _pages_of_year(archive: Archive, id: str, name: str) -> Iterator[Page]:
    agency, tasks = archive.register.agencies[id], assigned(archive, id, name)
    issued = [notice for notice in archive.by_issuer.get(id, ()) if notice.year == name]
    year = AgencyYear(name=name, tasks=len(tasks), tally=tally(tasks), issued=notice_counts(archive, issued))
    if year.tasks:
        yield from _year(archive, agency, year, tasks)
    if year.issued.total:
        yield from _issued(archive, agency, year, issued)


def _by_year(rows: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for year, row in rows:
        found.setdefault(year, []).append(row)
    return found


def _whole(archive: Archive, agency: Agency, *, told: Mapping[str, ToldSums], years: Sequence[AgencyYear]) -> Page:
    """Everything by year while it fits one page, else the newest; years are newest first, the unknown one last."""
    fits = sum(sums.tasks for sums in told.values()) <= FITS
    rows = {name: assigned(archive, agency.id, name) for name in (told if fits else ())}
    sections = [Section(id=f"nam-{name}", heading=phrases.year(name), rows=tasks) for name, tasks in rows.items()]
    newest = chain.from_iterable(assigned(archive, agency.id, name) for name in (told if not fits else ()))
    total = of_ways(*(sums.ways for sums in told.values()))
    due, led_due = _days(sums.due for sums in told.values()), _days(sums.led_due for sums in told.values())
    states = summed(kept_state_counts(archive, sums.led_limits) for sums in told.values())
    through = {body for sums in told.values() for body in sums.told_as} - {agency.id}
    successors, heirs = _named(archive, agency.successors), _named(archive, _heirs(archive.register, agency))
    return page(
        archive,
        address=addresses.agency(agency.id),
        title=phrases.full_name(archive.register, agency.id),
        description=_description(archive, agency, total),
        kind="agency",
        head=exports.feed_links(archive, addresses.agency(agency.id), agency=agency.id),
        agency=agency,
        place=phrases.place_name(archive.register, agency.jurisdiction),
        predecessors=_named(archive, archive.register.predecessors.get(agency.id, ())),
        successors=successors,
        heirs=[] if heirs == successors else heirs,
        told_as=[agency.id, *sorted(through)],
        groups=_named(archive, archive.register.groups_of.get(agency.id, ())),
        members=_named(archive, agency.members),
        years=years,
        tally=total,
        sections=sections,
        newest=[*islice(newest, NEWEST)],
        due=_last_due(archive, agency.id, told, due),
        due_tally=of_ways(*(sums.due_ways for sums in told.values())),
        due_total=sum(due.values()),
        limits=limits_text(due),
        led_limits=limits_text(led_due),
        issued=archive.by_issuer.get(agency.id, ())[:NEWEST],
        issued_counts=notice_counts(archive, archive.by_issuer.get(agency.id, ())),
        files=exports.agency_files(archive, agency.id),
        led=states,
        states=shown_states([states]),
    )


def _days(rows: Iterable[Iterable[tuple[int, int]]]) -> Counter[int]:
    days = Counter[int]()
    for day, number in chain.from_iterable(rows):
        days[day] += number
    return days


def _last_due(archive: Archive, agency: str, told: Mapping[str, ToldSums], due: Mapping[int, int]) -> list[Task]:
    """Those of the last days: no year is looked into that has none of them."""
    left, since = DUE, 0
    for day in sorted(due, reverse=True):
        if left <= 0:
            break
        since, left = day, left - due[day]
    years = [name for name, sums in told.items() if any(day >= since for day, _ in sums.due)]
    tasks = [task for name in years for task in assigned(archive, agency, name)]
    return by_limit(tasks)[:DUE]


def _named(archive: Archive, ids: Sequence[str]) -> list[Agency]:
    """Those that the register holds, in Vietnamese order."""
    found = [archive.register.agencies[id] for id in ids if id in archive.register.agencies]
    return sorted(found, key=lambda agency: (vietnamese(agency.name), agency.id))


def _heirs(register: Register, agency: Agency) -> list[str]:
    """Who is there today in its place: the ends of the chains of its successors."""
    heirs: dict[str, None] = {}
    waiting, seen = list(agency.successors), {agency.id}
    while waiting:
        id = waiting.pop(0)
        body = register.agencies.get(id)
        if body is None or id in seen:
            continue
        seen.add(id)
        if body.closed:
            waiting += body.successors
        else:
            heirs[id] = None
    return list(heirs)


def _description(archive: Archive, agency: Agency, total: AgencyCounts) -> str:
    name = phrases.full_name(archive.register, agency.id)
    assignment = f"{name}: chủ trì {phrases.count(total.lead)} chỉ đạo, phối hợp {phrases.count(total.coordinate)}"
    extra = [f"qua nhóm {phrases.count(total.group)}"] if total.group else []
    extra += [f"của cơ quan tiền thân {phrases.count(total.former)}"] if total.former else []
    extra += [f"chưa chắc {phrases.count(total.unsure)}"] if total.unsure else []
    return ", ".join([assignment, *extra]) + "."


def _year(archive: Archive, agency: Agency, year: AgencyYear, tasks: Sequence[Task]) -> Iterator[Page]:
    name = phrases.full_name(archive.register, agency.id)
    through, states = told_as(agency.id, tasks), state_counts(led(tasks))
    for part in parts(addresses.agency(agency.id, year=year.name), tasks):
        yield page(
            archive,
            address=part.address,
            title=f"{name}, {phrases.year(year.name).lower()}{part.suffix}",
            description=f"{name} được giao gì trong các thông báo kết luận, {phrases.year(year.name).lower()}:"
            f" {phrases.count(part.total)} chỉ đạo.",
            kind="agency-year",
            agency=agency,
            year=year,
            part=part,
            told_as=through,
            led=states,
            states=shown_states([states]),
        )


def _issued(archive: Archive, agency: Agency, year: AgencyYear, notices: Sequence[Notice]) -> Iterator[Page]:
    name = phrases.full_name(archive.register, agency.id)
    for part in parts(addresses.issued(agency.id, year.name), notices):
        sections = months_of_notices(archive, part.rows)
        yield page(
            archive,
            address=part.address,
            title=f"Thông báo do {name} ban hành, {phrases.year(year.name).lower()}{part.suffix}",
            description=f"{phrases.count(year.issued.in_force)} thông báo kết luận do {name} ban hành,"
            f" {phrases.year(year.name).lower()}.",
            kind="issued",
            agency=agency,
            year=year,
            sections=sections,
            part=part,
        )
