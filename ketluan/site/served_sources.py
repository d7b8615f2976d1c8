"""What browsers get of our scripts and styles: comments, indents and blanks are for those who read the sources."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath

_HOLE = rb"(?<!\\)\$\{(?:[^{}`]|`(?:\\.|[^`\\])*`|\{[^{}]*\})*\}"
_HOLES = re.compile(_HOLE, re.S)
_SCRIPT = re.compile(
    rb"""
    (?P<kept>
        "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
      | (?P<template> `(?: \\. | %s | [^`\\] )*` )
      | (?:(?<=[(,=:!&|?;{}[])|(?<=[(,=:!&|?;{}[][ ])) / (?![/*]) (?:\\.|\[(?:\\.|[^]\\\n])*\]|[^/\\\n[])+ /
    )
    | ^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n | /\*\*(?:(?!\*/).)*\*/[ ]? | ^[ \t]*//[^\n]*\n | ^\n | ^[ \t]+
    | (?<![\w$])[ ](?![+-]) | [ ](?![\w$+-])  # where no two words, and no two signs, would become one
    """
    % _HOLE,
    re.M | re.S | re.X,
)
_STYLE = re.compile(rb"/\*(?:(?!\*/).)*\*/\n?|^[ \t]+", re.M | re.S)


@lru_cache(maxsize=256)  # asked once for a file's name, once for what it holds
def served_source(path: str, content: bytes) -> bytes:
    """Of a script or a style sheet what does something; any other file as it is."""
    kind = PurePosixPath(path).suffix
    return _script(content) if kind == ".js" else _STYLE.sub(b"", content) if kind == ".css" else content


def _script(content: bytes) -> bytes:
    return _SCRIPT.sub(_kept, content)


def _kept(found: re.Match[bytes]) -> bytes:
    """Strings, expressions and templates stay, but for what stands in a template's holes."""
    return _HOLES.sub(lambda hole: _script(hole[0]), found[0]) if found["template"] else found["kept"] or b""
