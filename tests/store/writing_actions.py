"""Every action of the desk that writes, on an archive of two notices: for tests and measurements that kill them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace as replace_event
from pathlib import Path

from ketluan.model.follow_up import FollowUpEvent
from ketluan.model.notice import Correction, Review
from ketluan.store.block_edit import block_words, joined, with_words
from ketluan.store.file_changes import FileMove, backwards
from ketluan.store.notice_edit import with_attributes, with_field
from ketluan.store.notice_life import amend, correct, record, record_all, replace, withdraw
from ketluan.store.notice_move import move_after, move_changes, moved_text
from ketluan.store.notice_removal import remove
from ketluan.store.reader import read_archive
from ketluan.store.register_edit import with_alias
from ketluan.store.register_entries import new_entry, with_entry
from ketluan.store.review import mark_reviewed
from ketluan.store.stored_text import change_files, save_text, stored_notice, stored_text
from tests.conftest import ROOT

DAY = dt.date(2026, 1, 15)
ONE = "kon-tum/van-phong-ubnd/2014/975-tb-vp"
TWO = "kon-tum/van-phong-ubnd/2014/980-tb-vp"
Action = Callable[[Path], None]


def archive_of_two(folder: Path) -> Path:
    """Two notices with originals and the reports of their imports."""
    notices = folder / "notices"
    shutil.copytree(ROOT / "notices", notices)
    text = with_field((notices / f"{ONE}.md").read_text(encoding="utf-8"), "original", "975-tb-vp.pdf")
    other = with_field(with_field(text, "number", "980/TB-VP"), "original", "980-tb-vp.pdf")
    for notice, written in ((ONE, text), (TWO, other)):
        (notices / f"{notice}.md").write_text(written, encoding="utf-8")
        (notices / f"{notice}.pdf").write_bytes(b"%PDF-1.4 " + notice.encode())
        (notices / f"{notice}.nhap.yml").write_text("on: 2026-01-02\nsource: a.pdf\n", encoding="utf-8")
    return notices


def files(notices: Path) -> dict[str, bytes]:
    """Everything that stands in the archive but what is hidden."""
    return {
        path.relative_to(notices).as_posix(): path.read_bytes()
        for path in sorted(notices.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def _digest(notices: Path, notice: str) -> str:
    return stored_notice(notices, notice).digest


def _saved(edit: Callable[[str], str]) -> Action:
    def act(notices: Path) -> None:
        before = stored_notice(notices, ONE)
        save_text(notices, before, edit(before.text))

    return act


def _line(text: str, words: str) -> int:
    return next(at for at, line in enumerate(text.split("\n"), 1) if line.startswith(words))


def _block(words: str, edit: Callable[[str, int], str]) -> Action:
    return _saved(lambda text: edit(text, _line(text, words)))


def _split(text: str, line: int) -> str:
    words = block_words(text, line).split()
    return with_words(text, line, [" ".join(words[:5]), " ".join(words[5:])])


def _event(task: str, kind: str = "reported") -> FollowUpEvent:
    return FollowUpEvent(directive=task, on=DAY, event=kind, document="1/BC", by="A", recorded=DAY)  # type: ignore[arg-type]


def _first_task(notices: Path, notice: str) -> str:
    return read_archive(notices, today=DAY)[0].by_id[notice].directives[0].id


def _record(notices: Path) -> None:
    record(notices, ONE, [_event(_first_task(notices, ONE))], digest=_digest(notices, ONE))


def _taken_back(notices: Path) -> None:
    event = _event(_first_task(notices, ONE))
    back = replace_event(event, event="taken-back", document=None, entry=1)
    record(notices, ONE, [event, back], digest=_digest(notices, ONE))


def _record_all(notices: Path) -> None:
    events = {notice: [_event(_first_task(notices, notice))] for notice in (ONE, TWO)}
    record_all(notices, events, digests={notice: _digest(notices, notice) for notice in events})


def _replace(notices: Path) -> None:
    ended = _event(_first_task(notices, ONE), "ended")
    replace(notices, TWO, replaced=ONE, decisions=[ended], digest=_digest(notices, TWO))


def _moved(notices: Path) -> None:
    _change_place(notices, undone=False)


def _moved_back(notices: Path) -> None:
    _change_place(notices, undone=True)


def _change_place(notices: Path, *, undone: bool) -> None:
    archive, _ = read_archive(notices, today=DAY)
    before = stored_notice(notices, ONE)
    text = with_field(before.text, "issuer", "kon-tum/so-y-te")
    move = move_after(archive, ONE, before.text, text)
    changes = move_changes(archive, notices, move, before, moved_text(archive, move, text))
    change_files(notices, changes)
    if undone:
        change_files(notices, backwards(changes))


def _removed(notices: Path) -> tuple[FileMove, ...]:
    archive, _ = read_archive(notices, today=DAY)
    return remove(archive, notices, TWO, digest=_digest(notices, TWO), aside=notices.parent / "da-bo")


def _register(edit: Callable[[str], str]) -> Action:
    def act(notices: Path) -> None:
        before = stored_text(notices / "agencies.yml")
        save_text(notices, before, edit(before.text))

    return act


def _with_body(text: str) -> str:
    entry = new_entry("kon-tum/so-moi", "Sở Mới", kind="department", confirmed=True)
    return with_entry(text, entry, place="kon-tum", place_name="tỉnh Kon Tum")


_CORRECTION = Correction(number="1/CV-VP", date=DAY, wrong="a", right="b", directive=None)
ACTIONS: Mapping[str, Action] = {
    "a field": _saved(lambda text: with_field(text, "place", "Pleiku")),
    "who must do it": _block(
        "Tổ chức hội thảo", lambda text, line: with_attributes(text, line, {"lead": "kon-tum/so-y-te"})
    ),
    "split": _block("Tổ chức hội thảo", _split),
    "join": _block("Tổ chức hội thảo", joined),
    "reviewed": lambda notices: _reviewed(notices, ONE),
    "amend": lambda notices: _as_digest(amend(notices, TWO, amended=ONE, digest=_digest(notices, TWO))),
    "replace": _replace,
    "correct": lambda notices: _as_digest(correct(notices, ONE, _CORRECTION, digest=_digest(notices, ONE))),
    "withdraw": lambda notices: _as_digest(
        withdraw(notices, ONE, reason="thu hồi", date=DAY, digest=_digest(notices, ONE))
    ),
    "follow-up": _record,
    "follow-up with an event that withdraws another": _taken_back,
    "follow-up of several": _record_all,
    "a new body": _register(_with_body),
    "a name of a body": _register(lambda text: with_alias(text, "kon-tum/so-y-te", "Ngành Y tế")),
    "a move": _moved,
    "a move taken back": _moved_back,
    "a removal": lambda notices: _as_none(_removed(notices)),
    "a removal taken back": lambda notices: change_files(notices, backwards(_removed(notices))),
}


def _reviewed(notices: Path, notice: str) -> None:
    mark_reviewed(notices, notice, Review(on=DAY, by="A"), digest=_digest(notices, notice))


def _as_none(moves: tuple[FileMove, ...]) -> None:
    assert moves


def _as_digest(digest: str) -> None:
    assert len(digest) == 64
