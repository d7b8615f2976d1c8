"""Reading a notice through beside its original: the page, and what each of its forms does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from ketluan.desk import header_form
from ketluan.desk.agency_search import found_agencies
from ketluan.desk.block_form import ROLES, attribute_changes, block_state, chosen_bodies, typed_parts
from ketluan.desk.desk_pages import fragment, page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.header_form import Mistyped
from ketluan.desk.original_pane import original_pane
from ketluan.desk.reading_queue import next_after, reading_queue, waiting_notices
from ketluan.desk.reading_view import ReadingView, ShownBlock, import_doubts, reading_view
from ketluan.desk.review_action import review_notice
from ketluan.desk.writing import Change
from ketluan.model.display_names import RECURRENCES, clipped
from ketluan.model.notice import Notice
from ketluan.model.problem import Refused
from ketluan.store.block_edit import block_words, hand_of, joined, moved, with_words
from ketluan.store.import_report_file import read_report
from ketluan.store.notice_edit import with_attributes, with_field
from ketluan.store.stored_text import StoredText

HERE = "/soat"


def address(notice_id: str, place: str = "", **more: str) -> str:
    """The page of a notice, at one of its places."""
    return f"{HERE}?{urlencode({'tb': notice_id, **more})}" + (f"#{place}" if place else "")


def show(desk: Desk, asked: Asked) -> Response:
    """The list of what waits, or one notice."""
    if not asked.one("tb"):
        queue = reading_queue(desk.shelf.archive, desk.notices)
        return page(desk, asked, "reading-list", title="Đọc soát", here=HERE, queue=queue)
    return _notice_page(desk, asked, asked.one("tb"))


def _notice_page(desk: Desk, asked: Asked, notice_id: str) -> Response:
    stored = desk.writer.open(notice_id)
    notice, problems = desk.shelf.understood(stored.text, notice_id)
    if notice is None:
        raise Refused("Thông báo này không đọc được: " + "; ".join(problem.message for problem in problems[:5]) + ".")
    desk.originals.begin(notice)
    report = read_report(desk.notices, notice_id)
    view = reading_view(notice, desk.shelf.archive.register, import_doubts(report))
    waiting = [each.id for each in waiting_notices(desk.shelf.archive)]
    return page(
        desk,
        asked,
        "reading",
        title=notice.number or notice.title,
        here=HERE,
        view=view,
        notice=notice,
        digest=stored.digest,
        editing=_editing(desk, view, stored, asked.one("sua")),
        roles=ROLES,
        recurrences=RECURRENCES,
        step=desk.writer.history.last(stored),
        report=report,
        at=waiting.index(notice_id) + 1 if notice_id in waiting else 0,
        waiting=len(waiting),
        following=next_after(desk.shelf.archive, notice_id),
    )


def _editing(desk: Desk, view: ReadingView, stored: StoredText, anchor: str) -> Mapping[str, object] | None:
    """What the form of one block shows."""
    block = next((block for block in view.blocks if block.anchor == anchor), None)
    if block is None:
        return None
    register = desk.shelf.archive.register
    state = block_state(block, hand_of(stored.text, block.line), register)
    return {
        "anchor": anchor,
        "state": state,
        "lead": chosen_bodies(state.lead, register),
        "coordinate": chosen_bodies(state.coordinate, register),
        "words": block_words(stored.text, block.line),
    }


def original(desk: Desk, asked: Asked) -> Response:
    """The original beside the notice, which is waited for."""
    stored = desk.writer.open(asked.one("tb"))
    notice, _ = desk.shelf.understood(stored.text, asked.one("tb"))
    if notice is None:
        return HTMLResponse("")
    pane = original_pane(desk.originals, notice, stored.text, read_report(desk.notices, notice.id))
    return HTMLResponse(fragment(desk, "original", pane=pane))


def picture(desk: Desk, asked: Asked) -> Response:
    """A page of an original as a picture."""
    number = asked.one("trang")
    page_number = int(number) if number.isdecimal() and len(number) < 6 else 0
    content, media = desk.originals.picture(_notice(desk, asked.one("tb")), page_number)
    return Response(content, media_type=media)


def _notice(desk: Desk, notice_id: str) -> Notice:
    found = desk.shelf.archive.by_id.get(notice_id)
    if found is None:
        raise Refused(f"Kho không có thông báo {notice_id}.")
    return found


def search_agencies(desk: Desk, asked: Asked) -> Response:
    """What the picker of bodies offers for the letters that were typed."""
    found = found_agencies(desk.shelf.archive.register, asked.one("q")[:100], asked.one("quanh"))
    return JSONResponse([{"id": each.id, "name": each.name, "note": each.note} for each in found])


def save_header(desk: Desk, asked: Asked) -> Response:
    """Write the fields of the front matter that were typed otherwise than they stand."""
    notice_id = asked.one("tb")
    typed = {key: values[0] for key, values in asked.form.items()}
    opened = desk.writer.seen(notice_id, asked.one("ban"))
    front, _ = desk.shelf.understood(opened.text, notice_id)
    if front is None:
        raise Refused("Phần đầu của thông báo này không đọc được.")
    found = header_form.changes(front, typed)
    labels = {field.key: field for field in header_form.form_fields(front)}
    before = "; ".join(f"{labels[key].label}: {labels[key].shown or 'để trống'}" for key in found)
    after = "; ".join(
        f"{labels[key].label}: {header_form.shown_value(_as_shown(found[key])) or 'để trống'}" for key in found
    )

    def apply(text: str) -> str:
        for key, value in found.items():
            text = with_field(text, key, value)
        return text

    return _written(desk, asked, Change(what="sửa phần đầu", before=before, after=after, apply=apply), "phan-dau")


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
    )
    return _written(desk, asked, change, block.anchor)


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
    old, parts = block_words(opened.text, block.line), typed_parts(asked.one("chu"))
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
        words="same" if same else "other",
        confirmed=bool(asked.one("dong-y")),
    )
    return _written(desk, asked, change, block.anchor)


def join_block(desk: Desk, asked: Asked) -> Response:
    """Put a block's words behind those of the block above."""
    _, view, block = seen_block(desk, asked)
    above = next((each for each in reversed(view.blocks) if each.line < block.line), None)
    change = Change(
        what="nối vào đoạn trên",
        before=f"{clipped(above.text) if above else ''}\n{clipped(block.text)}",
        after=f"{clipped(above.text) if above else ''} {clipped(block.text)}",
        apply=lambda text: joined(text, block.line),
    )
    return _written(desk, asked, change, above.anchor if above else block.anchor)


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
    return _written(desk, asked, change, "")


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


def _written(desk: Desk, asked: Asked, change: Change, place: str) -> Response:
    desk.writer.write(asked.one("tb"), asked.one("ban"), change)
    return _back(asked, place)


def _back(asked: Asked, place: str) -> Response:
    return RedirectResponse(address(asked.one("tb"), place), status_code=303)


def undo(desk: Desk, asked: Asked) -> Response:
    """Take back what was written last."""
    desk.writer.undo(asked.one("tb"))
    return _back(asked, "")


def reviewed(desk: Desk, asked: Asked) -> Response:
    """Mark a notice as read through, and go on to the next that waits."""
    notice_id = asked.one("tb")
    following = next_after(desk.shelf.archive, notice_id)
    review_notice(desk, notice_id, asked.who, seen=asked.one("ban"))
    return RedirectResponse(address(following) if following else HERE, status_code=303)


def reviewed_together(desk: Desk, asked: Asked) -> Response:
    """Mark several notices at once."""
    chosen = asked.form.get("chon", ())
    if not chosen:
        raise Mistyped("Chưa chọn văn bản nào.")
    for notice_id in chosen:
        review_notice(desk, notice_id, asked.who)
    return RedirectResponse(HERE, status_code=303)


def not_reviewed(desk: Desk, asked: Asked) -> Response:
    """Take the mark off again."""
    change = Change(what="bỏ dấu đã soát", before="đã soát", after="chưa soát", apply=_without_review)
    return _written(desk, asked, change, "")


def _without_review(text: str) -> str:
    return with_field(text, "reviewed", None)


Handler = Callable[[Desk, Asked], Response]
PAGES: tuple[tuple[str, Handler], ...] = (
    (HERE, show),
    ("/ban-goc", original),
    ("/ban-goc/trang", picture),
    ("/co-quan/tim", search_agencies),
)
ACTIONS: tuple[tuple[str, Handler], ...] = (
    ("/soat/dau", save_header),
    ("/soat/doan", save_block),
    ("/soat/chu", save_words),
    ("/soat/noi", join_block),
    ("/soat/chuyen", move_block),
    ("/soat/hoan-tac", undo),
    ("/soat/xong", reviewed),
    ("/soat/nhieu", reviewed_together),
    ("/soat/bo-soat", not_reviewed),
)
