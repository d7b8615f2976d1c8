"""The desk as a web application: its addresses, what a form is, and what becomes of what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit, urlunsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ketluan.desk import (
    body_pages,
    follow_up_pages,
    inbox_pages,
    life_pages,
    name_pages,
    publishing_pages,
    queue_pages,
    reading_actions,
    reading_pages,
    removal_pages,
    review_action,
    who_pages,
)
from ketluan.desk.access import REFUSED, Guard
from ketluan.desk.agreement import NeedsAgreement
from ketluan.desk.conflict_pages import confirm, conflict, question
from ketluan.desk.desk_pages import page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.header_form import Mistyped
from ketluan.desk.inbox_pages import received
from ketluan.desk.writing import NeedsConfirming
from ketluan.model.problem import Refused, system_message
from ketluan.store.stored_text import FileChanged

Handler = Callable[[Desk, Asked], Response]
Endpoint = Callable[[Request], Awaitable[Response]]

FORM_KEY = "khoa"
LARGEST_FORM = 4_000_000
LARGEST_WORKBOOK = 20_000_000
_ASSETS = Path(__file__).parents[2] / "docs" / "assets"
_OWN = Path(__file__).with_name("assets")
FILES = {
    "ketluan.css": _ASSETS,
    "dark.css": _ASSETS,
    "colours.js": _ASSETS,
    "favicon.svg": _ASSETS,
    "desk.css": _OWN,
    "desk.js": _OWN,
}
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_PARTS = (
    who_pages,
    inbox_pages,
    reading_pages,
    reading_actions,
    review_action,
    queue_pages,
    name_pages,
    body_pages,
    life_pages,
    removal_pages,
    follow_up_pages,
    publishing_pages,
)
_PLACE = re.compile(r"/[^/\\].*|/")


def application(desk: Desk) -> Guard:
    """Everything behind the guard."""
    pages = [entry for part in _PARTS for entry in part.PAGES]
    actions = [entry for part in _PARTS for entry in part.ACTIONS]
    routes = [
        Route("/tep/{name}", _file),
        Route(inbox_pages.UPLOAD, _upload(desk), methods=["POST"]),
        Route(follow_up_pages.FILLED, _workbook(desk), methods=["POST"]),
        *(Route(path, _page(desk, handler), methods=["GET"]) for path, handler in pages),
        *(Route(path, _action(desk, handler), methods=["POST"]) for path, handler in actions),
        Route("/{rest:path}", _page(desk, _no_page), methods=["GET"]),
    ]
    return Guard(Starlette(routes=routes), desk.keys)


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in FILES:
        return PlainTextResponse("Không có tệp này.", status_code=404)
    return FileResponse(FILES[name] / name, media_type=_TYPES[Path(name).suffix])


def _page(desk: Desk, handler: Handler) -> Endpoint:
    async def show(request: Request) -> Response:
        asked = _asked(request, b"")
        if not asked.who and request.url.path != who_pages.ADDRESS:
            return RedirectResponse(f"{who_pages.ADDRESS}?ve={quote(_own_address(request))}", status_code=303)
        return await run_in_threadpool(_answered, desk, handler, asked)

    return show


def _own_address(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def _action(desk: Desk, handler: Handler) -> Endpoint:
    async def act(request: Request) -> Response:
        asked = _asked(request, await _body(request, LARGEST_FORM))
        if not desk.keys.signs(asked.one(FORM_KEY)):
            return PlainTextResponse(REFUSED, status_code=403)
        return await run_in_threadpool(_answered, desk, handler, asked)

    return act


def _upload(desk: Desk) -> Endpoint:
    """A dropped file is the body of a request of its own, written as it arrives."""

    async def take(request: Request) -> Response:
        if not desk.keys.signs(request.headers.get("x-khoa", "")):
            return PlainTextResponse(REFUSED, status_code=403)
        return await received(desk, unquote(request.headers.get("x-ten-tep", "")), request.stream())

    return take


def _workbook(desk: Desk) -> Endpoint:
    """A workbook that was filled in."""

    async def take(request: Request) -> Response:
        if not desk.keys.signs(request.headers.get("x-khoa", "")):
            return PlainTextResponse(REFUSED, status_code=403)
        data = await _body(request, LARGEST_WORKBOOK)
        return await run_in_threadpool(follow_up_pages.take_workbook, desk, _asked(request, b"").who, data)

    return take


async def _body(request: Request, largest: int) -> bytes:
    """The body, empty when it is larger than a form can be."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > largest:
            return b""
    return bytes(found)


def _asked(request: Request, body: bytes) -> Asked:
    return Asked(
        path=request.url.path,
        who=unquote(request.cookies.get(who_pages.COOKIE, "")).strip(),
        came_from=_place_of(request.headers.get("referer", ""), request.url.netloc),
        query=parse_qs(request.url.query, keep_blank_values=True),
        form=parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True),
    )


def _place_of(address: str, desk: str) -> str:
    """An address of the desk without its beginning; nothing of any other."""
    found = urlsplit(address)
    return urlunsplit(("", "", found.path, found.query, "")) if found.netloc == desk else ""


def _answered(desk: Desk, handler: Handler, asked: Asked) -> Response:
    """What the handler answers; whatever stops it becomes a page with a sentence."""
    try:
        return handler(desk, asked)
    except FileChanged as error:
        return conflict(desk, asked, error)
    except NeedsConfirming as error:
        return confirm(desk, asked, error)
    except NeedsAgreement as error:
        return question(desk, asked, error)
    except (Refused, Mistyped) as stop:
        return stopped(desk, asked, str(stop), status=409)
    except OSError as error:
        return stopped(desk, asked, f"Không làm tiếp được: {system_message(error)}.", status=500)
    except Exception as error:  # what nobody foresaw: a sentence for the user, the details for the maintainer
        return stopped(desk, asked, desk.unforeseen(error), status=500)


def _no_page(desk: Desk, asked: Asked) -> Response:
    return stopped(desk, asked, "Bàn không có trang này.", status=404)


def stopped(desk: Desk, asked: Asked, sentence: str, *, status: int) -> Response:
    """A page that says why something was not done, and leads back to where it was asked for."""
    back = next((place for place in (asked.one("ve"), asked.came_from) if _PLACE.fullmatch(place)), "/")
    return page(desk, asked, "stopped", title="Chưa làm được", here="", status=status, sentence=sentence, back=back)


def addresses_that_write() -> Iterable[str]:
    """Every address that takes a form or a file."""
    return [inbox_pages.UPLOAD, follow_up_pages.FILLED, *(path for part in _PARTS for path, _ in part.ACTIONS)]
