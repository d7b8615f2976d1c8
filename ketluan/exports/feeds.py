"""Atom feeds (RFC 4287): the notices that are new or became something else, and what is new for one agency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from xml.etree import ElementTree as ET

from ketluan.exports.file_addresses import href
from ketluan.exports.labels import notice_label
from ketluan.exports.xml_file import child, xml_bytes
from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment, notice_assignments
from ketluan.model.display_names import full_name, shown_title
from ketluan.model.notice import Notice
from ketluan.model.validity import UNTOUCHED, Validity
from ketluan.store.follow_up_file import shown_until
from ketluan.text.dates import printed_date

ATOM = "http://www.w3.org/2005/Atom"
TAG = "tag:kho-ket-luan.invalid,2025:"  # a name that nobody can own: ids are the same wherever it is published
NEWEST = 50
UNKNOWN_DAY = dt.date(1970, 1, 1)
LIMITS_CHANGED = frozenset({"extension-granted", "taken-back"})
"""The events after which a limit may be another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A notice with those of its tasks that the feed is about, and what became of it."""

    notice: Notice
    tasks: Sequence[Assignment]
    validity: Validity

    @property
    def updated(self) -> dt.date:
        """The day of the notice, or the later one on which it was replaced, amended, corrected, or a limit extended."""
        found = self.validity
        others = (*found.replaced_by, *found.amended_by, *found.corrected_by)
        events = (event for task in self.tasks for event in task.record if event.event in LIMITS_CHANGED)
        days = [
            self.notice.date,
            *(other.date for other in others),
            *(letter.date for letter in self.notice.corrections),
            *(event.on for event in events),
        ]
        return max((day for day in days if day), default=UNKNOWN_DAY)

    @property
    def title(self) -> str:
        """Of a replaced notice with what replaced it."""
        by = ", ".join(notice_label(other) for other in self.validity.replaced_by)
        gone = f" (đã bị thay thế bởi {by})" if by else ""
        return f"{notice_label(self.notice)}: {shown_title(self.notice)}{gone}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed before it is written: `page` is what it is about, `file` where it will stand."""

    name: str
    title: str
    page: str
    entries: Sequence[FeedEntry]
    total: int
    file: str
    site_url: str | None

    def href(self, target: str) -> str:
        """The link from the feed to a page."""
        return href(target, file=self.file, site_url=self.site_url)


def notice_feed(archive: Archive, *, file: str, site_url: str | None) -> bytes:
    """The notices that are new or changed last, with all their directives."""
    validity = dict(archive.validity.items())
    entries = [
        FeedEntry(
            notice=notice,
            tasks=notice_assignments(archive, notice) if notice.follow_up else (),
            validity=validity.get(notice.id, UNTOUCHED),
        )
        for notice in archive.published
    ]
    last = [replace(entry, tasks=notice_assignments(archive, entry.notice)) for entry in _last(entries)]
    return _written(
        archive,
        Feed(
            name="thong-bao",
            title="Thông báo kết luận mới",
            page="",
            entries=last,
            total=len(entries),
            file=file,
            site_url=site_url,
        ),
    )


def agency_feed(
    archive: Archive, agency: str, tasks: Sequence[Assignment], *, file: str, site_url: str | None
) -> bytes:
    """The notices that tell an agency something and are new or changed last, each with what it is told; `tasks` in
    notice order."""
    by_notice = (list(told) for _, told in groupby(tasks, key=lambda assignment: assignment.notice.id))
    entries = [
        FeedEntry(notice=told[0].notice, tasks=told, validity=archive.validity.get(told[0].notice.id, UNTOUCHED))
        for told in by_notice
    ]
    page, title = addresses.agency(agency), f"Chỉ đạo cho {full_name(archive.register, agency)}"
    return _written(
        archive,
        Feed(
            name=page,
            title=title,
            page=page,
            entries=_last(entries),
            total=len(entries),
            file=file,
            site_url=site_url,
        ),
    )


def _last(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    """Those that changed last, the newest notice first among those of a day."""
    return sorted(entries, key=lambda entry: entry.updated, reverse=True)[:NEWEST]


def _written(archive: Archive, feed: Feed) -> bytes:
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "vi"})
    child(root, "id", f"{TAG}{feed.name}")
    child(root, "title", feed.title)
    child(root, "subtitle", f"{len(feed.entries)} thông báo mới hoặc mới thay đổi trong tổng số {feed.total}.")
    child(root, "updated", _moment(max((entry.updated for entry in feed.entries), default=UNKNOWN_DAY)))
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.href(feed.page)})
    if feed.site_url:
        ET.SubElement(root, "link", {"rel": "self", "href": feed.href(feed.file)})
    for entry in feed.entries:
        _entry(archive, feed, ET.SubElement(root, "entry"), entry)
    return xml_bytes(root)


def _entry(archive: Archive, feed: Feed, element: ET.Element, entry: FeedEntry) -> None:
    notice = entry.notice
    child(element, "id", f"{TAG}{addresses.notice(notice)}")
    child(element, "title", entry.title)
    child(element, "updated", _moment(entry.updated))
    if notice.date:
        child(element, "published", _moment(notice.date))
    child(ET.SubElement(element, "author"), "name", full_name(archive.register, notice.issuer))
    ET.SubElement(element, "link", {"rel": "alternate", "href": feed.href(addresses.notice(notice))})
    content = "".join(f"<p>{escape(line)}</p>" for line in _became(entry)) + _list(feed, entry.tasks)
    child(element, "content", content).set("type", "html")


def _became(entry: FeedEntry) -> Iterator[str]:
    """What was done to the notice, a sentence each."""
    found = entry.validity
    for words, others in (
        ("Đã bị thay thế bởi", found.replaced_by),
        ("Được sửa đổi, bổ sung bởi", found.amended_by),
        ("Được đính chính bởi", found.corrected_by),
    ):
        yield from (f"{words} {notice_label(other)}." for other in others)
    for letter in entry.notice.corrections:
        yield (
            f"Đính chính theo văn bản {letter.number} ngày {printed_date(letter.date)}:"
            f" “{letter.wrong}” đúng là “{letter.right}”."
        )


def _list(feed: Feed, tasks: Sequence[Assignment]) -> str:
    if not tasks:
        return "<p>Thông báo không có chỉ đạo nào được nhận dạng.</p>"
    links = (
        (escape(feed.href(addresses.directive(assignment))), escape(assignment.directive.text), _extended(assignment))
        for assignment in tasks
    )
    return "<ul>" + "".join(f'<li><a href="{at}">{text}</a>{until}</li>' for at, text, until in links) + "</ul>"


def _extended(assignment: Assignment) -> str:
    until = assignment.standing().until
    return f" (gia hạn đến {shown_until(until)})" if until else ""


def _moment(date: dt.date) -> str:
    """Midnight in Vietnam."""
    return f"{date.isoformat()}T00:00:00+07:00"
