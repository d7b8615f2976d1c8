"""Reads files in a child process: whatever a stranger's file does to a reader, the import itself goes on."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from ketluan.importing.files.size_limits import MAX_SECONDS
from ketluan.importing.files.source import Source, from_json
from ketluan.model.problem import Refused

_ROOT = Path(__file__).parents[2]
_lock = threading.Lock()
_workers: list[subprocess.Popen[bytes]] = []


def read_source(path: Path, *, seconds: float = MAX_SECONDS) -> Source:
    """The file's text and what goes with it; raises Refused with one Vietnamese sentence when it cannot be read.

    A child process with little memory reads it, and is stopped after `seconds`.
    """
    question = json.dumps(str(path.absolute())).encode() + b"\n"
    with _lock:
        worker = _running()
        late = threading.Event()
        timer = threading.Timer(seconds, _end, (worker, late))
        timer.start()
        try:
            answer = _asked(worker, question)
        finally:
            timer.cancel()
        if not answer.endswith(b"\n"):
            _stop()
    if late.is_set():
        shown = f"{seconds:g}".replace(".", ",")
        raise Refused(f"Đọc tệp quá lâu (hơn {shown} giây): đã dừng.")
    if not answer.endswith(b"\n"):
        raise Refused("Tệp bị hỏng hoặc cần quá nhiều bộ nhớ: việc đọc đã dừng.")
    return from_json(json.loads(answer))


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


def _running() -> subprocess.Popen[bytes]:
    """The child, started when there is none; one serves for many files, for it takes a while to start."""
    if _workers and _workers[0].poll() is None:
        return _workers[0]
    _stop()
    paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "ketluan.importing.readers.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONIOENCODING": "utf-8"},
    )
    _workers.append(worker)
    return worker


def _stop() -> None:
    while _workers:
        worker = _workers.pop()
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was never sent is lost with the child
                    continue


atexit.register(_stop)
