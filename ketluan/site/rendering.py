"""Turns what the views chose into finished pages, through the templates."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ketluan.model import addresses
from ketluan.model.archive import Archive, is_replaced
from ketluan.model.follow_up import WITH_LIMIT
from ketluan.model.notice import TocItem
from ketluan.model.page import NO_HTML, Page, link
from ketluan.site import phrases
from ketluan.site.listings import by_notice, have_limits
from ketluan.site.progress import progress
from ketluan.site.state_tables import BY_DAY, FORMULA
from ketluan.site.template_code import TemplateEnvironment

_FILTERS = (
    by_notice,
    have_limits,
    phrases.capital,
    phrases.clip,
    phrases.apart,
    phrases.directives,
    phrases.count,
    phrases.day,
    phrases.month,
    phrases.notice_name,
    phrases.percent,
    phrases.recurrence,
    phrases.separated,
    phrases.short_name,
    phrases.shown_title,
    phrases.size,
    phrases.year,
)
_TEMPLATES = Path(__file__).parent / "templates"
_REFERENCE = re.compile(r"""\{%-?\s*(?:import|include|extends|from)\s+["']([^"']+)["']""")
DESCRIBED = 180
"""So many letters of a description are what lists of results elsewhere show."""
MACROS = ("facts.html.jinja",)
"""Templates whose macros Python calls: they count for every page."""


def _environment() -> Environment:
    environment = TemplateEnvironment(
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

    What the template sets as `heading` is the page's. A page that stands in the last site, made of the same values,
    is not made again.
    """
    values = _Values(address, title, phrases.clip(description, DESCRIBED), kind, tuple(toc), head, shown)
    if isinstance(archive, PageKeeping):
        return archive.page(address, kind, values, partial(_rendered, values=values))
    return _rendered(archive, values)


class PageKeeping(Archive):
    """An archive that knows which pages stand in the last site."""

    def page(self, address: str, kind: str, made_of: object, make: Callable[[Archive], Page]) -> Page:
        """The page as it stands there when it was made of the same values, else as it is made now."""
        raise NotImplementedError


class _Values(NamedTuple):
    """Everything that a template is given, beside the names of bodies."""

    address: str
    title: str
    description: str
    kind: str
    toc: tuple[TocItem, ...]
    head: Markup
    shown: dict[str, object]


def _rendered(archive: Archive, values: _Values) -> Page:
    template = _ENVIRONMENT.get_template(f"{values.kind}.html.jinja")
    rendered = template.make_module(
        {
            "title": values.title,
            "to": partial(link, values.address),
            "name": partial(phrases.agency_name, archive.register),
            "full_name": partial(phrases.full_name, archive.register),
            "is_replaced": partial(is_replaced, archive),
            **values.shown,
        }
    )
    return Page(
        address=values.address,
        title=values.title,
        description=values.description,
        heading=getattr(rendered, "heading", NO_HTML),
        content=Markup(str(rendered)),
        toc=values.toc,
        head=values.head,
        kind=values.kind,
    )


class TemplateDigests(Mapping[str, str]):
    """For each kind of page the digest of its template and of all that it may include."""

    def __getitem__(self, kind: str) -> str:
        return template_digest(kind)

    def __iter__(self) -> Iterator[str]:
        return (path.name.partition(".")[0] for path in sorted(_TEMPLATES.glob("*.jinja")))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def template_digest(kind: str) -> str:
    """Raises KeyError where there is none."""
    sources: dict[str, bytes] = {}
    waiting = [f"{kind}.html.jinja", *MACROS]
    while waiting:
        name = waiting.pop()
        if name not in sources:
            path = _TEMPLATES / name
            if not path.is_file():
                raise KeyError(kind)
            sources[name] = path.read_bytes()
            waiting += _REFERENCE.findall(sources[name].decode())
    parts = (f"{name}\t{hashlib.sha256(source).hexdigest()}\n" for name, source in sorted(sources.items()))
    return hashlib.sha256("".join(parts).encode()).hexdigest()
