"""What is wrong with a file, as data: rules yield problems, one function prints them."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ketluan.model.message import Message, in_english, say

_REASONS = {
    errno.EACCES: "không có quyền đọc hoặc ghi",
    errno.EPERM: "không có quyền đọc hoặc ghi",
    errno.EROFS: "thư mục chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "ổ đĩa đã hết phần được dùng",
    errno.ENOENT: "không có tệp hoặc thư mục",
    errno.ENOTDIR: "không phải là thư mục",
    errno.EISDIR: "là thư mục, không phải tệp",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EADDRINUSE: "địa chỉ đang được chương trình khác dùng",
    errno.EADDRNOTAVAIL: "địa chỉ không phải của máy này",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.ELOOP: "liên kết dẫn vòng tròn",
    errno.EIO: "ổ đĩa không đọc hoặc ghi được",
}
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if code not in (9, 10)}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: `path:line: message`; a remark does not stop a build. As text it is Vietnamese."""

    path: str
    line: int
    message: Message
    remark: bool = False

    def __str__(self) -> str:
        kind = "ghi chú: " if self.remark else ""
        return on_one_line(f"{self.path}:{self.line}: {kind}{self.message}")

    def in_english(self) -> str:
        """The same for developers."""
        kind = "note: " if self.remark else ""
        return on_one_line(f"{self.path}:{self.line}: {kind}{in_english(self.message)}")


class Refused(Exception):
    """The whole job cannot go on; its text is a sentence for the user, without a traceback.

    `kind` names the kind of a document that the archive does not keep, in Vietnamese.
    """

    def __init__(self, message: str, *, kind: str = "") -> None:
        self.kind = kind
        super().__init__(message)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build, in the order of file and line."""
    return sorted(problem for problem in problems if not problem.remark)


def nearest(value: str, allowed: Iterable[str]) -> Message:
    """`; gần nhất là 'x'` when an allowed value looks like the given one, else nothing."""
    found = get_close_matches(value, list(allowed), n=1, cutoff=0.6)
    return near(found[0]) if found else Message("", "")


def near(value: object) -> Message:
    """What a sentence about a wrong value ends with when one that looks like it is allowed."""
    return say("; nearest is '{value}'", value=value)


def shown_path(path: Path) -> str:
    """The path as problems print it: relative to the working folder where it lies inside it, with `/`.

    Links may go in circles, which `Path.resolve` does not allow.
    """
    real = Path(os.path.realpath(path))
    shown = real.relative_to(Path.cwd()) if real.is_relative_to(Path.cwd()) else path
    return on_one_line(shown.as_posix())


def as_text(text: str) -> str:
    """With `\\xff` for bytes of file names that are no text, and `\\x1b` for signs that terminals obey."""
    readable = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return readable.translate(_CONTROLS)


def on_one_line(text: str) -> str:
    """As `as_text`, with what would begin a line of its own: a name must not look like another message."""
    if text.isascii() and text.isprintable():
        return text
    return as_text(text).replace("\n", "\\n").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def reason_of(error: OSError) -> Message:
    """What the system says."""
    said = error.strerror or str(error)
    return Message(_REASONS.get(error.errno or 0, said), said)


def system_message(error: OSError) -> str:
    """What the system would not do, in Vietnamese, without a full stop."""
    what = reason_of(error)
    return f"{what}: {as_text(os.fsdecode(error.filename))}" if error.filename else what
