"""The report on what became of directives, to be printed: the whole archive, each year, each body that leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ketluan.model import addresses
from ketluan.model.agency_counts import body_sums, named_agencies
from ketluan.model.archive import Archive
from ketluan.model.page import Page
from ketluan.model.year_sums import archive_counts
from ketluan.site import phrases
from ketluan.site.paging import parts
from ketluan.site.rendering import page
from ketluan.site.state_tables import StateCounts, StateMatrix, kept_state_counts, state_matrix, states_by_year, summed
from ketluan.text.collation import vietnamese


def report_pages(archive: Archive) -> Iterator[Page]:
    """`/thong-ke/bao-cao/`; it holds no day, the reader's is printed by the script."""
    rows, years = by_agency(archive), by_year(states_by_year(archive))
    for part in parts(addresses.REPORT, rows):
        yield page(
            archive,
            address=part.address,
            title="Báo cáo tình hình thực hiện" + part.suffix,
            description=f"Tình hình thực hiện {phrases.count(years.whole.total)} chỉ đạo, theo năm và theo"
            f" {phrases.count(len(rows))} cơ quan chủ trì.",
            kind="report",
            part=part,
            whole=years.whole,
            counts=archive_counts(archive),
            years=years,
            bodies=state_matrix(part.rows),
            states=years.states,
        )


def by_agency(archive: Archive, *, day: dt.date | None = None, most: int | None = None) -> list[StateCounts]:
    """The bodies that surely lead a directive, most first; only so many as are asked for."""
    leads = {id: sums for id in named_agencies(archive) if (sums := archive.derived(body_sums)[id]).leads}
    ranked = sorted(leads, key=lambda id: (-leads[id].leads, vietnamese(phrases.full_name(archive.register, id)), id))
    return [
        kept_state_counts(
            archive,
            leads[id].led_limits,
            day=day,
            name=phrases.full_name(archive.register, id),
            target=addresses.agency(id) if id in archive.register.agencies else None,
        )
        for id in ranked[:most]
    ]


def by_year(years: Mapping[str, StateCounts], *, day: dt.date | None = None) -> StateMatrix:
    """Every year of notices, newest first, and the sum of all."""
    rows = [replace(found, name=phrases.year(year), target=addresses.year(year)) for year, found in years.items()]
    return state_matrix(rows, summed(rows, day=day, name="Toàn kho"))
