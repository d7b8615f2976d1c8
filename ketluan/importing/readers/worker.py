"""The child process that reads files: a path a line comes in, a JSON object a line goes out."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import BinaryIO

from ketluan.importing.files.size_limits import MAX_MEMORY, read_bytes
from ketluan.importing.files.source import to_json
from ketluan.importing.readers.extract import extracted
from ketluan.model.problem import Refused

_BROKEN = "Tệp bị hỏng: không đọc được nội dung ({error})."
_TOO_LARGE = "Tệp cần quá nhiều bộ nhớ: việc đọc đã dừng."


def main(questions: BinaryIO) -> None:
    """Answers until the questions end; what libraries print goes elsewhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit_memory()
    for question in questions:
        answers.write(json.dumps(_answer(Path(json.loads(question)))).encode() + b"\n")
        answers.flush()


def _answer(path: Path) -> dict[str, object]:
    try:
        return to_json(extracted(read_bytes(path), path.name))
    except Refused as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": _TOO_LARGE}
    except Exception as error:  # a damaged file makes readers fail in every way; the clerk gets a sentence
        return {"refused": _BROKEN.format(error=type(error).__name__)}


def _limit_memory() -> None:
    """Where the system can (not on Windows): more memory than the limit is never given to this process."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    main(sys.stdin.buffer)
