"""The head of a document as printed: who issues it, above whom, and in whose name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ketluan.importing.layout.page_stamps import is_of_signature
from ketluan.model.agency import Register
from ketluan.model.agency_names import folded
from ketluan.model.display_names import full_name
from ketluan.model.notice import Notice

_STATE = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ|ĐỘC\s+LẬP\s*-", re.IGNORECASE)
_PARTY = re.compile(r"\s*ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM$", re.IGNORECASE)
# lines above a title that name nobody
_NO_BODY = re.compile(
    r"SỐ\b|THÔNG\s+BÁO|DỮ LIỆU MINH HỌA$|(?:HỎA TỐC|THƯỢNG KHẨN|KHẨN)$|BẢN SAO|SAO Y|DỰ THẢO", re.IGNORECASE
)
# bodies of the Party, whose notices carry the Party's heading
_PARTY_BODY = re.compile(
    r"\b(?:tỉnh|thành|quận|huyện|thị|đảng) ủy\b|^(?:đảng (?:bộ|đoàn)|chi bộ|bộ chính trị|ban bí thư)\b"
    r"|^ban (?:(?:cán sự|chấp hành) đảng|chấp hành trung ương đảng|tuyên giáo|dân vận|nội chính)\b"
)
# a body's further line begins with a body's word; other lines go on with the one above
# what a stamp says before a name that may stand in the next line
_WHO = re.compile(r"(?:ký (?:số )?bởi|người ký|signed by|cơ quan|tổ chức)\s*:", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:ủy ban|hội đồng|ban|bộ|sở|văn phòng|cục|chi cục|tổng cục|vụ|viện|trung tâm|trường|thanh tra|công an|tòa án|"
    r"(?:tỉnh|thành|quận|huyện|thị|đảng) ủy|đảng bộ|công ty|tổng công ty|tập đoàn|tổ|tiểu ban)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The printed lines of the superior body and of the issuer, and whether the Party's heading stands beside them."""

    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    of_party: bool


def letterhead(notice: Notice, register: Register) -> Letterhead:
    """As printed, else as registered.

    Decree 30/2020/NĐ-CP, annex I: the superior body above, the whole name of the issuing body in bold below it, the
    state's heading beside them. Instruction 36-HD/VPTW: a committee of the Party has the Party's name there.
    """
    lines = [" ".join(line.split()) for line in notice.head.splitlines()]
    printed = (_PARTY.sub("", line) for line in _without_signature(lines))
    bodies = [line for line in printed if _names_a_body(line)]
    superior, issuer = _parted(bodies, _names(notice, register)) if bodies else _registered(notice, register)
    return Letterhead(superior=superior, issuer=issuer, of_party=_of_party(notice, register, lines))


def _without_signature(lines: list[str]) -> list[str]:
    """Without the stamp of a signing software: its lines, and the name on a line of its own behind one that asks for it
    or between two of them."""
    signed = [is_of_signature(line) for line in lines] + [False]
    value = [
        at > 0 and signed[at - 1] and _WHO.search(lines[at - 1]) and (lines[at - 1].endswith(":") or signed[at + 1])
        for at in range(len(lines))
    ]
    return [line for at, line in enumerate(lines) if not (signed[at] or value[at])]


def _names_a_body(line: str) -> bool:
    return line.isupper() and len(line) > 3 and not _STATE.search(line) and not _NO_BODY.match(line)


def _of_party(notice: Notice, register: Register, lines: list[str]) -> bool:
    """What is printed decides; a head without either heading is told by the issuer's name."""
    if any(_PARTY.search(line) for line in lines):
        return True
    if any(_STATE.search(line) for line in lines):
        return False
    return any(_PARTY_BODY.search(name) for name in _names(notice, register))


def _names(notice: Notice, register: Register) -> list[str]:
    """All ways to call the issuer, folded."""
    issuer = register.agencies.get(notice.issuer)
    return [folded(name) for name in (full_name(register, issuer.id), issuer.name, *issuer.aliases)] if issuer else []


def _parted(lines: list[str], names: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The issuer's name may take several lines; it is short where the superior's name goes before ("VĂN PHÒNG").

    The fewest lines that are its name count: a register may hold the whole head as one of its names.
    """
    starts = range(len(lines) - 1, -1, -1)
    known = (at for at in starts if _same(folded(" ".join(lines[at:])), names))
    begun = (at for at in starts if _BEGINS.match(folded(lines[at])))
    at = next(known, next(begun, len(lines) - 1))
    return tuple(lines[:at]), tuple(lines[at:])


def _same(printed: str, names: list[str]) -> bool:
    return any(f"{name} ".startswith(f"{printed} ") or f"{printed} ".startswith(f"{name} ") for name in names)


def _registered(notice: Notice, register: Register) -> tuple[tuple[str, ...], tuple[str, ...]]:
    issuer = register.agencies.get(notice.issuer)
    if issuer is None:
        return (), (notice.issuer,)
    parent = register.agencies.get(issuer.parent or "")
    return ((parent.name.upper(),) if parent else ()), (issuer.name.upper(),)
