"""Atom feeds (RFC 4287): the newest notices, and what is new for one agency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from xml.etree import ElementTree as ET

from ketluan.exports.file_addresses import href
from ketluan.exports.labels import notice_label
from ketluan.exports.xml_file import child, xml_bytes
from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment
from ketluan.model.display_names import full_name, shown_title
from ketluan.model.notice import Notice

ATOM = "http://www.w3.org/2005/Atom"
TAG = "tag:kho-ket-luan.invalid,2025:"  # a name that nobody can own: ids are the same wherever it is published
NEWEST = 50
UNKNOWN_DAY = dt.date(1970, 1, 1)
Entry = tuple[Notice, Sequence[Assignment]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed before it is written: `page` is what it is about, `file` where it will stand."""

    name: str
    title: str
    page: str
    entries: Sequence[Entry]
    total: int
    file: str
    site_url: str | None

    def href(self, target: str) -> str:
        """The link from the feed to a page."""
        return href(target, file=self.file, site_url=self.site_url)


def notice_feed(archive: Archive, *, file: str, site_url: str | None) -> bytes:
    """The newest notices with all their directives."""
    published = archive.published
    entries = [(notice, [Assignment(notice, task) for task in notice.directives]) for notice in published[:NEWEST]]
    return _written(
        archive,
        Feed(
            name="thong-bao",
            title="Thông báo kết luận mới",
            page="",
            entries=entries,
            total=len(published),
            file=file,
            site_url=site_url,
        ),
    )


def agency_feed(
    archive: Archive, agency: str, tasks: Sequence[Assignment], *, file: str, site_url: str | None
) -> bytes:
    """The newest notices that tell an agency something, each with what it is told; `tasks` in notice order."""
    entries = [
        (notice, list(assignment)) for notice, assignment in groupby(tasks, key=lambda assignment: assignment.notice)
    ]
    page, title = addresses.agency(agency), f"Chỉ đạo cho {full_name(archive.register, agency)}"
    return _written(
        archive,
        Feed(
            name=page,
            title=title,
            page=page,
            entries=entries[:NEWEST],
            total=len(entries),
            file=file,
            site_url=site_url,
        ),
    )


def _written(archive: Archive, feed: Feed) -> bytes:
    shown = feed.entries
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "vi"})
    child(root, "id", f"{TAG}{feed.name}")
    child(root, "title", feed.title)
    child(root, "subtitle", f"{len(shown)} thông báo mới nhất trong tổng số {feed.total}.")
    child(root, "updated", _moment(max((notice.date or UNKNOWN_DAY for notice, _ in shown), default=UNKNOWN_DAY)))
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.href(feed.page)})
    if feed.site_url:
        ET.SubElement(root, "link", {"rel": "self", "href": feed.href(feed.file)})
    for notice, tasks in shown:
        _entry(archive, feed, ET.SubElement(root, "entry"), notice=notice, tasks=tasks)
    return xml_bytes(root)


def _entry(archive: Archive, feed: Feed, entry: ET.Element, *, notice: Notice, tasks: Sequence[Assignment]) -> None:
    child(entry, "id", f"{TAG}{addresses.notice(notice)}")
    child(entry, "title", f"{notice_label(notice)}: {shown_title(notice)}")
    child(entry, "updated", _moment(notice.date or UNKNOWN_DAY))
    child(ET.SubElement(entry, "author"), "name", full_name(archive.register, notice.issuer))
    ET.SubElement(entry, "link", {"rel": "alternate", "href": feed.href(addresses.notice(notice))})
    child(entry, "content", _list(feed, tasks)).set("type", "html")


def _list(feed: Feed, tasks: Sequence[Assignment]) -> str:
    if not tasks:
        return "<p>Thông báo không có chỉ đạo nào được nhận dạng.</p>"
    links = (
        (escape(feed.href(addresses.directive(assignment))), escape(assignment.directive.text)) for assignment in tasks
    )
    return "<ul>" + "".join(f'<li><a href="{address}">{text}</a></li>' for address, text in links) + "</ul>"


def _moment(date: dt.date) -> str:
    """Midnight in Vietnam."""
    return f"{date.isoformat()}T00:00:00+07:00"
