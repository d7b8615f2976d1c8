"""What the understanding of a notice is not sure of: for the check, the queue on the site and the clerk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ketluan.model.kept_notice import kept_fact
from ketluan.model.message import Message, say
from ketluan.model.notice import AccountedBlock, Directive, Notice

About = Literal["block", "lead", "coordinate", "deadline"]

ABOUT: dict[About, str] = {
    "block": "đoạn",
    "lead": "cơ quan chủ trì",
    "coordinate": "cơ quan phối hợp",
    "deadline": "thời hạn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """One thing that a person should look at: `words` as printed, `why` in Vietnamese.

    `line` is in the notice file; `anchor` the directive's id, empty for a block that is none.
    """

    line: int
    anchor: str
    about: About
    words: str
    why: str

    def message(self) -> Message:
        """What a person is asked to look at, as a sentence."""
        given = {"about": Message(ABOUT[self.about], self.about), "why": self.why, "words": self.words}
        return say("{about} is not sure: {why} (“{words}”)", **given)


@kept_fact
def open_questions(notice: Notice) -> tuple[OpenQuestion, ...]:
    """In the order of the file; blocks before what stands in them."""
    return tuple(_asked(notice))


@kept_fact
def unread(notice: Notice) -> tuple[AccountedBlock, ...]:
    """Its blocks that may give out a task and were read as nothing, in the order of the file."""
    return tuple(block for block in notice.body.blocks if block.role == "unread")


def _asked(notice: Notice) -> Iterator[OpenQuestion]:
    tasks = {task.line: task for task in notice.directives}
    for block in notice.body.blocks:
        task = tasks.get(block.line) if block.role == "directive" else None
        if not block.certain:
            anchor = task.id if task else ""
            yield OpenQuestion(line=block.line, anchor=anchor, about="block", words=block.text, why=block.reason)
        if task:
            yield from _of_directive(task)


def _of_directive(task: Directive) -> Iterator[OpenQuestion]:
    for about, parties in (("lead", task.lead), ("coordinate", task.coordinate)):
        for party in parties:
            if not party.certain:
                yield _question(task, about, party.name, party.why)  # type: ignore[arg-type]
    for deadline in task.deadlines:
        if not deadline.certain:
            yield _question(task, "deadline", deadline.phrase, deadline.why)


def _question(task: Directive, about: About, words: str, why: str) -> OpenQuestion:
    return OpenQuestion(line=task.line, anchor=task.id, about=about, words=words, why=why)
