"""Pages of years: all of them, and each with its notices under their months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ketluan.model import addresses
from ketluan.model.archive import Archive
from ketluan.model.notice_counts import NoticeCounts
from ketluan.model.page import Page
from ketluan.model.year_sums import year_sums
from ketluan.site import phrases
from ketluan.site.listings import months_of_notices
from ketluan.site.paging import parts
from ketluan.site.recipe import Recipe
from ketluan.site.rendering import page


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What a year holds; `months` are the notices in force of each month."""

    name: str
    counts: NoticeCounts
    dated: int
    months: tuple[int, ...]


def year_recipes(archive: Archive) -> Iterator[Recipe]:
    """`/nam/` and `/nam/<year>/`."""
    yield Recipe(_overview)
    years = list(archive.by_year)
    for newer, year, older in zip(["", *years], years, [*years[1:], ""], strict=False):
        yield Recipe(_year, year, newer, older)


def _overview(archive: Archive) -> Iterator[Page]:
    years = summaries(archive)
    yield page(
        archive,
        address=addresses.YEARS,
        title="Thông báo theo năm",
        description=f"Các năm có thông báo kết luận trong kho, {_held(years)}.",
        kind="years",
        years=years,
        most=max((max(year.months) for year in years), default=0),
    )


def summaries(archive: Archive) -> list[Year]:
    """Newest first."""
    return [_summary(archive, name) for name in archive.by_year]


def _summary(archive: Archive, name: str) -> Year:
    sums = archive.derived(year_sums)[name]
    return Year(name=name, counts=sums.counts, dated=sums.dated, months=sums.months)


def _year(archive: Archive, name: str, newer: str, older: str) -> Iterator[Page]:
    """`newer` and `older` are the years beside it, empty where there is none."""
    year = _summary(archive, name)
    for part in parts(addresses.year(name), archive.by_year[name]):
        sections = months_of_notices(archive, part.rows)
        heading = phrases.year(year.name)
        yield page(
            archive,
            address=part.address,
            title=heading + part.suffix,
            description=f"{heading}: {phrases.count(year.counts.in_force)} thông báo kết luận, "
            f"{phrases.directives(year.counts)}.",
            kind="year",
            year=year,
            sections=sections,
            part=part,
            newer=newer or None,
            older=older or None,
        )


def _held(years: Sequence[Year]) -> str:
    return f"{phrases.count(sum(year.counts.in_force for year in years))} thông báo"
