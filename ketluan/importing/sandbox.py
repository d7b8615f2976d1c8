"""Reads and understands files in a child process: whatever a stranger's file does there, the import itself goes on."""

from __future__ import annotations

import atexit
import base64
import datetime as dt
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ketluan.importing.files.size_limits import MAX_SECONDS
from ketluan.importing.files.source import SeenLine, Source
from ketluan.importing.parcels import from_json, to_json
from ketluan.importing.parsing.draft import Draft
from ketluan.importing.proof import Difference
from ketluan.model.ledger import PublishedId
from ketluan.model.notice import Body, NoticeKind
from ketluan.model.problem import Refused, system_message
from ketluan.store.notice_body import BodyProblem

_ROOT = Path(__file__).parents[2]
_workers: list[subprocess.Popen[bytes]] = []
"""Children that wait for a task; whoever finds none starts another: a page can be looked at during an import."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """The time that one file may take for everything: `seconds`, until `end` on the monotonic clock."""

    seconds: float
    end: float


def allowance(seconds: float = MAX_SECONDS) -> Allowance:
    """A time limit that begins now."""
    return Allowance(seconds, time.monotonic() + seconds)


def read_source(path: Path, *, seconds: float = MAX_SECONDS) -> Source:
    """The file's text and what goes with it; raises Refused with one Vietnamese sentence when it cannot be read."""
    return read_within(path, allowance(seconds))


def read_within(path: Path, limit: Allowance) -> Source:
    """As `read_source`, in what is left of the file's time."""
    source: Source = _done("read", str(path.absolute()), limit=limit)
    return source


def stamp_within(path: Path, limit: Allowance) -> tuple[str, str, str] | None:
    """(degree, line, place) of a stamp of secrecy in a file; raises Refused when it cannot be looked through."""
    found: tuple[str, str, str] | None = _done("stamp", str(path.absolute()), limit=limit)
    return found


def page_lines_within(path: Path, limit: Allowance) -> tuple[SeenLine, ...]:
    """The printed lines of a PDF with their places; nothing for a file of another kind."""
    found: tuple[SeenLine, ...] = _done("lines", str(path.absolute()), limit=limit)
    return found


def page_picture_within(path: Path, page: int, width: int, limit: Allowance) -> bytes:
    """A page of a PDF, from 1, as a PNG of so many dots across; raises Refused when there is no such page."""
    picture: str = _done("picture", str(path.absolute()), page, width, limit=limit)
    return base64.b64decode(picture)


def page_count_within(path: Path, limit: Allowance) -> int:
    """How many pages a PDF has."""
    pages: int = _done("pages", str(path.absolute()), limit=limit)
    return pages


def draft_within(source: Source, limit: Allowance, kind: NoticeKind | None = None) -> Draft:
    """The parts of a notice that the source holds; raises Refused as `read_source` and `draft` do."""
    drafted: Draft = _done("draft", source.text, source.stamps, kind, limit=limit)
    return drafted


def proved_within(source: Source, notice: str, limit: Allowance) -> tuple[Difference, ...]:
    """What the notice file lost or added against its source; raises Refused as `read_source` does."""
    found: tuple[Difference, ...] = _done("prove", source.text, notice, source.stamps, limit=limit)
    return found


def understood_within(
    text: str,
    date: dt.date | None,
    first_line: int,
    published: Sequence[PublishedId] = (),
    names: tuple[str, ...] = (),
    *,
    limit: Allowance,
) -> tuple[Body, tuple[BodyProblem, ...]]:
    """The body as `read_body` understands it; raises Refused as `read_source` does."""
    understood: tuple[Body, tuple[BodyProblem, ...]] = _done(
        "understand", text, date, first_line, tuple(published), names, limit=limit
    )
    return understood


def _done(task: str, *values: object, limit: Allowance) -> Any:
    """What a child process with little memory answers, which is stopped when the time of the file is over."""
    question = json.dumps([task, *map(to_json, values)]).encode() + b"\n"
    worker = _taken()
    late = threading.Event()
    timer = threading.Timer(max(0.0, limit.end - time.monotonic()), _end, (worker, late))
    timer.start()
    answer = b""
    try:
        answer = _asked(worker, question)
    finally:
        timer.cancel()
        if answer.endswith(b"\n"):
            _workers.append(worker)
        else:
            _discard(worker)
    if late.is_set():
        shown = f"{limit.seconds:g}".replace(".", ",")
        raise Refused(f"Đọc và hiểu tệp quá lâu (hơn {shown} giây): đã dừng.")
    if not answer.endswith(b"\n"):
        raise Refused("Tệp bị hỏng hoặc cần quá nhiều bộ nhớ: việc đọc đã dừng.")
    record = json.loads(answer)
    if "refused" in record:
        raise Refused(record["refused"], kind=record.get("kind", ""))
    return from_json(record["answer"])


def _end(worker: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    worker.kill()


def _asked(worker: subprocess.Popen[bytes], question: bytes) -> bytes:
    assert worker.stdin is not None and worker.stdout is not None
    try:
        worker.stdin.write(question)
        worker.stdin.flush()
        return worker.stdout.readline()
    except OSError:
        return b""


def _taken() -> subprocess.Popen[bytes]:
    """A child that nobody else asks; one serves for many files, for it takes a while to start."""
    while True:
        try:
            worker = _workers.pop()
        except IndexError:
            return _started()
        if worker.poll() is None:
            return worker
        _discard(worker)


def _started() -> subprocess.Popen[bytes]:
    paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "ketluan.importing.readers.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONIOENCODING": "utf-8"},
        )
    except OSError as error:
        raise Refused(f"Không khởi động được chương trình đọc tệp: {system_message(error)}.") from error


def _discard(worker: subprocess.Popen[bytes]) -> None:
    worker.kill()
    worker.wait()
    for pipe in (worker.stdin, worker.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was never sent is lost with the child
                pipe.close()


def _stop() -> None:
    while _workers:
        _discard(_workers.pop())


atexit.register(_stop)
