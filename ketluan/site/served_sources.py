"""What browsers get of our scripts and styles: comments and indents are for those who read the sources."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_FOR_READERS = {
    ".js": re.compile(
        rb"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n|/\*\*(?:(?!\*/).)*\*/ ?|^[ \t]*//[^\n]*\n|^\n|^[ \t]+", re.M | re.S
    ),
    ".css": re.compile(rb"/\*(?:(?!\*/).)*\*/\n?|^[ \t]+", re.M | re.S),
}


def served_source(path: str, content: bytes) -> bytes:
    """Of a script or a style sheet what does something; any other file as it is."""
    comments = _FOR_READERS.get(PurePosixPath(path).suffix)
    return comments.sub(b"", content) if comments else content
