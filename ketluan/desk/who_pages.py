"""Asks once who sits at the desk; the name is written where a person read something through or recorded something."""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from ketluan.desk.desk_pages import page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.header_form import Mistyped

ADDRESS = "/toi-la"
COOKIE = "nguoi-soat"
YEAR = 400 * 24 * 3600
_LONGEST = 80
_INSIDE = re.compile(r"/(?![/\\]).*")


def ask(desk: Desk, asked: Asked) -> Response:
    """The question, and where to go on to afterwards."""
    return page(desk, asked, "who", title="Ai đang ngồi ở bàn?", here="", back=inside(asked.one("ve")))


def keep(desk: Desk, asked: Asked) -> Response:
    """Keep the name in the browser."""
    name = " ".join(asked.one("ten").split())
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise Mistyped(f"Hãy ghi họ tên người ngồi ở bàn, không quá {_LONGEST} chữ.")
    answer = RedirectResponse(inside(asked.one("ve")), status_code=303)
    answer.set_cookie(COOKIE, quote(name), max_age=YEAR, httponly=True, samesite="strict", path="/")
    return answer


def inside(address: str) -> str:
    """An address of the desk itself; the first page for any other."""
    return address if _INSIDE.fullmatch(address) else "/"


PAGES = ((ADDRESS, ask),)
ACTIONS = ((ADDRESS, keep),)
