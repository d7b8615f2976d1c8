"""Pages of years: all of them, and each with its notices under their months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ketluan.model import addresses
from ketluan.model.archive import Archive, is_replaced
from ketluan.model.notice import Notice
from ketluan.model.notice_counts import NoticeCounts, notice_counts
from ketluan.model.page import Page
from ketluan.site import phrases
from ketluan.site.listings import months_of_notices
from ketluan.site.paging import parts
from ketluan.site.recipe import Recipe
from ketluan.site.rendering import page

MONTHS = range(1, 13)


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
    return [_summary(archive, name, notices) for name, notices in archive.by_year.items()]


def _summary(archive: Archive, name: str, notices: Sequence[Notice]) -> Year:
    tasks = archive.counted_by_year.get(name, ())
    in_force = (notice for notice in notices if not notice.withdrawn and not is_replaced(archive, notice))
    months = Counter(notice.date.month for notice in in_force if notice.date)
    return Year(
        name=name,
        counts=notice_counts(archive, notices),
        dated=sum(1 for task in tasks if task.due or task.recurs),
        months=tuple(months[month] for month in MONTHS),
    )


def _year(archive: Archive, name: str, newer: str, older: str) -> Iterator[Page]:
    """`newer` and `older` are the years beside it, empty where there is none."""
    year = _summary(archive, name, archive.by_year[name])
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
