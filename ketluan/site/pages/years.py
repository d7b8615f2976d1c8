"""Pages of years: all of them, and each with its notices under their months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ketluan.model import addresses
from ketluan.model.archive import Archive, is_replaced
from ketluan.model.notice import Notice
from ketluan.model.page import Page
from ketluan.site import phrases
from ketluan.site.listings import months_of_notices
from ketluan.site.paging import parts
from ketluan.site.rendering import page

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What a year holds; withdrawn and replaced notices are counted apart; `months` are the notices of each month."""

    name: str
    notices: int
    withdrawn: int
    replaced: int
    directives: int
    dated: int
    months: tuple[int, ...]


def year_pages(archive: Archive) -> Iterator[Page]:
    """`/nam/` and `/nam/<year>/`."""
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
    for place, year in enumerate(years):
        newer = years[place - 1].name if place else None
        older = years[place + 1].name if place + 1 < len(years) else None
        yield from _year(archive, year, newer=newer, older=older)


def summaries(archive: Archive) -> list[Year]:
    """Newest first."""
    return [_summary(archive, name, notices) for name, notices in archive.by_year.items()]


def _summary(archive: Archive, name: str, notices: Sequence[Notice]) -> Year:
    published = [notice for notice in notices if notice.withdrawn is None]
    in_force = [notice for notice in published if not is_replaced(archive, notice)]
    tasks = archive.counted_by_year.get(name, ())
    months = Counter(notice.date.month for notice in in_force if notice.date)
    return Year(
        name=name,
        notices=len(in_force),
        withdrawn=len(notices) - len(published),
        replaced=len(published) - len(in_force),
        directives=len(tasks),
        dated=sum(1 for task in tasks if task.due or task.recurs),
        months=tuple(months[month] for month in MONTHS),
    )


def _year(archive: Archive, year: Year, *, newer: str | None, older: str | None) -> Iterator[Page]:
    for part in parts(addresses.year(year.name), archive.by_year[year.name]):
        sections = months_of_notices(part.rows)
        heading = phrases.year(year.name)
        yield page(
            archive,
            address=part.address,
            title=heading + part.suffix,
            description=f"{heading}: {phrases.count(year.notices)} thông báo kết luận, "
            f"{phrases.count(year.directives)} chỉ đạo.",
            kind="year",
            year=year,
            sections=sections,
            part=part,
            newer=newer,
            older=older,
        )


def _held(years: Sequence[Year]) -> str:
    return f"{phrases.count(sum(year.notices for year in years))} thông báo"
