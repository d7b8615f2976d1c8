"""State secrets may not be on a network: which text carries a stamp of secrecy."""

from __future__ import annotations

import re
import unicodedata

_HEAD_LINES = 60

_STAMP = re.compile(
    r"""
    ^[\s\[(|*_"“.:-]*                                # brackets or a frame around the stamp
    (?:số\s*:?[^\n]{0,40}?/[\w-]+\s+)?               # glued to the number's line
    (?:(?:Độ|độ|ĐỘ|Mức\ độ|MỨC\ ĐỘ)\s+(?:mật|MẬT|Mật)\s*:?\s*)?
    (?P<mark>TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)
    [\s\])|*_"”.:-]*$
    """,
    re.VERBOSE | re.MULTILINE,
)
_DEGREE = re.compile(
    r"^\s*(?:mức\s+)?độ\s+mật\s*:\s*(?P<mark>tuyệt\s+mật|tối\s+mật|mật)\b",
    re.IGNORECASE | re.MULTILINE,
)


def secret_mark(text: str) -> str | None:
    """`MẬT`, `TỐI MẬT` or `TUYỆT MẬT` when the document carries that stamp, else None.

    Law on Protection of State Secrets 2018, article 8: the degree is stamped on the document; Circular
    24/2020/TT-BCA: in capitals on a line of its own below the number. Only the first lines are looked at, and only
    capitals alone on their line, or the words after "Độ mật:"; "bảo mật", "mật độ" or "mật mã" are no stamps.
    """
    head = "\n".join(unicodedata.normalize("NFC", text).splitlines()[:_HEAD_LINES])
    found = _STAMP.search(head) or _DEGREE.search(head)
    return " ".join(found["mark"].upper().split()) if found else None
