"""Views choose, group and sort what each page shows; templates only loop and print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ketluan.model.archive import Archive
from ketluan.model.page import Page
from ketluan.model.problem import Problem
from ketluan.site.pages.agency_directory import agency_lists
from ketluan.site.pages.agency_page import agency_pages
from ketluan.site.pages.chairs import chair_pages
from ketluan.site.pages.cited_documents import cited_pages
from ketluan.site.pages.data_page import data_page
from ketluan.site.pages.deadline_pages import deadline_pages
from ketluan.site.pages.follow_up_report import report_pages
from ketluan.site.pages.home import home_page
from ketluan.site.pages.notice_page import notice_pages
from ketluan.site.pages.statistics import figures_page
from ketluan.site.pages.topics import topic_pages
from ketluan.site.pages.unknown_names import unknown_pages
from ketluan.site.pages.years import year_pages


def every_page(archive: Archive, *, problems: Sequence[Problem] = ()) -> Iterator[Page]:
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
    yield from report_pages(archive)
    yield data_page(archive)
    yield from unknown_pages(archive, problems)
