"""The notices that nobody has read through yet, in the order in which the desk goes through them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ketluan.desk.reading_view import ToLookAt, to_look_at
from ketluan.model.archive import Archive
from ketluan.model.notice import Notice
from ketluan.store.import_report_file import read_report


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedNotice:
    """A notice that waits, and how many things in it are unsure."""

    notice: Notice
    unsure: int


def reading_queue(archive: Archive, notices: Path) -> tuple[QueuedNotice, ...]:
    """Newest first, as the archive has them; withdrawn ones are read by nobody."""
    waiting = waiting_notices(archive)
    return tuple(QueuedNotice(notice=notice, unsure=len(doubts_of(notice, notices))) for notice in waiting)


def waiting_notices(archive: Archive) -> tuple[Notice, ...]:
    """Those that nobody has read through."""
    return tuple(notice for notice in archive.published if notice.reviewed is None)


def doubts_of(notice: Notice, notices: Path) -> tuple[ToLookAt, ...]:
    """What is unsure of a notice: what the import's report says, and its body as it is read."""
    return to_look_at(notice, read_report(notices, notice.id))


def next_after(archive: Archive, notice_id: str) -> str:
    """The id of the notice that waits behind this one, from the top again behind the last; empty when none waits."""
    ids = [notice.id for notice in archive.published if notice.reviewed is None or notice.id == notice_id]
    at = ids.index(notice_id) if notice_id in ids else -1
    rest = [*ids[at + 1 :], *ids[: max(at, 0)]]
    return rest[0] if rest else ""
