"""Sets what was understood beside each directive in a notice's body: who, with whom, until when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ketluan.notice import Directive, Party

Facts = Callable[[Directive, tuple[Party, ...]], str]
HeadingLead = Callable[[tuple[Party, ...]], str]

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_ID = re.compile(r'\bid="([^"]*)"')
_VOID = {"br", "hr", "img", "input", "wbr", "col"}
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"ul", "ol", "table"}


def annotated(html: str, directives: tuple[Directive, ...], *, facts: Facts, heading_lead: HeadingLead) -> str:
    """The body with facts at the end of each directive's own words, before items nested in it.

    A lead that a whole section has from its heading is said once, under the heading; `facts` gets the lead that is
    left to say.
    """
    pen = _Pen({task.id: task for task in directives}, facts, heading_lead)
    cuts = [0]
    pieces: list[str] = []
    for at, text in sorted(_insertions(html, pen), key=lambda pair: pair[0]):
        pieces += [html[cuts[-1] : at], text]
        cuts.append(at)
    return "".join([*pieces, html[cuts[-1] :]])


@dataclass(slots=True)
class _Pen:
    """Where the reading of the tags stands."""

    directives: dict[str, Directive]
    facts: Facts
    heading_lead: HeadingLead
    open: list[tuple[str, Directive | None]] = field(default_factory=list)
    heading_end: int | None = None
    under_heading: tuple[Party, ...] | None = None


def _insertions(html: str, pen: _Pen) -> Iterator[tuple[int, str]]:
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
        pen.open.append((name, task))
        if task:
            yield from _under_heading(task, pen)


def _closed(tag: re.Match[str], name: str, pen: _Pen) -> Iterator[tuple[int, str]]:
    task = pen.open.pop()[1] if pen.open else None
    if task:
        yield tag.start(), _left_to_say(task, pen)
    if name in _HEADINGS:
        pen.heading_end, pen.under_heading = tag.end(), None


def _nested(tag: re.Match[str], pen: _Pen) -> Iterator[tuple[int, str]]:
    """Items begin inside an open directive: its own words end here."""
    for place in range(len(pen.open) - 1, -1, -1):
        name, task = pen.open[place]
        if task:
            pen.open[place] = (name, None)
            yield tag.start(), _left_to_say(task, pen)
            return


def _under_heading(task: Directive, pen: _Pen) -> Iterator[tuple[int, str]]:
    """The first directive below a heading that has its lead from it makes the heading say so."""
    if pen.heading_end is not None and pen.under_heading is None and _from_above(task):
        pen.under_heading = task.lead
        yield pen.heading_end, pen.heading_lead(task.lead)


def _left_to_say(task: Directive, pen: _Pen) -> str:
    said = _from_above(task) and _ids(task.lead) == _ids(pen.under_heading or ())
    return pen.facts(task, () if said else task.lead)


def _from_above(task: Directive) -> bool:
    return bool(task.lead) and all(party.origin in ("heading", "inherited") for party in task.lead)


def _ids(parties: tuple[Party, ...]) -> list[tuple[str | None, str]]:
    return [(party.id, party.name) for party in parties]
