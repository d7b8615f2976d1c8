"""Sets what was understood beside each directive in a notice's body: who, with whom, until when."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from ketluan.model.notice import Directive, Party

Facts = Callable[[Directive, tuple[Party, ...]], str]
HeadingLead = Callable[[tuple[Party, ...]], str]
AgencyLink = Callable[[Party], str]

_SLOT = re.compile(
    r"<!--(?:heading:(?P<heading>\d+)-->(?P<words>.*?)<!--/heading|under:(?P<under>\d+)|facts:(?P<task>[^>]+?))-->",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Notes:
    """By the number of a heading the lead that all below have from it; by directive the lead that is left to say."""

    heading: Mapping[str, tuple[Party, ...]]
    task: Mapping[str, tuple[Party, ...]]


def annotated(
    html: str, directives: tuple[Directive, ...], *, facts: Facts, heading_lead: HeadingLead, opening_link: AgencyLink
) -> str:
    """The body with its slots filled: facts at the end of each directive's own words.

    A lead that a whole section has from its heading is said once: by a link on the name where the heading prints it,
    else on a line under the heading; `facts` gets the lead that is left to say.
    """
    tasks = {task.id: task for task in directives}
    notes = _notes(html, tasks)
    named: set[str] = set()

    def filled(slot: re.Match[str]) -> str:
        if task := tasks.get(slot["task"] or ""):
            return facts(task, notes.task[task.id])
        lead = notes.heading.get(slot["heading"] or slot["under"] or "", ())
        if slot["heading"]:
            words = _linked(slot["words"], lead, opening_link)
            if words != slot["words"]:
                named.add(slot["heading"])
            return words
        return heading_lead(lead) if lead and slot["under"] not in named else ""

    return _SLOT.sub(filled, html)


def _notes(html: str, tasks: Mapping[str, Directive]) -> _Notes:
    """The first directive below a heading that has its lead from it makes the heading say so."""
    headings: dict[str, tuple[Party, ...]] = {}
    left: dict[str, tuple[Party, ...]] = {}
    heading = ""
    for slot in _SLOT.finditer(html):
        heading = slot["heading"] or heading
        if task := tasks.get(slot["task"] or ""):
            from_above = bool(task.lead) and all(party.origin in ("heading", "inherited") for party in task.lead)
            if from_above and heading:
                headings.setdefault(heading, task.lead)
            said = from_above and _ids(task.lead) == _ids(headings.get(heading, ()))
            left[task.id] = () if said else task.lead
    return _Notes(heading=headings, task=left)


def _linked(words: str, parties: tuple[Party, ...], opening_link: AgencyLink) -> str:
    """The heading with a link on each name; as it is unless it prints all, known bodies, apart and outside of links."""
    pieces, rest = [], words
    for party in parties:
        name = escape(party.name, quote=False)
        before, found, behind = rest.partition(name)
        if not party.id or not found or "<a" in rest:
            return words
        pieces += [before, opening_link(party), name, "</a>"]
        rest = behind
    return "".join([*pieces, rest])


def _ids(parties: tuple[Party, ...]) -> list[tuple[str | None, str]]:
    return [(party.id, party.name) for party in parties]
