"""Imports source files into notices/, or only tries to: one outcome a file, a bad one does not stop the rest."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from ketluan.importing.candidate import Understood
from ketluan.importing.files.new_files import found_files
from ketluan.importing.issuer import register_with
from ketluan.importing.journal import JournalEntry, digest_of, noted, take_back
from ketluan.importing.recognition import Recognised, placed, recognised, register_text
from ketluan.importing.stamped_originals import keep_clean
from ketluan.importing.unsure_points import import_report
from ketluan.model.archive import Archive
from ketluan.model.display_names import full_name
from ketluan.model.notice import NoticeKind
from ketluan.model.problem import Refused, errors, system_message
from ketluan.store.archive_files import REGISTER
from ketluan.store.archive_format import write_format
from ketluan.store.archive_lock import locked
from ketluan.store.import_report_file import write_report
from ketluan.store.reader import caught_up, read_archive
from ketluan.store.register_file import parse_register
from ketluan.store.whole_files import replace_text, write_new

State = Literal["imported", "known", "drafted", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: imported to `written`, known already as `written`, drafted only, or failed for a
    `reason`, a Vietnamese sentence; a trial that fails tells what was understood too. `kind` is the name of a kind
    that the archive does not keep."""

    path: Path
    state: State
    written: Path | None = None
    understood: Understood | None = None
    reason: str = ""
    kind: str = ""


class Options(NamedTuple):
    """What a person says of files: their issuer, their kind, and whether the site offers the originals."""

    issuer: str | None = None
    kind: NoticeKind | None = None
    publish_original: bool = True


def import_files(
    paths: Iterable[Path],
    *,
    notices: Path,
    issuer: str | None = None,
    kind: NoticeKind | None = None,
    today: dt.date,
    publish_original: bool = True,
) -> Iterator[Outcome]:
    """Imports each file, and each file of each folder, in order; `issuer` is for heads that name nobody; the originals
    stay off the site when not `publish_original`."""
    _mend(notices)
    return _outcomes(paths, _imported, notices=notices, today=today, options=Options(issuer, kind, publish_original))


def draft_files(
    paths: Iterable[Path],
    *,
    notices: Path,
    issuer: str | None = None,
    kind: NoticeKind | None = None,
    today: dt.date,
    publish_original: bool = True,
) -> Iterator[Outcome]:
    """As `import_files`, but nothing is written: where that imports, the state is `drafted`."""
    return _outcomes(paths, _drafted, notices=notices, today=today, options=Options(issuer, kind, publish_original))


def _outcomes(
    paths: Iterable[Path],
    outcome_of: Callable[..., Outcome],
    *,
    notices: Path,
    today: dt.date,
    options: Options,
) -> Iterator[Outcome]:
    """The outcome of each file in an archive that holds what was written before it, by this import or another."""
    archive, _ = read_archive(notices, today=today)
    for path in found_files(paths):
        archive = caught_up(archive, notices)
        outcome = outcome_of(path, archive, notices, options)
        if outcome.understood and outcome.state in ("imported", "drafted"):
            known = (*archive.notices, outcome.understood.notice)
            archive = replace(archive, notices=known, register=outcome.understood.register)
        yield outcome


def _mend(notices: Path) -> None:
    """Takes back what a killed import left; one that is writing at this moment does it itself."""
    if notices.is_dir():
        with suppress(Refused, OSError), locked(notices, seconds=0.0):
            take_back(notices)


def _drafted(path: Path, archive: Archive, notices: Path, options: Options) -> Outcome:
    try:
        read = recognised(path, **options._asdict())
    except (Refused, OSError) as error:
        return _failed(path, error)
    return _placed(read, archive, notices)


def _placed(read: Recognised, archive: Archive, notices: Path) -> Outcome:
    understood, path = None, read.path
    try:
        understood = placed(read, archive, notices=notices)
        if twin := next((twin for twin in understood.twins if twin.same_file or twin.same_text), None):
            return Outcome(path=path, state="known", written=notices / f"{twin.id}.md", understood=understood)
        _refuse(understood)
    except (Refused, OSError) as error:
        return _failed(path, error, understood)
    return Outcome(path=path, state="drafted", understood=understood)


def _imported(path: Path, archive: Archive, notices: Path, options: Options) -> Outcome:
    try:
        read = recognised(path, **options._asdict())
        outcome = _placed(read, archive, notices)
        if outcome.state == "drafted":
            with locked(notices):
                write_format(notices)
                outcome = _written(read, outcome, archive, notices)
    except (Refused, OSError) as error:
        return _failed(path, error)
    return replace(outcome, understood=None) if outcome.state == "failed" else outcome


def _written(read: Recognised, drafted: Outcome, archive: Archive, notices: Path) -> Outcome:
    """The notice as written; placed anew when another import wrote since the archive was read."""
    take_back(notices)
    now = caught_up(archive, notices)
    outcome = drafted if now is archive else _placed(read, now, notices)
    if outcome.understood is None or outcome.state != "drafted":
        return outcome
    return replace(outcome, state="imported", written=_write(outcome.understood, notices, archive.today))


def _failed(path: Path, error: Refused | OSError, understood: Understood | None = None) -> Outcome:
    if isinstance(error, OSError):
        reason = f"Không làm tiếp được: {system_message(error)}."
        return Outcome(path=path, state="failed", reason=reason, understood=understood)
    return Outcome(path=path, state="failed", reason=str(error), kind=error.kind, understood=understood)


def _refuse(understood: Understood) -> None:
    """Raises Refused for a notice that would make the archive wrong."""
    if twin := next((twin for twin in understood.twins if twin.same_number), None):
        raise Refused(f"Kho đã có thông báo {twin.id} {twin.why}; hãy xem lại số, hoặc sửa thông báo đã có.")
    if understood.issuer is None:
        raise Refused(_unsure_issuer(understood))
    if wrong := errors(understood.problems):
        raise Refused("Thông báo soạn ra chưa hợp lệ: " + "; ".join(problem.message for problem in wrong[:5]) + ".")


def _unsure_issuer(understood: Understood) -> str:
    printed = understood.printed_issuer
    said = f"Chưa chắc “{printed}” là cơ quan nào" if printed else "Văn bản không in tên cơ quan ban hành"
    near = ", ".join(full_name(understood.register, agency.id) for agency in understood.near_issuers)
    alike = f" (gần giống: {near})" if near else ""
    return f"{said}{alike}: hãy chạy lại với “--issuer” và tên đầy đủ của cơ quan, kèm địa danh."


def _write(understood: Understood, notices: Path, today: dt.date) -> Path:
    """The original, register and report first, the notice last; a failure or Ctrl-C takes all of it back."""
    target = notices / f"{understood.notice.id}.md"
    original = target.with_name(understood.notice.original) if understood.notice.original else None
    if original and original.is_file() and original.read_bytes() == understood.original:
        original = None  # an import that was killed, or a person, put it there
    before = register_text(notices)
    after = _register_after(understood, before)
    entry = JournalEntry(
        notice=target.relative_to(notices).as_posix(),
        original=original.relative_to(notices).as_posix() if original else "",
        sha256=hashlib.sha256(understood.original).hexdigest(),
        register=REGISTER,
        before=before,
        after=digest_of(after),
    )
    with noted(notices, entry):
        if original:
            write_new(original, understood.original)
        if after != before:
            replace_text(notices / REGISTER, after)
        if understood.notice.reviewed is None:
            write_report(notices, understood.notice.id, import_report(understood, today))
        write_new(target, understood.text.encode("utf-8"))
    if understood.notice.sha256:
        keep_clean(notices, understood.notice.sha256)
    return target


def _register_after(understood: Understood, text: str) -> str:
    """The register with the issuer when it is new."""
    if understood.issuer and understood.issuer.entry:
        known, _ = parse_register(text, REGISTER)
        if understood.issuer.id not in known.agencies:
            return register_with(understood.issuer, text)
    return text
