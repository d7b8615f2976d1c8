"""The inbox: files are dropped here, and what became of each stays until somebody puts it away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from ketluan.desk.desk_pages import fragment, page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.header_form import Mistyped
from ketluan.desk.inbox_items import STATES, waiting
from ketluan.desk.reading_queue import doubts_of
from ketluan.importing.files.size_limits import MAX_BYTES
from ketluan.model.display_names import KIND_NAMES
from ketluan.model.notice import NoticeKind
from ketluan.model.problem import system_message

UPLOAD = "/nhan/tep"
HERE = "/"


def inbox(desk: Desk, asked: Asked) -> Response:
    """The place to drop files, and the items."""
    return page(desk, asked, "inbox", title="Hộp nhận", here=HERE, table=_table(desk), kinds=KIND_NAMES)


def table(desk: Desk, asked: Asked) -> Response:
    """The items alone, which the page asks for again while something happens on them."""
    return HTMLResponse(_table(desk))


def _table(desk: Desk) -> str:
    items, archive = desk.inbox.items(), desk.shelf.archive
    return fragment(
        desk,
        "inbox-items",
        items=items,
        notices={item.id: notice for item in items if (notice := archive.by_id.get(item.notice))},
        unsure={notice: _unsure(desk, notice) for notice in {item.notice for item in items} & archive.by_id.keys()},
        busy=any(waiting(items)),
        states=STATES,
        kinds=dict(_kinds()),
        key=desk.keys.form,
    )


def _unsure(desk: Desk, notice_id: str) -> int:
    """How many things of an imported notice a person should look at."""
    return len(doubts_of(desk.shelf.archive.by_id[notice_id], desk.notices))


def _kinds() -> list[tuple[NoticeKind, str]]:
    return [(kind, KIND_NAMES[kind].lower()) for kind in get_args(NoticeKind) if kind != "ket-luan"]


async def received(desk: Desk, name: str, parts: AsyncIterator[bytes]) -> Response:
    """Write a dropped file as it arrives, then let it be imported."""
    item, path = await run_in_threadpool(desk.inbox.place, name)
    size = 0
    try:
        with path.open("wb") as file:
            async for part in parts:
                size += len(part)
                if size <= MAX_BYTES:
                    await run_in_threadpool(file.write, part)
    except OSError as error:
        return JSONResponse({"loi": f"Không ghi được tệp: {system_message(error)}."}, status_code=500)
    if size > MAX_BYTES:
        path.unlink(missing_ok=True)
        return JSONResponse({"loi": f"Tệp lớn quá giới hạn {MAX_BYTES // 1024 // 1024} MB."}, status_code=413)
    await run_in_threadpool(desk.inbox.begin, item)
    return JSONResponse({"muc": item.id})


def paste(desk: Desk, asked: Asked) -> Response:
    """Take pasted text for a file."""
    text = asked.one("chu").strip()
    if not text:
        raise Mistyped("Chưa có chữ nào được dán.")
    item, path = desk.inbox.place("van-ban-dan.txt")
    path.write_text(text.replace("\r\n", "\n") + "\n", encoding="utf-8")
    desk.inbox.begin(item)
    return _back()


def again(desk: Desk, asked: Asked) -> Response:
    """Read a refused file as what a person says it is."""
    desk.inbox.again(asked.one("muc"), kind=asked.one("loai"), issuer=asked.one("issuer"))
    return _back()


def put_away(desk: Desk, asked: Asked) -> Response:
    """Take an item off the list."""
    desk.inbox.put_away(asked.one("muc"))
    return _back()


def _back() -> Response:
    return RedirectResponse(HERE, status_code=303)


PAGES = ((HERE, inbox), ("/nhan/bang", table))
ACTIONS = (("/nhan/dan", paste), ("/nhan/doc-lai", again), ("/nhan/cat", put_away))
