"""The home page: search first, then what is new, what is due, who is told most, and how much is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ketluan import exports
from ketluan.model import addresses
from ketluan.model.agency_counts import named_agencies
from ketluan.model.archive import Archive
from ketluan.model.page import Page
from ketluan.model.year_sums import archive_counts, recurring_directives, told_to_unlisted
from ketluan.site import phrases
from ketluan.site.bar_charts import single_bar
from ketluan.site.listings import Task
from ketluan.site.pages.agency_directory import most_addressed
from ketluan.site.pages.deadline_pages import coming
from ketluan.site.pages.search_examples import examples
from ketluan.site.pages.years import summaries
from ketluan.site.rendering import page
from ketluan.site.state_tables import state_counts

NEWEST = 6
AHEAD = 6
AGENCIES = 10


def home_page(archive: Archive) -> Iterator[Page]:
    """`/`."""
    ahead = [Task(assignment=assignment) for assignment in coming(archive)]
    years = summaries(archive)
    most = max((year.counts.in_force for year in years), default=0)
    counts = archive_counts(archive)
    yield page(
        archive,
        address=addresses.HOME,
        title="Kho kết luận",
        description=f"Tra cứu {phrases.directives(counts)} trong"
        f" {phrases.count(counts.in_force)} thông báo kết luận: theo nội dung, cơ quan, năm, thời hạn.",
        kind="home",
        today=archive.today,
        head=exports.feed_links(archive, addresses.HOME),
        examples=examples(archive),
        newest=archive.published[:NEWEST],
        ahead=ahead[:AHEAD],
        ahead_total=len(ahead),
        limits=state_counts(task.assignment for task in ahead).limits_text,
        recurring=recurring_directives(archive),
        agencies=most_addressed(archive, AGENCIES),
        unlisted=told_to_unlisted(archive),
        years=years[::-1],
        bars={year.name: single_bar(year.counts.in_force, most) for year in years},
        counts=counts,
        bodies=len(named_agencies(archive)),
        latest=_latest(archive),
    )


def _latest(archive: Archive) -> dt.date | None:
    return next((notice.date for notice in archive.published if notice.date), None)
