"""Writes the ledger of published ids, and into the notices the ids that their numbering does not hold by itself."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ketluan.model.archive import Archive
from ketluan.model.ledger import Ledger, PublishedId, ledger_files
from ketluan.model.notice import Notice
from ketluan.model.problem import Problem, Refused, errors
from ketluan.store.archive_format import write_format
from ketluan.store.archive_lock import locked
from ketluan.store.front_matter import composed, split
from ketluan.store.ledger_file import ledger_paths
from ketluan.store.ledger_rules import notice_words, removed_ids
from ketluan.store.notice_body import read_body
from ketluan.store.notice_edit import change_attributes
from ketluan.store.reader import read_archive
from ketluan.store.whole_files import replace_text

_LINE_END = re.compile(r"(\r\n|\r|\n)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was written: how many ids are published now, are new, ended; and into how many notices ids were written.

    `stopped_by` are the errors for which nothing was written.
    """

    published: int = 0
    new: int = 0
    ended: int = 0
    files: int = 0
    stopped_by: tuple[Problem, ...] = ()


def keep_ids(notices: Path, *, today: dt.date, allow_removal: bool = False) -> Kept:
    """Publish every id of the archive; ids whose task or notice is gone end only with `allow_removal`.

    Nothing is written while `check` has errors; raises Refused when a file changes meanwhile.
    """
    with locked(notices):
        archive, problems = read_archive(notices, today=today)
        allowed = set(removed_ids(archive.notices, archive.ledger)) if allow_removal else set()
        if wrong := [problem for problem in errors(problems) if problem not in allowed]:
            return Kept(stopped_by=tuple(wrong))
        entries = list(published_entries(archive))
        changed = list(_with_ids(archive, notices))
        for path, text in changed:
            replace_text(path, text)
        write_ledger(notices, entries)
        write_format(notices)
    before = {entry.id: entry.ended for group in archive.ledger.by_notice.values() for entry in group}
    return Kept(
        published=sum(not entry.ended for entry in entries),
        new=sum(entry.id not in before for entry in entries),
        ended=sum(entry.ended and not before.get(entry.id, False) for entry in entries),
        files=len(changed),
    )


def published_entries(archive: Archive) -> Iterator[PublishedId]:
    """The ledger as it is when everything that the archive holds is published."""
    here = {notice.id for notice in archive.notices}
    old = {alias: notice for notice in archive.notices for alias in notice.aliases}
    for notice in archive.notices:
        yield from _notice_entry(notice, archive.ledger)
        yield from _task_entries(notice, archive.ledger)
    for notice_id, entries in archive.ledger.by_notice.items():
        if notice_id in old:
            yield from _old_entries(old[notice_id], entries)
        elif notice_id not in here:
            yield from (replace(entry, ended=True) for entry in entries)


def _notice_entry(notice: Notice, ledger: Ledger) -> Iterator[PublishedId]:
    """A withdrawn notice keeps the words under which it was published, if it was: its title is nowhere else."""
    if not notice.withdrawn:
        yield PublishedId(notice=notice.id, anchor="", words=notice_words(notice.number, notice.title))
    elif known := ledger.notice(notice.id):
        yield known


def _old_entries(notice: Notice, entries: Iterable[PublishedId]) -> Iterator[PublishedId]:
    """The ids under an old address of a notice: it leads to the same tasks for ever."""
    now = {anchor: (words, heading) for anchor, words, heading in notice.body.ids}
    for entry in entries:
        if notice.withdrawn or entry.ended:
            yield entry
        elif entry.anchor in now:
            words, heading = now[entry.anchor]
            yield replace(entry, words=words, heading=heading)
        elif entry.anchor:
            yield replace(entry, ended=True)
        else:
            yield replace(entry, words=notice_words(notice.number, notice.title))


def _task_entries(notice: Notice, ledger: Ledger) -> Iterator[PublishedId]:
    """Those of a withdrawn notice as they were published; else those it has now, and those that ended."""
    if notice.withdrawn:
        yield from ledger.tasks(notice.id)
        return
    now = {anchor: (words, heading) for anchor, words, heading in notice.body.ids}
    for anchor, (words, heading) in now.items():
        yield PublishedId(notice=notice.id, anchor=anchor, words=words, heading=heading)
    ended = {entry.anchor: entry for entry in ledger.tasks(notice.id, notice.aliases) if entry.anchor not in now}
    yield from (replace(entry, notice=notice.id, ended=True) for entry in ended.values())


def write_ledger(notices: Path, entries: Iterable[PublishedId]) -> None:
    """The files of the ledger; one that is right already is not touched, one without ids is removed."""
    wanted = {notices / path: text for path, text in ledger_files(entries).items()}
    for path in [path for path in ledger_paths(notices, []) if path not in wanted]:
        path.unlink()
    for path, text in wanted.items():
        if not path.exists() or path.read_bytes() != text.encode():
            replace_text(path, text)


def _with_ids(archive: Archive, folder: Path) -> Iterator[tuple[Path, str]]:
    """The notices whose ids the ledger alone held, with these written in."""
    for notice in archive.notices:
        loose = {finding.line: finding.id for finding in notice.body.findings if finding.kind == "unheld"}
        if loose and not notice.withdrawn:
            path = Path(os.path.realpath(folder / f"{notice.id}.md"))
            yield path, _proved(path, notice, loose, archive.register.names_in(notice.jurisdiction))


def _proved(path: Path, notice: Notice, loose: Mapping[int, str], names: tuple[str, ...]) -> str:
    """The file's new text; raises Refused unless it reads, without the ledger, as the notice was read with it."""
    text = path.read_bytes().decode("utf-8")
    _, body, _ = split(composed(text))
    if body != notice.text:
        raise Refused(f"{notice.path} vừa bị sửa trong khi ghi địa chỉ; hãy chạy lại.")
    written = with_ids(text, loose)
    _, body, first = split(composed(written))
    if read_body(body, date=notice.date, first_line=first, names=names)[0].html != notice.body.html:
        raise Refused(f"Không ghi được địa chỉ vào {notice.path}; hãy ghi {{: #mã }} bằng tay.")
    return written


def with_ids(text: str, ids: Mapping[int, str]) -> str:
    """A notice file's text with an id written to the block that starts on each of the lines; its line ends stay."""
    parts = _LINE_END.split(text)
    lines, ends = parts[::2], [*parts[1::2], ""]
    for line, anchor in sorted(ids.items(), reverse=True):
        new = change_attributes(lines, line - 1, {"id": anchor})
        if new is not None:
            ends[new - 1] = ends[new - 1] or ends[0]
            ends.insert(new, ends[new - 1])
    return "".join(line + end for line, end in zip(lines, ends, strict=True))
