"""Views choose, group and sort what each page shows; templates only loop and print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ketluan.archive import Archive
from ketluan.page import Page
from ketluan.problem import Problem
from ketluan.views.agencies import agency_lists
from ketluan.views.agency import agency_pages
from ketluan.views.chairs import chair_pages
from ketluan.views.cited import cited_pages
from ketluan.views.data import data_page
from ketluan.views.deadlines import deadline_pages
from ketluan.views.figures import figures_page
from ketluan.views.home import home_page
from ketluan.views.notice import notice_pages
from ketluan.views.topics import topic_pages
from ketluan.views.unknown import unknown_pages
from ketluan.views.years import year_pages


def pages(archive: Archive, *, problems: Sequence[Problem] = ()) -> Iterator[Page]:
    """Every page made from the archive, except the search; `problems` are the remarks of the check."""
    yield home_page(archive)
    yield from notice_pages(archive)
    yield from agency_lists(archive)
    yield from agency_pages(archive)
    yield from year_pages(archive)
    yield from chair_pages(archive)
    yield from topic_pages(archive)
    yield from cited_pages(archive)
    yield from deadline_pages(archive)
    yield figures_page(archive)
    yield data_page(archive)
    yield from unknown_pages(archive, problems)
