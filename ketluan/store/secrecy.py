"""State secrets may not be on a network: which text carries a stamp of secrecy.

The grammar of a stamp: a line, a cell of a table or what stands apart on a line, that holds a degree (MẬT, TỐI MẬT,
TUYỆT MẬT) and nothing else but the companions that stamps have (urgency, a copy's number, the line of the number,
the heads of state and page). It is matched on letters and digits alone, so that blanks, points and frames between
them do not count. Law on the Protection of State Secrets 2018, article 8; Decree 30/2020/NĐ-CP, appendix I.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LONGEST = 400
_ELSEWHERE = str.maketrans(
    "МΜᴍАΑᴀТΤᴛОΟᴏІΙɪУΥᴜЕΕᴇмаотіуе", "MMMAAATTTOOOIIIYYUEEEmaotiye"
)  # Cyrillic, Greek, small capitals
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_MARKUP = re.compile(
    r"</?(?:[abipsu]|br|em|strong|span|div|font|center|su[bp]|h\d|mark|small|big|del|ins|t[dhr]|blockquote)\b[^<>]{0,200}>|\{:[^{}]{0,200}\}|!?\[(?=[^\[\]]{1,80}\]\()|\]\([^()\s]{0,200}\)",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"<br\s*/?>|[\t|¦│\f\v\r\x85\u2028\u2029]", re.IGNORECASE)
_A = "a4@ăắằẳẵặâấầẩẫậáàảãạ"
_MAYBE = re.compile(
    rf"(?:m|rn|[il1|][v\\][il1|])[\W_]*(?:[{_A}ë]|aä|aaj|a65)[\W_]*[t7†il1]|mat\b|m\W*[aâ]\W*\u0323\W*t", re.IGNORECASE
)
"""Where a degree may stand, in any spelling; only lines with such a place are looked at."""

_NUMBER = re.compile(
    r"""
    (?:\bký\s+hiệu\s*:?\s*)?\bs[ốôóoồ]\s*[:.;]?\s*[\d.…_\s]{0,12}
        (?:-?\s?[A-ZĐ]{1,6}\s?)?/\s?[\wĐ]{1,12}(?:\s?[-/.&–]\s?[\wĐ]{1,12}){0,4}   # Số: 15/BC-UBND, Số 07-TB/TU
    | \bs[ốôóoồ]\s*[:.;]\s*[\d.…]{0,12} | \bs[ốôóoồ]\s+\d[\d.…]{0,6}(?![\d/])
    | \b\d{1,6}\s?(?:-\s?[A-ZĐ]{1,6}\s?)?/\s?[^\W\d_]{1,12}(?:-[^\W\d_]{1,12}){0,3}\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:\b(?:(?!m\W*ậ)[^\W\d]+\.?\s){0,4}[^\W\d]+\s?,\s*)?ngày[\W\d_]{0,12}(?:tháng[\W\d_]{0,8}năm[\W\d_]{0,8}|\d{4})",
    re.IGNORECASE,
)
_HELD = re.compile(r"(?<=[-/.A-ZĐ])MẬT\b")
"""The degree as a part of the number itself: 05/MẬT-UBND."""

_COMPANION = re.compile(
    r"""
    (?:dau(?:chi)?)?(?:muc|cap)?do(?:baove(?:bimat)?)?mat(?:cua(?:tailieu|vanban))?      # the label of the degree
    | (?:muc)?dokhan | (?:thuong|toi)?khan(?:cap)? | hoatoc(?:hengio)?(?:\d{1,2}(?:h|gio|phut)\d{0,2})? | hengio
    | (?:ban)?(?:so|№)(?:ban)?(?:phathanh)?(?:so|№)?[\d/№]*(?:ban)? | ban(?:so|№|thu|sao)+[\d/№]*(?:ban)? 
    | soluong\d*(?:ban)? | kyhieu
    | [№/]+ | conghoaxahoichunghiavietnam | doclaptudohanhphuc | dangcongsanvietnam
    | (?:chi)?luuhanhnoibo | khongphobien | (?:cam|khong)(?:duoc)?(?:sao)?(?:chup|in|luu)+
    | tailieuthuhoi(?:sau(?:cuoc)?(?:hop|hoinghi))? | (?:thuocdanhmuc|baove)?bimatnhanuoc
    | thoihan(?:baove)?(?:bimat)?(?:nhanuoc)?\d*(?:nam|thang|ngay)? | (?:top)?secret | confidential
    | (?P<page>(?:trang|page)?\d{1,3}(?:/\d{1,3})?)
    | (?:(?:tai|tu)lieu|vanban)?(?:nay)?(?:co|thuoc|o|mang)(?=(?:muc|cap)?domat)
    | do(?=toimat|tuyetmat)
    | duthao(?:lan\d*)? | phuluc(?:so)?(?:\d{1,2}|[ivx]{1,4})?
    | (?P<label>(?:(?:tai|tu)lieu|van?ban|hoso|bansao|loai|phanloai)+)
    | (?P<kind>thongbao(?:ketluan)?|ketluan|congvan|congdien|baocao|totrinh|quyetdinh|chithi|nghiquyet|kehoach|bienban
        |(?:dong)?dau)
    """,
    re.VERBOSE,
)
_DEGREE = re.compile(
    rf"(?P<first>tuy[ec]t|t[o0q][il1j])?(?P<m>m|rn|[il1][v][il1])(?P<a>aaj|a65|aä|[{_A}ë])(?P<t>[t7†]|(?<=ậ)[il1])"
)
_OTHER_WORDS = frozenset("áấắạặ")
"""Before a final -t a syllable has the acute or the dot only: mát, mất, mắt, mạt, mặt are words, màt is a misprint."""

_ITEM = re.compile(r"\W*\d{1,3}(?:\.\d+)*\s?[.)]\s?(?!\d)")
_BULLET = re.compile(r"\s*(?:[-–—+•·]|\*\s)\s*[^\W\d]")
_ASIDE = re.compile(r"[\[({«“\"‘<]([^\[\](){}«»“”\"<>]{3,80})[\])}»”\"’>]|(?:\s[-–—]+\s|[-–—]{2,}|[;:])")
_FIRST_HALF = re.compile(r"\b(?:b[íi]|b[ảa]o|c[ơo])\W*\Z", re.IGNORECASE)
_PARTNER = re.compile(
    r"\b(?:bí|bảo|cơ|tuyệt|tối|độ|ong|lấy|hút|đường|hoa|ngọt|giữ|liệu|bản|sơ|tin|chứa|dịch|và|hoặc|là|về)\W*\Z",
    re.IGNORECASE,
)
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
    seen = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).translate(_ELSEWHERE))
    lines = _UNSEEN.sub("", html.unescape(seen) if "&" in seen else seen).split("\n")
    joined = "\n".join(lines)
    for number in _suspects(joined):
        if degree := _degree_on(lines, number, misread=misread, field=field):
            page = sum(line.count("\f") for line in lines[: number + 1]) + 1
            return Stamp(degree, number + 1, page, " ".join(lines[number].split())[:120])
    return None


def secret_sentence(stamp: Stamp, place: str) -> str:
    """Why a file is not taken in; with the line and its place, so that a wrong refusal can be reported."""
    return (
        f"Văn bản đóng dấu {stamp.degree}: bí mật nhà nước không được đưa lên mạng, từ chối nhập. "
        f"Dòng có dấu: “{stamp.quote}” ({place}); "
        "nếu đây không phải dấu độ mật, hãy báo lại dòng này cho người quản trị."
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
    cells = _BREAKS.split(line)
    several = len({cell.strip().casefold() for cell in cells if _read(cell, misread=misread)}) > 1
    for at, cell in enumerate(cells):
        parts = [cell, *re.split(r"\s{3,}", cell)]
        for part in parts if len(parts) > 2 else [cell]:
            found = _read(part, misread=misread)
            if found and not _wrapped(lines, number, at, found, part) and not (several and not found.capitals):
                return found.degree if not (len(cells) > 2 and found.label and not found.initial) else None
    found = _read(" ".join(cells), misread=misread) if len(cells) > 1 else None
    if found and found.capitals:
        return found.degree
    return _aside(line, field=field, misread=misread)


def _upright(lines: Sequence[str], number: int) -> str:
    """The line; letters that stand one below the other (M, Ậ, T) as one."""
    stack: list[str] = []
    for line in lines[number : number + 9]:
        letters = [letter for letter in line if letter.isalnum()]
        if letters and len(letters) != 1:
            break
        stack += letters
    return "".join(stack) if len(stack) >= 3 else lines[number]


@dataclass(frozen=True, slots=True)
class _Degree:
    degree: str
    capitals: bool
    initial: bool
    label: bool


def _read(segment: str, *, misread: bool) -> _Degree | None:
    """The degree that a segment consists of, its companions aside."""
    if sum(not letter.isspace() for letter in segment[: 4 * _LONGEST]) > _LONGEST or len(segment) > 20 * _LONGEST:
        return None
    plain = " ".join(_MARKUP.sub(" ", segment).split())
    if _HELD.search(number[0]) if (number := _NUMBER.search(plain)) else False:
        return _Degree("MẬT", True, True, False)
    if _ITEM.match(plain):
        return None
    printed = _DATED.sub(" № ", _NUMBER.sub(" № ", plain))
    printed = re.sub(r"(?<!\d)/|/(?!\d)", " ", printed)
    raw = "".join(letter for letter in unicodedata.normalize("NFC", printed) if letter.isalnum() or letter in "/№@†")
    base = "".join(map(_base, raw))
    low = raw.lower() if len(raw.lower()) == len(raw) else base
    return _parsed(raw, low, base, plain=plain, misread=misread)


def _base(letter: str) -> str:
    low = letter.lower()[:1]
    return "d" if low == "đ" else unicodedata.normalize("NFD", low)[0]


def _parsed(raw: str, low: str, base: str, *, plain: str, misread: bool) -> _Degree | None:
    """One reading from left to right: companions first, for their names hold the word too (Độ mật)."""
    at, degrees, groups = 0, list[re.Match[str]](), set[str]()
    while at < len(base):
        step = _COMPANION.match(base, at)
        if step is None:
            step = _DEGREE.match(low, at) or _DEGREE.match(low[:at] + _first(base, low, at), at)
            if step is None:
                return None
            degrees.append(step)
        else:
            groups |= {name for name, value in step.groupdict().items() if value is not None} or {"companion"}
        at = step.end()
    if not degrees:
        return None
    best = max(degrees, key=lambda degree: ("t" + (degree["first"] or "")[1:2]) if degree["first"] else "")
    return _judged(best, raw[best.start() : best.end()], groups, plain=plain, misread=misread)


def _first(base: str, low: str, at: int) -> str:
    """The rest with the marks of `tối`, `tuyệt` off, so that one pattern reads them in every spelling."""
    size = 5 if base.startswith("tuy", at) else 3 if base[at : at + 1] == "t" else 0
    return base[at : at + size] + low[at + size :]


def _judged(degree: re.Match[str], printed: str, groups: set[str], *, plain: str, misread: bool) -> _Degree | None:
    """None where the same letters are other words, an item of a list, or the label of a column."""
    letters = [letter for letter in printed if letter.isalpha()]
    capitals = all(letter.isupper() for letter in letters)
    sure = bool(degree["first"] or groups - {"label"} or misread or degree["a"] == "ạ")
    if degree["a"] in _OTHER_WORDS and not (capitals and sure):
        return None
    misprinted = degree["m"] != "m" or degree["a"] in "4@" or degree["t"] not in "t†"
    if not capitals and ((misprinted and degree["a"] != "ậ") or groups & {"kind", "page"} or _listed(plain)):
        return None
    if "page" in groups and ":" in plain:
        return None
    first = degree["first"] or ""
    name = "TUYỆT MẬT" if first[1:2] == "u" else "TỐI MẬT" if first else "MẬT"
    return _Degree(name, capitals, printed[:1].isupper(), "label" in groups)


def _listed(plain: str) -> bool:
    """An item of a list: a dash before it and none behind it, or what goes on with a comma, semicolon or colon."""
    opened = bool(_BULLET.match(plain)) and not re.search(r"[-–—+•·*]\s*\Z", plain)
    return opened or plain.rstrip().endswith((";", ",", ":"))


def _wrapped(lines: Sequence[str], number: int, cell: int, found: _Degree, part: str) -> bool:
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
    if len(pieces) < 2 or len(line) > 20 * _LONGEST:
        return None
    for at in (0, len(pieces) - 1):
        found = _read(pieces[at], misread=misread)
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
