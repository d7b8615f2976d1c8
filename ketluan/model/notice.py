"""The values that cross module borders: a notice, its meeting and its directives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Recurring = Literal["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"]
BlockRole = Literal["directive", "lead-in", "heading", "assessment", "agreement", "closing", "table", "note", "unread"]
Origin = Literal["heading", "sentence", "inherited", "column", "hand"]
RelatedKind = Literal["replaces", "amends", "implements", "cites"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A body told to do something, or to help.

    `name` is as printed (shared heads given back); `id` is its entry in the register, None when unknown;
    `origin` says where it was recognised: in the heading above, in the sentence itself, taken over from an
    introducing item ("inherited"), in a column of a table, or given by a person ("hand"); `words` are the printed
    words it was taken from.
    """

    name: str
    id: str | None = None
    origin: Origin = "sentence"
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A limit for doing it: a date (its last day) or a recurrence, with the printed phrase.

    `days` are those of a recurrence: `25` of the month (`last` its last one), `thu` of the week, `06-20` of the year;
    `time` is the hour of the day, `16:00`; `inferred` is true when the year was not printed and comes from the
    notice's date; `certain` is false for what a person should look at, `why` says why, in Vietnamese; `origin` as for
    a party.
    """

    phrase: str
    date: dt.date | None = None
    recurring: Recurring | None = None
    days: tuple[str, ...] = ()
    time: str | None = None
    inferred: bool = False
    certain: bool = True
    why: str = ""
    origin: Origin = "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """One assigned task.

    `id` is the anchor on the notice's page (`II.1-3`: chain of printed markers, ordinal); `section` the chain of
    printed markers of the headings above it and of itself; `marker` its own printed marker (`-`, `a)`, `3.`);
    `text` plain text without marker; `headings` the texts of the headings and introducing lines above it, outermost
    first; `deadlines` every limit it sets, the one that counts first; `line` its first line in the notice file's body
    (1-based), 0 when not known. For a row of a table of tasks `columns` are its further cells with the headings of
    their columns (`Sản phẩm`: `Báo cáo`).
    """

    id: str
    section: str
    marker: str
    text: str
    headings: tuple[str, ...] = ()
    lead: tuple[Party, ...] = ()
    coordinate: tuple[Party, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    citations: tuple[str, ...] = ()
    line: int = 0
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def deadline(self) -> Deadline | None:
        """The limit that stands for all of them."""
        return self.deadlines[0] if self.deadlines else None

    @property
    def column_lines(self) -> tuple[str, ...]:
        """The further cells of its row, each with its heading: `Sản phẩm: Báo cáo`."""
        return tuple(f"{heading}: {text}" if heading else text for heading, text in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What was held, when and where, and who concluded."""

    date: dt.date | None = None
    place: str | None = None
    name: str | None = None
    chair: str | None = None
    chair_position: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A tie to another document, by its printed number or by a notice's id."""

    kind: RelatedKind
    number: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """Why and when a notice was withdrawn; its page stays."""

    reason: str
    date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What the digital signature of an original says."""

    signer: str
    time: dt.datetime | None
    intact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TocItem:
    """A heading of a page: level 2 to 6."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountedBlock:
    """A block of a body with what it was taken for, and why, in Vietnamese; `certain` is false for what a person
    should look at. `line` counts from 1 in the file; `text` is plain, with its printed marker."""

    line: int
    role: BlockRole
    reason: str
    text: str
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A notice's body as the Markdown extension understood it.

    `html` has the directives' ids as anchors; every block is in `blocks`, in the order of the file.
    """

    html: str
    toc: tuple[TocItem, ...]
    directives: tuple[Directive, ...]
    blocks: tuple[AccountedBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice of conclusions as held by the archive.

    `id` is the path under notices/ without `.md`: `<issuer>/<year>/<stem>`; `issuer` an id of the register;
    `number` as printed without blanks; `head` the printed lines above the title; `signer_position` printed lines;
    `original_size` in bytes.
    """

    id: str
    path: str
    issuer: str
    title: str
    number: str | None = None
    issued: dt.date | None = None
    place: str | None = None
    meeting: Meeting = field(default_factory=Meeting)
    signer: str | None = None
    signer_position: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    original: str | None = None
    sha256: str | None = None
    publish_original: bool = True
    original_size: int | None = None
    signature: Signature | None = None
    withdrawn: Tombstone | None = None
    aliases: tuple[str, ...] = ()
    head: str = ""
    text: str = ""
    body: Body

    @property
    def directives(self) -> tuple[Directive, ...]:
        """The tasks it assigns, in printed order."""
        return self.body.directives

    @property
    def published_original(self) -> str | None:
        """The name of the original that the site offers; None where there is none or it is kept off the site."""
        return self.original if self.publish_original else None

    @property
    def date(self) -> dt.date | None:
        """The day it counts under: issued, else the meeting's."""
        return self.issued or self.meeting.date

    @property
    def year(self) -> str:
        """`2014`, or `khong-ro` when neither date is known; the last folder but one of the id."""
        return self.id.rsplit("/", 2)[-2]
