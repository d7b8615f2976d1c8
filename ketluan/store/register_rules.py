"""Rules that the entries of the register keep among each other; the docstring of a rule is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ketluan.model.agency import Agency, Reason, Register
from ketluan.model.agency_names import key
from ketluan.model.message import Message, say
from ketluan.model.name_index import CENTRAL
from ketluan.model.problem import Problem, nearest

Found = Iterator[tuple[int, Message]]
ONE, SEVERAL, NONE_LEFT = say("exactly one successor"), say("two or more successors"), say("no successor")
_SUCCESSORS: dict[Reason, tuple[range, Message]] = {
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
        message = say("entries still to be confirmed (look for 'confirmed: false'): {count}", count=len(waiting))
        yield Problem(path, waiting[0].line, message, remark=True)


def _places(register: Register) -> Found:
    """A place lies in a place that is there, and went into places that are there, not into itself."""
    for place in register.territory.values():
        above = place.id.rpartition("/")[0]
        if above and above not in register.places:
            yield place.line, say("place above {id} must be there, not missing '{above}'", id=place.id, above=above)
        for successor in place.successors:
            if successor == place.id:
                yield place.line, say("successor of place {id} must be another place, not itself", id=place.id)
            elif successor not in register.places:
                yield (
                    place.line,
                    _must_be_known(say("successor of place {id}", id=place.id), successor, register.places),
                )
        if place.successors and not place.closed:
            yield place.line, say("place {id} must have closed when it has successors", id=place.id)


def _jurisdictions(register: Register) -> Found:
    """The jurisdiction of an id is a place of the register, or the centre."""
    for agency in register.agencies.values():
        if agency.jurisdiction != CENTRAL and agency.jurisdiction not in register.places:
            yield (
                agency.line,
                _must_be_known(say("jurisdiction of {id}", id=agency.id), agency.jurisdiction, register.places),
            )


def _references(register: Register) -> Found:
    """Parent, members and successors are other bodies of the register."""
    for agency in register.agencies.values():
        parent = (agency.parent,) if agency.parent else ()
        for what, ids in (("parent", parent), ("member", agency.members), ("successor", agency.successors)):
            for other in ids:
                name = say(f"{what} of {{id}}", id=agency.id)
                if other == agency.id:
                    yield agency.line, say("{name} must be another body, not itself", name=name)
                elif other not in register.agencies:
                    yield agency.line, _must_be_known(name, other, register.agencies)


def _endings(register: Register) -> Found:
    """A body that ended has its last day, a reason, as many successors as the reason asks, and a source.

    Renamed, merged, replaced: exactly one successor; split: two or more; dissolved: none; devolved: any number.
    A successor did not end before the body it succeeds. An entry to be confirmed may lack the source.
    """
    for agency in register.agencies.values():
        if not agency.closed:
            if agency.reason or agency.successors:
                yield agency.line, say("{id} must have closed when it has a reason or successors", id=agency.id)
            continue
        if agency.reason is None:
            yield agency.line, say("{id} must have a reason when it is closed", id=agency.id)
        elif agency.reason in _SUCCESSORS:
            allowed, wanted = _SUCCESSORS[agency.reason]
            if len(agency.successors) not in allowed:
                given = {"id": agency.id, "wanted": wanted, "reason": agency.reason, "count": len(agency.successors)}
                yield agency.line, say("{id} must have {wanted} when it was {reason}, not {count}", **given)
        if not agency.source and agency.confirmed:
            yield agency.line, say("{id} must have a source, or confirmed: false, when it is closed", id=agency.id)
        yield from _dead_successors(agency, register)


def _dead_successors(agency: Agency, register: Register) -> Found:
    for other in agency.successors:
        heir = register.agencies.get(other)
        if heir and heir.closed and agency.closed and heir.closed < agency.closed:
            given = {"id": agency.id, "other": other, "closed": heir.closed}
            yield agency.line, say("successor of {id} must outlive it, not '{other}' (closed {closed})", **given)


def _groups(register: Register) -> Found:
    """Only groups and steering committees have members."""
    for agency in register.agencies.values():
        if agency.members and agency.kind not in ("group", "steering committee"):
            given = {"id": agency.id, "kind": agency.kind}
            yield (
                agency.line,
                say("{id} must be a group or a steering committee to have members, not '{kind}'", **given),
            )


def _circles(register: Register) -> Found:
    """No body is above itself, among its own members, or its own successor, by steps."""
    for agency in register.agencies.values():
        for what, ahead in _TIES.items():
            if _returns(agency, register, ahead):
                name = say(f"{what} of {{id}}", id=agency.id)
                yield agency.line, say("{name} must not lead back to it", name=name)


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
                given = {"name": name, "place": agency.jurisdiction, "one": owner.id, "other": agency.id}
                yield (
                    agency.line,
                    say("name '{name}' must mean one body of {place}, not both '{one}' and '{other}'", **given),
                )


def _must_be_known(name: Message, value: str, known: Iterable[str]) -> Message:
    return say("{name} must be in the register, not '{value}'", name=name, value=value) + nearest(value, known)
