"""State secrets may not be on a network: which text carries a stamp of secrecy."""

from __future__ import annotations

import re
import unicodedata

_HEAD_LINES = 60
_STAMP = re.compile(
    r"""
    [\s\[({|*_"'“.:-]*                                     # brackets or the frame around a stamp
    (?:SỐ\s*:?\s*[\w\s./-]{1,30}?/\s?[\w-]+[\s.,;:-]+)?    # glued to the line of the number
    (?:(?:TÀI\s+LIỆU|VĂN\s+BẢN|(?:MỨC\s+)?ĐỘ\s+MẬT\s*:?)\s*)?
    (?P<degree>TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)
    (?:\s+BẢN\s+SỐ\s*:?\s*\d*)?                            # copies of a secret are numbered
    [\s\])}|*_"'”.:-]*
    """,
    re.VERBOSE,
)
_MISREAD = str.maketrans({"Â": "Ậ", "Ó": "Ố", "Ỏ": "Ố", "Ô": "Ố"})
_DEGREE = re.compile(r"\W*(?:mức\s+)?độ\s+mật\s*:\s*(?P<degree>tuyệt\s+mật|tối\s+mật|mật)\W*", re.IGNORECASE)
_NUMBER = re.compile(r"\W*số\b", re.IGNORECASE)


def secret_mark(text: str) -> str | None:
    """`MẬT`, `TỐI MẬT` or `TUYỆT MẬT` when the document carries that stamp in its head, else None.

    Law on the Protection of State Secrets 2018, article 8; Decree 30/2020/NĐ-CP, appendix I: the degree stands in
    capitals on a line of its own in the head, in practice also behind the number. Only the first sixty printed lines
    count, and there nothing else may stand on the line; "bảo mật", "mật độ" or "mật mã" in a sentence are no stamps.
    """
    lines = [line for line in unicodedata.normalize("NFC", text).splitlines() if line.strip()]
    for line in lines[:_HEAD_LINES]:
        shown = line.upper() if _NUMBER.match(line) and line.rstrip(' )]"').endswith("MẬT") else line
        found = _STAMP.fullmatch(shown) or _STAMP.fullmatch(shown.translate(_MISREAD)) or _DEGREE.fullmatch(line)
        if found:
            return " ".join(found["degree"].upper().split())
    return None
