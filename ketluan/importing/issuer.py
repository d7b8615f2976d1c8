"""Which body of the register the printed head names, and the entry for one that the register does not hold yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from ketluan.importing.jurisdiction import (
    LEVEL,
    Jurisdiction,
    jurisdiction_of,
    names_place,
    shortened,
    stated_lines,
    unlisted_province,
    without_place,
)
from ketluan.importing.misread_issuers import is_near_twin, meant_issuer, mended
from ketluan.model.agency import Agency, Kind, Register
from ketluan.model.agency_names import folded
from ketluan.model.name_index import CENTRAL
from ketluan.store.register_entries import new_entry, with_entry
from ketluan.text.slug import folder_name, slug
from ketluan.text.syllables import is_toned

_ABBREVIATIONS = {
    "hđnd": "HĐND",
    "ubnd": "UBND",
    "đbqh": "ĐBQH",
    "mttq": "MTTQ",
    "mttqvn": "MTTQVN",
    "tncs": "TNCS",
    "ptnt": "PTNT",
}
_LETTERED = frozenset(_ABBREVIATIONS.values())
# words that stay small inside a name that was printed in capitals
_KEPT_LOW = frozenset("và của các nhân dân ban phòng tịch đồng ủy uỷ tra quản lý đạo án phủ".split())
# a new body is made only of a name that begins with one of these
_BODY = re.compile(
    r"(?:ubnd|hđnd|văn phòng|sở|bộ|ban|cục|chi cục|tổng cục|vụ|viện|(?:tỉnh|thành|huyện|quận|thị|đảng) ủy|ủy ban|"
    r"hội đồng|đoàn|hội|trường|trung tâm|công an|thanh tra|kiểm toán|tòa án|toà án|quốc hội|thường trực|phòng|"
    r"bảo hiểm xã hội|kho bạc|bệnh viện|quân khu|liên đoàn|mặt trận|tổ công tác|tiểu ban|chính phủ|thủ tướng|"
    r"ngân hàng|công ty|tổng công ty|tập đoàn|đại học|học viện)\b"
)
# and of whole Vietnamese syllables or known abbreviations: a misread name must not become a body
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|[cgkpt]h|tr|gi|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?|covid|"
    r"ubnd|hdnd|dbqh|mttq|mttqvn|ubmttq|tncs|tw|ptnt|khcn|gtvt|ldtbxh|tnmt|\d{1,3}"
)
# a name that ends so was cut by the line
_HANGING = re.compile(r"\b(?:và|các|của|về|cho|thuộc|phòng,)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """An issuer: `id` of the register or to be; `name` as printed; `entry` is empty for one already registered,
    else its YAML, with its place; `meant` when the name was misread or typed without marks."""

    id: str
    name: str
    entry: str = ""
    place: Jurisdiction | None = None
    meant: bool = False


def find_issuer(lines: Sequence[str], place: str | None, register: Register, *, ocr: bool = False) -> Issuer | None:
    """The body that the printed lines name, None when none is printed or it is not sure which one it is.

    `place` is that of the place-and-date line: it tells which province a department without one serves.
    Where no name is the printed one, the only one counts that it can be misread from (in a text read by `ocr`, or typed
    without marks). Ids are permanent, so a body is only made of lines that name one in whole Vietnamese words, in a
    known place, and never beside one that it is a misreading of.
    """
    name = " ".join(lines)
    right = mended(lines)
    where = jurisdiction_of(right, place, register) if name else None
    sought = [where.id] if where else []
    if name and not any(names_place(line) for line in right):
        sought = list(dict.fromkeys([*sought, CENTRAL]))
    for jurisdiction in sought:
        for form in _forms(right):
            found = register.resolve(form, jurisdiction)
            if found and found.startswith(f"{jurisdiction}/"):
                return Issuer(id=found, name=name, meant=folded(" ".join(right)) != folded(name))
    if name and (known := meant_issuer(right, sought, register, ocr=ocr)):
        return Issuer(id=known.id, name=name, meant=True)
    return _new(right, name, where, register, ocr=ocr) if name and where else None


def stated_issuer(name: str, place: str | None, register: Register) -> Issuer | None:
    """The body that a person names, also one in a province that no list holds; `place` is that of the date line."""
    lines, province = stated_lines(name), unlisted_province(name)
    known = find_issuer(lines, place, register) or find_issuer([name], place, register)
    if known or province is None:
        return known
    return find_issuer(lines, None, replace(register, places={**register.places, province.id: province.name}))


def near_issuers(lines: Sequence[str], place: str | None, register: Register) -> tuple[Agency, ...]:
    """Up to three bodies of the register that the lines may mean; to be offered, never taken.

    Tones, which scans misread most, do not count; without a sure place all bodies are looked at with theirs.
    """
    where = jurisdiction_of(lines, place, register)
    known: dict[str, Agency] = {}
    for agency in register.agencies.values():
        if where is None or agency.jurisdiction == where.id:
            for name in (agency.name, *agency.aliases):
                known[slug(shortened(name))] = agency
                known[slug(shortened(f"{name} {register.places.get(agency.jurisdiction, '')}"))] = agency
    forms = [slug(shortened(form)) for form in _forms(lines)] if lines else []
    alike = [name for form in forms for name in get_close_matches(form, known, n=3, cutoff=0.75)]
    return tuple({known[name].id: known[name] for name in alike}.values())[:3]


def register_with(issuer: Issuer, text: str) -> str:
    """The text of `agencies.yml` with the issuer's entry, and its place where that is new."""
    if not issuer.entry or issuer.place is None:
        return text
    if above := issuer.place.above:
        text = with_entry(text, "", place=above.id, place_name=above.name)
    return with_entry(text, issuer.entry, place=issuer.place.id, place_name=issuer.place.name)


def _forms(lines: Sequence[str]) -> Iterator[str]:
    """How the register may call the body: all lines, office and superior the other way round, the lowest lines."""
    lines = _own(lines)
    yield " ".join(lines)
    for cut in range(1, len(lines)):
        lower, upper = " ".join(lines[cut:]), " ".join(lines[:cut])
        yield f"{lower} {upper}"
        if folded(lower) != "văn phòng":
            yield lower


def _own(lines: Sequence[str]) -> Sequence[str]:
    """The lines without the party organisation above a party committee (ĐẢNG BỘ TỈNH ... / TỈNH ỦY)."""
    return lines[1:] if len(lines) > 1 and shortened(lines[0]).startswith("đảng bộ") else lines


def _is_body(unit: str) -> bool:
    """True for a name that begins as bodies' names do, ends as a name can, and holds nothing that a scan misread."""
    low = unit.casefold()
    readable = all(_SYLLABLE.fullmatch(part) for part in slug(unit).split("-"))
    return bool(_BODY.match(low)) and readable and not _HANGING.search(low) and "/" not in unit


def _new(lines: Sequence[str], name: str, where: Jurisdiction, register: Register, *, ocr: bool) -> Issuer | None:
    """A body that the register does not hold; None for a name that is none, or that may be a misreading."""
    unit, meant = _unit(lines), folded(" ".join(lines)) != folded(name)
    typed_bare = not is_toned(name) and not all(is_toned(word) or word in _LETTERED for word in unit.split())
    if not _is_body(unit) or typed_bare or is_near_twin(f"{unit} {where.name}", register, ocr=ocr):
        return None
    id = f"{where.id}/{folder_name(unit)}"
    printed = [] if meant else [name]
    entry = new_entry(id, unit, kind=_kind(unit), aliases=printed) if id not in register.agencies else ""
    return Issuer(id=id, name=name, entry=entry, place=where, meant=meant)


def _unit(lines: Sequence[str]) -> str:
    """The body's name without its place, short and in small letters: `Văn phòng UBND`, `Sở Y tế`."""
    low = [shortened(line) for line in _own(lines)]
    lowest = low[-1].strip()
    if len(low) > 1 and lowest == "văn phòng":
        text = f"{lowest} {without_place(low[0])}"
    elif len(low) > 1 and not re.fullmatch(rf"(?:{LEVEL})\s+(?!ủy\b).+", lowest):
        text = lowest
    else:
        text = " ".join(low)
    return _capitalised(without_place(text) or text)


def _capitalised(text: str) -> str:
    """Letters as officials write them: `Sở Kế hoạch và Đầu tư`, `Ban Chỉ đạo khoa học, công nghệ`."""
    words = text.split()
    topic = text.startswith("ban chỉ ")
    made: list[str] = []
    for at, word in enumerate(words):
        begins = (
            at == 0
            or (at == 1 and word not in _KEPT_LOW)
            or (not topic and (words[at - 1] in ("và", "-") or words[at - 1].endswith(",")))
        )
        made.append(_ABBREVIATIONS.get(word) or (word.capitalize() if begins and word != "và" else word))
    name = " ".join(made)
    return re.sub(r"(?:tỉnh|thành|huyện|quận|thị) ủy|chính phủ|quốc hội", lambda found: found[0].capitalize(), name)


def _kind(unit: str) -> Kind:
    lower = unit.casefold()
    if lower.startswith(("ubnd", "hđnd")):
        return "local government"
    if lower.startswith(("sở", "phòng", "cục", "chi cục")):
        return "department"
    return "steering committee" if lower.startswith(("ban chỉ đạo", "ban điều hành")) else "issuer"
