"""Which body of the register the printed head names, and the entry for one that the register does not hold yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ketluan.agency import CENTRAL, Kind, Register
from ketluan.naming import folded, level_of
from ketluan.register import new_entry, with_entry
from ketluan.slug import slug

_LEVEL = r"tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"
_PLACE = re.compile(
    rf"(?:^|\s)(?P<level>{_LEVEL})\s+(?P<name>(?!ủy\b|hội\b)[^\s,].*?)(?=\s+(?:văn phòng|ban|sở|phòng)\b|\s*$)"
)
_PARTY = re.compile(r"(?P<level>tỉnh|thành|huyện|quận|thị)\s+ủy\s+(?P<name>\S.*)$")
_PARTY_LEVELS = {"tỉnh": "tỉnh", "thành": "thành phố", "huyện": "huyện", "quận": "quận", "thị": "thị xã"}
_CENTRAL = re.compile(
    r"^(?:bộ |văn phòng chính phủ|văn phòng quốc hội|văn phòng trung ương|văn phòng chủ tịch|thủ tướng|chính phủ|"
    r"kiểm toán nhà nước|tổng cục|thanh tra chính phủ|ngân hàng nhà nước|ban .* trung ương|ủy ban dân tộc|quốc hội|"
    r"ủy ban quốc gia|hội đồng .*quốc gia|tòa án nhân dân tối cao|viện kiểm sát nhân dân tối cao|"
    r"bảo hiểm xã hội việt nam)"
)
_ABBREVIATIONS = {"hđnd": "HĐND", "ubnd": "UBND", "đbqh": "ĐBQH", "mttq": "MTTQ", "mttqvn": "MTTQVN", "tncs": "TNCS"}
_KEPT_LOW = frozenset(
    [
        "và",
        "của",
        "các",
        "nhân",
        "dân",
        "ban",
        "phòng",
        "tịch",
        "đồng",
        "ủy",
        "uỷ",
        "tra",
        "quản",
        "lý",
        "đạo",
        "án",
        "phủ",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """An issuer: `id` of the register or to be; `name` as printed; `entry` is empty for one already registered,
    else its YAML, with the id and name of its place."""

    id: str
    name: str
    entry: str = ""
    place: str = ""
    place_name: str = ""


def find_issuer(lines: Sequence[str], place: str | None, register: Register) -> Issuer | None:
    """The body that the printed lines name, None when nothing is printed.

    `place` is that of the place-and-date line: it tells which province a department without one serves, when it is
    the name of a place that the register knows.
    """
    name = " ".join(lines)
    if not name:
        return None
    jurisdictions = list(dict.fromkeys(_jurisdictions(lines, place, register)))
    for jurisdiction in jurisdictions:
        for form in _forms(lines):
            found = register.resolve(form, jurisdiction)
            if found and (
                found.startswith(f"{jurisdictions[0]}/") or (jurisdiction == CENTRAL and not _printed_place(lines))
            ):
                return Issuer(id=found, name=name)
    return _new(lines, name, jurisdictions[0], register)


def register_with(issuer: Issuer, text: str) -> str:
    """The text of `agencies.yml` with the issuer's entry at its end."""
    return with_entry(text, issuer.entry, place=issuer.place, place_name=issuer.place_name) if issuer.entry else text


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
    return lines[1:] if len(lines) > 1 and _low(lines[0]).startswith("đảng bộ") else lines


def _low(text: str) -> str:
    """Small letters, with the two bodies that every level has in their short form."""
    text = text.casefold().replace("uỷ", "ủy")
    return text.replace("ủy ban nhân dân", "ubnd").replace("hội đồng nhân dân", "hđnd")


def _jurisdictions(lines: Sequence[str], place: str | None, register: Register) -> Iterator[str]:
    """The places to look in: the printed one, the one of the date line, the centre; the first is where it belongs."""
    printed = _printed_place(lines)
    if printed:
        yield from _known(*printed, register) or [_place_id(*printed)]
        return
    if place and not _CENTRAL.match(_low(lines[0]).replace("ubnd", "ủy ban nhân dân")):
        name = re.sub(r"(?i)^(?:tp|thành phố|tỉnh)\.?\s+", "", place)
        yield from _known("", name, register) or [slug(name)]
    yield CENTRAL


def _known(level: str, name: str, register: Register) -> list[str]:
    """The one place of the register with that level and name; none when two share it."""
    found = [
        place
        for place, shown in register.places.items()
        if level_of(shown)[1] == folded(name) and (level_of(shown)[0] == level or (not level and "/" not in place))
    ]
    return found if len(found) == 1 else []


def _printed_place(lines: Sequence[str]) -> tuple[str, str] | None:
    """Level and name, in small letters, of the lowest place that the lines name: (`huyện`, `hồng ngự`)."""
    for text in [*(_low(line) for line in reversed(lines)), _low(" ".join(lines))]:
        if found := _PARTY.search(text):
            return _PARTY_LEVELS[found["level"]], found["name"]
        if places := list(_PLACE.finditer(text)):
            level = places[-1]["level"]
            return "thành phố" if level.startswith("tp") else level, places[-1]["name"]
    return None


def _place_id(level: str, name: str) -> str:
    """`kon-tum` for a province, `huyen-dak-ha` for what lies below one."""
    return slug(name) if level in ("tỉnh", "thành phố") else slug(f"{level} {name}")


def _new(lines: Sequence[str], name: str, place: str, register: Register) -> Issuer:
    unit = _unit(lines)
    id = f"{place}/{slug(unit)}"
    entry = new_entry(id, unit, kind=_kind(unit), aliases=[name]) if id not in register.agencies else ""
    printed = _printed_place(lines)
    place_name = f"{printed[0]} {printed[1].title()}" if printed else "Trung ương" if place == CENTRAL else place
    return Issuer(id=id, name=name, entry=entry, place=place, place_name=register.places.get(place, place_name))


def _unit(lines: Sequence[str]) -> str:
    """The body's name without its place, short and in small letters: `Văn phòng UBND`, `Sở Y tế`."""
    low = [_low(line) for line in _own(lines)]
    lowest = low[-1].strip()
    if len(low) > 1 and lowest == "văn phòng":
        text = f"{lowest} {_without_place(low[0])}"
    elif len(low) > 1 and not re.fullmatch(rf"(?:{_LEVEL})\s+.+", lowest):
        text = lowest
    else:
        text = " ".join(low)
    return _capitalised(_without_place(text) or text)


def _without_place(text: str) -> str:
    if party := _PARTY.search(text):
        return text[: party.start("name")].strip()
    places = list(_PLACE.finditer(text))
    return (text[: places[-1].start()] + text[places[-1].end() :]).strip() if places else text


def _capitalised(text: str) -> str:
    """Letters as officials write them: `Sở Y tế`, `Sở Kế hoạch và Đầu tư`, `Văn phòng HĐND và UBND`."""
    words = text.split()
    made: list[str] = []
    for at, word in enumerate(words):
        begins = (
            at == 0
            or (at == 1 and word not in _KEPT_LOW)
            or words[at - 1] in ("và", "-")
            or words[at - 1].endswith(",")
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
