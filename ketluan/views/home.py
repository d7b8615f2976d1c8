"""The home page: search first, then what is new, what is due, who is told most, and how much is held."""

from __future__ import annotations

import datetime as dt

from ketluan import addresses, takeaway
from ketluan.archive import Archive
from ketluan.page import Page
from ketluan.views import wording
from ketluan.views.agencies import most_addressed, told_to_unlisted
from ketluan.views.examples import examples
from ketluan.views.listing import Task
from ketluan.views.rendering import page
from ketluan.views.years import summaries

NEWEST = 6
AHEAD = 6
AGENCIES = 10


def home_page(archive: Archive) -> Page:
    """`/`."""
    ahead = [Task(told=told) for told in archive.dated if told.due and told.due >= archive.today]
    years = summaries(archive)
    return page(
        archive,
        address=addresses.HOME,
        title="Kho kết luận",
        description=f"Tra cứu {wording.count(len(archive.told))} chỉ đạo trong"
        f" {wording.count(len(archive.published))} thông báo kết luận: theo nội dung, cơ quan, năm, thời hạn.",
        kind="home",
        head=takeaway.feed_links(archive, addresses.HOME),
        examples=examples(archive),
        newest=archive.published[:NEWEST],
        ahead=ahead[:AHEAD],
        ahead_total=len(ahead),
        recurring=len(archive.recurring),
        agencies=most_addressed(archive, AGENCIES),
        unlisted=told_to_unlisted(archive),
        years=years[::-1],
        most=max((year.notices for year in years), default=0),
        notices=len(archive.published),
        directives=len(archive.told),
        bodies=len(archive.by_agency),
        latest=_latest(archive),
    )


def _latest(archive: Archive) -> dt.date | None:
    """The day of the newest notice."""
    return next((held.date for held in archive.published if held.date), None)
