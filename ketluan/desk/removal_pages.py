"""A document that was imported by mistake and never published leaves the archive, and comes back when asked to."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.header_form import Mistyped
from ketluan.desk.undoing import Step
from ketluan.model.display_names import notice_name
from ketluan.model.problem import Refused
from ketluan.store.file_changes import backwards
from ketluan.store.notice_removal import remove
from ketluan.store.stored_text import StoredText, change_files, stored_text

HERE = "/vong-doi/bo"
ASIDE = "da-bo"


def remove_notice(desk: Desk, asked: Asked) -> Response:
    """Take the document out; the list of what waits offers to bring it back."""
    notice_id = asked.one("tb")
    if not asked.one("chac"):
        raise Mistyped("Bỏ văn bản đưa nó và bản gốc ra khỏi kho: hãy đánh dấu vào ô xác nhận.")
    path, archive = desk.writer.path(notice_id), desk.shelf.archive
    aside = desk.cache / ASIDE / secrets.token_hex(6)
    moves = remove(archive, desk.notices, notice_id, digest=asked.one("ban"), aside=aside)
    what = f"bỏ {notice_name(archive.by_id[notice_id])} khỏi kho"
    gone = StoredText(path, "").digest
    desk.writer.note(Step(what=what, before="", after="", digest=gone, undo=backwards(moves)), path)
    return RedirectResponse(f"/soat?{urlencode({'bo': notice_id})}", status_code=303)


def removal(desk: Desk, notice_id: str) -> Step | None:
    """The step that took a document out, while it can be taken back."""
    return desk.writer.history.last(stored_text(_path(desk, notice_id))) if notice_id else None


def _path(desk: Desk, notice_id: str) -> Path:
    return Path(os.path.realpath(desk.notices / f"{notice_id}.md"))


def bring_back(desk: Desk, asked: Asked) -> Response:
    """Bring a document back that was taken out."""
    notice_id = asked.one("tb")
    step = removal(desk, notice_id)
    if step is None:
        raise Refused("Không đưa lại được: bàn đã mở lại từ lúc bỏ, hoặc chỗ của văn bản nay đã có tệp khác.")
    change_files(desk.notices, step.undo)
    desk.writer.history.drop(_path(desk, notice_id))
    return RedirectResponse(f"/soat?{urlencode({'tb': notice_id})}", status_code=303)


PAGES: tuple[tuple[str, Callable[[Desk, Asked], Response]], ...] = ()
ACTIONS = ((HERE, remove_notice), (f"{HERE}/hoan-tac", bring_back))
