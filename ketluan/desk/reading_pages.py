"""Reading a notice through beside its original: the page, and what each of its forms does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, JSONResponse, Response

from ketluan.desk.agency_search import found_agencies
from ketluan.desk.block_form import ROLES, block_state, chosen_bodies
from ketluan.desk.desk_pages import fragment, page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.notice_search import found_notices
from ketluan.desk.original_pane import original_pane
from ketluan.desk.reading_queue import next_after, reading_queue, waiting_notices
from ketluan.desk.reading_view import ReadingView, import_doubts, reading_view
from ketluan.desk.register_writing import newest_step
from ketluan.desk.removal_pages import removal
from ketluan.model.display_names import RECURRENCES
from ketluan.model.notice import Notice
from ketluan.model.problem import Refused
from ketluan.store.block_edit import block_words, hand_of
from ketluan.store.import_report_file import read_report
from ketluan.store.row_edit import row_cells
from ketluan.store.stored_text import StoredText

HERE = "/soat"
MOST_FOUND, MOST_NEW = 50, 10


def address(notice_id: str, place: str = "", **more: str) -> str:
    """The page of a notice, at one of its places."""
    return f"{HERE}?{urlencode({'tb': notice_id, **more})}" + (f"#{place}" if place else "")


def show(desk: Desk, asked: Asked) -> Response:
    """The list of what waits, or one notice."""
    if not asked.one("tb"):
        return _list_page(desk, asked)
    return _notice_page(desk, asked, asked.one("tb"))


def _list_page(desk: Desk, asked: Asked) -> Response:
    archive, typed = desk.shelf.archive, asked.one("tim").strip()
    return page(
        desk,
        asked,
        "reading-list",
        title="Đọc soát",
        here=HERE,
        queue=() if typed else reading_queue(archive, desk.notices),
        typed=typed,
        found=found_notices(archive.notices, typed),
        most=MOST_FOUND,
        newest=archive.notices[:MOST_NEW],
        removed=asked.one("bo"),
        removal=removal(desk, asked.one("bo")),
        reviewed_before=_reviewed_before(desk, asked),
        notice=None,
    )


def _reviewed_before(desk: Desk, asked: Asked) -> Notice | None:
    """The notice that was marked as read through on the page before."""
    notice = desk.shelf.archive.by_id.get(asked.one("xong"))
    return notice if notice and notice.reviewed else None


def _notice_page(desk: Desk, asked: Asked, notice_id: str) -> Response:
    stored = desk.writer.open(notice_id)
    notice, problems = desk.shelf.understood(stored.text, notice_id)
    if notice is None:
        raise Refused("Thông báo này không đọc được: " + "; ".join(problem.message for problem in problems[:5]) + ".")
    desk.originals.begin(notice)
    report = read_report(desk.notices, notice_id)
    view = reading_view(notice, desk.shelf.archive.register, import_doubts(report, notice))
    waiting = [each.id for each in waiting_notices(desk.shelf.archive)]
    return page(
        desk,
        asked,
        "reading",
        title=notice.number or notice.title,
        here=HERE,
        view=view,
        issuer=chosen_bodies([notice.issuer], desk.shelf.archive.register),
        notice=notice,
        digest=stored.digest,
        rows={block.line: cells for block in view.blocks if (cells := row_cells(stored.text, block.line))},
        editing=_editing(desk, view, stored, asked.one("sua")),
        roles=ROLES,
        recurrences=RECURRENCES,
        step=desk.writer.history.last(stored),
        register_step=newest_step(desk),
        report=report,
        at=waiting.index(notice_id) + 1 if notice_id in waiting else 0,
        waiting=len(waiting),
        following=next_after(desk.shelf.archive, notice_id),
        reviewed_before=_reviewed_before(desk, asked),
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
    """A page of an original as a picture, also when its notice moves while the page is fetched."""
    number = asked.one("trang")
    page_number = int(number) if number.isdecimal() and len(number) < 6 else 0
    notice = _owner(desk, asked)
    try:
        content = desk.originals.picture(notice, page_number)
    except Refused:
        moved = _owner(desk, asked)
        if moved.id == notice.id:
            raise
        content = desk.originals.picture(moved, page_number)
    return Response(content, media_type="image/png")


def _owner(desk: Desk, asked: Asked) -> Notice:
    """The notice of an original, known by its digest where it has another id by now."""
    archive, digest = desk.shelf.archive, asked.one("ban-goc")
    moved = (notice for notice in archive.notices if digest and notice.sha256 == digest)
    return archive.by_id.get(asked.one("tb")) or next(moved, None) or _notice(desk, asked.one("tb"))


def _notice(desk: Desk, notice_id: str) -> Notice:
    found = desk.shelf.archive.by_id.get(notice_id)
    if found is None:
        raise Refused(f"Kho không có thông báo {notice_id}.")
    return found


def search_agencies(desk: Desk, asked: Asked) -> Response:
    """What the picker of bodies offers for the letters that were typed."""
    found = found_agencies(desk.shelf.archive.register, asked.one("q")[:100], asked.one("quanh"))
    return JSONResponse([{"id": each.id, "name": each.name, "note": each.note} for each in found])


PAGES: tuple[tuple[str, Callable[[Desk, Asked], Response]], ...] = (
    (HERE, show),
    ("/ban-goc", original),
    ("/ban-goc/trang", picture),
    ("/co-quan/tim", search_agencies),
)
ACTIONS: tuple[tuple[str, Callable[[Desk, Asked], Response]], ...] = ()
