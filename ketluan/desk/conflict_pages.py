"""The pages that stop a change and let a person decide: the file is another by now, its words would be, or it may not
be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import ndiff

from starlette.responses import Response

from ketluan.desk import header_form
from ketluan.desk.agreement import AGREED, NeedsAgreement
from ketluan.desk.block_form import block_state
from ketluan.desk.desk_pages import page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.reading_actions import seen_block
from ketluan.desk.reading_pages import address
from ketluan.desk.who_pages import inside
from ketluan.desk.writing import NeedsConfirming
from ketluan.model.problem import Refused
from ketluan.store.block_edit import hand_of
from ketluan.store.front_matter import composed
from ketluan.store.stored_text import FileChanged

_AROUND = 2


def conflict(desk: Desk, asked: Asked, error: FileChanged) -> Response:
    """Both versions, each against what the person had opened."""
    now = desk.writer.opened.keep(error.now)
    opened = desk.writer.opened.get(now.path, asked.one("ban"))
    before = opened.text if opened else ""
    return page(
        desk,
        replace(asked, form=_own_changes(desk, asked)),
        "conflict",
        title="Tệp đã được sửa ở nơi khác",
        here="",
        status=409,
        theirs=list(_rows(before, now.text)) if opened else [],
        ours=list(_rows(before, composed(error.wanted))) if opened and error.wanted else [],
        digest=now.digest,
        back=address(asked.one("tb")) if asked.one("tb") else inside(asked.one("ve")),
    )


def confirm(desk: Desk, asked: Asked, error: NeedsConfirming) -> Response:
    """The words as before and after, to be written only when the original says so."""
    return page(
        desk,
        asked,
        "confirm",
        title="Chữ của văn bản sẽ khác đi",
        here="",
        status=409,
        changes=error.changes,
        against=error.against,
        back=address(asked.one("tb")),
    )


def question(desk: Desk, asked: Asked, error: NeedsAgreement) -> Response:
    """What a person should know before they agree."""
    return page(desk, asked, "question", title=error.title, here="", question=error, agreed=AGREED)


def _rows(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The lines that differ (`-`, `+`), with a few around them; `…` where others are left out."""
    lines = [(line[0], line[2:]) for line in ndiff(before.split("\n"), after.split("\n")) if line[0] != "?"]
    changed = [at for at, (sign, _) in enumerate(lines) if sign != " "]
    shown = sorted({near for at in changed for near in range(at - _AROUND, at + _AROUND + 1) if 0 <= near < len(lines)})
    for before_at, at in zip([-1, *shown], shown, strict=False):
        if at > before_at + 1:
            yield " ", "…"
        yield lines[at]


def _own_changes(desk: Desk, asked: Asked) -> dict[str, Sequence[str]]:
    """The form without what the person left as it was: done once more, it must not undo what others wrote."""
    form = dict(asked.form)
    try:
        same = _untouched_fields(desk, asked) if asked.path == "/soat/dau" else _untouched_parts(desk, asked)
    except (Refused, FileChanged, header_form.Mistyped):
        return form
    return {name: values for name, values in form.items() if name not in same}


def _untouched_fields(desk: Desk, asked: Asked) -> set[str]:
    notice_id = asked.one("tb")
    front, _ = desk.shelf.understood(desk.writer.seen(notice_id, asked.one("ban")).text, notice_id)
    if front is None:
        return set()
    typed = {key: values[0] for key, values in asked.form.items()}
    issuer = {header_form.ISSUER, f"{header_form.ISSUER}-sent"}
    found = set(header_form.changes(front, typed))
    found |= issuer if header_form.ISSUER in found else set()
    return ({field.key for field in header_form.form_fields(front)} | issuer) - found


def _untouched_parts(desk: Desk, asked: Asked) -> set[str]:
    if asked.path != "/soat/doan":
        return set()
    opened, _, block = seen_block(desk, asked)
    state = block_state(block, hand_of(opened.text, block.line), desk.shelf.archive.register)
    same: set[str] = set()
    for name, before in (("lead", state.lead), ("coordinate", state.coordinate)):
        if tuple(asked.form.get(name, ())) == before:
            same |= {name, f"{name}-sent"}
    parts = (("due", state.due), ("recurring", state.recurring), ("role", state.role))
    return same | {name for name, before in parts if asked.one(name) == before}
