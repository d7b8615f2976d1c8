"""Turns what the views chose into finished pages, through the templates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ketluan.model import addresses
from ketluan.model.archive import Archive, is_replaced
from ketluan.model.notice import TocItem
from ketluan.model.page import NO_HTML, Page, link
from ketluan.site import phrases
from ketluan.site.progress import progress
from ketluan.site.state_tables import BY_DAY, FORMULA, WITH_LIMIT

_FILTERS = (
    phrases.capital,
    phrases.clip,
    phrases.count,
    phrases.day,
    phrases.month,
    phrases.notice_name,
    phrases.percent,
    phrases.recurrence,
    phrases.separated,
    phrases.short_name,
    phrases.size,
    phrases.year,
)
_TEMPLATES = Path(__file__).parent / "templates"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["at"] = addresses
    environment.globals["reasons"] = phrases.REASONS
    environment.globals.update(by_day=BY_DAY, formula=FORMULA, with_limit=WITH_LIMIT, progress=progress)
    environment.filters.update({rule.__name__: rule for rule in _FILTERS})
    return environment


_ENVIRONMENT = _environment()


@cache
def macros(name: str) -> Any:
    """The macros of `<name>.html.jinja`, to be called as its attributes."""
    return _ENVIRONMENT.get_template(f"{name}.html.jinja").module


def page(
    archive: Archive,
    *,
    address: str,
    title: str,
    description: str,
    kind: str,
    toc: Sequence[TocItem] = (),
    head: Markup = NO_HTML,
    **shown: object,
) -> Page:
    """The page of a kind: `<kind>.html.jinja` with what is shown; `to(target)` links from here, `name(id)` names.

    What the template sets as `heading` is the page's.
    """
    template = _ENVIRONMENT.get_template(f"{kind}.html.jinja")
    rendered = template.make_module(
        {
            "title": title,
            "to": partial(link, address),
            "name": partial(phrases.agency_name, archive.register),
            "full_name": partial(phrases.full_name, archive.register),
            "is_replaced": partial(is_replaced, archive),
            "today": archive.today,
            **shown,
        }
    )
    return Page(
        address=address,
        title=title,
        description=phrases.clip(description, 300),
        heading=getattr(rendered, "heading", NO_HTML),
        content=Markup(str(rendered)),
        toc=tuple(toc),
        head=head,
        kind=kind,
    )
