"""The drop folder: what is put there is imported and moved to `done/`, what fails to `failed/` with the reason."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ketluan.importing.files.new_files import DONE, FAILED, FAILURE, REPORT, found_files, moved, without_empty
from ketluan.importing.importer import Outcome, import_files
from ketluan.importing.report import report
from ketluan.model.notice import NoticeKind
from ketluan.store.whole_files import replace_text


@dataclass(slots=True)
class Inbox:
    """A folder looked at again and again, with the folders in it; `seen` holds size and time of each file then."""

    folder: Path
    seen: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def ready(self) -> list[Path]:
        """The files that did not change since the last look, sorted: whoever writes them has finished."""
        now = dict(self._states())
        stable = sorted(path for path, state in now.items() if self.seen.get(path) == state)
        self.seen = {path: state for path, state in now.items() if path not in stable}
        return stable

    def _states(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        for path in found_files([self.folder]):
            try:
                state = path.stat()
            except OSError:
                continue
            yield path, (state.st_size, state.st_mtime_ns)


def watch_folder(
    folder: Path,
    *,
    notices: Path,
    today: Callable[[], dt.date],
    issuer: str | None = None,
    kind: NoticeKind | None = None,
    publish_original: bool = True,
    seconds: float = 2.0,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Outcome]:
    """Imports what is dropped into the folder, for ever; stops when `pause` raises KeyboardInterrupt (Ctrl-C).

    A file is taken when two looks, `seconds` apart, find it unchanged.
    """
    folder.mkdir(parents=True, exist_ok=True)
    inbox = Inbox(folder)
    try:
        while True:
            ready = inbox.ready()
            done = import_files(
                ready,
                notices=notices,
                issuer=issuer,
                kind=kind,
                today=today(),
                publish_original=publish_original,
            )
            for outcome in done:
                put_away(outcome, folder)
                yield outcome
            pause(seconds)
    except KeyboardInterrupt:
        return


def put_away(outcome: Outcome, folder: Path) -> Path:
    """Moves an imported file to `done/`, a failed one to `failed/`, into the folder there that it came from, and writes
    the report beside it; its new path."""
    failed, from_folder = outcome.state == "failed", outcome.path.parent
    path = moved(outcome.path, folder / (FAILED if failed else DONE) / from_folder.relative_to(folder))
    without_empty(from_folder, folder)
    replace_text(path.with_name(f"{path.name}{FAILURE if failed else REPORT}"), report(outcome) + "\n")
    return path
