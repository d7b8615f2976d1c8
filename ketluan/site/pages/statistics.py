"""The page of figures: who was told how much, when notices were issued, how deadlines stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ketluan.model import addresses
from ketluan.model.agency_counts import AgencyCounts, counts_by_year
from ketluan.model.archive import Archive
from ketluan.model.page import Page
from ketluan.model.year_sums import MONTHS, archive_counts, led_by_any, told_to_unlisted
from ketluan.site import phrases
from ketluan.site.bar_charts import month_charts
from ketluan.site.pages.agency_directory import most_addressed
from ketluan.site.pages.follow_up_report import by_agency, by_year
from ketluan.site.pages.years import summaries
from ketluan.site.rendering import page
from ketluan.site.state_tables import state_matrix, states_by_year

AGENCIES = 20
SHADES = 5
NONE = AgencyCounts()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """A body with the directives it surely leads in each year, each with its shade from 0 (none) to 5 (most)."""

    id: str
    name: str
    cells: tuple[tuple[int, int], ...]
    counts: AgencyCounts


def figures_page(archive: Archive) -> Iterator[Page]:
    """`/thong-ke/`."""
    every, counts = summaries(archive)[::-1], archive_counts(archive)
    states = by_year(states_by_year(archive, day=archive.today), day=archive.today)
    years = [year for year in every if year.name.isdigit()]
    columns = [*(year.name for year in years), *(year.name for year in every if not year.name.isdigit())]
    heat = _heat(archive, columns)
    yield page(
        archive,
        address=addresses.FIGURES,
        title="Thống kê",
        description=f"Số chỉ đạo theo năm và cơ quan, số thông báo theo tháng, tình trạng thời hạn:"
        f" {phrases.directives(counts)} trong {phrases.count(counts.in_force)} thông báo.",
        kind="figures",
        today=archive.today,
        years=years,
        columns=columns,
        heat=heat,
        unsure=any(row.counts.unsure for row in heat),
        counted=led_by_any(archive, {found.agency.id for found in most_addressed(archive, AGENCIES)}),
        counts=counts,
        unlisted=told_to_unlisted(archive),
        months=MONTHS,
        charts=month_charts([(year.name, year.months) for year in years]),
        totals=[sum(year.months[month - 1] for year in years) for month in MONTHS],
        whole=states.whole,
        states=states.states,
        years_states=states,
        bodies_states=state_matrix(by_agency(archive, day=archive.today, most=AGENCIES)),
        undated=counts.in_force - sum(sum(year.months) for year in years),
    )


def _heat(archive: Archive, years: list[str]) -> list[HeatRow]:
    """The bodies that lead most, most first."""
    shown = most_addressed(archive, AGENCIES)
    by_year = {found.agency.id: counts_by_year(archive, found.agency.id) for found in shown}
    top = max((counts.lead for years_of in by_year.values() for counts in years_of.values()), default=0)
    led = {agency: [of.get(year, NONE).lead for year in years] for agency, of in by_year.items()}
    return [
        HeatRow(
            id=found.agency.id,
            name=phrases.full_name(archive.register, found.agency.id),
            cells=tuple((number, _shade(number, top)) for number in led[found.agency.id]),
            counts=found.counts,
        )
        for found in shown
    ]


def _shade(number: int, top: int) -> int:
    """0 for none, then five equal steps up to the greatest number shown."""
    return -(-number * SHADES // top) if number else 0
