"""What the forms of the page for reading through do: each writes one change, or says why it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.responses import RedirectResponse, Response

from ketluan.desk import header_form
from ketluan.desk.block_form import attribute_changes, block_state, typed_parts
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.header_form import Mistyped
from ketluan.desk.reading_pages import address
from ketluan.desk.reading_view import ReadingView, ShownBlock, reading_view
from ketluan.desk.who_pages import inside
from ketluan.desk.writing import Change, Written
from ketluan.model.display_names import clipped, full_name
from ketluan.model.notice import Notice
from ketluan.model.problem import Refused
from ketluan.store.block_edit import block_words, hand_of, joined, moved, with_words
from ketluan.store.notice_edit import with_attributes, with_field
from ketluan.store.row_edit import row_cells, with_cells
from ketluan.store.stored_text import StoredText

CELL = "o-"
"""In front of a column's number: the words of its cell in a form."""


def save_header(desk: Desk, asked: Asked) -> Response:
    """Write the fields of the front matter that were typed otherwise than they stand."""
    notice_id = asked.one("tb")
    typed = {key: values[0] for key, values in asked.form.items()}
    opened = desk.writer.seen(notice_id, asked.one("ban"))
    front, _ = desk.shelf.understood(opened.text, notice_id)
    if front is None:
        raise Refused("Phần đầu của thông báo này không đọc được.")
    found = header_form.changes(front, typed)
    if found.get(header_form.ISSUER, front.issuer) not in desk.shelf.archive.register.agencies:
        raise Mistyped("Cơ quan ban hành phải chọn trong danh mục: gõ tên rồi chọn một dòng, hoặc thêm cơ quan mới.")
    before, after = _said_of_fields(desk, front, found)

    def apply(text: str) -> str:
        for key, value in found.items():
            text = with_field(text, key, value)
        return text

    change = Change(what="sửa phần đầu", before=before, after=after, apply=apply, place="phan-dau")
    return _written(desk, asked, change)


def _said_of_fields(desk: Desk, front: Notice, found: Mapping[str, object]) -> tuple[str, str]:
    """The fields that change, with their values as they stand and as they will."""
    register = desk.shelf.archive.register
    rows = [
        (field.label, field.shown, header_form.shown_value(_as_shown(found[field.key])))
        for field in header_form.form_fields(front)
        if field.key in found
    ]
    if header_form.ISSUER in found:
        names = (full_name(register, front.issuer), full_name(register, str(found[header_form.ISSUER])))
        rows.insert(0, ("Cơ quan ban hành", *names))
    before, after = ("; ".join(f"{row[0]}: {row[at] or 'để trống'}" for row in rows) for at in (1, 2))
    return before, after


def _as_shown(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def save_block(desk: Desk, asked: Asked) -> Response:
    """Write what a person says of a block: who leads, who helps, by when, whether it is a task."""
    opened, _, block = seen_block(desk, asked)
    register = desk.shelf.archive.register
    state = block_state(block, hand_of(opened.text, block.line), register)
    found = attribute_changes(state, asked.form, register.agencies)
    if asked.one("nhu-may"):
        found = {"lead": None, "coordinate": None, "due": None, "recurring": None, "role": None}
    change = Change(
        what="ghi cơ quan, thời hạn, vai trò của một đoạn",
        before=_said(block),
        after="",
        apply=lambda text: with_attributes(text, block.line, found) if found else text,
        place=block.anchor,
    )
    return _written(desk, asked, change)


def _said(block: ShownBlock) -> str:
    """What a block said before, in a line."""
    lead = ", ".join(party.name for party in block.lead) or "không ai"
    helpers = ", ".join(party.name for party in block.coordinate)
    limit = "; ".join(limit.words for limit in block.limits)
    parts = [f"“{clipped(block.text)}”", f"{block.role_name}", f"chủ trì: {lead}"]
    return "; ".join(
        [*parts, *([f"phối hợp: {helpers}"] if helpers else []), *([f"thời hạn: {limit}"] if limit else [])]
    )


def save_words(desk: Desk, asked: Asked) -> Response:
    """Split a block where a person broke the line, or mend its words once these were confirmed."""
    opened, _, block = seen_block(desk, asked)
    old, own = block_words(opened.text, block.line), opened.text.split("\n")[block.line - 1]
    parts = typed_parts(asked.one("chu"), behind=own)
    if not parts:
        raise Mistyped("Đoạn không được để trống: chữ của văn bản không được mất.")
    if " ".join(asked.one("chu").split()) == old and len(parts) == 1:
        return _back(asked, block.anchor)
    same = " ".join(asked.one("chu").split()) == old
    change = Change(
        what="tách đoạn" if same else "sửa chữ",
        before=old,
        after="\n".join(" ".join(line.split()) for line in asked.one("chu").splitlines() if line.strip()),
        apply=lambda text: with_words(text, block.line, parts),
        place=block.anchor,
        words="same" if same else "other",
        confirmed=bool(asked.one("dong-y")),
    )
    return _written(desk, asked, change)


def save_cells(desk: Desk, asked: Asked) -> Response:
    """Mend the words of a row's cells, once they were confirmed; a line in a cell is a paragraph."""
    opened, _, block = seen_block(desk, asked)
    old = {cell.at: cell for cell in row_cells(opened.text, block.line)}
    typed = {at: _lines(asked.one(f"{CELL}{at}")) for at in old if f"{CELL}{at}" in asked.form}
    new = {at: lines for at, lines in typed.items() if lines != old[at].words.split("\n") and (lines or old[at].words)}
    parts = {at: typed_parts("\n".join(lines)) for at, lines in new.items()}
    change = Change(
        what="sửa chữ trong bảng",
        before="\n".join(f"{old[at].column}: {old[at].words}" for at in new),
        after="\n".join(f"{old[at].column}: {' '.join(lines) or '(bỏ trống)'}" for at, lines in new.items()),
        apply=lambda text: with_cells(text, block.line, parts) if parts else text,
        place=block.anchor,
        words="other",
        confirmed=bool(asked.one("dong-y")),
    )
    return _written(desk, asked, change)


def _lines(typed: str) -> list[str]:
    """What was typed, a line each, without blank ones."""
    return [" ".join(line.split()) for line in typed.splitlines() if line.strip()]


def join_block(desk: Desk, asked: Asked) -> Response:
    """Put a block's words behind those of the block above."""
    _, view, block = seen_block(desk, asked)
    above = next((each for each in reversed(view.blocks) if each.line < block.line), None)
    change = Change(
        what="nối vào đoạn trên",
        before=f"{clipped(above.text) if above else ''}\n{clipped(block.text)}",
        after=f"{clipped(above.text) if above else ''} {clipped(block.text)}",
        apply=lambda text: joined(text, block.line),
        place=above.anchor if above else block.anchor,
    )
    return _written(desk, asked, change)


def move_block(desk: Desk, asked: Asked) -> Response:
    """Move a bullet up or down."""
    _, _, block = seen_block(desk, asked)
    up = asked.one("huong") == "len"
    change = Change(
        what=f"chuyển ý {'lên' if up else 'xuống'}",
        before=clipped(block.text),
        after=clipped(block.text),
        apply=lambda text: moved(text, block.line, up=up),
        words="moved",
        confirmed=bool(asked.one("dong-y")),
    )
    return _written(desk, asked, change)


def seen_block(desk: Desk, asked: Asked) -> tuple[StoredText, ReadingView, ShownBlock]:
    """The text that was seen, and the block of it that a form is about; it may have moved since when a change is made
    once more on a newer file."""
    notice_id, line = asked.one("tb"), asked.one("dong")
    opened = desk.writer.seen(notice_id, asked.one("ban"))
    notice, _ = desk.shelf.understood(opened.text, notice_id)
    if notice is None or not line.isdecimal():
        raise Refused("Đoạn này không còn ở chỗ cũ: hãy mở lại trang.")
    view = reading_view(notice, desk.shelf.archive.register)
    words = asked.one("chu-cu")
    found = [block for block in view.blocks if not words or block.text == words]
    if not found:
        raise Refused("Chữ của đoạn này đã khác đi ở nơi khác: hãy mở lại trang rồi làm lại.")
    return opened, view, min(found, key=lambda block: abs(block.line - int(line)))


def _written(desk: Desk, asked: Asked, change: Change) -> Response:
    return _there(desk, desk.writer.write(asked.one("tb"), asked.one("ban"), change), change.place)


def _there(desk: Desk, written: Written, place: str, **more: str) -> Response:
    """The page of the notice, where it stands now."""
    if written.move.old != written.move.new:
        desk.inbox.follow(written.move.old, written.move.new)
    return RedirectResponse(address(written.move.new, place, **more), status_code=303)


def _back(asked: Asked, place: str) -> Response:
    return RedirectResponse(address(asked.one("tb"), place), status_code=303)


def undo(desk: Desk, asked: Asked) -> Response:
    """Take back what was written last."""
    written = desk.writer.undo(asked.one("tb"))
    if asked.one("ve") and written.move.old == written.move.new:
        return RedirectResponse(inside(asked.one("ve")), status_code=303)
    return _there(desk, written, written.step.place if written.step else "", da="hoan-tac")


def not_reviewed(desk: Desk, asked: Asked) -> Response:
    """Take the mark off again."""
    change = Change(what="bỏ dấu đã soát", before="đã soát", after="chưa soát", apply=_without_review)
    return _written(desk, asked, change)


def _without_review(text: str) -> str:
    return with_field(text, "reviewed", None)


PAGES: tuple[tuple[str, Callable[[Desk, Asked], Response]], ...] = ()
ACTIONS: tuple[tuple[str, Callable[[Desk, Asked], Response]], ...] = (
    ("/soat/dau", save_header),
    ("/soat/doan", save_block),
    ("/soat/chu", save_words),
    ("/soat/bang", save_cells),
    ("/soat/noi", join_block),
    ("/soat/chuyen", move_block),
    ("/soat/hoan-tac", undo),
    ("/soat/bo-soat", not_reviewed),
)
