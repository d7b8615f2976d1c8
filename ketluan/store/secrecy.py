"""State secrets may not be on a network: where a text carries a stamp of secrecy.

A stamp is a line, a cell of a table, or what stands apart on a line, that `secrecy_grammar` reads as one, and that is
no piece of a sentence which goes over several lines.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ketluan.store.secrecy_grammar import LONGEST, SPELLINGS_OF_A, StampDegree, degree_of

_TWINS = "МΜᴍАΑᴀТΤᴛОΟᴏІΙɪУΥᴜЕΕᴇмаотіуе"  # Cyrillic, Greek, small capitals
_LATIN = str.maketrans(_TWINS, "MMMAAATTTOOOIIIYYUEEEmaotiye")
_TWIN = re.compile(f"[{_TWINS}]")
_MOST_CELLS = 200
# characters that show nothing, with which a stamp could be broken up
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
# a stamp stands alone in its line or cell
_BREAKS = re.compile(r"<br\s*/?>|[\t|¦│\f\v\r\x85\u2028\u2029]", re.IGNORECASE)
_MAYBE = re.compile(
    rf"(?:m|rn|[il1|][v\\][il1|])[\W_]*(?:[{SPELLINGS_OF_A}ë]|aä|aaj|a65)[\W_]*[t7†il1]"
    r"|mat\b|m\W*[aâ]\W*\u0323\W*t",
    re.IGNORECASE,
)
"""Where a degree may stand, in any spelling; only lines with such a place are looked at."""

_ASIDE = re.compile(r"[\[({«“\"‘<]([^\[\](){}«»“”\"<>]{3,80})[\])}»”\"’>]|(?:\s[-–—]+\s|[-–—]{2,}|[;:])")
_FIRST_HALF = re.compile(r"\b(?:b[íi]|b[ảa]o|c[ơo])\W*\Z", re.IGNORECASE)
# "mật" is no stamp behind these: bí mật, mật ong, đường mật
_PARTNER = re.compile(
    r"\b(?:bí|bảo|cơ|tuyệt|tối|độ|ong|lấy|hút|đường|hoa|ngọt|giữ|liệu|bản|sơ|tin|chứa|dịch|và|hoặc|là|về)\W*\Z",
    re.IGNORECASE,
)
# nor before these: mật khẩu, mật độ, mật danh
_SECOND_HALF = re.compile(
    r"\W*(?:độ(?!\s+(?:mật|khẩn))|khẩu|mã|ong|danh|thám|vụ|thư|thiết|ngữ|nhà\s+nước|ngọt)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp of secrecy: its degree (`MẬT`, `TỐI MẬT`, `TUYỆT MẬT`), the line and page of the text it stands on, both
    from 1, and what that line says."""

    degree: str
    line: int
    page: int
    quote: str


def stamp_in(text: str, *, misread: bool = False, field: bool = False) -> Stamp | None:
    """The first stamp of secrecy in a text, None when there is none.

    Pages begin with `\\f`. `misread` is for letters recognised in a picture: more of them are taken for one another.
    `field` is for a value of the front matter, where a stamp may stand behind a dash or in brackets too. Words about
    secrets in a sentence are no stamps: "bảo mật", "bí mật nhà nước", "giữ tuyệt mật".
    """
    seen = unicodedata.normalize("NFKC", text)
    seen = unicodedata.normalize("NFC", seen.translate(_LATIN)) if _TWIN.search(seen) else seen
    seen = _UNSEEN.sub("", html.unescape(seen) if "&" in seen else seen)
    lines = seen.split("\n")
    for number in _suspects(seen):
        if degree := _degree_on(lines, number, misread=misread, field=field):
            page = sum(line.count("\f") for line in lines[: number + 1]) + 1
            return Stamp(degree, number + 1, page, " ".join(lines[number].split())[:120])
    return None


def secret_sentence(stamp: Stamp, place: str) -> str:
    """Why a file is not taken in; with the line and its place, so that a wrong refusal can be reported."""
    return (
        f"Văn bản đóng dấu {stamp.degree}: bí mật nhà nước không được đưa lên mạng, từ chối nhập. "
        f"Dòng có dấu: “{stamp.quote}” ({place}); "
        "nếu đây không phải dấu độ mật, hãy báo lại dòng này cho người quản lý kho."
    )


def _suspects(text: str) -> Iterator[int]:
    """The lines that may hold a degree, each once, in order."""
    line = at = 0
    last = -1
    for found in _MAYBE.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        if line != last:
            yield line
        last = line


def _degree_on(lines: Sequence[str], number: int, *, misread: bool, field: bool) -> str | None:
    line = _upright(lines, number)
    cells = _BREAKS.split(line)[:_MOST_CELLS]
    parts = [(at, part) for at, cell in enumerate(cells) for part in _apart(cell)]
    found = [(at, part, degree) for at, part in parts if (degree := degree_of(part, misread=misread))]
    counts = len({degree.degree for _, _, degree in found}) > 1 or any(cell.strip().isdigit() for cell in cells)
    for at, part, degree in found:
        in_table = counts and not degree.capitals  # rows and columns that count documents by their degree
        sort = len(cells) > 2 and degree.label and not degree.initial  # a cell that says: văn bản mật
        if not (in_table or sort or _wrapped(lines, number, at, degree, part)):
            return degree.degree
    whole = degree_of(" ".join(cells), misread=misread) if len(cells) > 1 else None
    return whole.degree if whole and whole.capitals else _aside(line, field=field, misread=misread)


def _apart(cell: str) -> list[str]:
    """A cell, and what stands in it far apart."""
    parts = re.split(r"\s{3,}", cell.strip())
    return [cell, *parts] if len(parts) > 1 else [cell]


def _upright(lines: Sequence[str], number: int) -> str:
    """The line; letters that stand one below the other (M, Ậ, T) as one."""
    stack: list[str] = []
    for line in lines[number : number + 9]:
        letters = [letter for letter in line if letter.isalnum()]
        if letters and len(letters) != 1:
            break
        stack += letters
    return "".join(stack) if len(stack) >= 3 else lines[number]


def _wrapped(lines: Sequence[str], number: int, cell: int, found: StampDegree, part: str) -> bool:
    """True when the words are a piece of a sentence that goes over several lines."""
    below = lines[number + 1] if number + 1 < len(lines) else ""
    if any(_SECOND_HALF.match(piece) for piece in _BREAKS.split(below)) and not part.strip().endswith((".", ")", "]")):
        return True
    above = lines[number - 1] if number else ""
    if found.capitals:
        return bool(_FIRST_HALF.search(_above(above, cell))) and len(above.split()) > 1
    if found.initial:
        return False
    if not above.strip() and number > 1:
        above = lines[number - 2]
    text = _above(above, cell).strip()
    if not text or not text[-1].isalnum():
        return text.endswith((",", "–", "“", "("))
    return bool(_PARTNER.search(text)) or (
        len(text.split()) >= 5 and any(letter.islower() for letter in text.split()[-1])
    )


def _above(line: str, cell: int) -> str:
    """The cell of the line above; the whole line where it has no cells."""
    cells = _BREAKS.split(line)
    return cells[cell] if len(cells) > 1 and cell < len(cells) else line


def _aside(line: str, *, field: bool, misread: bool) -> str | None:
    """A stamp in capitals in brackets or behind a dash, at the start or the end of a title."""
    pieces = [piece for piece in _pieces(line) if piece.strip()]
    if len(pieces) < 2 or len(line) > 20 * LONGEST:
        return None
    for at in (0, len(pieces) - 1):
        found = degree_of(pieces[at], misread=misread)
        rest = "".join(pieces[:at] + pieces[at + 1 :])
        if found and found.capitals and (field or not any(letter.islower() for letter in rest)):
            return found.degree
    return None


def _pieces(line: str) -> Iterator[str]:
    at = 0
    for found in _ASIDE.finditer(line):
        yield line[at : found.start()]
        yield found[1] or ""
        at = found.end()
    yield line[at:]
