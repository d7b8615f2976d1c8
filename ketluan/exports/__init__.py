"""Data to take away: JSON, CSV, XLSX, SQLite, feeds and calendars, all from the same Archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from markupsafe import Markup

from ketluan.exports import json_fields
from ketluan.exports.calendars import PAST, Event, calendar_bytes, dated
from ketluan.exports.descriptions import Description, agency_files, descriptions, year_descriptions
from ketluan.exports.feeds import agency_feed, notice_feed
from ketluan.exports.file_addresses import (
    AGENCIES_JSON,
    CALENDAR,
    DIRECTIVES_JSON,
    FEED,
    NOTICES_JSON,
    SQLITE,
    YEARS,
    calendar_path,
    feed_path,
    schema_path,
)
from ketluan.exports.json_files import json_array, json_schema
from ketluan.exports.listed_bodies import listed_bodies
from ketluan.exports.notice_data import notice_data, notice_part
from ketluan.exports.sitemap import opensearch_file, sitemap_files
from ketluan.exports.sqlite_file import sqlite_bytes, write_sqlite
from ketluan.exports.year_files import (
    joined_files,
    workbook,
    year_files,
    year_listings,
    year_paths,
    years_json,
)
from ketluan.model.agency_counts import body_sums, named_agencies
from ketluan.model.archive import Archive, Assignment, in_order
from ketluan.model.display_names import full_name
from ketluan.model.page import Asset, link

Maker = Callable[..., Iterator[Asset]]
DATABASE = (AGENCIES_JSON, YEARS)
"""What is another file whenever the database is, beside the files of a year."""
__all__ = [
    "DATABASE",
    "SQLITE",
    "Description",
    "agency_files",
    "descriptions",
    "feed_links",
    "files",
    "joined_files",
    "notice_part",
    "write_sqlite",
    "year_descriptions",
    "year_files",
    "year_paths",
]


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
    yield from ((make, ()) for make in (_schemas, _agencies_json, years_json, year_listings, workbook))
    yield from ((make, (site_url,)) for make in (_notice_feed, _whole_calendar))
    yield from ((_files_of, (agency, site_url)) for agency in named_agencies(archive))


def address_files(archive: Archive, pages: Iterable[str], *, site_url: str | None) -> Iterator[Asset]:
    """The files that name pages by the address at which the site is published, if that is known."""
    if site_url:
        yield opensearch_file(site_url=site_url)
        yield from sitemap_files(archive, pages, site_url=site_url)


def _notice_feed(archive: Archive, site_url: str | None) -> Iterator[Asset]:
    yield Asset(path=FEED, content=notice_feed(archive, file=FEED, site_url=site_url))


def _whole_calendar(archive: Archive, site_url: str | None) -> Iterator[Asset]:
    title = "Thời hạn trong các thông báo kết luận"
    return _calendar(archive, archive.assignments, title=title, path=CALENDAR, site_url=site_url)


def feed_links(archive: Archive, here: str, *, agency: str | None = None) -> Markup:
    """For <head> of the page at address `here`: the archive's feed, and that of an agency that has one."""
    found = [_feed_link(here, FEED, "Thông báo kết luận mới")]
    if agency and agency in archive.derived(body_sums):
        found.append(_feed_link(here, feed_path(agency), f"Chỉ đạo cho {full_name(archive.register, agency)}"))
    return Markup("\n").join(found)


def _feed_link(here: str, path: str, title: str) -> Markup:
    tag = Markup('<link rel="alternate" type="application/atom+xml" title="{}" href="{}">')
    return tag.format(title, link(here, path))


def _agencies_json(archive: Archive) -> Iterator[Asset]:
    agencies = listed_bodies(archive)
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
        written = partial(_written, archive, {})
        yield Asset(path=path, content=calendar_bytes(found, written, title=title, file=path, site_url=site_url))


def _written(archive: Archive, seen: dict[str, dict[str, str]], event: Event) -> bytes:
    """An event out of those of its notice, which are held until one of another notice is asked for."""
    notice = event.assignment.notice.id
    if notice not in seen:
        seen.clear()
        seen[notice] = notice_data(archive, notice).events
    return seen[notice][event.name].encode()
