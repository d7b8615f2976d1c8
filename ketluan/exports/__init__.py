"""Data to take away: JSON, CSV, XLSX, SQLite, feeds and calendars, all from the same Archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup

from ketluan.exports import file_addresses, json_fields
from ketluan.exports.calendars import calendar_bytes, dated
from ketluan.exports.csv_file import csv_bytes
from ketluan.exports.descriptions import Description, agency_files, descriptions
from ketluan.exports.feeds import agency_feed, notice_feed
from ketluan.exports.file_addresses import CALENDAR, CSV, FEED, SQLITE, XLSX, calendar_path, feed_path
from ketluan.exports.json_files import json_array, json_schema
from ketluan.exports.sitemap import opensearch_file, sitemap_files
from ketluan.exports.sqlite_file import sqlite_bytes
from ketluan.exports.xlsx_file import xlsx_bytes
from ketluan.model.archive import Archive, Assignment, in_order
from ketluan.model.display_names import full_name
from ketluan.model.page import Asset, link

Maker = Callable[..., Iterator[Asset]]
__all__ = ["Description", "agency_files", "descriptions", "feed_links", "files"]


def files(archive: Archive, *, site_url: str | None, pages: Iterable[str] = ()) -> Iterator[Asset]:
    """Every file to take away; `pages` are the addresses the sitemap lists when `site_url` is known."""
    for make, words in makers(archive, site_url):
        yield from make(archive, *words)
    yield from address_files(archive, pages, site_url=site_url)


def makers(archive: Archive, site_url: str | None) -> Iterator[tuple[Maker, tuple[str | None, ...]]]:
    """What makes the files, each with the words it is given beside the archive."""
    yield from ((make, ()) for make in (_json_files, _csv, _xlsx, _sqlite))
    yield from ((make, (site_url,)) for make in (_notice_feed, _whole_calendar))
    yield from ((_files_of, (agency, site_url)) for agency in sorted(archive.by_agency))


def address_files(archive: Archive, pages: Iterable[str], *, site_url: str | None) -> Iterator[Asset]:
    """The files that name pages by the address at which the site is published, if that is known."""
    if site_url:
        yield opensearch_file(site_url=site_url)
        yield from sitemap_files(archive, pages, site_url=site_url)


def _csv(archive: Archive) -> Iterator[Asset]:
    yield Asset(path=CSV, content=csv_bytes(archive))


def _xlsx(archive: Archive) -> Iterator[Asset]:
    yield Asset(path=XLSX, content=xlsx_bytes(archive))


def _sqlite(archive: Archive) -> Iterator[Asset]:
    yield Asset(path=SQLITE, content=sqlite_bytes(archive))


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


def _json_files(archive: Archive) -> Iterator[Asset]:
    agencies = archive.register.agencies.values()
    yield Asset(
        path=file_addresses.DIRECTIVES_JSON, content=json_array(archive, json_fields.DIRECTIVES, archive.assignments)
    )
    yield Asset(path=file_addresses.AGENCIES_JSON, content=json_array(archive, json_fields.AGENCIES, agencies))
    yield Asset(path=file_addresses.NOTICES_JSON, content=json_array(archive, json_fields.NOTICES, archive.notices))
    yield _schema(file_addresses.DIRECTIVES_JSON, json_schema("Các chỉ đạo", json_fields.DIRECTIVES))
    yield _schema(file_addresses.AGENCIES_JSON, json_schema("Các cơ quan", json_fields.AGENCIES))
    yield _schema(file_addresses.NOTICES_JSON, json_schema("Các thông báo", json_fields.NOTICES))


def _schema(path: str, content: bytes) -> Asset:
    return Asset(path=file_addresses.schema_path(path), content=content)


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
    if found := dated(tasks):
        content = calendar_bytes(archive, found, title=title, file=path, site_url=site_url)
        yield Asset(path=path, content=content)
