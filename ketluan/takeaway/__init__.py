"""Data to take away: JSON, CSV, XLSX, SQLite, feeds and calendars, all from the same Archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from ketluan.archive import Archive
from ketluan.page import Asset, link
from ketluan.takeaway import addresses, fields
from ketluan.takeaway.json_files import json_array, json_schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A file of the whole archive as the page /du-lieu/ presents it; `rows` counts what `unit` names."""

    path: str
    title: str
    description: str
    format: str
    rows: int
    unit: str


def files(archive: Archive, *, site_url: str | None, pages: Iterable[str] = ()) -> Iterator[Asset]:
    """Every file to take away; `pages` are the addresses the sitemap lists when `site_url` is known."""
    yield from _json_files(archive)


def descriptions(archive: Archive, *, site_url: str | None = None) -> tuple[Description, ...]:
    """The files of the whole archive, most used first."""
    return ()


def feed_links(archive: Archive, here: str, *, agency: str | None = None) -> str:
    """For <head> of the page at address `here`: the feed of the archive, and that of an agency that has one."""
    return ""


def agency_files(archive: Archive, agency: str) -> tuple[Description, ...]:
    """The feed and the calendar of one agency; empty when nothing was told to it."""
    return ()


def _json_files(archive: Archive) -> Iterator[Asset]:
    agencies = archive.register.agencies.values()
    yield Asset(path=addresses.DIRECTIVES_JSON, content=json_array(archive, fields.DIRECTIVES, archive.told))
    yield Asset(path=addresses.AGENCIES_JSON, content=json_array(archive, fields.AGENCIES, agencies))
    yield Asset(path=addresses.NOTICES_JSON, content=json_array(archive, fields.NOTICES, archive.notices))
    yield _schema(addresses.DIRECTIVES_JSON, json_schema("Các chỉ đạo", fields.DIRECTIVES))
    yield _schema(addresses.AGENCIES_JSON, json_schema("Các cơ quan", fields.AGENCIES))
    yield _schema(addresses.NOTICES_JSON, json_schema("Các thông báo", fields.NOTICES))


def _schema(path: str, content: bytes) -> Asset:
    return Asset(path=addresses.schema_path(path), content=content)
