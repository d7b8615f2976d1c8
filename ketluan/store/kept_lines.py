"""Keeps the lines that a change leaves alone byte for byte: their line ends, a byte order mark, letters in pieces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_MARK = "\ufeff"


def with_kept_lines(old: str, new: str) -> str:
    """The new text of a file whose old text was composed before it was changed: what stands in both is as it stood.

    Lines that are new end as the first line of the file does.
    """
    parts = _LINE_END.split(old.removeprefix(_MARK))
    lines, ends = parts[::2], [*parts[1::2], ""]
    usual = ends[0] or "\n"
    kept = [(line, end or usual) for line, end in _laid_over([*zip(lines, ends, strict=True)], new.split("\n"), usual)]
    kept[-1] = (kept[-1][0], "")
    return (_MARK if old.startswith(_MARK) else "") + "".join(line + end for line, end in kept)


def _laid_over(old: Sequence[tuple[str, str]], new: Sequence[str], usual: str) -> Iterator[tuple[str, str]]:
    plain = [unicodedata.normalize("NFC", line) for line, _ in old]
    for tag, a, b, c, d in SequenceMatcher(None, plain, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from old[a:b]
        else:
            yield from ((line, usual) for line in new[c:d])
