"""The entries of the long lists (bodies, chairs, documents cited) as scripts, which the lists' fields look through."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from ketluan.model import addresses
from ketluan.model.archive import Archive
from ketluan.model.display_names import full_name
from ketluan.model.page import Asset, link
from ketluan.site import phrases
from ketluan.site.pages.agency_directory import by_place
from ketluan.site.pages.chairs import by_given_names
from ketluan.site.pages.cited_documents import cited_seldom, documents, often_cited
from ketluan.site.recipe import Recipe

Entry = tuple[str, str, str, str]
"""What is shown, its address from the site's root, what stands beside it, its other names."""


def entry_recipes() -> Iterator[Recipe]:
    """One file a list."""
    return (Recipe(make) for make in (_bodies, _chairs, _documents))


def _bodies(archive: Archive) -> Iterator[Asset]:
    entries: list[Entry] = []
    for place in archive.derived(by_place).values():
        for each in place.entries:
            agency, counts = each.agency, each.counts
            name = full_name(archive.register, agency.id)
            beside = f"chủ trì {phrases.count(counts.lead)}" if counts.lead else ""
            others = " ".join([agency.name, agency.short or "", *agency.aliases])
            entries.append((name, addresses.agency(agency.id), beside, others))
    yield _file(addresses.AGENCIES, entries)


def _chairs(archive: Archive) -> Iterator[Asset]:
    chairs = archive.derived(by_given_names).values()
    yield _file(addresses.CHAIRS, ((chair.name, chair.address, chair.office, "") for chair in chairs))


def _documents(archive: Archive) -> Iterator[Asset]:
    found = archive.derived(documents)
    often = [(anchor, addresses.cited(found[anchor].number)) for anchor in often_cited(archive)]
    seldom = [
        (anchor, f"{listed.address}#{anchor}")
        for listed in archive.derived(cited_seldom).values()
        for anchor in listed.documents
    ]
    yield _file(
        addresses.CITED,
        (
            (found[anchor].number, address, f"{phrases.count(found[anchor].directives)} chỉ đạo", "")
            for anchor, address in [*often, *seldom]
        ),
    )


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _linked(target: str, linked: Callable[[str], str]) -> str:
    """Many lead to places of one page."""
    page, sign, anchor = target.partition("#")
    return linked(page) + sign + anchor


def _file(address: str, entries: Iterable[Entry]) -> Asset:
    """Addresses in it are relative to it, so that it works from a folder."""
    linked = cache(partial(link, address))
    rows = [[shown, _linked(target, linked), beside, others] for shown, target, beside, others in entries]
    lines = ",\n".join(map(_written, rows))
    return Asset(path=addresses.list_entries(address), content=f"Listing.use([\n{lines}\n]);\n".encode())
