"""Views choose, group and sort what each page shows; templates only loop and print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ketluan.model.agency_counts import body_sums, body_year_sums
from ketluan.model.archive import Archive
from ketluan.model.page import Page
from ketluan.model.problem import Problem
from ketluan.model.year_sums import month_sums, year_sums
from ketluan.site.agency_assignments import told_sums
from ketluan.site.pages.agency_directory import by_place, directory_recipes
from ketluan.site.pages.agency_page import agency_recipes
from ketluan.site.pages.chairs import by_given_names, chair_recipes
from ketluan.site.pages.cited_documents import (
    cited_recipes,
    cited_seldom,
    citing_notices,
    documents,
    list_widths,
    number_forms,
)
from ketluan.site.pages.data_page import data_page
from ketluan.site.pages.deadline_pages import by_due_year, deadline_recipes, due_sums
from ketluan.site.pages.follow_up_report import report_pages
from ketluan.site.pages.home import home_page
from ketluan.site.pages.notice_page import notice_recipes
from ketluan.site.pages.related_notices import neighbours
from ketluan.site.pages.statistics import figures_page
from ketluan.site.pages.topics import topic_recipes
from ketluan.site.pages.unknown_names import questions, unconfirmed, unknown_recipes, unread_blocks
from ketluan.site.pages.years import year_recipes
from ketluan.site.recipe import Recipe
from ketluan.site.search_parts import search_parts

RULES = (
    by_place,
    by_given_names,
    citing_notices,
    number_forms,
    documents,
    cited_seldom,
    list_widths,
    by_due_year,
    due_sums,
    neighbours,
    questions,
    unconfirmed,
    unread_blocks,
    month_sums,
    year_sums,
    body_year_sums,
    body_sums,
    told_sums,
    search_parts,
)
"""What pages derive from the whole archive, each made once for all of them."""


def every_page(archive: Archive, *, problems: Sequence[Problem] = ()) -> Iterator[Page]:
    """Every page made from the archive, except the search; `problems` are the remarks of the check."""
    checked = replace(archive, remarks=tuple(sorted(problems)))
    return (page for recipe in page_recipes(checked) for page in recipe.made(checked))


def page_recipes(archive: Archive) -> Iterator[Recipe]:
    """How each of them is made."""
    yield Recipe(home_page)
    yield from notice_recipes(archive)
    yield from directory_recipes(archive)
    yield from agency_recipes(archive)
    yield from year_recipes(archive)
    yield from chair_recipes(archive)
    yield from topic_recipes(archive)
    yield from cited_recipes(archive)
    yield from deadline_recipes(archive)
    yield Recipe(figures_page)
    yield Recipe(report_pages)
    yield Recipe(data_page)
    yield from unknown_recipes()
