"""Runs the archive's own commands for the desk (publish, roll back, build to look at), one at a time, and keeps what
they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ketluan.model.problem import Refused
from ketluan.store.whole_files import replace_text

PROGRAM = Path(__file__).parents[2] / "build_archive.py"
MOST_LINES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishingPlace:
    """Where the site is published: a folder on this machine or a shared one, and how (`link`, `files`, or as usual)."""

    folder: str = ""
    method: str = ""


class PublishingJobs:
    """The command that runs, or that ran last: what it was for, what it said and how it ended."""

    def __init__(self, cache: Path, notices: Path, today: str) -> None:
        self._kept = cache / "cong-bo.json"
        self._notices = notices
        self._today = today
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self.what = ""
        self.lines: list[str] = []
        self.status: int | None = None

    @property
    def running(self) -> bool:
        """Whether a command is at work."""
        return self._process is not None and self.status is None

    def place(self) -> PublishingPlace:
        """Where the site was published last."""
        with suppress(OSError, ValueError, TypeError):
            return PublishingPlace(**json.loads(self._kept.read_text(encoding="utf-8")))
        return PublishingPlace()

    def keep_place(self, place: PublishingPlace) -> None:
        """Remember it for the next time."""
        replace_text(self._kept, json.dumps(asdict(place), ensure_ascii=False))

    def start(self, what: str, arguments: Sequence[str], *, site: Path | None = None) -> None:
        """Begin a command; raises Refused while another is at work."""
        with self._lock:
            if self.running:
                raise Refused("Một việc khác đang chạy: hãy đợi việc đó xong.")
            own = ["--notices", str(self._notices.absolute()), *(["--site", str(site)] if site else [])]
            own += ["--today", self._today] if self._today else []
            self.what, self.lines, self.status = what, [], None
            self._process = subprocess.Popen(
                [sys.executable, str(PROGRAM), *own, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                cwd=PROGRAM.parent,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8", "TQDM_DISABLE": "1"},
            )
        threading.Thread(target=self._follow, args=(self._process,), name="cong-bo", daemon=True).start()

    def wait(self, seconds: float) -> None:
        """Until the command ends."""
        if self._process is not None:
            self._process.wait(seconds)
            while self.running:
                threading.Event().wait(0.02)

    def _follow(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.lines = [*self.lines[1 - MOST_LINES :], line.rstrip("\n")]
        self.status = process.wait()
        process.stdout.close()
