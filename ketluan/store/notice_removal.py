"""Takes a document that was imported by mistake out of the archive: its files go aside, whole, and can come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ketluan.model.archive import Archive
from ketluan.model.display_names import notice_name
from ketluan.model.notice import Notice
from ketluan.model.problem import Refused
from ketluan.store.archive_lock import locked
from ketluan.store.file_changes import FileMove, make_changes
from ketluan.store.follow_up_file import ENDING as FOLLOW_UP
from ketluan.store.import_report_file import ENDING as REPORT
from ketluan.store.stored_text import refuse_changed, stored_notice


def was_published(archive: Archive, notice_id: str) -> bool:
    """Whether its address may have been given to somebody."""
    return archive.ledger.notice(notice_id) is not None


def remove(archive: Archive, notices: Path, notice_id: str, *, digest: str, aside: Path) -> tuple[FileMove, ...]:
    """Move a notice and what lies beside it to the same places under `aside`; the moves, to be taken back.

    Raises FileChanged when the file has another digest, Refused for a notice that was published, which is withdrawn
    instead, that another one names, or that is a link to a file elsewhere.
    """
    with locked(notices):
        notice = archive.by_id.get(notice_id)
        stored_notice(notices, notice_id, digest)
        if notice is None or was_published(archive, notice_id):
            raise Refused("Văn bản đã công bố thì không bỏ được, vì có người đã có địa chỉ của nó: hãy thu hồi.")
        if (notices / f"{notice_id}.md").is_symlink():
            raise Refused("Tệp của văn bản này là một liên kết tới nơi khác nên không bỏ được ở đây.")
        for other in archive.notices:
            if _names(other, notice_id):
                raise Refused(f"Chưa bỏ: {notice_name(other)} đang dẫn tới văn bản này. Hãy hoàn tác ở đó trước.")
        moves = tuple(FileMove(path, aside / path.relative_to(notices)) for path in _files(notices, notice))
        for move in moves:
            refuse_changed(move)
        make_changes(notices, moves)
    return moves


def _files(notices: Path, notice: Notice) -> Iterator[Path]:
    own = notices / f"{notice.id}.md"
    beside = [own.with_name(notice.original)] if notice.original else []
    ends = [notices / f"{notice.id}{ending}" for ending in (REPORT, FOLLOW_UP)]
    yield from (path for path in (own, *ends, *beside) if path.is_file())


def _names(other: Notice, notice_id: str) -> bool:
    ties = [tie.id for tie in other.related] + [(event.to or "").partition("#")[0] for event in other.follow_up]
    return other.id != notice_id and notice_id in ties
