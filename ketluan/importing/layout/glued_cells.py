"""Letterheads and feet whose cells were copied onto one line: taken apart where a cell can only begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ketluan.importing.layout.letterhead_cues import (
    is_dated_line,
    is_motto,
    is_number_line,
    is_recipients_label,
    is_state_heading,
    is_title_label,
)
from ketluan.lexicon.lexicon import family_names
from ketluan.text.syllables import is_syllable, is_toned

_HEAD_LINES = 16
_LONGEST = 400
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_OWN_LINE = re.compile(
    r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ(?!\s+HỘI)|PHƯỜNG|ĐẶC KHU)\s+\w"
    r"|(?:[ỦU][YỶ] BAN|HỘI ĐỒNG|VĂN PHÒNG|UBND|HĐND|BAN CHỈ ĐẠO|SỞ)\b"
)
"""What begins a line of its own in the name of an issuer: a level with its place, a body."""
_SUBJECT = re.compile(r"V/v\b|Về việc\b")
_ADDRESS = re.compile(r"Kính ?g[ửở]i\b", re.IGNORECASE)
# the list of recipients behind the sign that ends the text
_RECIPIENTS = re.compile(r"(?<=\./\.)[ \t]*(?=N[ơo]i nhận\s*:)")
# the signer behind the position: PHÓ CHỦ NHIỆMLê Văn An
_SIGNER = re.compile(r"^[^\W\d_][^\d\n;:]{8,80}$", re.MULTILINE)


def unglued(text: str) -> str:
    """The text with the glued cells of its head and foot on lines of their own; no letter is added, none goes."""
    lines = text.split("\n")
    end = _head_end(lines)
    head = "\n".join(piece for line in lines[:end] for piece in _pieces(line))
    return _foot_unglued("\n".join([*[head] * (end > 0), *lines[end:]]))


def _foot_unglued(text: str) -> str:
    return _SIGNER.sub(_signer_apart, _RECIPIENTS.sub("\n", text))


def _signer_apart(found: re.Match[str]) -> str:
    """The name on a line of its own, where a family's name stands behind capitals in one word."""
    line = found[0].rstrip()
    first = next((at for at, letter in enumerate(line) if letter.islower()), 0) - 1
    family, _, given = line[max(first, 0) :].partition(" ")
    glued = first > 1 and line[first - 1].isupper() and family.casefold() in family_names()
    if not (glued and 1 <= len(given.split()) <= 4 and given.istitle()):
        return found[0]
    return f"{line[:first]}\n{line[first:]}"


def _head_end(lines: list[str]) -> int:
    """The label's line, else the first long one, ends the head."""
    printed = 0
    for at, line in enumerate(lines):
        bare = line.strip()
        if is_title_label(bare) or is_recipients_label(bare) or len(bare) > _LONGEST or printed == _HEAD_LINES:
            return at + int(is_title_label(bare))
        printed += bool(bare)
    return len(lines)


def _pieces(line: str) -> list[str]:
    """The cells of a line, found from its end: what stands behind a joint must be a cell as a whole."""
    pieces: list[str] = []
    for at in reversed(list(_joints(line))):
        if _is_cell(line[:at], line[at:].rstrip()):
            pieces.append(line[at:])
            line = line[:at]
    return [line, *reversed(pieces)]


def _joints(line: str) -> Iterator[int]:
    """Where a capital follows a letter or a digit, or a blank."""
    yield from (
        at for at in range(1, len(line)) if line[at].isupper() and (line[at - 1].isalnum() or line[at - 1] == " ")
    )


def _is_cell(before: str, cell: str) -> bool:
    if before.endswith(" "):
        return _follows(before.strip(), cell)
    if _in_capitals(before, cell):
        state = cell.startswith(("CỘNG ", "ĐẢNG ")) and is_state_heading(cell)
        return state or is_title_label(cell) or bool(_OWN_LINE.match(cell))
    if not (cell[1:2].islower() or cell.startswith(("V/v", "TP."))):
        return False
    label = is_title_label(before.strip()) and bool(re.match(r"(?:Kết luận|Ý kiến|Về)\b", cell))
    number = cell.startswith("Số") and is_number_line(cell)
    return label or number or is_motto(cell) or is_dated_line(cell) or bool(_SUBJECT.match(cell))


def _follows(before: str, cell: str) -> bool:
    """Whether a cell stands a blank behind one that is whole: the subject behind the number, whom a letter addresses
    behind place and date."""
    subject = bool(_SUBJECT.match(cell)) and is_number_line(before)
    return subject or (bool(_ADDRESS.match(cell)) and is_dated_line(before))


def _in_capitals(before: str, cell: str) -> bool:
    """True where two words in capitals meet that cannot be one: both are syllables, or the first is an abbreviation."""
    last, first = _LAST_WORD.search(before), _FIRST_WORD.match(cell)
    if not first or not first[0].isupper() or len(first[0]) < 2:
        return False
    if last is None or not last[0].isupper():
        return True
    abbreviated = len(last[0]) > 1 and not is_toned(last[0].replace("Đ", "D")) and is_toned(first[0])
    return not is_syllable(last[0] + first[0]) and (is_syllable(last[0]) or abbreviated)
