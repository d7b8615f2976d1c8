"""The queues: names, unsure things, bodies to confirm, what the check says; each answered where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.responses import HTMLResponse, RedirectResponse, Response

from ketluan.desk.desk_pages import fragment, page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.header_form import Mistyped
from ketluan.desk.name_pages import HERE as NAMES
from ketluan.desk.name_pages import MOST
from ketluan.desk.reading_pages import HERE as READING
from ketluan.desk.reading_queue import waiting_notices
from ketluan.desk.register_writing import change_register, last_step, open_register, undo_register
from ketluan.desk.waiting_lists import shown_problems, unconfirmed_bodies, unregistered_names, unsure_things
from ketluan.desk.who_pages import inside
from ketluan.model.archive import Archive
from ketluan.model.display_names import KINDS
from ketluan.model.problem import Problem, Refused
from ketluan.store.register_edit import with_confirmed, with_value, without_entry
from ketluan.store.register_file import KINDS as KIND_KEYS

HERE = "/hang-doi"
UNSURE, CONFIRM, CHECK = f"{HERE}/chua-chac", f"{HERE}/xac-nhan", f"{HERE}/kiem-tra"
CHECK_WHOLE = f"{CHECK}/ca-kho"


def queues_of_reading(desk: Desk) -> Sequence[tuple[str, str, int]]:
    """What waits for a person in notices and register: the page of each queue, its name, how much is in it."""
    archive = desk.shelf.archive
    return (
        (READING, "Văn bản chờ soát", len(waiting_notices(archive))),
        (UNSURE, "Chỗ chưa chắc trong văn bản chờ soát", len(unsure_things(archive, desk.notices))),
        (NAMES, "Tên chưa có trong danh mục cơ quan", len(unregistered_names(archive))),
        (CONFIRM, "Cơ quan chờ xác nhận", len(unconfirmed_bodies(archive))),
    )


def overview(desk: Desk, asked: Asked) -> Response:
    """How much waits in each queue."""
    archive, problems = desk.shelf.read()
    shown = shown_problems(archive, problems, desk.notices)
    queues = (
        *queues_of_reading(desk),
        (CHECK, "Lỗi khi kiểm tra", sum(not each.remark for each in shown)),
        (CHECK, "Ghi chú khi kiểm tra", sum(each.remark for each in shown)),
    )
    return page(desk, asked, "queues", title="Hàng đợi", here=HERE, queues=queues)


def unsure(desk: Desk, asked: Asked) -> Response:
    """Things that were not read for sure."""
    found = unsure_things(desk.shelf.archive, desk.notices)
    more = max(0, len(found) - MOST)
    return page(desk, asked, "queue-unsure", title="Chỗ chưa chắc", here=HERE, things=found[:MOST], more=more)


def confirm_list(desk: Desk, asked: Asked) -> Response:
    """Bodies that an import met for the first time."""
    found = unconfirmed_bodies(desk.shelf.archive)
    return page(
        desk,
        asked,
        "queue-confirm",
        title="Cơ quan chờ xác nhận",
        here=HERE,
        bodies=found[:MOST],
        more=max(0, len(found) - MOST),
        kinds=KINDS,
        unused={each.id for each in found if not _is_used(desk.shelf.archive, each.id)},
        digest=open_register(desk).digest,
        step=last_step(desk),
    )


def _is_used(archive: Archive, agency: str) -> bool:
    """Whether a notice was issued by a body or names it."""
    return bool(archive.by_issuer.get(agency) or archive.by_agency.get(agency))


def check_list(desk: Desk, asked: Asked) -> Response:
    """What is known of problems at once; the rest, those that one notice makes for another, comes when all is read."""
    archive, problems = desk.shelf.read()
    found = _problems(desk, archive, problems)
    later = "" if desk.shelf.is_exact else CHECK_WHOLE
    return page(desk, asked, "queue-check", title="Kiểm tra", here=HERE, found=found, later=later)


def check_whole(desk: Desk, asked: Asked) -> Response:
    """Every problem, which the page waits for."""
    return HTMLResponse(_problems(desk, *desk.shelf.checked()))


def _problems(desk: Desk, archive: Archive, problems: Sequence[Problem]) -> str:
    shown = shown_problems(archive, problems, desk.notices)
    return fragment(desk, "check-problems", problems=shown[:MOST], more=max(0, len(shown) - MOST))


def confirm_body(desk: Desk, asked: Asked) -> Response:
    """A body is what the import took it for, or what a person says: its name and its kind may be put right."""
    agency, name, kind = asked.one("agency"), _name(asked), asked.one("loai")
    if kind not in KIND_KEYS:
        raise Mistyped("Hãy chọn loại cơ quan.")

    def edit(text: str) -> str:
        named = with_value(with_value(text, agency, "name", name), agency, "kind", kind)
        return with_confirmed(named, agency)

    return _changed(desk, asked, edit, "xác nhận một cơ quan", name)


def remove_body(desk: Desk, asked: Asked) -> Response:
    """A body that an import took for one and that no notice needs any more is none."""
    agency = asked.one("agency")
    body = desk.shelf.archive.register.agencies.get(agency)
    if body is None or body.confirmed or _is_used(desk.shelf.archive, agency):
        raise Refused("Chỉ bỏ được cơ quan chờ xác nhận mà không thông báo nào dùng đến.")
    return _changed(desk, asked, lambda text: without_entry(text, agency), "bỏ một cơ quan", body.name)


def undo(desk: Desk, asked: Asked) -> Response:
    """Take back the last change of the register."""
    undo_register(desk)
    return RedirectResponse(inside(asked.one("ve") or HERE), status_code=303)


def _name(asked: Asked) -> str:
    name = " ".join(asked.one("ten").split())
    if not name:
        raise Mistyped("Hãy ghi tên cơ quan.")
    return name


def _changed(desk: Desk, asked: Asked, edit: Callable[[str], str], what: str, after: str) -> Response:
    change_register(desk, asked.one("ban"), edit, what=what, after=after)
    return RedirectResponse(inside(asked.one("ve") or HERE), status_code=303)


PAGES = (
    (HERE, overview),
    (UNSURE, unsure),
    (CONFIRM, confirm_list),
    (CHECK, check_list),
    (CHECK_WHOLE, check_whole),
)
ACTIONS = (
    (CONFIRM, confirm_body),
    (f"{CONFIRM}/bo", remove_body),
    (f"{HERE}/hoan-tac", undo),
)
