"""Names that nobody knows: the queue, and one answer for one of them or for several, wherever they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from starlette.responses import RedirectResponse, Response

from ketluan.desk.body_pages import bodies_page
from ketluan.desk.desk_pages import page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.header_form import Mistyped
from ketluan.desk.register_writing import change_register, last_step, open_register
from ketluan.desk.waiting_lists import UnregisteredName, unregistered_names
from ketluan.model.display_names import KINDS, full_name
from ketluan.store.register_edit import with_alias, with_not_agency
from ketluan.store.register_entries import kind_of, proposed_body

HERE = "/hang-doi/ten"
MOST = 200
ALIKE = "Gần giống cơ quan đã có"


def names(desk: Desk, asked: Asked) -> Response:
    """Unknown names with their three answers, those together that are likely to get the same."""
    found = unregistered_names(desk.shelf.archive)
    return page(
        desk,
        asked,
        "queue-names",
        title="Tên chưa có trong danh mục cơ quan",
        here="/hang-doi",
        groups=_groups(found[:MOST]),
        more=max(0, len(found) - MOST),
        digest=open_register(desk).digest,
        step=last_step(desk),
    )


def _groups(found: Iterable[UnregisteredName]) -> dict[str, list[UnregisteredName]]:
    """By what was proposed for them: names like a registered one first, then a kind of body each."""
    groups: dict[str, list[UnregisteredName]] = {ALIKE: []}
    for each in found:
        groups.setdefault(ALIKE if each.near else KINDS[kind_of(each.name)].capitalize(), []).append(each)
    return {heading: members for heading, members in groups.items() if members}


def are_alias(desk: Desk, asked: Asked) -> Response:
    """Printed names are more ways to write a body's name."""
    agency, register = asked.one("agency"), desk.shelf.archive.register
    if agency not in register.agencies:
        raise Mistyped("Hãy chọn một cơ quan trong danh sách.")
    chosen = [name for _, name in _chosen(asked)]
    after = f"{_quoted(chosen)} là {full_name(register, agency)}"
    what = "thêm một cách gọi" if len(chosen) == 1 else f"thêm {len(chosen)} cách gọi"
    return _changed(desk, asked, lambda text: reduce(_alias_of(agency), chosen, text), what, after)


def _alias_of(agency: str) -> Callable[[str, str], str]:
    return lambda text, name: with_alias(text, agency, name)


def are_none(desk: Desk, asked: Asked) -> Response:
    """Printed names are no bodies."""
    chosen = [name for _, name in _chosen(asked)]
    what = "đánh dấu một tên" if len(chosen) == 1 else f"đánh dấu {len(chosen)} tên"
    after = f"{_quoted(chosen)} không phải cơ quan"
    return _changed(desk, asked, lambda text: reduce(with_not_agency, chosen, text), what, after)


def are_new(desk: Desk, asked: Asked) -> Response:
    """Printed names are bodies that the register does not hold yet: the form that enters them."""
    register = desk.shelf.archive.register
    bodies = [proposed_body(register, name, jurisdiction) for jurisdiction, name in _chosen(asked)]
    return bodies_page(desk, asked, bodies, back=HERE)


def _chosen(asked: Asked) -> Sequence[tuple[str, str]]:
    """The names that were ticked, each with the jurisdiction of its notices."""
    pairs = (value.partition("|")[::2] for value in asked.form.get("chon", ()))
    found = [(jurisdiction, name) for jurisdiction, typed in pairs if (name := " ".join(typed.split()))]
    if not found:
        raise Mistyped("Chưa chọn tên nào.")
    return found


def _quoted(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:5])
    return f"{shown} và {len(names) - 5} tên nữa" if len(names) > 5 else shown


def _changed(desk: Desk, asked: Asked, edit: Callable[[str], str], what: str, after: str) -> Response:
    change_register(desk, asked.one("ban"), edit, what=what, after=after)
    return RedirectResponse(HERE, status_code=303)


PAGES = ((HERE, names),)
ACTIONS = ((f"{HERE}/la", are_alias), (f"{HERE}/khong", are_none), (f"{HERE}/moi", are_new))
