"""What a list or a notice's page says of a directive that somebody followed up; nothing of it depends on the day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ketluan.model.archive import Assignment
from ketluan.model.follow_up import DONE, EVENTS, SET_ASIDE, STATES, FollowUpEvent, State, decision
from ketluan.site import phrases
from ketluan.store.follow_up_file import described, shown_until

IN_PROGRESS = "đang thực hiện"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`words` say where it stands, most important first; `until` is the limit that was granted last, in words;
    `events` are the record as sentences, oldest first, without the task that `decided` leads to."""

    state: State
    words: tuple[str, ...]
    until: str | None
    events: tuple[str, ...]
    decided: FollowUpEvent | None


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
