"""A notice as the JSON object that `show --json` and `import --dry-run --json` print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields, is_dataclass

from ketluan.model.front_matter_fields import flat_fields
from ketluan.model.notice import NO_TITLE, AccountedBlock, Deadline, Directive, Notice, Party
from ketluan.model.problem import Problem

Json = dict[str, object]


def notice_record(notice: Notice, problems: Iterable[Problem], *, issuer_name: str) -> Json:
    """The object DESIGN describes; `issuer_name` as printed, or the register's when nothing was printed;
    `title` is null where none was."""
    values = {field.name: json_value(field.value(notice)) for field in flat_fields(Notice, "record")}
    return {
        "id": notice.id,
        **values,
        "title": None if notice.title == NO_TITLE else notice.title,
        "issuer": {"id": notice.issuer, "name": issuer_name},
        "directives": [directive_record(directive) for directive in notice.directives],
        "blocks": [block_record(block) for block in notice.body.blocks],
        "problems": [str(problem) for problem in problems],
    }


def json_value(value: object) -> object:
    """Days as `2014-07-10`, tuples as lists, values with parts as objects; the rest as it is."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: json_value(getattr(value, part.name)) for part in fields(value)}
    return [json_value(item) for item in value] if isinstance(value, tuple) else value


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


def block_record(block: AccountedBlock) -> Json:
    """What a block was taken for, and why."""
    return {"line": block.line, "role": block.role, "reason": block.reason, "certain": block.certain}


def party_record(party: Party) -> Json:
    """`id` is null for a name that the register does not hold; `from` says where it was recognised, `why` why it is not
    `certain`."""
    return {
        "id": party.id,
        "name": party.name,
        "from": party.origin,
        "words": party.words,
        "certain": party.certain,
        "why": party.why or None,
    }


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
