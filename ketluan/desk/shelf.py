"""The archive as the desk's pages see it: what has changed on the disk is read again, and nothing else.

Rules that look at all notices are asked anew only by `checked`; a page that lists what waits does without them.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from ketluan.model.archive import Archive, newest_first
from ketluan.model.kept_notice import plain_notice
from ketluan.model.ledger import FOLDER as LEDGER
from ketluan.model.notice import Notice
from ketluan.model.problem import Problem, shown_path
from ketluan.store.archive_files import REGISTER
from ketluan.store.follow_up_file import ENDING as FOLLOW_UP
from ketluan.store.follow_up_file import read_events
from ketluan.store.import_report_file import ENDING as REPORT
from ketluan.store.ledger_file import read_ledger
from ketluan.store.notice_body import resolve_body
from ketluan.store.reader import read_archive, read_notice
from ketluan.store.register_file import read_register
from ketluan.store.text_file import read_text

FileStates = dict[str, tuple[int, int, int]]
MOST = 200
"""So many changed notices are read one by one; of more the whole archive is read."""


class Shelf:
    """Keeps the last reading; whoever asks meanwhile waits for it instead of reading too."""

    def __init__(self, notices: Path, today: Callable[[], dt.date]) -> None:
        self.notices = notices
        self._today = today
        self._lock = threading.Lock()
        self._whole_lock = threading.Lock()
        self._files: FileStates = {}
        self._read: tuple[Archive, list[Problem]] | None = None
        self._exact = False

    def read(self) -> tuple[Archive, list[Problem]]:
        """The archive as it stands on the disk, and the problems that are known of it."""
        with self._lock:
            files = _files(self.notices)
            if self._read is None or self._read[0].today != self._today():
                return self._whole(files)
            changed = {path for path in {*files, *self._files} if files.get(path) != self._files.get(path)}
            if changed:
                found = self._patched(*self._read, changed)
                if found is None:
                    return self._whole(files)
                self._read, self._files, self._exact = found, files, False
            return self._read

    def checked(self) -> tuple[Archive, list[Problem]]:
        """As `read`, with every problem: those that one notice makes for another too.

        The other pages are answered meanwhile; what changes on the disk while all is read is asked for once more.
        """
        with self._whole_lock:
            found = self.read()
            if self._exact:
                return found
            files, today = _files(self.notices), self._today()
            whole = read_archive(self.notices, today=today)
            with self._lock:
                if files == _files(self.notices):
                    self._read, self._files, self._exact = whole, files, True
            return whole

    @property
    def is_exact(self) -> bool:
        """Whether every problem is known of what was read last."""
        self.read()
        return self._exact

    @property
    def archive(self) -> Archive:
        """As `read`, without the problems."""
        return self.read()[0]

    def understood(self, text: str, notice_id: str) -> tuple[Notice | None, list[Problem]]:
        """One notice from the text of its file, as it would stand in this archive."""
        return self._understood(self.archive, text, notice_id)

    def _understood(self, archive: Archive, text: str, notice_id: str) -> tuple[Notice | None, list[Problem]]:
        path = shown_path(self.notices / f"{notice_id}.md")
        return read_notice(text, path=path, notice_id=notice_id, register=archive.register, ledger=archive.ledger)

    def _whole(self, files: FileStates) -> tuple[Archive, list[Problem]]:
        self._read, self._files, self._exact = read_archive(self.notices, today=self._today()), files, True
        return self._read

    def _patched(
        self, archive: Archive, problems: list[Problem], changed: Iterable[str]
    ) -> tuple[Archive, list[Problem]] | None:
        """With the changed files read again; None where that takes more than reading a few."""
        notices = {_notice_of(path) for path in changed if path.endswith((".md", FOLLOW_UP, REPORT))}
        others = {path for path in changed if not path.endswith((".md", FOLLOW_UP, REPORT))}
        if len(notices) > MOST or any(path.count("/") < 3 for path in notices):
            return None
        if REGISTER in others:
            archive, problems = self._with_register(archive, problems)
        if any(path.startswith(f"{LEDGER}/") for path in others):
            archive = replace(archive, ledger=read_ledger(self.notices)[0])
        return self._with_notices(archive, problems, notices)

    def _with_register(self, archive: Archive, problems: list[Problem]) -> tuple[Archive, list[Problem]]:
        """Every body is looked up anew; where names end is asked again when a notice is opened or all are read."""
        register, found = read_register(self.notices / REGISTER)
        path = shown_path(self.notices / REGISTER)
        notices = tuple(
            plain_notice(notice, body=resolve_body(notice.body, register, notice.jurisdiction))
            for notice in archive.notices
        )
        kept = [problem for problem in problems if problem.path != path]
        return replace(archive, register=register, notices=notices), [*kept, *found]

    def _with_notices(
        self, archive: Archive, problems: list[Problem], ids: Iterable[str]
    ) -> tuple[Archive, list[Problem]]:
        notices, kept = dict(archive.by_id), list(problems)
        for notice_id in sorted(ids):
            path = self.notices / f"{notice_id}.md"
            old = notices.pop(notice_id, None)
            kept = [problem for problem in kept if problem.path != shown_path(path)]
            text = read_text(path) if path.is_file() else ""
            if isinstance(text, Problem):
                kept.append(text)
            elif text:
                notice, found = self._understood(archive, text, notice_id)
                kept += found
                if notice:
                    notices[notice_id] = self._completed(notice, old)
        return replace(archive, notices=tuple(sorted(notices.values(), key=newest_first))), sorted(kept)

    def _completed(self, notice: Notice, old: Notice | None) -> Notice:
        """With what was recorded of its tasks, and what is known of its original."""
        path = self.notices / f"{notice.id}{FOLLOW_UP}"
        text = read_text(path) if path.is_file() and not notice.withdrawn else ""
        text = text if isinstance(text, str) else ""
        events, wrong = read_events(text, path.name, [task.id for task in notice.directives])
        same = old if old and old.original == notice.original else None
        return replace(
            notice,
            follow_up=() if wrong else events,
            original_size=same.original_size if same else None,
            original_ending=same.original_ending if same else None,
        )


def _notice_of(path: str) -> str:
    for ending in (FOLLOW_UP, REPORT, ".md"):
        path = path.removesuffix(ending)
    return path


def _files(folder: Path) -> FileStates:
    """Size, time and number of every file by its path: one that is put in another's place is another file."""
    found: FileStates = {}
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        base = Path(here).relative_to(folder).as_posix()
        for name in (name for name in names if not name.startswith(".")):
            try:
                stat = os.stat(f"{here}/{name}")
            except OSError:
                continue
            found[name if base == "." else f"{base}/{name}"] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return found
