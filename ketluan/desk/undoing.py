"""What was written last to each file, so that it can be taken back while nobody has written after it."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from ketluan.store.file_changes import FileChange
from ketluan.store.stored_text import StoredText

MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change: `what` in Vietnamese, the words `before` and `after`, the digest of what the file became, and the
    changes of files that take it back; `came_from` is where the notice stood before, `place` what of its page was
    changed."""

    what: str
    before: str
    after: str
    digest: str
    undo: tuple[FileChange, ...]
    came_from: Path | None = None
    place: str = ""


class History:
    """The steps of each file since the desk was opened, the last one at the end."""

    def __init__(self) -> None:
        self._steps: dict[Path, list[Step]] = defaultdict(list)
        self._lock = threading.Lock()
        self.newest: Path | None = None
        """The file that was written last."""

    def add(self, path: Path, step: Step) -> None:
        """Remember a change that was written."""
        with self._lock:
            self._steps[path] = [*self._steps[path][1 - MOST :], step]
            self.newest = path

    def last(self, stored: StoredText) -> Step | None:
        """The step that made the file what it is now; None when somebody else wrote it since."""
        with self._lock:
            steps = self._steps[stored.path]
            return steps[-1] if steps and steps[-1].digest == stored.digest else None

    def drop(self, path: Path) -> None:
        """Forget the last step, which was taken back."""
        with self._lock:
            self._steps[path] = self._steps[path][:-1]

    def follow(self, path: Path, to: Path) -> None:
        """Keep the steps of a file that went to another place."""
        with self._lock:
            if path != to:
                self._steps[to] = self._steps.pop(path, [])
