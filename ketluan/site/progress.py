"""What a list or a notice's page says of a directive that somebody followed up; nothing of it depends on the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ketluan.model.archive import Assignment
from ketluan.model.follow_up import DONE, EVENTS, SET_ASIDE, STATES, FollowUpEvent, State, decision
from ketluan.model.notice import Deadline
from ketluan.site import phrases
from ketluan.store.follow_up_file import described, shown_until

IN_PROGRESS = "đang thực hiện"
REPLACED = "thông báo đã bị thay thế"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`words` say where it stands, most important first; `until` is the limit that was granted last, in words;
    `events` are the record as sentences, oldest first, without the task that `decided` leads to."""

    state: State
    words: tuple[str, ...]
    until: str | None
    events: tuple[str, ...]
    decided: FollowUpEvent | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitInForce:
    """A limit as it holds: `until` was granted in the place of the `printed` one, each where there is one; `due` is its
    last day, `open_until` the same while the days that are left count; `over` says why nothing is due any more."""

    printed: Deadline | None
    until: str | None
    due: dt.date | None
    open_until: dt.date | None
    over: str


def limits_in_force(assignment: Assignment) -> list[LimitInForce]:
    """Those of a directive; what was granted last stands for the first one that is printed."""
    printed, standing = assignment.directive.deadlines, assignment.standing()
    over = _over(assignment)
    first = LimitInForce(
        printed=assignment.directive.deadline,
        until=shown_until(standing.until) if standing.until else None,
        due=standing.limit or (printed[0].date if printed else None),
        open_until=standing.limit if not over else None,
        over=over,
    )
    others = (LimitInForce(printed=one, until=None, due=one.date, open_until=None, over=over) for one in printed[1:])
    return [first, *others] if printed or standing.until else []


def _over(assignment: Assignment) -> str:
    """Empty while it is to be done."""
    followed = progress(assignment)
    if followed and (not assignment.is_open or (followed.decided and not assignment.counts)):
        return followed.words[0]
    return "" if assignment.counts else REPLACED


def progress(assignment: Assignment) -> Progress | None:
    """None where nothing was recorded."""
    events = assignment.events
    if not events:
        return None
    standing = assignment.standing()
    decided = decision(events)
    words = [_state(standing.state)]
    if standing.done:
        words[0] += f", {phrases.day(standing.done)}"
    elif decided and not assignment.counts:
        words = [EVENTS[decided.event]]
    words += ["đã báo cáo, chờ xác nhận"] if standing.reported else []
    words += ["đã xin gia hạn, chưa được trả lời"] if standing.asked and standing.state not in DONE else []
    return Progress(
        state=standing.state,
        words=tuple(words),
        until=shown_until(standing.until) if standing.until else None,
        events=tuple(described(replace(event, to=None)) for event in events),
        decided=decided,
    )


def _state(state: State) -> str:
    return STATES[state] if state in DONE or state in SET_ASIDE else IN_PROGRESS
