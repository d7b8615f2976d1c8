"""What the page for reading a notice through shows: its fields, its blocks in order, and what is not sure, first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ketluan.desk.header_form import MANY, FormField, form_fields, key_of
from ketluan.model.agency import Register
from ketluan.model.display_names import BLOCK_ROLES, RECURRENCES, clipped, full_name
from ketluan.model.import_report import SUBJECTS, UNREAD, ImportReport, UnsurePoint
from ketluan.model.notice import AccountedBlock, Deadline, Directive, Notice, Party
from ketluan.model.open_questions import ABOUT, OpenQuestion, open_questions
from ketluan.text.dates import printed_date

ORIGINS = {
    "heading": "từ đề mục phía trên",
    "sentence": "từ câu chữ",
    "inherited": "theo ý dẫn phía trên",
    "column": "từ cột của bảng",
    "hand": "người soát ghi",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownParty:
    """A body as the page names it: `key` is its id, or `?` and the printed name when the register does not hold it."""

    key: str
    name: str
    origin: str
    words: str
    certain: bool
    why: str

    @property
    def known(self) -> bool:
        """Whether the register holds it."""
        return not self.key.startswith("?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLimit:
    """A limit in words, and where it was recognised; `date` and `recurring` as a form takes them."""

    words: str
    date: str
    recurring: str
    origin: str
    phrase: str
    certain: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """A block of the body: `task` is None for what is none; `anchor` is its place on the page."""

    line: int
    anchor: str
    role: str
    role_name: str
    reason: str
    certain: bool
    text: str
    task: Directive | None
    lead: tuple[ShownParty, ...]
    coordinate: tuple[ShownParty, ...]
    limits: tuple[ShownLimit, ...]
    questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToLookAt:
    """Something to look at, with the place on the page that it is about."""

    place: str
    what: str
    words: str
    why: str

    @property
    def said(self) -> str:
        """In a line."""
        return f"{self.what}: {self.why}" + (f" (“{self.words}”)" if self.words else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """Everything of a notice that the page shows; `questions` are the unsure things in the order of the page."""

    notice: Notice
    issuer: str
    fields: tuple[FormField, ...]
    blocks: tuple[ShownBlock, ...]
    questions: tuple[ToLookAt, ...]


def reading_view(notice: Notice, register: Register, doubts: Sequence[ToLookAt] = ()) -> ReadingView:
    """`doubts` are what the import was not sure of in the front matter."""
    asked: dict[int, list[OpenQuestion]] = {}
    for question in open_questions(notice):
        asked.setdefault(question.line, []).append(question)
    tasks = {task.line: task for task in notice.directives}
    blocks = tuple(_block(block, tasks, asked, register) for block in notice.body.blocks)
    return ReadingView(
        notice=notice,
        issuer=full_name(register, notice.issuer),
        fields=form_fields(notice),
        blocks=blocks,
        questions=(*doubts, *map(_question, open_questions(notice))),
    )


def import_doubts(report: ImportReport | None, notice: Notice) -> tuple[ToLookAt, ...]:
    """What the import was not sure of in head and foot, and nobody has put right; of figures in the body only that
    there are some.

    What else it said of the body is asked of the body itself, which may have changed since.
    """
    fields = {field.key: field for field in form_fields(notice)}
    points = [point for point in report.points if not _is_settled(point, fields)] if report else []
    head = tuple(
        ToLookAt(place=f"o-{key_of(point.field)}", what=_subject(point, fields), words=point.words, why=point.why)
        for point in points
        if point.field
    )
    figures = [point for point in points if point.about == "figures" and not point.field]
    if not figures:
        return head
    why = f"{len(figures)} đoạn có con số đọc từ hình, hãy so từng số với bản gốc"
    return (*head, ToLookAt(place=f"d{figures[0].line}", what=SUBJECTS["figures"], words="", why=why))


def to_look_at(notice: Notice, report: ImportReport | None) -> tuple[ToLookAt, ...]:
    """All that is not sure of a notice, in the order of its page."""
    return (*import_doubts(report, notice), *map(_question, open_questions(notice)))


def _subject(point: UnsurePoint, fields: Mapping[str, FormField]) -> str:
    """The field's own name, where the form has it."""
    field = fields.get(key_of(point.field or ""))
    return field.label if field else SUBJECTS[point.about]


def _is_settled(point: UnsurePoint, fields: Mapping[str, FormField]) -> bool:
    """Whether somebody has filled in or changed since what the import could not read or read from a picture."""
    field = fields.get(key_of(point.field)) if point.field else None
    if field is None:
        return False
    if point.why.startswith(UNREAD):
        return bool(field.shown)
    if point.about == "figures":
        return field.shown != point.words
    return field.form in MANY and bool(point.words) and point.words.strip(" ;./") not in field.shown


def _block(
    block: AccountedBlock,
    tasks: Mapping[int, Directive],
    asked: Mapping[int, Sequence[OpenQuestion]],
    register: Register,
) -> ShownBlock:
    task = tasks.get(block.line) if block.role == "directive" else None
    return ShownBlock(
        line=block.line,
        anchor=f"d{block.line}",
        role=block.role,
        role_name=BLOCK_ROLES[block.role],
        reason=block.reason,
        certain=block.certain,
        text=block.text,
        task=task,
        lead=shown_parties(task.lead, register) if task else (),
        coordinate=shown_parties(task.coordinate, register) if task else (),
        limits=tuple(map(shown_limit, task.deadlines)) if task else (),
        questions=tuple(asked.get(block.line, ())),
    )


def _question(asked: OpenQuestion) -> ToLookAt:
    return ToLookAt(place=f"d{asked.line}", what=ABOUT[asked.about], words=clipped(asked.words), why=asked.why)


def shown_parties(parties: Sequence[Party], register: Register) -> tuple[ShownParty, ...]:
    """Bodies as the page names them."""
    return tuple(
        ShownParty(
            key=party.id or f"?{party.name}",
            name=full_name(register, party.id) if party.id else party.name,
            origin=ORIGINS[party.origin],
            words=party.words,
            certain=party.certain,
            why=party.why,
        )
        for party in parties
    )


def shown_limit(limit: Deadline) -> ShownLimit:
    """A limit as the page shows it."""
    said = RECURRENCES[limit.recurring] if limit.recurring else printed_date(limit.date)
    return ShownLimit(
        words=" ".join(filter(None, (said or "không rõ ngày", *limit.days, limit.time))),
        date=printed_date(limit.date),
        recurring=limit.recurring or "",
        origin=ORIGINS[limit.origin],
        phrase=limit.phrase,
        certain=limit.certain,
        why=limit.why,
    )
