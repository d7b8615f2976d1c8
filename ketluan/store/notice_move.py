"""Where a notice belongs once its issuer, number or day was put right, and the changes that bring its files there.

An address that was published stays for as long as issuer and year allow it; else it leads to the new one for ever.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ketluan.model.archive import Archive
from ketluan.model.display_names import notice_name
from ketluan.model.notice import UNKNOWN_YEAR, FrontMatter, Notice, years_of
from ketluan.model.problem import Refused
from ketluan.store.file_changes import FileChange, FileMove, TextChange
from ketluan.store.follow_up_file import ENDING as FOLLOW_UP
from ketluan.store.front_matter import split
from ketluan.store.header import read_header
from ketluan.store.import_report_file import ENDING as REPORT
from ketluan.store.notice_address import address_of, free_address
from ketluan.store.notice_edit import with_field
from ketluan.store.stored_text import StoredText, stored_text


@dataclass(frozen=True, slots=True)
class NoticeMove:
    """A notice's address before and after; both are one where it stays."""

    old: str
    new: str


def move_after(archive: Archive, notice_id: str, before: str, after: str) -> NoticeMove:
    """Where a notice belongs when its text is changed; raises Refused where another notice has that number.

    What does not touch issuer, number and dates moves nothing.
    """
    fields, was = _front(after), _front(before)
    if fields is None or was is None or address_of(fields.issuer, fields) == address_of(was.issuer, was):
        return NoticeMove(notice_id, notice_id)
    wanted = address_of(fields.issuer, fields)
    if re.fullmatch(re.escape(wanted) + r"(-\d+)?", notice_id) or _may_stay(archive, notice_id, fields):
        return NoticeMove(notice_id, notice_id)
    other = archive.by_id.get(wanted)
    if other and fields.number and not other.withdrawn and not fields.withdrawn:
        raise Refused(f"Kho đã có {notice_name(other)} của cơ quan này trong năm đó: hãy xem lại số và ngày.")
    taken = {name for notice in archive.notices for name in (notice.id, *notice.aliases)} | set(
        archive.ledger.by_notice
    )
    return NoticeMove(notice_id, free_address(wanted, lambda each: each in taken - {notice_id, *fields.aliases}))


def _front(text: str) -> FrontMatter | None:
    return read_header(text, "")[0]


def _may_stay(archive: Archive, notice_id: str, fields: FrontMatter) -> bool:
    """Whether an address was published and is still one that `check` allows."""
    folder, year, _ = notice_id.rsplit("/", 2)
    published = archive.ledger.notice(notice_id) is not None
    return published and folder == fields.issuer and year in [*years_of(fields), UNKNOWN_YEAR]


def moved_text(archive: Archive, move: NoticeMove, text: str) -> str:
    """The notice's text at its new address: the original named after it, a published address among its old ones."""
    fields = _front(text)
    if fields is None or move.old == move.new:
        return text
    if fields.original:
        text = with_field(text, "original", _named_anew(fields.original, move))
    old = [move.old] if archive.ledger.notice(move.old) else []
    names = [name for name in dict.fromkeys([*fields.aliases, *old]) if name != move.new]
    return with_field(text, "aliases", names) if names != list(fields.aliases) else text


def _named_anew(name: str, move: NoticeMove) -> str:
    old, new = (each.rsplit("/", 1)[1] for each in (move.old, move.new))
    return new + name.removeprefix(old) if name.partition(".")[0] == old else name


def move_changes(
    archive: Archive, notices: Path, move: NoticeMove, before: StoredText, text: str
) -> tuple[FileChange, ...]:
    """Every change of files: the notice, what lies beside it, and the notices that name it. `text` is its new one.

    Raises Refused where the notice is a link to a file elsewhere.
    """
    if move.old == move.new:
        return (before.changed_to(text),)
    if (notices / f"{move.old}.md").is_symlink():
        raise Refused("Tệp của thông báo này là một liên kết tới nơi khác nên không chuyển được địa chỉ ở đây.")
    folder = Path(os.path.realpath(notices))
    there = TextChange(folder / f"{move.new}.md", "", before.changed_to(text).after)
    gone = TextChange(before.path, before.raw, "")
    return (there, gone, *_beside(folder, move, before), *_references(archive, folder, move))


def _beside(folder: Path, move: NoticeMove, before: StoredText) -> Iterator[FileMove]:
    ends = [(folder / f"{move.old}{ending}", folder / f"{move.new}{ending}") for ending in (REPORT, FOLLOW_UP)]
    fields = _front(before.text)
    if fields and fields.original:
        original = before.path.with_name(fields.original)
        ends.append((original, (folder / move.new).with_name(_named_anew(fields.original, move))))
    yield from (FileMove(old, new) for old, new in ends if old.is_file())


def _references(archive: Archive, folder: Path, move: NoticeMove) -> Iterator[TextChange]:
    """What other notices say of this one: that they replace or amend it, that its tasks go on there."""
    for notice in archive.notices:
        if notice.id != move.old and any(tie.id == move.old for tie in notice.related):
            yield _renamed(folder / f"{notice.id}.md", move, in_front=True)
        if _carries_to(notice, move.old):
            yield _renamed(folder / f"{notice.id}{FOLLOW_UP}", move, in_front=False)


def _carries_to(notice: Notice, notice_id: str) -> bool:
    return notice.id != notice_id and any((event.to or "").startswith(f"{notice_id}#") for event in notice.follow_up)


def _renamed(path: Path, move: NoticeMove, *, in_front: bool) -> TextChange:
    stored = stored_text(path)
    key, end = ("id", r"(?=[\s,}'\"])") if in_front else ("to", "(?=#)")
    length = len(stored.raw) - len(split(stored.raw)[1]) if in_front else len(stored.raw)
    written = re.sub(rf"(\b{key}:\s+['\"]?){re.escape(move.old)}{end}", rf"\g<1>{move.new}", stored.raw[:length])
    return TextChange(path, stored.raw, written + stored.raw[length:])
