"""A notice as text for the terminal: what was understood, and from which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ketluan.model.agency import Register
from ketluan.model.display_names import BLOCK_ROLES, RECURRENCES
from ketluan.model.front_matter_fields import flat_fields
from ketluan.model.notice import Deadline, Directive, Notice, Party
from ketluan.model.problem import Problem
from ketluan.text.dates import printed_date

ORIGIN = {
    "heading": "từ đề mục",
    "sentence": "từ câu chữ",
    "inherited": "theo ý dẫn phía trên",
    "column": "từ cột của bảng",
    "hand": "ghi bằng tay",
}


def notice_text(notice: Notice, problems: Iterable[Problem], register: Register) -> str:
    """Fields, then each directive with who leads, who coordinates and by when, then what to mend."""
    return "\n".join(_lines(notice, problems, register))


def _lines(notice: Notice, problems: Iterable[Problem], register: Register) -> Iterator[str]:
    issuer = register.agencies.get(notice.issuer)
    yield f"{notice.id}"
    for field in flat_fields(Notice, "record"):
        value = issuer.name if issuer and field.facts.form == "agency" else field.value(notice)
        yield f"  {field.facts.heading}: {_shown(value) or '(không có)'}"
    yield from _body(notice)
    yield from (str(problem) for problem in problems)


def _body(notice: Notice) -> Iterator[str]:
    """Every block in order with what it was taken for and why; directives with all that was read of them."""
    tasks = iter(notice.directives)
    for block in notice.body.blocks:
        unsure = "" if block.certain else "; cần xem lại"
        if block.role == "directive" and (task := next(tasks, None)):
            yield from _directive(task)
            yield f"    vì sao: {block.reason}{unsure}"
        else:
            yield f"\n[{BLOCK_ROLES[block.role]}: {block.reason}{unsure}]  {block.text}"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return printed_date(value) if isinstance(value, dt.date) else str(value or "")


def _directive(directive: Directive) -> Iterator[str]:
    yield f"\n#{directive.id}  {directive.text}"
    yield from (f"    chủ trì: {_party(party)}" for party in directive.lead)
    yield from (f"    phối hợp: {_party(party)}" for party in directive.coordinate)
    yield from (f"    thời hạn: {_deadline(deadline)}" for deadline in directive.deadlines)
    if directive.citations:
        yield f"    dẫn chiếu: {', '.join(directive.citations)}"


def _party(party: Party) -> str:
    known = party.id or "chưa có trong danh mục"
    words = f": “{party.words}”" if party.words else ""
    unsure = f"; chưa chắc: {party.why}" if not party.certain else ""
    return f"{party.name} [{known}] ({ORIGIN[party.origin]}{words}){unsure}"


def _deadline(deadline: Deadline) -> str:
    limit = RECURRENCES[deadline.recurring] if deadline.recurring else printed_date(deadline.date)
    words = [limit or "không có ngày", *deadline.days, deadline.time or ""]
    year = ", năm suy ra từ ngày của thông báo" if deadline.inferred else ""
    unsure = f"; chưa chắc: {deadline.why}" if not deadline.certain else ""
    shown = " ".join(word for word in words if word)
    return f"{shown} ({ORIGIN[deadline.origin]}: “{deadline.phrase}”{year}){unsure}"
