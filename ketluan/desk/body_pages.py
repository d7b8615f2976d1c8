"""New bodies: what each is called, where it serves and what it is, entered together or from a field that misses one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from ketluan.desk.desk_pages import fragment, page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.header_form import Mistyped
from ketluan.desk.register_writing import change_register, open_register
from ketluan.desk.who_pages import inside
from ketluan.model.display_names import KINDS, full_name, place_name
from ketluan.model.name_index import CENTRAL
from ketluan.model.problem import Refused
from ketluan.store.register_entries import NewBody, proposed_body, with_bodies
from ketluan.store.register_file import KINDS as KIND_KEYS
from ketluan.text.collation import vietnamese

HERE = "/co-quan/moi"
IN_A_FIELD = f"{HERE}/trong-o"
MOST_NAMED = 5


def new_body(desk: Desk, asked: Asked) -> Response:
    """The form of one new body."""
    return bodies_page(desk, asked, [_asked_for(desk, asked)], back=inside(asked.one("ve") or "/hang-doi/ten"))


def bodies_page(desk: Desk, asked: Asked, bodies: Sequence[NewBody], *, back: str) -> Response:
    """The form of new bodies, each as it is proposed."""
    title = "Cơ quan mới" if len(bodies) == 1 else f"{len(bodies)} cơ quan mới"
    return page(desk, asked, "new-bodies", title=title, here="/hang-doi", back=back, **_shown(desk, bodies))


def body_form(desk: Desk, asked: Asked) -> Response:
    """The same form for a field in which nothing fits, without the page around it."""
    return HTMLResponse(fragment(desk, "new-body-form", **_shown(desk, [_asked_for(desk, asked)])))


def _asked_for(desk: Desk, asked: Asked) -> NewBody:
    name = " ".join(asked.one("ten").split())
    return proposed_body(desk.shelf.archive.register, name, asked.one("noi"))


def _shown(desk: Desk, bodies: Sequence[NewBody]) -> dict[str, Any]:
    register = desk.shelf.archive.register
    places = sorted({*register.places, CENTRAL}, key=lambda place: vietnamese(place_name(register, place)))
    return {"bodies": bodies, "places": places, "kinds": KINDS, "digest": open_register(desk).digest}


def add_bodies(desk: Desk, asked: Asked) -> Response:
    """Enter new bodies."""
    _added(desk, asked, asked.one("ban"))
    return RedirectResponse(inside(asked.one("ve") or "/hang-doi"), status_code=303)


def add_in_a_field(desk: Desk, asked: Asked) -> Response:
    """Enter a new body and say its id and name, or why it cannot be entered."""
    try:
        agency = _added(desk, asked, open_register(desk).digest)
    except (Mistyped, Refused) as stop:
        return JSONResponse({"loi": str(stop)}, status_code=409)
    return JSONResponse({"id": agency, "name": full_name(desk.shelf.archive.register, agency)})


def _added(desk: Desk, asked: Asked, digest: str) -> str:
    """The id of the first body that was added."""
    bodies = list(_typed(desk, asked))
    if not bodies:
        raise Mistyped("Hãy ghi tên cơ quan.")
    register = desk.shelf.archive.register
    _, new = with_bodies(open_register(desk).text, bodies)
    named = [f"{each.name} ({place_name(register, each.jurisdiction)})" for each in new]
    more = f" và {len(named) - MOST_NAMED} cơ quan nữa" if len(named) > MOST_NAMED else ""
    what = "thêm một cơ quan" if len(new) == 1 else f"thêm {len(new)} cơ quan"
    after = "; ".join(named[:MOST_NAMED]) + more
    change_register(desk, digest, lambda text: with_bodies(text, bodies)[0], what=what, after=after)
    return new[0].id


def _typed(desk: Desk, asked: Asked) -> Iterator[NewBody]:
    places = {*desk.shelf.archive.register.places, CENTRAL}
    columns = [asked.form.get(name, ()) for name in ("ten", "noi", "loai", "in", "in-noi")]
    for typed, place, said, printed, jurisdiction in zip(*columns, strict=False):
        name, kind = " ".join(typed.split()), next((each for each in KIND_KEYS if each == said), None)
        if not name:
            raise Mistyped("Hãy ghi tên cơ quan.")
        if place not in places:
            raise Mistyped(f"Hãy chọn địa bàn của {name}.")
        if kind is None:
            raise Mistyped(f"Hãy chọn loại của {name}.")
        yield NewBody(name=name, place=place, kind=kind, printed=printed, jurisdiction=jurisdiction)


PAGES = ((HERE, new_body), (IN_A_FIELD, body_form))
ACTIONS = ((HERE, add_bodies), (IN_A_FIELD, add_in_a_field))
