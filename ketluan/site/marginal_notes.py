"""Sets what was understood beside each directive in a notice's body: who, with whom, until when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

from ketluan.model.notice import Directive, Party

Facts = Callable[[Directive, tuple[Party, ...]], str]
HeadingLead = Callable[[tuple[Party, ...]], str]
AgencyLink = Callable[[Party], str]

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_TASK = re.compile(r'\bclass="task"')
_ID = re.compile(r'\bid="([^"]*)"')
_VOID = {"br", "hr", "img", "input", "wbr", "col"}
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"ul", "ol", "table", "blockquote"}


def annotated(
    html: str, directives: tuple[Directive, ...], *, facts: Facts, heading_lead: HeadingLead, opening_link: AgencyLink
) -> str:
    """The body with facts at the end of each directive's own words, before items nested in it.

    A lead that a whole section has from its heading is said once: by a link on the name where the heading prints it,
    else on a line under the heading; `facts` gets the lead that is left to say.
    """
    pen = _Annotator(html, {task.id: task for task in directives}, facts, heading_lead, opening_link)
    cuts = [0]
    pieces: list[str] = []
    for at, text in sorted(_insertions(html, pen), key=lambda pair: pair[0]):
        pieces += [html[cuts[-1] : at], text]
        cuts.append(at)
    return "".join([*pieces, html[cuts[-1] :]])


@dataclass(slots=True)
class _Annotator:
    """Where the reading of the tags stands."""

    html: str
    directives: dict[str, Directive]
    facts: Facts
    heading_lead: HeadingLead
    opening_link: AgencyLink
    open: list[tuple[str, Directive | None]] = field(default_factory=list)
    heading: tuple[int, int] | None = None
    heading_start: int = 0
    under_heading: tuple[Party, ...] | None = None
    row: Directive | None = None


def _insertions(html: str, pen: _Annotator) -> Iterator[tuple[int, str]]:
    for tag in _TAG.finditer(html):
        closing, name, attributes = tag.groups()
        if name in _VOID:
            continue
        if closing:
            yield from _closed(tag, name, pen)
            continue
        if name in _BLOCKS:
            yield from _nested(tag, pen)
        found = _ID.search(attributes)
        task = pen.directives.get(found[1]) if found else None
        if name == "tr":
            pen.row = task
        pen.open.append((name, _own_task(name, attributes, task, pen.row)))
        if name in _HEADINGS:
            pen.heading_start = tag.end()
        if task:
            yield from _under_heading(task, pen)


def _own_task(name: str, attributes: str, task: Directive | None, row: Directive | None) -> Directive | None:
    """The directive whose own words an element holds: a row of a table has them in the cell of its task."""
    if name == "tr":
        return None
    return row if name == "td" and _TASK.search(attributes) else task


def _closed(tag: re.Match[str], name: str, pen: _Annotator) -> Iterator[tuple[int, str]]:
    task = pen.open.pop()[1] if pen.open else None
    if task:
        yield tag.start(), _left_to_say(task, pen)
    if name in _HEADINGS:
        pen.heading, pen.under_heading = (pen.heading_start, tag.start()), None


def _nested(tag: re.Match[str], pen: _Annotator) -> Iterator[tuple[int, str]]:
    """Items begin inside an open directive: its own words end here."""
    for place in range(len(pen.open) - 1, -1, -1):
        name, task = pen.open[place]
        if task:
            pen.open[place] = (name, None)
            yield tag.start(), _left_to_say(task, pen)
            return


def _under_heading(task: Directive, pen: _Annotator) -> Iterator[tuple[int, str]]:
    """The first directive below a heading that has its lead from it makes the heading say so."""
    if pen.heading is None or pen.under_heading is not None or not _from_above(task):
        return
    pen.under_heading = task.lead
    names = _printed_in(pen.html, pen.heading, task.lead)
    if len(names) < len(task.lead):
        yield pen.html.index(">", pen.heading[1]) + 1, pen.heading_lead(task.lead)
        return
    for party, (start, end) in zip(task.lead, names, strict=True):
        yield start, pen.opening_link(party)
        yield end, "</a>"


def _printed_in(html: str, heading: tuple[int, int], parties: tuple[Party, ...]) -> list[tuple[int, int]]:
    """Where the heading prints each of the names, if it does for all known bodies, apart and outside of links."""
    start, end = heading
    found: list[tuple[int, int]] = []
    for party in parties:
        at = html.find(escape(party.name, quote=False), start, end) if party.id else -1
        if at < 0 or "<a" in html[start:end]:
            return []
        start = at + len(escape(party.name, quote=False))
        found.append((at, start))
    return found


def _left_to_say(task: Directive, pen: _Annotator) -> str:
    said = _from_above(task) and _ids(task.lead) == _ids(pen.under_heading or ())
    return pen.facts(task, () if said else task.lead)


def _from_above(task: Directive) -> bool:
    return bool(task.lead) and all(party.origin in ("heading", "inherited") for party in task.lead)


def _ids(parties: tuple[Party, ...]) -> list[tuple[str | None, str]]:
    return [(party.id, party.name) for party in parties]
