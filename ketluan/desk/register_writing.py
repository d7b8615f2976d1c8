"""Writes what a person said of a body or a name into the register: over the file that they saw, to be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ketluan.desk.desk_state import Desk
from ketluan.desk.undoing import Step
from ketluan.model.display_names import notice_name
from ketluan.model.problem import Refused, errors
from ketluan.store.archive_files import REGISTER
from ketluan.store.file_changes import TextChange
from ketluan.store.register_file import parse_register
from ketluan.store.stored_text import FileChanged, StoredText, change_files, save_text, stored_text

Edit = Callable[[str], str]


def register_path(desk: Desk) -> Path:
    """Where the register stands."""
    return desk.notices / REGISTER


def open_register(desk: Desk) -> StoredText:
    """The register's file as it is now."""
    return desk.writer.opened.keep(stored_text(register_path(desk)))


def last_step(desk: Desk) -> Step | None:
    """What was written last, while it can be taken back."""
    return desk.writer.history.last(stored_text(register_path(desk)))


def newest_step(desk: Desk) -> Step | None:
    """As `last_step`, while nothing else was written since."""
    return last_step(desk) if desk.writer.history.newest == register_path(desk) else None


def change_register(desk: Desk, digest: str, edit: Edit, *, what: str, after: str) -> None:
    """Raises FileChanged when the register is another than the one that was seen, Refused when the change would
    make it wrong."""
    now = open_register(desk)
    before = desk.writer.opened.get(now.path, digest) or now
    text = edit(before.text)
    _refuse_wrong(before.text, text)
    if before.digest != now.digest:
        raise FileChanged(now, text)
    saved = desk.writer.opened.keep(save_text(desk.notices, before, text))
    if saved.raw != before.raw:
        undo = (TextChange(saved.path, saved.raw, before.raw),)
        step = Step(what=what, before="", after=after, digest=saved.digest, undo=undo)
        desk.writer.note(step, saved.path)


def undo_register(desk: Desk) -> None:
    """Take back the last change; raises Refused when somebody else has written since."""
    stored = stored_text(register_path(desk))
    step = desk.writer.history.last(stored)
    if step is None:
        raise Refused("Không còn thay đổi nào của bàn này để hoàn tác, hoặc danh mục vừa được sửa ở nơi khác.")
    for change in step.undo:
        if isinstance(change, TextChange):
            _refuse_orphans(desk, change)
    change_files(desk.notices, step.undo)
    desk.writer.history.drop(stored.path)


def _refuse_orphans(desk: Desk, change: TextChange) -> None:
    """Raises Refused when a notice names by hand a body that would be gone, or was issued by it."""
    bodies, left = (parse_register(text, REGISTER)[0].agencies for text in (change.before, change.after))
    gone = bodies.keys() - left.keys()
    for notice in desk.shelf.archive.notices if gone else ():
        parties = [party for task in notice.directives for party in (*task.lead, *task.coordinate)]
        named = {notice.issuer, *(party.id for party in parties if party.origin == "hand")}
        for agency in sorted(gone & named):
            where = f"{notice_name(notice)} đang ghi {bodies[agency].name}"
            raise Refused(f"Không hoàn tác được: {where}. Hãy đổi cơ quan ở thông báo đó trước.")


def _refuse_wrong(before: str, text: str) -> None:
    known = {problem.message for problem in errors(parse_register(before, REGISTER)[1])}
    new = [each for each in errors(parse_register(text, REGISTER)[1]) if each.message not in known]
    if new:
        raise Refused(
            "Không ghi được vì danh mục cơ quan sẽ có lỗi: " + "; ".join(each.message for each in new[:3]) + "."
        )
