"""What a reader needs beside each directive, in words: who leads, who helps, until when, and what it cites."""

from __future__ import annotations

from collections import Counter
from functools import partial

from markupsafe import Markup

from ketluan import addresses
from ketluan.archive import Archive
from ketluan.notice import Directive, Notice, Party
from ketluan.page import link
from ketluan.views import wording
from ketluan.views.cited import document_target
from ketluan.views.marginal import annotated
from ketluan.views.rendering import macros


def body_with_facts(archive: Archive, held: Notice) -> Markup:
    """The body's HTML with a line of facts under each directive, links relative to the notice's page."""
    print_facts = macros("facts")
    to = partial(link, addresses.notice(held))
    name = partial(wording.agency_name, archive.register)
    sections = Counter(task.section for task in held.directives)

    def facts(task: Directive, lead: tuple[Party, ...]) -> str:
        return str(
            print_facts.beside(
                task,
                lead,
                item=wording.item_name(task, alone=sections[task.section] == 1),
                told=wording.told(task, archive.register),
                documents=[(number, document_target(archive, held, number)) for number in task.citations],
                to=to,
                name=name,
            )
        )

    def heading_lead(lead: tuple[Party, ...]) -> str:
        return str(print_facts.under_heading(lead, to=to, name=name))

    def opening_link(party: Party) -> str:
        return Markup('<a href="{}">').format(to(addresses.agency(party.id or "")))

    html = annotated(held.body.html, held.directives, facts=facts, heading_lead=heading_lead, opening_link=opening_link)
    return Markup(html)
