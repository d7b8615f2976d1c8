"""What happens to a notice after it was issued, each written as one small change: amended, replaced, corrected,
withdrawn (decree 30/2020, article 18); and what became of its directives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from ketluan.model.follow_up import CHOICES, DECISIONS, EVENTS, FollowUpEvent, taken_back, that_stand
from ketluan.model.notice import Correction, Notice, Related, RelatedKind, Tombstone
from ketluan.model.problem import Refused
from ketluan.store.archive_files import REGISTER
from ketluan.store.archive_lock import locked
from ketluan.store.file_changes import TextChange, make_changes
from ketluan.store.follow_up_file import ENDING, read_events, with_events
from ketluan.store.follow_up_rules import day_problems
from ketluan.store.ledger_file import read_ledger
from ketluan.store.notice_edit import with_field, with_item
from ketluan.store.reader import read_notice
from ketluan.store.register_file import read_register
from ketluan.store.stored_text import StoredText, edited, stored_notice, stored_text, write_edited
from ketluan.store.withdrawn_words import clear_caches


def withdraw(notices: Path, notice: str, *, reason: str, date: dt.date, digest: str) -> str:
    """Withdraw a notice: its file keeps the text, the site loses it. Gives back the file's new digest.

    `notice` is an id, `digest` that of the text which the caller saw (`StoredText.digest`); so below. Raises
    FileChanged when it is another by now, Refused when it cannot be done; nothing is then written.
    """
    if not reason.strip():
        raise Refused("Thu hồi thông báo thì phải ghi lý do.")
    status = {"state": "withdrawn", **_parts(Tombstone(reason=" ".join(reason.split()), date=date))}
    with locked(notices):
        new = write_edited(notices, notice, lambda text: with_field(text, "status", status), digest=digest)
    clear_caches(notices, {notice})
    return new


def correct(notices: Path, notice: str, correction: Correction, *, digest: str) -> str:
    """Record what a letter puts right, beside the place; the text stays as it was issued."""
    with locked(notices):
        found = _notice(notices, notice, stored_notice(notices, notice, digest).text)
        if correction.directive and correction.directive not in _anchors(found):
            raise Refused(f"Thông báo {notice} không có chỉ đạo '{correction.directive}'.")
        if correction in found.corrections:
            raise Refused(f"Đính chính này của văn bản {correction.number} đã được ghi.")
        item = _parts(correction)
        return write_edited(notices, notice, lambda text: with_item(text, "corrections", item), digest=digest)


def relate(notices: Path, notice: str, *, kind: RelatedKind, other: str, digest: str) -> str:
    """Write into a notice that it amends, corrects, implements or cites another, given by its id."""
    with locked(notices):
        change = _related(notices, notice, kind, other, digest)
        make_changes(notices, [change])
    return StoredText(change.path, change.after).digest


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
            allowed = "; ".join(CHOICES.values())
            raise Refused(f"Việc của thông báo bị thay thế chỉ nhận: {allowed}; không nhận: {EVENTS[wrong[0]]}.")
        old = stored_notice(notices, replaced).text
        events = [_with_events(notices, replaced, decisions, old)] if decisions else []
        change = _related(notices, notice, "replaces", replaced, digest)
        make_changes(notices, [*events, change])
    return StoredText(change.path, change.after).digest


def record(notices: Path, notice: str, events: Sequence[FollowUpEvent], *, digest: str) -> None:
    """Add events to the record of a notice; what was recorded meanwhile by others stays, for nothing is overwritten.

    `digest` is that of the notice's file: its directives must still be those that the caller saw.
    """
    with locked(notices):
        seen = stored_notice(notices, notice, digest)
        make_changes(notices, [_with_events(notices, notice, events, seen.text)])


def record_all(notices: Path, events: Mapping[str, Sequence[FollowUpEvent]], *, digests: Mapping[str, str]) -> None:
    """As `record` for several notices, by id: all of them or none."""
    with locked(notices):
        changes = [
            _with_events(notices, notice, added, stored_notice(notices, notice, digests[notice]).text)
            for notice, added in events.items()
        ]
        make_changes(notices, changes)


def _related(notices: Path, notice: str, kind: RelatedKind, other: str, digest: str) -> TextChange:
    if notice == other:
        raise Refused("Một thông báo không thể sửa đổi, thay thế hay đính chính chính nó.")
    number = _notice(notices, other, stored_notice(notices, other).text).number
    seen = stored_notice(notices, notice, digest)
    own = _notice(notices, notice, seen.text).related
    if any(tie.kind == kind and (tie.id == other or (number and tie.number == number)) for tie in own):
        return seen.changed_to(seen.text)
    item = _parts(Related(kind=kind, id=other))
    return edited(seen, lambda text: with_item(text, "related", item))


def _refuse_circle(notices: Path, notice: str, replaced: str) -> None:
    """A notice that was itself replaced, over however many steps, by the one it is to replace."""
    waiting, seen = [replaced], set[str]()
    while waiting:
        one = waiting.pop()
        if one == notice and seen:
            raise Refused(f"Thông báo {replaced} đã thay thế {notice}, nên không thể bị thông báo đó thay thế.")
        if one not in seen:
            seen.add(one)
            ties = _notice(notices, one, stored_notice(notices, one).text).related
            waiting += [tie.id for tie in ties if tie.kind == "replaces" and tie.id]


def _with_events(notices: Path, notice: str, events: Sequence[FollowUpEvent], text: str) -> TextChange:
    """The record with the events added that it does not hold yet; raises Refused for one that is wrong."""
    found = _notice(notices, notice, text)
    anchors = _anchors(found)
    old = stored_text(notices / f"{notice}{ENDING}")
    before, problems = read_events(old.raw, f"{notice}{ENDING}", anchors)
    if problems:
        raise Refused(f"Tệp {notice}{ENDING} đang có lỗi ở dòng {problems[0].line}: {problems[0].message}.")
    known = (*that_stand(before), *taken_back(before).values())
    new = with_events(old.raw, [event for event in events if not any(map(event.says, known))])
    _, problems = read_events(new, f"{notice}{ENDING}", anchors)
    wrong = [problem.message for problem in problems]
    wrong += [message for event in events for message in day_problems(event, found, event.recorded or event.on)]
    if wrong:
        raise Refused(f"Chưa ghi gì vào sổ theo dõi của {notice}: {wrong[0]}.")
    return TextChange(old.path, old.raw, new)


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
