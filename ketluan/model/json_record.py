"""A notice as the JSON object that `show --json` and `import --dry-run --json` print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ketluan.model.notice import Deadline, Directive, Notice, Party
from ketluan.model.problem import Problem

Json = dict[str, object]


def notice_record(notice: Notice, problems: Iterable[Problem], *, issuer_name: str) -> Json:
    """The object DESIGN describes; `issuer_name` as printed, or the register's when nothing was printed."""
    return {
        "id": notice.id,
        "number": notice.number,
        "issued": iso(notice.issued),
        "place": notice.place,
        "issuer": {"id": notice.issuer, "name": issuer_name},
        "title": notice.title,
        "meeting_date": iso(notice.meeting.date),
        "meeting_place": notice.meeting.place,
        "meeting_name": notice.meeting.name,
        "chair": notice.meeting.chair,
        "chair_position": notice.meeting.chair_position,
        "signer": notice.signer,
        "signer_position": list(notice.signer_position),
        "recipients": list(notice.recipients),
        "directives": [directive_record(directive) for directive in notice.directives],
        "problems": [str(problem) for problem in problems],
    }


def directive_record(directive: Directive) -> Json:
    """One directive; `id` is the anchor inside its notice."""
    return {
        "id": directive.id,
        "section": directive.section,
        "marker": directive.marker,
        "text": directive.text,
        "lead": [party_record(party) for party in directive.lead],
        "coordinate": [party_record(party) for party in directive.coordinate],
        "deadline": deadline_record(directive.deadline) if directive.deadline else None,
        "deadlines": [deadline_record(deadline) for deadline in directive.deadlines],
        "citations": list(directive.citations),
        "columns": [{"heading": heading, "text": text} for heading, text in directive.columns],
    }


def party_record(party: Party) -> Json:
    """`id` is null for a name that the register does not hold; `from` says where it was recognised."""
    return {"id": party.id, "name": party.name, "from": party.origin, "words": party.words}


def deadline_record(deadline: Deadline) -> Json:
    """Phrase as printed with its date or recurrence; `why` says why it is not `certain`."""
    return {
        "phrase": deadline.phrase,
        "date": iso(deadline.date),
        "recurring": deadline.recurring,
        "days": list(deadline.days),
        "time": deadline.time,
        "inferred": deadline.inferred,
        "certain": deadline.certain,
        "why": deadline.why or None,
        "from": deadline.origin,
    }


def iso(date: dt.date | None) -> str | None:
    """`2014-07-10`, or None."""
    return date.isoformat() if date else None
