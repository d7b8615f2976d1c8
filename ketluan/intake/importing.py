"""Source files to notice files: what was understood, proved, checked and, when asked, written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ketluan.agency import Register
from ketluan.archive import Archive
from ketluan.checks import UNKNOWN_YEAR
from ketluan.intake.draft import Doubt, Draft, draft
from ketluan.intake.duplicates import Twin, twins
from ketluan.intake.files import found_files, replace_text, write_new
from ketluan.intake.finished import finished_notice, is_finished
from ketluan.intake.issuer import Issuer, find_issuer, register_with
from ketluan.intake.notice_file import notice_file
from ketluan.intake.proof import differences
from ketluan.intake.source import Source, read_source
from ketluan.notice import Notice
from ketluan.problem import Problem, Refused, errors, shown_path
from ketluan.reading import REGISTER, read_archive, read_notice
from ketluan.record import Json, notice_record
from ketluan.register import parse_register
from ketluan.slug import slug

_UNPRINTED = "khong-ro/khong-ro"
_SUFFIXES = {"pdf": ".pdf", "scan": ".pdf", "image": ".png", "docx": ".docx", "doc": ".doc", "rtf": ".rtf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A source file as a notice: `notice.id` is where it goes, `text` its notice file; `issuer` None when no name is
    printed and none was given; `twins` what the archive holds that may be the same."""

    path: Path
    notice: Notice
    text: str
    original: bytes
    issuer: Issuer | None
    doubts: tuple[Doubt, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    twins: tuple[Twin, ...] = ()
    register: Register = field(default_factory=Register)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: `imported` to `written`, `known` already as `written`, or `failed` for a `reason`."""

    path: Path
    state: str
    written: Path | None = None
    understood: Understood | None = None
    reason: str = ""


def import_files(
    paths: Iterable[Path], *, notices: Path, issuer: str | None = None, today: dt.date
) -> Iterator[Outcome]:
    """Imports each file and each file of each folder, in order; a bad one gives a failed outcome and the rest go on."""
    archive, _ = read_archive(notices, today=today)
    for path in found_files(paths):
        outcome = _imported(path, archive, notices=notices, issuer=issuer)
        if outcome.understood and outcome.state == "imported":
            held = (*archive.notices, outcome.understood.notice)
            archive = Archive(held, outcome.understood.register, today)
        yield outcome


def draft_files(
    paths: Iterable[Path], *, notices: Path, issuer: str | None = None, today: dt.date
) -> Iterator[Outcome]:
    """As `import_files`, but nothing is written: the state is `drafted` or `failed`."""
    archive, _ = read_archive(notices, today=today)
    for path in found_files(paths):
        try:
            understood = understand_file(path, archive, notices=notices, issuer=issuer)
            yield Outcome(path=path, state="drafted", understood=understood)
        except Refused as refusal:
            yield Outcome(path=path, state="failed", reason=str(refusal))


def understand_file(path: Path, archive: Archive, *, notices: Path, issuer: str | None = None) -> Understood:
    """The notice that a file holds, nothing written; raises Refused with a Vietnamese sentence when there is none."""
    source = read_source(path)
    if is_finished(source):
        return _finished(path, source, archive, notices)
    drafted = draft(source.text, source.stamps)
    found = _issuer(drafted, issuer, archive.register)
    register = _register(found, archive.register, notices)
    notice_id = _free_id(found.id if found else _UNPRINTED, drafted, archive, notices)
    kept = slug(notice_id.rsplit("/", 1)[1]) + _suffix(path, source)
    text = notice_file(
        drafted, notice_id.rsplit("/", 2)[0], original=kept, sha256=source.sha256, signatures=source.signatures
    )
    if lost := differences(source.text, text, stamps=source.stamps):
        raise Refused("Không ghi được vì văn bản bị mất hoặc thừa chữ: " + "; ".join(map(str, lost[:5])) + ".")
    notice, problems = _read(text, notice_id, register, notices)
    return Understood(
        path=path,
        notice=notice,
        text=text,
        original=path.read_bytes(),
        issuer=found,
        doubts=drafted.doubts,
        remarks=source.remarks,
        problems=tuple(problems),
        twins=tuple(twins(notice, archive.notices)),
        register=register,
    )


def record_of(understood: Understood) -> Json:
    """The object that `import --dry-run --json` prints: that of `show`, with `source`, `unread` and `confidence`.

    `confidence` is, for each field of the head and foot, `read`, `doubtful` or `unread`.
    """
    issuer = understood.issuer
    record = notice_record(understood.notice, understood.problems, issuer_name=issuer.name if issuer else "")
    if issuer is None:
        record |= {"id": None, "issuer": {"id": None, "name": None}}
    doubted = {doubt.field for doubt in understood.doubts}
    fields = (
        "number",
        "issued",
        "place",
        "issuer",
        "title",
        "meeting_date",
        "chair",
        "chair_position",
        "signer",
        "recipients",
    )
    sure = {name: _confidence(record[name], name in doubted) for name in fields}
    if issuer is None:
        sure["issuer"] = "unread"
    unread = [name for name in fields if sure[name] == "unread"]
    return {"source": understood.path.as_posix()} | record | {"unread": unread, "confidence": sure}


def _confidence(value: object, doubted: bool) -> str:
    if not value:
        return "unread"
    return "doubtful" if doubted else "read"


def _imported(path: Path, archive: Archive, *, notices: Path, issuer: str | None) -> Outcome:
    try:
        understood = understand_file(path, archive, notices=notices, issuer=issuer)
        if held := next((twin for twin in understood.twins if twin.same_file), None):
            return Outcome(path=path, state="known", written=notices / f"{held.id}.md", understood=understood)
        if held := next((twin for twin in understood.twins if twin.same_number), None):
            raise Refused(f"Kho đã có thông báo {held.id} {held.why}; hãy xem lại số, hoặc sửa thông báo đã có.")
        if understood.issuer is None:
            raise Refused("Văn bản không in tên cơ quan ban hành: hãy chạy lại với --issuer MÃ-CƠ-QUAN.")
        if wrong := errors(understood.problems):
            raise Refused("Thông báo soạn ra chưa hợp lệ: " + "; ".join(problem.message for problem in wrong[:5]) + ".")
        written = _write(understood, notices)
    except (Refused, OSError) as error:
        return Outcome(path=path, state="failed", reason=str(error))
    return Outcome(path=path, state="imported", written=written, understood=understood)


def _write(understood: Understood, notices: Path) -> Path:
    """The original first, then the register, the notice last: a failure leaves no half-written notice."""
    target = notices / f"{understood.notice.id}.md"
    original = target.with_name(understood.notice.original) if understood.notice.original else None
    if original:
        write_new(original, understood.original)
    try:
        _write_register(understood, notices)
        write_new(target, understood.text.encode("utf-8"))
    except BaseException:
        if original:
            original.unlink(missing_ok=True)
        raise
    return target


def _write_register(understood: Understood, notices: Path) -> None:
    if understood.issuer and understood.issuer.entry:
        path = notices / REGISTER
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        known, _ = parse_register(text, REGISTER)
        if understood.issuer.id not in known.agencies:
            replace_text(path, register_with(understood.issuer, text))


def _issuer(drafted: Draft, given: str | None, register: Register) -> Issuer | None:
    """The issuer given by the clerk, else the one that the head names."""
    if given is None:
        return find_issuer(drafted.issuer, drafted.place, register)
    if given not in register.agencies:
        raise Refused(f"Không có cơ quan '{given}' trong danh bạ agencies.yml.")
    return Issuer(id=given, name=drafted.issuer_name or register.agencies[given].name)


def _register(issuer: Issuer | None, register: Register, notices: Path) -> Register:
    """The register with the issuer in it."""
    if issuer is None or not issuer.entry:
        return register
    path = notices / REGISTER
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    return parse_register(register_with(issuer, text), REGISTER)[0]


def _read(text: str, notice_id: str, register: Register, notices: Path) -> tuple[Notice, list[Problem]]:
    shown = shown_path(notices / f"{notice_id}.md")
    notice, problems = read_notice(text, path=shown, notice_id=notice_id, register=register)
    if notice is None:
        raise Refused("Không soạn được thông báo: " + "; ".join(problem.message for problem in problems[:5]) + ".")
    return notice, problems


def _free_id(issuer: str, drafted: Draft, archive: Archive, notices: Path) -> str:
    """`<issuer>/<year>/<stem>`, with `-2`, `-3` when that is taken."""
    date = drafted.issued or drafted.meeting.date
    meeting = f"hop-{drafted.meeting.date}" if drafted.meeting.date else "khong-so"
    stem = slug(drafted.number) if drafted.number else meeting
    address = f"{issuer}/{date.year if date else UNKNOWN_YEAR}/{stem}"
    taken = {notice.id for notice in archive.notices}
    numbered = (address if count == 1 else f"{address}-{count}" for count in range(1, 100_000))
    return next(each for each in numbered if each not in taken and not (notices / f"{each}.md").exists())


def _suffix(path: Path, source: Source) -> str:
    """The original's ending; a Markdown source is kept as `.txt`, for `.md` beside notices are notices."""
    own = slug(path.suffix)
    if source.kind in ("text", "markdown"):
        return ".txt"
    return f".{own}" if own else _SUFFIXES[source.kind]


def _finished(path: Path, source: Source, archive: Archive, notices: Path) -> Understood:
    """A notice file made elsewhere, with its original when that lies beside it."""
    header, text, original = finished_notice(path, source)
    date = header.issued or header.meeting.date
    stem = slug(header.number) if header.number else f"hop-{header.meeting.date}" if header.meeting.date else "khong-so"
    taken = {notice.id for notice in archive.notices}
    address = f"{header.issuer}/{date.year if date else UNKNOWN_YEAR}/{stem}"
    numbered = (address if count == 1 else f"{address}-{count}" for count in range(1, 100_000))
    notice_id = next(each for each in numbered if each not in taken and not (notices / f"{each}.md").exists())
    notice, problems = _read(text, notice_id, archive.register, notices)
    same = [
        Twin(other.id, "cùng một nội dung", same_file=True) for other in archive.notices if other.text == notice.text
    ]
    return Understood(
        path=path,
        notice=notice,
        text=text,
        original=original,
        issuer=Issuer(id=header.issuer, name=header.issuer),
        remarks=("Đây là tệp thông báo đã soạn sẵn: được kiểm tra rồi chép vào kho.",),
        problems=tuple(problems),
        twins=(*same, *twins(replace(notice), archive.notices)),
        register=archive.register,
    )
