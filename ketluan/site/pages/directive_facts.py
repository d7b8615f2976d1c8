"""What a reader needs beside each directive, in words: who leads, who helps, until when, and what it cites."""

from __future__ import annotations

from collections import Counter
from functools import partial

from markupsafe import Markup

from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment, is_replaced
from ketluan.model.notice import Directive, Notice, Party
from ketluan.model.page import link
from ketluan.site import phrases
from ketluan.site.marginal_notes import annotated
from ketluan.site.pages.cited_documents import document_target
from ketluan.site.progress import limits_in_force, progress
from ketluan.site.rendering import macros


def body_with_facts(archive: Archive, notice: Notice) -> Markup:
    """The body's HTML with a line of facts under each directive, links relative to the notice's page."""
    print_facts = macros("facts")
    to = partial(link, addresses.notice(notice))
    name = partial(phrases.agency_name, archive.register)
    replaced = is_replaced(archive, notice)
    sections = Counter(task.section for task in notice.directives)
    at = {task.id: place for place, task in enumerate(notice.directives)}

    def facts(task: Directive, lead: tuple[Party, ...]) -> str:
        assigned = Assignment(notice, at[task.id], replaced)
        return str(
            print_facts.beside(
                task,
                lead,
                item=phrases.item_name(task, alone=sections[task.section] == 1),
                assignment=phrases.assignment_phrase(task.lead, archive.register),
                quoted=phrases.quoted_words(task),
                documents=[
                    (number, document_target(archive, notice, number, at[task.id])) for number in task.citations
                ],
                limits=limits_in_force(assigned),
                followed=progress(assigned),
                corrections=[one for one in notice.corrections if one.directive == task.id],
                to=to,
                name=name,
            )
        )

    def heading_lead(lead: tuple[Party, ...]) -> str:
        said = phrases.assignment_phrase(lead, archive.register)
        return str(print_facts.under_heading(lead, assignment=said, to=to, name=name))

    def opening_link(party: Party) -> str:
        target, full = to(addresses.agency(party.id or "")), name(party.id or "")
        return Markup('<a href="{}" title="{}">' if full != party.name else '<a href="{}">').format(target, full)

    html = annotated(
        notice.body.html, notice.directives, facts=facts, heading_lead=heading_lead, opening_link=opening_link
    )
    return Markup(html)
