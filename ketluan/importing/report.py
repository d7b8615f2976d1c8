"""What the clerk reads after an import, in Vietnamese: what was recognised, what to look at, what is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ketluan.importing.candidate import Understood
from ketluan.importing.importer import Outcome
from ketluan.importing.unsure_points import unsure_points
from ketluan.model.agency import Agency, Register
from ketluan.model.display_names import clipped, full_name
from ketluan.model.front_matter_fields import flat_fields
from ketluan.model.import_report import UnsurePoint, count_sentence
from ketluan.model.notice import Notice
from ketluan.model.open_questions import open_questions
from ketluan.model.problem import as_text
from ketluan.text.dates import printed_date

MOST_HINTS = 100
"""For so many unknown names the register is searched for one that is written like it."""

_STATES = {
    "imported": "đã nhập",
    "known": "đã có trong kho, không nhập lại",
    "drafted": "đã đọc thử, chưa ghi",
    "failed": "KHÔNG nhập được",
}


def report(outcome: Outcome) -> str:
    """The report on one file, several lines."""
    return as_text("\n".join(_lines(outcome)))


def summary(outcomes: Sequence[Outcome]) -> str:
    """How many files ended how, for each that failed its reason, for each known already the notice that it is."""
    counts = [(state, sum(outcome.state == state for outcome in outcomes)) for state in _STATES]
    counted = ", ".join(f"{count} tệp {_STATES[state]}" for state, count in counts if count)
    failed = [f"  {outcome.path}: {outcome.reason}" for outcome in outcomes if outcome.state == "failed"]
    known = [f"  {outcome.path}: {_known(outcome)}" for outcome in outcomes if outcome.state == "known"]
    lines = [f"Tổng cộng {len(outcomes)} tệp: {counted}." if outcomes else "Không có tệp nào.", *_unsure(outcomes)]
    lines += [*failed, *known]
    return as_text("\n".join(lines))


def _unsure(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What is unsure in all that was read."""
    read = [outcome.understood for outcome in outcomes if outcome.understood and outcome.state != "known"]
    if len(read) > 1:
        yield count_sentence(point for understood in read for point in unsure_points(understood))


def _known(outcome: Outcome) -> str:
    """Which notice the file is, and by what that is known."""
    twins = outcome.understood.twins if outcome.understood else ()
    return f"đã có trong kho là {f'{twins[0].name} ({twins[0].why})' if twins else outcome.written}"


def _lines(outcome: Outcome) -> Iterator[str]:
    yield f"{outcome.path}: {_STATES[outcome.state]}"
    if outcome.written and outcome.state != "known":
        yield f"  Tệp thông báo: {outcome.written}"
    if outcome.reason:
        yield f"  Lý do: {outcome.reason}"
    if outcome.state == "known":
        yield f"  Tệp này {_known(outcome)}."
    if outcome.understood and outcome.state != "known":
        yield from _understood(outcome.understood)


def _understood(understood: Understood) -> Iterator[str]:
    yield "  Đã nhận ra:"
    yield from (f"    {label}: {value or '(để trống)'}" for label, value in _fields(understood))
    questions, points = list(open_questions(understood.notice)), list(unsure_points(understood))
    yield f"  {count_sentence(points)}"
    if understood.doubts or understood.remarks or understood.problems or points:
        yield "  Cần xem lại:"
    for doubt in understood.doubts:
        printed = f" Bản gốc in “{doubt.quote}”." if doubt.quote else ""
        yield f"    {doubt.message}{printed}"
    yield from (f"    {remark}" for remark in understood.remarks)
    for problem in understood.problems:
        yield f"    {_place(understood.notice, problem.line)}: {problem.message}"
    for question in questions:
        said = replace(question, words=clipped(question.words)).message()
        yield f"    {said}" if question.about == "block" else f"    {_place(understood.notice, question.line)}: {said}"
    if figures := list(_figures(points)):
        yield "    số và ngày đọc từ hình, hãy so với bản gốc: " + "; ".join(figures)
    if understood.issuer and understood.issuer.entry:
        issuer = full_name(understood.register, understood.issuer.id)
        yield f"  Cơ quan ban hành mới, thêm vào danh mục cơ quan và chờ xác nhận: {issuer}"
    if understood.issuer is None and understood.near_issuers:
        near = _named(understood.register, understood.near_issuers)
        yield f"  Cơ quan ban hành chưa chắc (“{understood.printed_issuer}”), gần giống: {near}"
    if names := list(_unknown_names(understood)):
        yield "  Tên chưa có trong danh mục cơ quan:"
        yield from names
    if understood.twins:
        yield "  Có thể trùng với:"
        yield from (f"    {twin.name} ({twin.why})" for twin in understood.twins)


def _place(notice: Notice, line: int) -> str:
    """The block that a line of the notice's file belongs to, by its words."""
    above = [block.text for block in notice.body.blocks if block.line <= line]
    return f"đoạn “{clipped(above[-1])}”" if above else "phần đầu"


def _fields(understood: Understood) -> Iterator[tuple[str, str | None]]:
    notice = understood.notice
    yield "Cơ quan ban hành", full_name(understood.register, understood.issuer.id) if understood.issuer else None
    yield "Số, ký hiệu", notice.number
    yield "Nơi và ngày ban hành", ", ".join(part for part in (notice.place, printed_date(notice.issued)) if part)
    yield "Trích yếu", notice.title
    yield "Cuộc họp", ", ".join(part for part in (printed_date(notice.meeting.date), notice.meeting.place) if part)
    yield "Người chủ trì", _person(notice.meeting.chair, notice.meeting.chair_position)
    yield "Người ký", _person(notice.signer, " / ".join(notice.signer_position))
    yield "Nơi nhận", "; ".join(notice.recipients)
    yield "Chỉ đạo", _directives(notice)


def _figures(points: Sequence[UnsurePoint]) -> Iterator[str]:
    """What was read from a picture: the fields in full, the places in the text as their count."""
    read = [point for point in points if point.about == "figures"]
    headings = {field.name: field.facts.heading for field in flat_fields(Notice, "record")}
    yield from (f"{headings[point.field].lower()} “{point.words}”" for point in read if point.field)
    if inside := sum(point.field is None for point in read):
        yield f"{inside} đoạn trong nội dung"


def _named(register: Register, agencies: Iterable[Agency]) -> str:
    return ", ".join(full_name(register, agency.id) for agency in agencies)


def _person(name: str | None, position: str | None) -> str:
    return ", ".join(part for part in (name, position) if part)


def _directives(notice: Notice) -> str:
    tasks = notice.directives
    nobody = sum(not task.lead for task in tasks)
    dated = sum(task.deadline is not None for task in tasks)
    return f"{len(tasks)} (có thời hạn: {dated}; chưa rõ cơ quan chủ trì: {nobody})"


def _unknown_names(understood: Understood) -> Iterator[str]:
    jurisdiction = understood.notice.jurisdiction
    parties = [party for task in understood.notice.directives for party in (*task.lead, *task.coordinate)]
    names = sorted({party.name for party in parties if party.id is None} - understood.register.not_agencies)
    for at, name in enumerate(names):
        near = understood.register.nearest(name, jurisdiction) if at < MOST_HINTS else ()
        hint = f" (gần giống: {_named(understood.register, near)})" if near else ""
        yield f"    {name}{hint}"
