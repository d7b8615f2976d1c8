"""Data to take away: JSON, CSV, XLSX, SQLite, feeds and calendars, all from the same Archive."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ketluan.exports import json_fields
from ketluan.exports.calendars import PAST, calendar_bytes, dated
from ketluan.exports.csv_file import csv_bytes, joined_csv
from ketluan.exports.descriptions import Description, agency_files, descriptions, year_descriptions
from ketluan.exports.feeds import agency_feed, notice_feed
from ketluan.exports.file_addresses import (
    AGENCIES_JSON,
    CALENDAR,
    CSV,
    DIRECTIVES_JSON,
    FEED,
    NOTICES_JSON,
    SQLITE,
    XLSX,
    YEARS,
    calendar_path,
    feed_path,
    schema_path,
    year_path,
)
from ketluan.exports.json_files import joined_json, json_array, json_schema
from ketluan.exports.sitemap import opensearch_file, sitemap_files
from ketluan.exports.sqlite_file import sqlite_bytes, write_sqlite
from ketluan.exports.tables import SHORT, TABLES, WORKBOOK, YEARLY
from ketluan.exports.xlsx_file import xlsx_bytes
from ketluan.model.archive import Archive, Assignment, in_order
from ketluan.model.display_names import full_name
from ketluan.model.page import Asset, link

Maker = Callable[..., Iterator[Asset]]
__all__ = [
    "SQLITE",
    "Description",
    "agency_files",
    "descriptions",
    "feed_links",
    "files",
    "write_sqlite",
    "year_descriptions",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedFile:
    """A file of all years, joined from those of each, in their order."""

    path: str
    parts: tuple[str, ...]
    join: Callable[[Iterable[bytes]], Iterator[bytes]]


def files(archive: Archive, *, site_url: str | None, pages: Iterable[str] = ()) -> Iterator[Asset]:
    """Every file to take away; `pages` are the addresses the sitemap lists when `site_url` is known."""
    made: dict[str, bytes] = {}
    for make, words in makers(archive, site_url):
        for asset in make(archive, *words):
            made[asset.path] = asset.content
            yield asset
    for whole in joined_files(archive):
        yield Asset(path=whole.path, content=b"".join(whole.join(made[part] for part in whole.parts)))
    yield Asset(path=SQLITE, content=sqlite_bytes(archive))
    yield from address_files(archive, pages, site_url=site_url)


def makers(archive: Archive, site_url: str | None) -> Iterator[tuple[Maker, tuple[str | None, ...]]]:
    """What makes the files, each with the words it is given beside the archive; not those that are joined from them,
    nor the database."""
    yield from ((year_files, (year,)) for year in archive.by_year)
    yield from ((make, ()) for make in (_schemas, _agencies_json, _years_json, _workbook))
    yield from ((make, (site_url,)) for make in (_notice_feed, _whole_calendar))
    yield from ((_files_of, (agency, site_url)) for agency in sorted(archive.by_agency))


def joined_files(archive: Archive) -> list[JoinedFile]:
    """The files that hold all years."""
    joins = ((DIRECTIVES_JSON, joined_json), (NOTICES_JSON, joined_json), (CSV, joined_csv))
    return [
        JoinedFile(path=path, parts=tuple(year_path(year, path) for year in archive.by_year), join=join)
        for path, join in joins
    ]


def year_paths(year: str) -> tuple[str, ...]:
    """Where the files of a year stand."""
    return tuple(year_path(year, path) for path in (DIRECTIVES_JSON, NOTICES_JSON, CSV, XLSX))


def year_files(archive: Archive, year: str) -> Iterator[Asset]:
    """What a year holds, as JSON, CSV and XLSX."""
    directives, notices = archive.assignments_by_year.get(year, ()), archive.by_year[year]
    contents = (
        json_array(archive, json_fields.DIRECTIVES, directives),
        json_array(archive, json_fields.NOTICES, notices),
        csv_bytes(archive, year),
        xlsx_bytes(archive, year, YEARLY),
    )
    for path, content in zip(year_paths(year), contents, strict=True):
        yield Asset(path=path, content=content)


def address_files(archive: Archive, pages: Iterable[str], *, site_url: str | None) -> Iterator[Asset]:
    """The files that name pages by the address at which the site is published, if that is known."""
    if site_url:
        yield opensearch_file(site_url=site_url)
        yield from sitemap_files(archive, pages, site_url=site_url)


def _workbook(archive: Archive) -> Iterator[Asset]:
    """Everything while a spreadsheet program opens that easily; then what is not of a year, and all notices."""
    whole = len(archive.assignments) <= WORKBOOK
    yield Asset(path=XLSX, content=xlsx_bytes(archive, tables=TABLES if whole else SHORT))


def _years_json(archive: Archive) -> Iterator[Asset]:
    """Which years there are, how much each holds, and where."""
    years = [
        {
            "year": year if year.isdigit() else None,
            "notices": len(notices),
            "directives": len(archive.assignments_by_year.get(year, ())),
            "files": list(year_paths(year)),
        }
        for year, notices in archive.by_year.items()
    ]
    yield Asset(path=YEARS, content=f"{json.dumps(years, ensure_ascii=False, indent=1)}\n".encode())


def _notice_feed(archive: Archive, site_url: str | None) -> Iterator[Asset]:
    yield Asset(path=FEED, content=notice_feed(archive, file=FEED, site_url=site_url))


def _whole_calendar(archive: Archive, site_url: str | None) -> Iterator[Asset]:
    title = "Thời hạn trong các thông báo kết luận"
    return _calendar(archive, archive.assignments, title=title, path=CALENDAR, site_url=site_url)


def feed_links(archive: Archive, here: str, *, agency: str | None = None) -> Markup:
    """For <head> of the page at address `here`: the archive's feed, and that of an agency that has one."""
    found = [_feed_link(here, FEED, "Thông báo kết luận mới")]
    if agency in archive.by_agency:
        found.append(_feed_link(here, feed_path(agency), f"Chỉ đạo cho {full_name(archive.register, agency)}"))
    return Markup("\n").join(found)


def _feed_link(here: str, path: str, title: str) -> Markup:
    tag = Markup('<link rel="alternate" type="application/atom+xml" title="{}" href="{}">')
    return tag.format(title, link(here, path))


def _agencies_json(archive: Archive) -> Iterator[Asset]:
    agencies = json_fields.listed_bodies(archive)
    yield Asset(path=AGENCIES_JSON, content=json_array(archive, json_fields.AGENCIES, agencies))


def _schemas(_: Archive) -> Iterator[Asset]:
    yield _schema(DIRECTIVES_JSON, json_schema("Các chỉ đạo", json_fields.DIRECTIVES))
    yield _schema(AGENCIES_JSON, json_schema("Các cơ quan", json_fields.AGENCIES))
    yield _schema(NOTICES_JSON, json_schema("Các thông báo", json_fields.NOTICES))


def _schema(path: str, content: bytes) -> Asset:
    return Asset(path=schema_path(path), content=content)


def _files_of(archive: Archive, agency: str, site_url: str | None) -> Iterator[Asset]:
    roles = archive.by_agency[agency]
    tasks = in_order(assignment for found in roles.values() for assignment in found)
    path = feed_path(agency)
    yield Asset(path=path, content=agency_feed(archive, agency, tasks, file=path, site_url=site_url))
    title = f"Thời hạn của {full_name(archive.register, agency)}"
    yield from _calendar(archive, tasks, title=title, path=calendar_path(agency), site_url=site_url)


def _calendar(
    archive: Archive, tasks: Iterable[Assignment], *, title: str, path: str, site_url: str | None
) -> Iterator[Asset]:
    """No file for no deadline: a calendar without events is none (RFC 5545, 3.6)."""
    since = archive.today - min(PAST, archive.today - dt.date.min)
    if found := dated(tasks, since=since):
        content = calendar_bytes(archive, found, title=title, file=path, site_url=site_url)
        yield Asset(path=path, content=content)
