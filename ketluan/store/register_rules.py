"""Rules that the entries of the register keep among each other; the docstring of a rule is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ketluan.model.agency import Agency, Reason, Register
from ketluan.model.agency_names import key
from ketluan.model.name_index import CENTRAL
from ketluan.model.problem import Problem, nearest

Found = Iterator[tuple[int, str]]
ONE, SEVERAL, NONE_LEFT = "exactly one successor", "two or more successors", "no successor"
_SUCCESSORS: dict[Reason, tuple[range, str]] = {
    "renamed": (range(1, 2), ONE),
    "merged": (range(1, 2), ONE),
    "replaced": (range(1, 2), ONE),
    "split": (range(2, 1000), SEVERAL),
    "dissolved": (range(0, 1), NONE_LEFT),
}

_TIES: dict[str, Callable[[Agency], tuple[str, ...]]] = {
    "parent": lambda agency: (agency.parent,) if agency.parent else (),
    "member": lambda agency: agency.members,
    "successor": lambda agency: agency.successors,
}


def register_problems(register: Register, path: str) -> Iterator[Problem]:
    """Every rule applied to every entry; those still to be confirmed are one remark."""
    for rule in (_places, _jurisdictions, _references, _endings, _groups, _circles, _shared_names):
        yield from (Problem(path, line, message) for line, message in rule(register))
    if waiting := [agency for agency in register.agencies.values() if not agency.confirmed]:
        message = f"entries still to be confirmed (look for 'confirmed: false'): {len(waiting)}"
        yield Problem(path, waiting[0].line, message, remark=True)


def _places(register: Register) -> Found:
    """A place lies in a place that is there, and went into places that are there, not into itself."""
    for place in register.territory.values():
        above = place.id.rpartition("/")[0]
        if above and above not in register.places:
            yield place.line, f"place above {place.id} must be there, not missing '{above}'"
        for successor in place.successors:
            if successor == place.id:
                yield place.line, f"successor of place {place.id} must be another place, not itself"
            elif successor not in register.places:
                yield place.line, _must_be_known(f"successor of place {place.id}", successor, register.places)
        if place.successors and not place.closed:
            yield place.line, f"place {place.id} must have closed when it has successors"


def _jurisdictions(register: Register) -> Found:
    """The jurisdiction of an id is a place of the register, or the centre."""
    for agency in register.agencies.values():
        if agency.jurisdiction != CENTRAL and agency.jurisdiction not in register.places:
            yield agency.line, _must_be_known(f"jurisdiction of {agency.id}", agency.jurisdiction, register.places)


def _references(register: Register) -> Found:
    """Parent, members and successors are other bodies of the register."""
    for agency in register.agencies.values():
        parent = (agency.parent,) if agency.parent else ()
        for what, ids in (("parent", parent), ("member", agency.members), ("successor", agency.successors)):
            for other in ids:
                if other == agency.id:
                    yield agency.line, f"{what} of {agency.id} must be another body, not itself"
                elif other not in register.agencies:
                    yield agency.line, _must_be_known(f"{what} of {agency.id}", other, register.agencies)


def _endings(register: Register) -> Found:
    """A body that ended has its last day, a reason, as many successors as the reason asks, and a source.

    Renamed, merged, replaced: exactly one successor; split: two or more; dissolved: none; devolved: any number.
    A successor did not end before the body it succeeds. An entry to be confirmed may lack the source.
    """
    for agency in register.agencies.values():
        if not agency.closed:
            if agency.reason or agency.successors:
                yield agency.line, f"{agency.id} must have closed when it has a reason or successors"
            continue
        if agency.reason is None:
            yield agency.line, f"{agency.id} must have a reason when it is closed"
        elif agency.reason in _SUCCESSORS:
            allowed, wanted = _SUCCESSORS[agency.reason]
            if len(agency.successors) not in allowed:
                count = len(agency.successors)
                yield agency.line, f"{agency.id} must have {wanted} when it was {agency.reason}, not {count}"
        if not agency.source and agency.confirmed:
            yield agency.line, f"{agency.id} must have a source, or confirmed: false, when it is closed"
        yield from _dead_successors(agency, register)


def _dead_successors(agency: Agency, register: Register) -> Found:
    for other in agency.successors:
        heir = register.agencies.get(other)
        if heir and heir.closed and agency.closed and heir.closed < agency.closed:
            yield agency.line, f"successor of {agency.id} must outlive it, not '{other}' (closed {heir.closed})"


def _groups(register: Register) -> Found:
    """Only groups and steering committees have members."""
    for agency in register.agencies.values():
        if agency.members and agency.kind not in ("group", "steering committee"):
            wanted = "a group or a steering committee"
            yield agency.line, f"{agency.id} must be {wanted} to have members, not '{agency.kind}'"


def _circles(register: Register) -> Found:
    """No body is above itself, among its own members, or its own successor, by steps."""
    for agency in register.agencies.values():
        for what, ahead in _TIES.items():
            if _returns(agency, register, ahead):
                yield agency.line, f"{what} of {agency.id} must not lead back to it"


def _returns(start: Agency, register: Register, ahead: Callable[[Agency], tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    waiting = [other for other in ahead(start) if other != start.id]
    while waiting:
        step = waiting.pop()
        if step == start.id:
            return True
        if step not in seen and step in register.agencies:
            seen.add(step)
            waiting += ahead(register.agencies[step])
    return False


def _shared_names(register: Register) -> Found:
    """A name or alias means one body of a jurisdiction only, however it is spelled."""
    owners: dict[tuple[str, str], Agency] = {}
    for agency in register.agencies.values():
        for name in (agency.name, agency.short, *agency.aliases):
            if not name:
                continue
            owner = owners.setdefault((agency.jurisdiction, key(name)), agency)
            if owner.id != agency.id:
                both = f"'{owner.id}' and '{agency.id}'"
                yield agency.line, f"name '{name}' must mean one body of {agency.jurisdiction}, not both {both}"


def _must_be_known(what: str, value: str, known: Iterable[str]) -> str:
    return f"{what} must be in the register, not '{value}'{nearest(value, known)}"
