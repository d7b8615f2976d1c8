"""The grammar of a stamp of secrecy: a degree and nothing else but the companions that stamps have.

A degree is MẬT, TỐI MẬT or TUYỆT MẬT. Its companions are urgency, a copy's number, the line of the number, the heads
of state and page, the names of kinds of documents. All is matched on letters and digits alone, so that blanks, points
and frames between them do not count. Law on the Protection of State Secrets 2018, article 8; Decree 30/2020/NĐ-CP,
appendix I.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 400
"""No stamp has more letters with all its companions."""

SPELLINGS_OF_A = "a4@ăắằẳẵặâấầẩẫậáàảãạ"
_MARKUP = re.compile(
    r"""
    </?(?:[abipsu]|br|em|strong|span|div|font|center|su[bp]|h\d|mark|small|big|del|ins|t[dhr]|blockquote)\b[^<>]{0,200}>
    | \{:[^{}]{0,200}\}
    | !?\[(?=[^\[\]]{1,80}\]\() | \]\([^()\s]{0,200}\)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(
    r"""
    (?:\bký\s+hiệu\s*:?\s*)?\bs[ốôóoồ]\s*[:.;]?\s*[\d.…_\s]{0,12}
        (?:-?\s?[A-ZĐ]{1,6}\s?)?/\s?[\wĐ]{1,12}(?:\s?[-/.&–]{1,2}\s?[\wĐ]{1,12}){0,4}   # Số: 15/BC-UBND, Số 07-TB/TU
    | \bs[ốôóoồ]\s*[:.;]\s*[\d.…]{0,12} | \bs[ốôóoồ]\s+\d[\d.…]{0,6}(?![\d/])
    | \b\d{1,6}\s?(?:-\s?[A-ZĐ]{1,6}\s?)?/\s?[^\W\d_]{1,12}(?:-[^\W\d_]{1,12}){0,3}\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# place and date that a reader put on the stamp's line
_DATED = re.compile(
    r"(?:\b(?:(?!m\W*ậ)[^\W\d]+\.?\s){0,4}[^\W\d]+\s?,\s*)?"
    r"ngày[\W\d_]{0,12}(?:tháng[\W\d_]{0,8}năm[\W\d_]{0,8}|\d{4})",
    re.IGNORECASE,
)
_HELD = re.compile(r"(?<=[-/.A-ZĐ])MẬT\b")
"""The degree as a part of the number itself: 05/MẬT-UBND."""

_COMPANION = re.compile(
    r"""
    (?<=bimatnhanuoc)do(?=mat)
    | (?:dau(?:chi)?)?(?:muc|cap)?do(?:baove(?:bimat)?|bao)?mat(?:cua(?:tailieu|vanban))?   # the label of the degree
    | (?:muc)?dokhan | (?:thuong|toi)?khan(?:cap)? | hoatoc(?:hengio)?(?:\d{1,2}(?:h|gio|phut)\d{0,2})? | hengio
    | soluong\d+(?:ban)?
    | (?:ban)?(?:so|№)(?:ban)?(?:phathanh)?(?:so|№)?[\d/№]*(?:ban)? | ban(?:so|№|thu|sao)+[\d/№]*(?:ban)?
    | kyhieu
    | conghoaxahoichunghiavietnam | doclaptudohanhphuc | dangcongsanvietnam
    | (?:chi)?luuhanhnoibo | khongphobien | (?:cam|khong)(?:duoc)?(?:sao)?(?:chup|in|luu)+
    | tailieuthuhoi(?:sau(?:cuoc)?(?:hop|hoinghi))? | (?:thuocdanhmuc|baove)?bimatnhanuoc
    | chinguoicoten(?:moi)?duocboc(?:bi)? | \d{1,2}(?:nam|thang)
    | thoihan(?:baove)?(?:bimat)?(?:nhanuoc)?\d*(?:nam|thang|ngay)? | (?:top)?secret | confidential
    | (?P<page>(?:trang|page)?\d{1,3}(?:/\d{1,3})?)
    | (?:(?:tai|tu)lieu|vanban)?(?:nay)?(?:co|thuoc|o|mang)(?=(?:muc|cap)?domat)
    | do(?=toimat|tuyetmat)
    | duthao(?:lan\d*)? | phuluc(?:so)?(?:\d{1,2}|[ivx]{1,4})?
    | (?P<label>(?:(?:tai|tu)lieu|van?ban|hoso|congvan|ban(?:sao|goc|chinh)|loai|phanloai)+)
    | (?P<kind>thongbao(?:ketluan)?|ketluan|congdien|baocao|totrinh|quyetdinh|chithi|nghiquyet|kehoach|bienban
        |(?:dong)?dau)
    """,
    re.VERBOSE,
)
_DEGREE = re.compile(
    rf"""
    (?P<first>tuy[ec]t|t[o0q][il1j])?
    (?P<m>m|rn|[il1][v][il1])
    (?P<a>aaj|a65|aä|[{SPELLINGS_OF_A}ë])   # aä, ë: what fonts of VNI and TCVN3 leave; aaj, a65: how it is typed
    (?P<t>[t7†]|(?<=ậ)[il1])
    """,
    re.VERBOSE,
)
_OTHER_WORDS = frozenset("áấắạặ")
"""Before a final -t a syllable has the acute or the dot only: mát, mất, mắt, mạt, mặt are words, màt is a misprint."""

_ITEM = re.compile(r"\W*\d{1,3}(?:\.\d+)*\s?[.)]\s?(?!\d)")
_BULLET = re.compile(r"\s*(?:[-–—+•·]|\*\s)\s*[^\W\d]")


@dataclass(frozen=True, slots=True)
class StampDegree:
    """How a segment says a degree: in capitals, with a capital first, with a label such as `văn bản` before it."""

    degree: str
    capitals: bool
    initial: bool
    label: bool


def degree_of(segment: str, *, misread: bool) -> StampDegree | None:
    """The degree that a segment consists of, its companions aside."""
    if sum(not letter.isspace() for letter in segment[: 4 * LONGEST]) > LONGEST or len(segment) > 20 * LONGEST:
        return None
    plain = " ".join(_MARKUP.sub(" ", segment).split())
    number = _NUMBER.search(plain)
    if number and _HELD.search(number[0]):
        return StampDegree("MẬT", True, True, False)
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


def _parsed(raw: str, low: str, base: str, *, plain: str, misread: bool) -> StampDegree | None:
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


def _judged(degree: re.Match[str], printed: str, groups: set[str], *, plain: str, misread: bool) -> StampDegree | None:
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
    return StampDegree(name, capitals, printed[:1].isupper(), "label" in groups)


def _listed(plain: str) -> bool:
    """An item of a list: a dash before it and none behind it, or what goes on with a comma, semicolon or colon."""
    opened = bool(_BULLET.match(plain)) and not re.search(r"[-–—+•·*]\s*\Z", plain)
    return opened or plain.rstrip().endswith((";", ",", ":"))
