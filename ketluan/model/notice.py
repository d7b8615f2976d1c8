"""The values that cross module borders: a notice, its meeting and its directives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal, NamedTuple, get_args

from ketluan.model.follow_up import FollowUpEvent
from ketluan.model.front_matter_fields import Facts
from ketluan.text.dates import printed_date, printed_year

Recurring = Literal["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"]
BlockRole = Literal["directive", "lead-in", "heading", "assessment", "agreement", "closing", "table", "note", "unread"]
Origin = Literal["heading", "sentence", "inherited", "column", "hand"]
IdKind = Literal["gone", "taken", "edited", "unheld", "unread"]
NO_TITLE = "(không có trích yếu)"
"""Stands for the title of a letter that prints no subject."""
NoticeKind = Literal["ket-luan", "chi-dao", "cong-van", "bien-ban"]
DEFAULT_KIND: NoticeKind = "ket-luan"
RelatedKind = Literal["replaces", "amends", "corrects", "implements", "cites"]
UNKNOWN_YEAR = "khong-ro"
"""Stands for the year of a notice without any date."""


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
    certain: bool = True
    why: str = ""


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


class Told(NamedTuple):
    """Of a directive what says who is to do it, with whom, by when and after which documents; as in `Directive`."""

    lead: tuple[Party, ...]
    coordinate: tuple[Party, ...]
    deadlines: tuple[Deadline, ...]
    citations: tuple[str, ...]
    line: int

    @property
    def deadline(self) -> Deadline | None:
        """The limit that stands for all of them."""
        return self.deadlines[0] if self.deadlines else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What was held, when and where, and who concluded."""

    date: Annotated[dt.date | None, Facts("date", "ngày họp", "Ngày họp", name="meeting_date", recognised=True)] = None
    place: Annotated[
        str | None, Facts("text", "nơi họp", "Nơi họp", name="meeting_place", outputs=("record", "json"))
    ] = None
    name: Annotated[str | None, Facts("text", "tên cuộc họp", "Tên cuộc họp", name="meeting_name", width=40)] = None
    chair: Annotated[
        str | None, Facts("text", "họ tên người chủ trì", "Người chủ trì cuộc họp", width=22, recognised=True)
    ] = None
    chair_position: Annotated[
        str | None,
        Facts("text", "chức vụ của người chủ trì, như in", "Chức vụ người chủ trì", width=30, recognised=True),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A tie to another document, by its printed number or by a notice's id."""

    kind: Annotated[
        RelatedKind,
        Facts(
            "choice", "thay thế, sửa đổi, đính chính, thực hiện, dẫn chiếu", choices=get_args(RelatedKind), needed=True
        ),
    ]
    number: Annotated[str | None, Facts("number", "số, ký hiệu của văn bản kia")] = None
    id: Annotated[str | None, Facts("agency", "mã của thông báo kia, khi có trong kho")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a letter puts right in a notice (đính chính, decree 30/2020, article 18); the text stays as issued."""

    number: Annotated[str, Facts("number", "số, ký hiệu của công văn đính chính", needed=True)]
    date: Annotated[dt.date, Facts("date", "ngày của công văn đính chính", needed=True)]
    wrong: Annotated[str, Facts("text", "chữ in sai trong thông báo", needed=True)]
    right: Annotated[str, Facts("text", "chữ đúng theo công văn", needed=True)]
    directive: Annotated[
        str | None, Facts("text", "mã của chỉ đạo có chữ in sai: `II.1-3`; để trống khi ở chỗ khác")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """Why and when a notice was withdrawn; its page stays."""

    reason: Annotated[str, Facts("text", "vì sao thu hồi", needed=True)]
    date: Annotated[dt.date, Facts("date", "ngày thu hồi", needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """That a person read the notice through beside its original: on which day, and who."""

    on: Annotated[dt.date, Facts("date", "ngày soát", needed=True)]
    by: Annotated[str, Facts("text", "họ tên người soát", needed=True)]

    def __str__(self) -> str:
        return f"{printed_date(self.on)}, {self.by}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What the digital signature of an original says."""

    signer: Annotated[str, Facts("text", "người hoặc cơ quan ký số", needed=True)]
    time: Annotated[dt.datetime | None, Facts("time", "lúc ký")]
    intact: Annotated[bool, Facts("flag", "`true` khi tệp không bị sửa sau khi ký", needed=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the front matter of a notice file says: the one table of its keys, in the order of the file.

    What checks, reads, writes and documents the front matter, what the import fills in, and what `show` and the
    exports give all follow from it. `issuer` is an id of the register; `number` as printed without blanks; `head` the
    printed lines above the title; `signer_position` printed lines.
    """

    head: Annotated[str, Facts("lines", "các dòng in phía trên tên loại văn bản, nguyên văn", outputs=())] = ""
    number: Annotated[
        str | None,
        Facts(
            "number",
            "số như in, bỏ khoảng trắng: `975/TB-VP`; `null` khi còn trống",
            "Số, ký hiệu",
            needed=True,
            nullable=True,
            recognised=True,
        ),
    ] = None
    issued: Annotated[
        dt.date | None,
        Facts(
            "date",
            "ngày ở dòng địa danh, ngày tháng; `null` khi còn trống",
            "Ngày ban hành",
            needed=True,
            nullable=True,
            recognised=True,
        ),
    ] = None
    place: Annotated[str | None, Facts("text", "địa danh: `Kon Tum`", "Nơi ban hành", recognised=True)] = None
    issuer: Annotated[
        str,
        Facts(
            "agency",
            "mã của cơ quan ban hành trong danh mục: `kon-tum/van-phong-ubnd`",
            "Cơ quan ban hành",
            needed=True,
            width=28,
            recognised=True,
        ),
    ]
    title: Annotated[
        str,
        Facts(
            "text", "phần đứng dưới chữ THÔNG BÁO, trên một dòng", "Trích yếu", needed=True, width=80, recognised=True
        ),
    ]
    kind: Annotated[
        NoticeKind,
        Facts(
            "choice",
            "loại văn bản: `ket-luan` (mặc định, thông báo kết luận), `chi-dao` (chỉ thị), `cong-van` (công văn, công "
            "điện giao việc), `bien-ban`",
            "Loại văn bản",
            choices=get_args(NoticeKind),
        ),
    ] = DEFAULT_KIND
    meeting: Annotated[Meeting, Facts("meeting", "cuộc họp; `null` khi không nói đến", needed=True, nullable=True)] = (
        field(default_factory=Meeting)
    )
    signer: Annotated[str | None, Facts("text", "họ tên người ký", "Người ký", width=22, recognised=True)] = None
    signer_position: Annotated[
        tuple[str, ...], Facts("printed lines", "các dòng chức vụ in phía trên chữ ký", "Chức vụ người ký", width=30)
    ] = ()
    recipients: Annotated[
        tuple[str, ...], Facts("texts", "nơi nhận, từng dòng như in", "Nơi nhận", width=40, recognised=True)
    ] = ()
    topics: Annotated[
        tuple[str, ...],
        Facts(
            "texts",
            "chủ đề, chọn trong danh mục `topics` của `agencies.yml`",
            "Chủ đề",
            outputs=("json", "tables"),
            width=24,
        ),
    ] = ()
    related: Annotated[
        tuple[Related, ...], Facts("related", "văn bản có liên quan", "Văn bản liên quan", outputs=("json",))
    ] = ()
    corrections: Annotated[
        tuple[Correction, ...],
        Facts("corrections", "những chỗ đã được đính chính bằng công văn", "Đính chính", outputs=("json",)),
    ] = ()
    original: Annotated[
        str | None,
        Facts(
            "file",
            "tên tệp bản gốc, đặt cạnh tệp này",
            "Tên tệp gốc được công bố",
            outputs=("json",),
            shown="published_original",
        ),
    ] = None
    sha256: Annotated[
        str | None,
        Facts(
            "digest",
            "mã băm SHA-256 của bản gốc",
            "Mã băm SHA-256 của tệp gốc",
            outputs=("json", "tables"),
            width=24,
            shown="published_sha256",
        ),
    ] = None
    publish_original: Annotated[
        bool, Facts("flag", "`false` để bản gốc trong kho mà không công bố; mặc định là `true`", outputs=())
    ] = True
    ocr: Annotated[
        bool,
        Facts(
            "flag",
            "`true` khi chữ được đọc từ hình bằng nhận dạng chữ (OCR): số và ngày chưa chắc; mặc định là `false`",
            "Đọc bằng nhận dạng chữ",
            outputs=("record", "json"),
        ),
    ] = False
    reviewed: Annotated[
        Review | None,
        Facts(
            "review",
            "một người đã đọc soát cùng bản gốc: ngày và người soát; chưa có khóa này là chưa soát",
            "Đã soát",
            outputs=("record",),
        ),
    ] = None
    signature: Annotated[Signature | None, Facts("signature", "chữ ký số của bản gốc", outputs=())] = None
    withdrawn: Annotated[
        Tombstone | None,
        Facts(
            "status",
            "`published` (mặc định); khi thu hồi: bảng gồm `state: withdrawn`, `reason`, `date`",
            "Đã thu hồi: lý do và ngày",
            key="status",
            outputs=("json", "tables"),
        ),
    ] = None
    aliases: Annotated[tuple[str, ...], Facts("ids", "mã cũ của thông báo, vẫn dẫn về đây", outputs=())] = ()

    @property
    def jurisdiction(self) -> str:
        """The place that the issuer serves: `kon-tum`."""
        return self.issuer.rpartition("/")[0]


def years_of(front: FrontMatter) -> Iterator[str]:
    """The years that a notice may stand under, the best first: of its issue, as printed without the day, of the
    meeting."""
    if front.issued:
        yield str(front.issued.year)
    elif year := printed_year(front.head):
        yield str(year)
    if front.meeting.date:
        yield str(front.meeting.date.year)


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
class IdFinding:
    """What became of a published id, at a line of the file (0 where none is known).

    `gone`: no task has it; `taken`: a person gave it to another task; `edited`: its task's words are no longer quite
    the published `words`; `unheld`: without the ledger the numbering would give another; `unread`: its text is no
    directive any more, and keeps it.
    """

    kind: IdKind
    id: str
    words: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A notice's body as the Markdown extension understood it.

    `html` has the directives' ids as anchors; every block is in `blocks`, in the order of the file; `ids` has every id
    in it (also on blocks that are no directives) with the words it is known by and those of the heading above,
    `findings` what became of those that were published.
    """

    html: str
    toc: tuple[TocItem, ...]
    directives: tuple[Directive, ...]
    blocks: tuple[AccountedBlock, ...]
    ids: tuple[tuple[str, str, str], ...] = ()
    findings: tuple[IdFinding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(FrontMatter):
    """A notice of conclusions as the archive has it.

    `id` is the path under notices/ without `.md`: `<issuer>/<year>/<stem>`; `original_size` in bytes,
    `original_ending` as its bytes say, None for a file that is not there; `follow_up` what was recorded of its
    directives, in the order of the record.
    """

    id: str
    path: str
    original_size: int | None = None
    original_ending: str | None = None
    text: str = ""
    body: Body
    follow_up: tuple[FollowUpEvent, ...] = ()

    @property
    def directives(self) -> tuple[Directive, ...]:
        """The tasks it assigns, in printed order."""
        return self.body.directives

    @property
    def told(self) -> Sequence[Directive | Told]:
        """The same without their words."""
        return self.body.directives

    @property
    def directive_count(self) -> int:
        """How many there are."""
        return len(self.body.directives)

    @property
    def published_original(self) -> str | None:
        """The name under which the site offers the original; None where there is none or it is kept off the site.

        It is the notice's own with the ending that the bytes have: what a browser would run is never served.
        """
        stem = self.id.rpartition("/")[2]
        offered = self.original and self.original_ending and self.publish_original
        return f"{stem}{self.original_ending}" if offered else None

    @property
    def date(self) -> dt.date | None:
        """The day it counts under: issued, else the meeting's."""
        return self.issued or self.meeting.date

    @property
    def year(self) -> str:
        """`2014`, or `khong-ro` when neither date is known; the last folder but one of the id."""
        return self.id.rsplit("/", 2)[-2]

    @property
    def published_sha256(self) -> str | None:
        """The digest of its original as readers are told it; the archive knows that of a withdrawn notice too."""
        return None if self.withdrawn else self.sha256


NO_BODY = Body(html="", toc=(), directives=(), blocks=())


def tombstone(notice: Notice) -> Notice:
    """What remains of a withdrawn notice in whatever is made of the archive: issuer, number, day, addresses and why.

    The digest of its original remains for the import alone, which knows the file again.
    """
    return Notice(
        id=notice.id,
        path=notice.path,
        aliases=notice.aliases,
        issuer=notice.issuer,
        number=notice.number,
        issued=notice.issued,
        kind=notice.kind,
        title="",
        sha256=notice.sha256,
        withdrawn=notice.withdrawn,
        body=NO_BODY,
    )
