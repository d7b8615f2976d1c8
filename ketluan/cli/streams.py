"""What the commands print to: streams that hold every letter, and what is said when nothing else can be."""

from __future__ import annotations

import atexit
import codecs
import io
import os
import sys
import tempfile
import traceback
from contextlib import suppress
from typing import NoReturn

from ketluan.model.problem import as_text


def speak_unicode() -> None:
    """Print UTF-8 whatever the system proposes (a redirected output of Windows: code page 1252; POSIX: ASCII).

    Bytes of file names that are no text are shown as `\\xff`, not refused.
    """
    codecs.register_error(__name__, _shown)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not where a test or another program has put one of its own
            stream.reconfigure(encoding="utf-8", errors=__name__)


def _shown(error: UnicodeError) -> tuple[bytes, int]:
    """Bytes of a name that the system took for ASCII are UTF-8 more often than not."""
    assert isinstance(error, UnicodeEncodeError)
    return as_text(error.object[error.start : error.end]).encode(), error.end


def stop_printing() -> None:
    """Let go of what can no longer be printed: Python would try once more at its end, and complain."""
    try:
        print(end="", flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def leave(status: int) -> NoReturn:
    """Ends the process; the memory that a large archive has filled is not given back piece by piece."""
    atexit._run_exitfuncs()
    for stream in filter(None, (sys.stdout, sys.stderr)):  # closed ones are None
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def unforeseen(error: Exception) -> str:
    """A sentence for the user; the details go into a file that the maintainer can be sent."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="ketluan-", suffix=".log", delete=False) as file:
        traceback.print_exception(error, file=file)
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return f"Chương trình gặp lỗi của chính nó ({what}). Hãy gửi tệp {file.name} cho người bảo trì."
