"""Follow-up: the tasks with their states as of today, and the record of each, to which events are added."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from ketluan.desk.desk_pages import fragment, page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.follow_up_form import events_to_record, typed_event
from ketluan.exports.follow_up_workbook import FilledIn, filled_in, follow_up_workbook
from ketluan.model.archive import Archive, Assignment
from ketluan.model.follow_up import OPEN, RATE_IN_TIME, STATES, rate_in_time, state_table
from ketluan.model.problem import Refused, system_message
from ketluan.store.follow_up_file import described
from ketluan.store.notice_life import record, record_all

HERE = "/theo-doi"
FILLED = f"{HERE}/nhan"
MOST = 200
ANY, STILL_OPEN = "tat-ca", "con-mo"
CHOICES: dict[str, str] = {
    STILL_OPEN: "chưa xong",
    ANY: "tất cả",
    "cho-xac-nhan": "đã báo cáo, chờ xác nhận",
    **dict(STATES.items()),
}


def show(desk: Desk, asked: Asked) -> Response:
    """The tasks of a choice, or one of them with its record."""
    if asked.one("tb"):
        return _task_page(desk, asked)
    archive = desk.shelf.archive
    agency, state = asked.one("co-quan"), asked.one("trang-thai") or STILL_OPEN
    of_agency = [each for each in archive.counted if not agency or _concerns(each, agency)]
    chosen = [each for each in of_agency if _is_chosen(each, state, archive)]
    table = state_table(each.standing(archive.today).state for each in of_agency)
    return page(
        desk,
        asked,
        "follow-up",
        title="Theo dõi thực hiện",
        here=HERE,
        tasks=sorted(chosen, key=lambda each: (each.due is None, each.due or archive.today, each.id))[:MOST],
        more=max(0, len(chosen) - MOST),
        state=state,
        chosen_agency=agency,
        choices=CHOICES,
        table=table,
        total=len(of_agency),
        names=STATES,
        rate=rate_in_time(table),
        rate_words=RATE_IN_TIME,
        today=archive.today,
    )


def _concerns(task: Assignment, agency: str) -> bool:
    return any(party.id == agency for party in task.directive.lead)


def _is_chosen(task: Assignment, state: str, archive: Archive) -> bool:
    standing = task.standing(archive.today)
    if state == "cho-xac-nhan":
        return standing.reported
    return state == ANY or standing.state == state or (state == STILL_OPEN and standing.state in OPEN)


def _task_page(desk: Desk, asked: Asked) -> Response:
    task = task_of(desk, asked.one("tb"), asked.one("viec"))
    archive = desk.shelf.archive
    return page(
        desk,
        asked,
        "follow-up-task",
        title=f"Theo dõi {task.directive.id}",
        here=HERE,
        task=task,
        standing=task.standing(archive.today),
        names=STATES,
        events=[(described(event), event) for event in task.events],
        kinds=events_to_record(replaced=task.replaced),
        digest=desk.writer.open(task.notice.id).digest,
        today=archive.today,
        others=_successors(archive, task),
    )


def _successors(archive: Archive, task: Assignment) -> Iterable[Assignment]:
    """The tasks to which one of a replaced notice may have been carried over."""
    if not task.replaced:
        return ()
    newer = {notice.id for notice in archive.validity[task.notice.id].replaced_by}
    return [each for each in archive.assignments if each.notice.id in newer]


def task_of(desk: Desk, notice_id: str, anchor: str) -> Assignment:
    """The task of an address; raises Refused when the archive has none."""
    address = f"{notice_id}#{anchor}"
    found = next((each for each in desk.shelf.archive.assignments if each.id == address), None)
    if found is None:
        raise Refused(f"Kho không có chỉ đạo {address}.")
    return found


def add_event(desk: Desk, asked: Asked) -> Response:
    """Add what a person recorded to the end of the record."""
    task = task_of(desk, asked.one("tb"), asked.one("viec"))
    event = typed_event(asked, task.directive.id, desk.today())
    record(desk.notices, task.notice.id, [event], digest=asked.one("ban"))
    where = urlencode({"tb": task.notice.id, "viec": task.directive.id})
    return RedirectResponse(f"{HERE}?{where}", status_code=303)


def workbook(desk: Desk, asked: Asked) -> Response:
    """The open tasks of a body as a workbook to be filled in."""
    archive, agency = desk.shelf.archive, asked.one("co-quan")
    if agency not in archive.register.agencies:
        raise Refused("Hãy chọn một cơ quan rồi tải tệp.")
    name = f"theo-doi-{agency.replace('/', '-')}.xlsx"
    return Response(
        follow_up_workbook(archive, agency),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def take_workbook(desk: Desk, who: str, data: bytes) -> Response:
    """Record what was filled in; where one cell is wrong nothing is, and each is named."""
    try:
        found = _recorded(desk, who, data)
    except (Refused, OSError) as stop:
        sentence = system_message(stop) if isinstance(stop, OSError) else str(stop)
        return HTMLResponse(fragment(desk, "follow-up-sent", found=None, sentence=sentence), status_code=409)
    return HTMLResponse(fragment(desk, "follow-up-sent", found=found, sentence=""))


def _recorded(desk: Desk, who: str, data: bytes) -> FilledIn:
    today = desk.today()
    first = filled_in(data, desk.shelf.archive, by=who, recorded=today)
    digests = {notice: desk.writer.open(notice).digest for notice in first.events}
    found = filled_in(data, desk.shelf.archive, by=who, recorded=today)  # once more: what was digested is what is read
    if not found.wrong:
        record_all(desk.notices, found.events, digests={each: digests.get(each, "") for each in found.events})
    return found


PAGES = ((HERE, show), (f"{HERE}/tep", workbook))
ACTIONS = ((HERE, add_event),)
