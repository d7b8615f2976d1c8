"""Finds a body by what a person types: without marks, part of its name, its short name; nearest places first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ketluan.model.agency import Agency, Register
from ketluan.model.display_names import full_name, place_name
from ketluan.model.name_index import chain
from ketluan.text.folding import fold

MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAgency:
    """A body as a list of choices shows it; `note` says its place, its short name and whether it still exists."""

    id: str
    name: str
    note: str


def found_agencies(register: Register, typed: str, around: str) -> tuple[FoundAgency, ...]:
    """The best dozen; `around` is the place of the notice, whose bodies come first."""
    words = fold(typed).split()
    if not words:
        return ()
    near = {place: at for at, place in enumerate(chain(around))}
    ranked = sorted(
        (rank, near.get(agency.jurisdiction, len(near)), bool(agency.closed), agency.name, agency.id)
        for agency in register.agencies.values()
        if (rank := _rank(agency, register, words)) is not None
    )
    return tuple(_shown(register.agencies[row[-1]], register) for row in ranked[:MOST])


def _rank(agency: Agency, register: Register, words: list[str]) -> int | None:
    """0 for a name that is typed whole, 1 for one that begins so, 2 for one with words that begin so; else None."""
    names = [" ".join(fold(name).split()) for name in _names(agency, register)]
    wanted = " ".join(words)
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    everything = " ".join(names).split()
    return 2 if all(any(part.startswith(word) for part in everything) for word in words) else None


def _names(agency: Agency, register: Register) -> Iterator[str]:
    yield from (name for name in (agency.short, agency.name, *agency.aliases) if name)
    yield full_name(register, agency.id)


def _shown(agency: Agency, register: Register) -> FoundAgency:
    parts = [
        place_name(register, agency.jurisdiction),
        agency.short or "",
        "đã thôi hoạt động" if agency.closed else "",
        "" if agency.confirmed else "chờ xác nhận",
    ]
    return FoundAgency(id=agency.id, name=agency.name, note=" · ".join(filter(None, parts)))
