"""Follow-up: the tasks with their states as of today, and the record of each, to which events are added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from ketluan.desk.agreement import AGREED, NeedsAgreement, Point
from ketluan.desk.desk_pages import fragment, page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.follow_up_form import events_to_record, typed_event
from ketluan.exports.follow_up_workbook import FilledIn, filled_in, follow_up_workbook
from ketluan.model.archive import Archive, Assignment
from ketluan.model.display_names import notice_name
from ketluan.model.follow_up import (
    OPEN,
    RATE_IN_TIME,
    STATES,
    FollowUpEvent,
    rate_in_time,
    state_table,
    taken_back,
)
from ketluan.model.problem import Refused, system_message
from ketluan.store.follow_up_file import described
from ketluan.store.follow_up_rules import order_doubts
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """An event of the record as a sentence, and what took it back."""

    said: str
    event: FollowUpEvent
    gone: FollowUpEvent | None


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
        events=_shown_record(task),
        newest=asked.one("moi"),
        kinds=events_to_record(replaced=task.replaced),
        digest=desk.writer.open(task.notice.id).digest,
        today=archive.today,
        others=_successors(archive, task),
    )


def _shown_record(task: Assignment) -> list[ShownEvent]:
    """In the order of the record; what took an event back stands with that event."""
    gone = taken_back(task.record)
    return [
        ShownEvent(said=described(event), event=event, gone=gone.get((event.directive, event.number)))
        for event in task.record
        if event.event != "taken-back"
    ]


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
    return _recorded(desk, asked, task, typed_event(asked, task, desk.today()))


def take_back(desk: Desk, asked: Asked) -> Response:
    """Add to the record that an event of it was a mistake."""
    task, number = task_of(desk, asked.one("tb"), asked.one("viec")), asked.one("so")
    today = desk.today()
    found = next((each for each in task.events if str(each.number) == number), None)
    if found is None:
        raise Refused("Sự việc này không có trong sổ theo dõi, hoặc đã được rút lại.")
    event = FollowUpEvent(
        directive=task.directive.id, on=today, event="taken-back", entry=found.number, by=asked.who, recorded=today
    )
    return _recorded(desk, asked, task, event)


def _recorded(desk: Desk, asked: Asked, task: Assignment, event: FollowUpEvent) -> Response:
    """Record an event, once a person agreed where the record would make no sense."""
    if known := next((each for each in task.events if event.says(each)), None):
        return RedirectResponse(_address(task, moi=str(known.number)), status_code=303)
    new = replace(event, number=len(task.record) + 1)
    doubts = order_doubts(task, (*task.record, new))
    if doubts and not asked.one(AGREED):
        raise NeedsAgreement(
            title="Thứ tự các sự việc chưa hợp lý",
            lead="Ghi thêm như vậy thì sổ theo dõi của chỉ đạo này sẽ nói:",
            points=[Point(said=doubt) for doubt in doubts],
            agree="Đúng như vậy, vẫn ghi",
            back=_address(task),
        )
    record(desk.notices, task.notice.id, [event], digest=asked.one("ban"))
    return RedirectResponse(_address(task, moi=str(event.entry or new.number)), status_code=303)


def _address(task: Assignment, **more: str) -> str:
    return f"{HERE}?{urlencode({'tb': task.notice.id, 'viec': task.directive.id, **more})}"


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
        found, doubts = _taken(desk, who, data)
    except (Refused, OSError) as stop:
        sentence = system_message(stop) if isinstance(stop, OSError) else str(stop)
        return HTMLResponse(fragment(desk, "follow-up-sent", found=None, sentence=sentence), status_code=409)
    return HTMLResponse(fragment(desk, "follow-up-sent", found=found, doubts=doubts, sentence=""))


def _taken(desk: Desk, who: str, data: bytes) -> tuple[FilledIn, list[Point]]:
    today = desk.today()
    first = filled_in(data, desk.shelf.archive, by=who, recorded=today)
    digests = {notice: desk.writer.open(notice).digest for notice in first.events}
    archive = desk.shelf.archive
    found = filled_in(data, archive, by=who, recorded=today)  # once more: what was digested is what is read
    doubts = list(_doubted(archive, found))
    if not found.wrong:
        record_all(desk.notices, found.events, digests={each: digests.get(each, "") for each in found.events})
    return found, doubts


def _doubted(archive: Archive, found: FilledIn) -> Iterator[Point]:
    """What was filled in in an order that makes no sense: whoever filled it in cannot be asked."""
    for task in archive.assignments:
        new = [event for event in found.events.get(task.notice.id, ()) if event.directive == task.directive.id]
        for doubt in order_doubts(task, (*task.record, *new)) if new else ():
            yield Point(said=f"{notice_name(task.notice)}, {task.directive.id}: {doubt}", place=_address(task))


PAGES = ((HERE, show), (f"{HERE}/tep", workbook))
ACTIONS = ((HERE, add_event), (f"{HERE}/rut", take_back))
