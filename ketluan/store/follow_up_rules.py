"""Reads the follow-up beside the notices, and says what is wrong with it; the docstring of a rule is the rule."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ketluan.model.archive import Archive, Assignment
from ketluan.model.follow_up import CHOICES, DECISIONS, SET_ASIDE, STATES, FollowUpEvent, last_day, standing, that_stand
from ketluan.model.kept_notice import changed
from ketluan.model.message import Message, say
from ketluan.model.notice import Notice
from ketluan.model.problem import Problem, nearest, shown_path
from ketluan.model.validity import LIFE, UNTOUCHED, Validity, holders
from ketluan.store.follow_up_file import ENDING, described, read_events
from ketluan.store.notice_rules import CheckedNotice
from ketluan.store.text_file import read_text


def with_follow_up(
    checked: Sequence[CheckedNotice], folder: Path, records: Sequence[Path], today: dt.date
) -> tuple[list[CheckedNotice], list[Problem]]:
    """The notices with what is recorded of their directives; `records` are the files found under the folder.

    The record of a withdrawn notice is not read.
    """
    problems: list[Problem] = []
    beside = {path.relative_to(folder).as_posix().removesuffix(ENDING): path for path in records}
    found = [_followed(item, beside.pop(item.notice.id, None), today, problems) for item in checked]
    for notice, path in beside.items():
        if not (folder / f"{notice}.md").exists():
            stem = notice.rpartition("/")[2]
            message = say("follow-up must lie beside its notice, not without '{stem}.md'", stem=stem)
            problems.append(Problem(shown_path(path), 1, message))
    return found, problems


def _followed(item: CheckedNotice, path: Path | None, today: dt.date, problems: list[Problem]) -> CheckedNotice:
    if path is None or item.notice.withdrawn:
        return item
    text, shown = read_text(path), shown_path(path)
    if isinstance(text, Problem):
        problems.append(text)
        return item
    events, wrong = read_events(text, shown, [task.id for task in item.notice.directives])
    wrong += (
        Problem(shown, event.line, message) for event in events for message in day_problems(event, item.notice, today)
    )
    problems += wrong
    return item if wrong else replace(item, notice=changed(item.notice, follow_up=events))


def day_problems(event: FollowUpEvent, notice: Notice, today: dt.date) -> Iterator[Message]:
    """An event is not before the notice, nor after today; a new limit is not before the event that sets it."""
    if notice.date and event.on < notice.date:
        yield say("on must not be before the notice ({day}), not '{on}'", day=notice.date, on=event.on)
    for name, day in (("on", event.on), ("recorded", event.recorded)):
        if day and day > today:
            yield say("{name} must not lie after today ({today}), not '{day}'", name=name, today=today, day=day)
    if event.until and last_day(event.until) < event.on:
        yield say("until must not be before the event ({on}), not '{until}'", on=event.on, until=event.until)


def order_doubts(task: Assignment, record: Sequence[FollowUpEvent]) -> list[Message]:
    """What the record of a task, as it would be, says in an order that makes no sense and that it does not say yet.

    Only a report that waits is confirmed or returned; nothing follows what ended the task, nor stands behind an event
    of a later day; an extension ends after the limit in force.
    """
    new = Counter(_out_of_order(task, that_stand(record))) - Counter(_out_of_order(task, task.events))
    return list(new)


def _out_of_order(task: Assignment, events: Sequence[FollowUpEvent]) -> Iterator[Message]:
    for at, event in enumerate(events):
        before, said = events[:at], described(event)
        now = standing(task.first_due, before, dt.date.max, recurring=task.recurs)
        answers = [each.event for each in before if each.event in ("reported", "confirmed", "returned")]
        if event.event in ("confirmed", "returned") and answers[-1:] != ["reported"]:
            yield say("“{event}”: no report waits for an answer", event=said)
        if now.done and not task.recurs:
            yield say("“{event}”: the task was confirmed as done before", event=said)
        if now.state in SET_ASIDE:
            yield say("“{event}”: the task was set aside before ({state})", event=said, state=STATES[now.state])
        if any(event.on < each.on for each in before):
            yield say("“{event}”: an event of a later day stands before it", event=said)
        if event.event == "extension-granted" and event.until and now.limit and last_day(event.until) <= now.limit:
            yield say("“{event}”: the new limit is not after the one in force", event=said)


def decision_problems(
    notices: Sequence[Notice], validity: Mapping[str, Validity], record_of: Path
) -> Iterator[Problem]:
    """A task is decided upon when its notice is replaced, and only then; what is carried over goes to a directive of
    the archive. A task that nobody decided upon is remarked on."""
    by_id = {notice.id: notice for notice in notices}
    for notice in notices:
        replaced = bool(validity.get(notice.id, UNTOUCHED).replaced_by)
        for event in that_stand(notice.follow_up):
            path = shown_path(record_of / f"{notice.id}{ENDING}")
            if event.event in DECISIONS and not replaced:
                message = say("event {event} is only for a notice that was replaced", event=event.event)
                yield Problem(path, event.line, message)
            if event.to and event.to not in _directives([by_id[id] for id in event.to.split("#")[:1] if id in by_id]):
                message = say("to must be a directive of the archive, not '{to}'", to=event.to)
                yield Problem(path, event.line, message + nearest(event.to, _directives(notices)))
        if replaced and not notice.withdrawn:
            yield from _undecided(notice)


def _directives(notices: Iterable[Notice]) -> set[str]:
    return {f"{notice.id}#{task.id}" for notice in notices for task in notice.directives}


def _undecided(notice: Notice) -> Iterator[Problem]:
    decided = {event.directive for event in that_stand(notice.follow_up) if event.event in DECISIONS}
    left = [task.id for task in notice.directives if task.id not in decided]
    if left:
        given = {"choice": Message("; ".join(CHOICES.values()), ", ".join(CHOICES)), "ids": ", ".join(left)}
        message = say("directives of a replaced notice must be decided upon ({choice}): {ids}", **given)
        yield Problem(notice.path, 1, message, remark=True)


def tie_problems(archive: Archive) -> Iterator[Problem]:
    """What replaces, amends or corrects a notice by its number names one notice; of several the id must be given."""
    for notice in archive.published:
        for tie in notice.related:
            found = holders(archive.by_number, tie.number, notice) if tie.number and not tie.id else ()
            if tie.kind in LIFE and len(found) > 1:
                ids = ", ".join(one.id for one in found)
                message = say(
                    "related.number '{number}' may mean several notices; give the id: {ids}", number=tie.number, ids=ids
                )
                yield Problem(notice.path, 1, message, remark=True)


def circle_problems(notices: Sequence[Notice], validity: Mapping[str, Validity]) -> Iterator[Problem]:
    """A notice does not replace one that replaced it, over however many steps."""
    for notice in notices:
        found = validity.get(notice.id, UNTOUCHED)
        if found.replaced_by and not found.in_force:
            message = say("related must not go in a circle: the notice replaces one that replaced it")
            yield Problem(notice.path, 1, message)
