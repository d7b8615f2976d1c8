"""What happens to a notice after it was issued, each written as one small change: amended, replaced, corrected,
withdrawn (decree 30/2020, article 18); and what became of its directives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from ketluan.model.follow_up import DECISIONS, FollowUpEvent
from ketluan.model.notice import Correction, Notice, Related, RelatedKind, Tombstone
from ketluan.model.problem import Problem, Refused
from ketluan.store.archive_lock import locked
from ketluan.store.follow_up_file import ENDING, event_problems, read_events, with_events
from ketluan.store.guarded_edit import seen_text, write_edited
from ketluan.store.ledger_file import read_ledger
from ketluan.store.notice_edit import with_field, with_item
from ketluan.store.reader import REGISTER, read_notice
from ketluan.store.register_file import read_register
from ketluan.store.text_file import read_text
from ketluan.store.whole_files import replace_text
from ketluan.store.withdrawn_words import clear_caches


def withdraw(notices: Path, notice: str, *, reason: str, date: dt.date, digest: str) -> str:
    """Withdraw a notice: its file keeps the text, the site loses it. Gives back the file's new digest.

    `notice` is an id, `digest` that of the text which the caller saw (`guarded_edit.text_digest`); so below. Raises
    FileChanged when it is another by now, Refused when it cannot be done; nothing is then written.
    """
    if not reason.strip():
        raise Refused("Thu hồi thông báo thì phải ghi lý do.")
    status = {"state": "withdrawn", **_parts(Tombstone(reason=" ".join(reason.split()), date=date))}
    with locked(notices):
        new = write_edited(notices, notice, lambda text: with_field(text, "status", status), digest=digest)
    clear_caches(notices)
    return new


def correct(notices: Path, notice: str, correction: Correction, *, digest: str) -> str:
    """Record what a letter puts right, beside the place; the text stays as it was issued."""
    with locked(notices):
        text = seen_text(notices, notice, digest)
        found = _notice(notices, notice, text)
        if correction.directive and correction.directive not in _anchors(found):
            raise Refused(f"Thông báo {notice} không có chỉ đạo '{correction.directive}'.")
        if correction in found.corrections:
            raise Refused(f"Đính chính này của văn bản {correction.number} đã được ghi.")
        item = _parts(correction)
        return write_edited(notices, notice, lambda text: with_item(text, "corrections", item), digest=digest)


def relate(notices: Path, notice: str, *, kind: RelatedKind, other: str, digest: str) -> str:
    """Write into a notice that it amends, corrects, implements or cites another, given by its id."""
    with locked(notices):
        return _related(notices, notice, kind, other, digest)


def amend(notices: Path, notice: str, *, amended: str, digest: str) -> str:
    """Write into `notice` that it amends `amended`, an id; `digest` is that of the file of `notice`."""
    return relate(notices, notice, kind="amends", other=amended, digest=digest)


def replace(notices: Path, notice: str, *, replaced: str, decisions: Sequence[FollowUpEvent] = (), digest: str) -> str:
    """Write into `notice` that it replaces `replaced`, an id; `digest` is that of the file of `notice`.

    `decisions` say of directives of `replaced` what becomes of them (`carried-over` with `to`, `ended`, `still-open`);
    a task without one waits for a person, and `check` says so.
    """
    with locked(notices):
        _refuse_circle(notices, notice, replaced)
        wrong = [event.event for event in decisions if event.event not in DECISIONS]
        if wrong:
            allowed = ", ".join(sorted(DECISIONS))
            raise Refused(f"Việc của thông báo bị thay thế chỉ nhận {allowed}, không nhận {wrong[0]}.")
        text = _with_events(notices, replaced, decisions, seen_text(notices, replaced)) if decisions else None
        new = _related(notices, notice, "replaces", replaced, digest)
        if text is not None:
            replace_text(notices / f"{replaced}{ENDING}", text)
        return new


def record(notices: Path, notice: str, events: Sequence[FollowUpEvent], *, digest: str) -> None:
    """Add events to the record of a notice; what was recorded meanwhile by others stays, for nothing is overwritten.

    `digest` is that of the notice's file: its directives must still be those that the caller saw.
    """
    with locked(notices):
        text = _with_events(notices, notice, events, seen_text(notices, notice, digest))
        replace_text(notices / f"{notice}{ENDING}", text)


def record_all(notices: Path, events: Mapping[str, Sequence[FollowUpEvent]], *, digests: Mapping[str, str]) -> None:
    """As `record` for several notices, by id; every file is made before the first one is written."""
    with locked(notices):
        texts = {
            notice: _with_events(notices, notice, added, seen_text(notices, notice, digests[notice]))
            for notice, added in events.items()
        }
        for notice, text in texts.items():
            replace_text(notices / f"{notice}{ENDING}", text)


def _related(notices: Path, notice: str, kind: RelatedKind, other: str, digest: str) -> str:
    if notice == other:
        raise Refused("Một thông báo không thể sửa đổi, thay thế hay đính chính chính nó.")
    number = _notice(notices, other, seen_text(notices, other)).number
    own = _notice(notices, notice, seen_text(notices, notice, digest)).related
    if any(tie.kind == kind and (tie.id == other or (number and tie.number == number)) for tie in own):
        return digest
    item = _parts(Related(kind=kind, id=other))
    return write_edited(notices, notice, lambda text: with_item(text, "related", item), digest=digest)


def _refuse_circle(notices: Path, notice: str, replaced: str) -> None:
    """A notice that was itself replaced, over however many steps, by the one it is to replace."""
    waiting, seen = [replaced], set[str]()
    while waiting:
        one = waiting.pop()
        if one == notice and seen:
            raise Refused(f"Thông báo {replaced} đã thay thế {notice}, nên không thể bị thông báo đó thay thế.")
        if one not in seen:
            seen.add(one)
            ties = _notice(notices, one, seen_text(notices, one)).related
            waiting += [tie.id for tie in ties if tie.kind == "replaces" and tie.id]


def _with_events(notices: Path, notice: str, events: Sequence[FollowUpEvent], text: str) -> str:
    """The text of the record with the events added; raises Refused for one that is wrong."""
    anchors = _anchors(_notice(notices, notice, text))
    for event in events:
        for message in event_problems(event, anchors):
            raise Refused(f"Chưa ghi gì vào sổ theo dõi của {notice}: {message}.")
    path = notices / f"{notice}{ENDING}"
    old = read_text(path) if path.exists() else ""
    if isinstance(old, Problem):
        raise Refused(f"Không đọc được tệp {notice}{ENDING}: {old.message}.")
    _, problems = read_events(old, f"{notice}{ENDING}", anchors)
    if problems:
        raise Refused(f"Tệp {notice}{ENDING} đang có lỗi ở dòng {problems[0].line}: {problems[0].message}.")
    return with_events(old, events)


def _notice(notices: Path, notice: str, text: str) -> Notice:
    """The notice that a file's text is, with the ids that the ledger holds; raises Refused when it cannot be read."""
    register, _ = read_register(notices / REGISTER)
    ledger, _ = read_ledger(notices)
    found, problems = read_notice(text, path=f"{notice}.md", notice_id=notice, register=register, ledger=ledger)
    if found is None:
        raise Refused(f"Không đọc được tệp {notice}.md: {problems[0].message}.")
    return found


def _anchors(notice: Notice) -> Collection[str]:
    return [task.id for task in notice.directives]


def _parts(value: Tombstone | Correction | Related) -> dict[str, object]:
    """As it stands in the front matter: without what is not given."""
    return {name: part for name, part in asdict(value).items() if part is not None}
