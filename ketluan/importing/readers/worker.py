"""The child process that reads, understands and proves files: a task a line comes in, a JSON object a line goes out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from ketluan.importing.files.size_limits import MAX_MEMORY, read_bytes
from ketluan.importing.files.source import Source
from ketluan.importing.parcels import from_json, to_json
from ketluan.importing.parsing.draft import draft
from ketluan.importing.proof import differences
from ketluan.importing.readers.extract import extracted, stamp_of
from ketluan.importing.readers.page_views import page_count, page_lines, page_png
from ketluan.model.problem import Refused
from ketluan.store.notice_body import read_body

_BROKEN = "Tệp bị hỏng: không đọc được nội dung ({error})."
_TOO_LARGE = "Tệp cần quá nhiều bộ nhớ: việc đọc đã dừng."


def main(questions: BinaryIO) -> None:
    """Answers until the questions end; what libraries print goes elsewhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit_memory()
    for question in questions:
        task, *values = json.loads(question)
        answers.write(json.dumps(_answer(task, from_json(values))).encode() + b"\n")
        answers.flush()


def _answer(task: str, values: tuple[Any, ...]) -> dict[str, object]:
    try:
        return {"answer": to_json(_TASKS[task](*values))}
    except Refused as error:
        return {"refused": str(error), "kind": error.kind}
    except MemoryError:
        return {"refused": _TOO_LARGE}
    except Exception as error:  # a damaged file makes readers fail in every way; the clerk gets a sentence
        return {"refused": _BROKEN.format(error=type(error).__name__)}


def _read(path: str) -> Source:
    return extracted(read_bytes(Path(path)), Path(path).name)


def _stamp(path: str) -> tuple[str, str, str] | None:
    """(degree, the line that says it, its place) of the stamp of secrecy that a file carries."""
    found = stamp_of(read_bytes(Path(path)), Path(path).name)
    return (found[0].degree, found[0].quote, found[1]) if found else None


_TASKS: Mapping[str, Callable[..., object]] = {
    "read": _read,
    "lines": lambda path: page_lines(read_bytes(Path(path))),
    "picture": lambda path, page, width: page_png(read_bytes(Path(path)), page, width),
    "pages": lambda path: page_count(read_bytes(Path(path))),
    "stamp": _stamp,
    "draft": draft,
    "prove": lambda source, notice, stamps: differences(source, notice, stamps=stamps),
    "understand": lambda text, date, first_line, published, names: read_body(
        text, date=date, first_line=first_line, published=published, names=names
    ),
}


def _limit_memory() -> None:
    """Where the system can (not on Windows): more memory than the limit is never given to this process."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    main(sys.stdin.buffer)
