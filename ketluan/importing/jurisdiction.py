"""Which place the printed lines of an issuer name, and its id; what is no known kind of place stays open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ketluan.importing.parsing.provinces import is_province, near_province, spelled_province
from ketluan.model.agency import Register
from ketluan.model.agency_names import folded, level_of
from ketluan.model.name_index import CENTRAL
from ketluan.text.folding import fold
from ketluan.text.slug import slug
from ketluan.text.syllables import is_syllable, is_toned

LEVEL = r"tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"
_PLACE = re.compile(  # the one city whose name ends in the word for a department comes first
    rf"(?:^|\s)(?P<level>{LEVEL})\s+(?P<name>hải phòng\b|(?!ủy\b|hội\b)[^\s,].*?)"
    rf"(?=\s+(?:văn phòng|ban|sở|phòng|{LEVEL})\b|\s*$)"
)
_LEVELS = re.compile(rf"(?<!\w)(?:{LEVEL})\s+(?!ủy\b|hội\b)")
_PARTY = re.compile(r"(?P<level>tỉnh|thành|huyện|quận|thị)\s+ủy\s+(?P<name>\S.*)$")
_PARTY_LEVELS = {"tỉnh": "tỉnh", "thành": "thành phố", "huyện": "huyện", "quận": "quận", "thị": "thị xã"}
# cities on the level of a province; "thành phố" elsewhere is a town inside one
_CENTRAL_CITIES = frozenset(["ha-noi", "hai-phong", "da-nang", "can-tho", "ho-chi-minh", "hue"])
# bodies of the centre print no place
_CENTRAL = re.compile(
    r"^(?:bộ |văn phòng chính phủ|văn phòng quốc hội|văn phòng trung ương|văn phòng chủ tịch|thủ tướng|chính phủ|"
    r"kiểm toán nhà nước|tổng cục|thanh tra chính phủ|ngân hàng nhà nước|ban .* trung ương|ủy ban dân tộc|quốc hội|"
    r"ủy ban quốc gia|ban chỉ đạo .*quốc gia|hội đồng .*quốc gia|"
    r"tòa án nhân dân tối cao|viện kiểm sát nhân dân tối cao|"
    r"bảo hiểm xã hội việt nam|ủy ban thường vụ quốc hội)"
)


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place: its id (`hai-duong/huyen-tu-ky`) and its name as the register writes it (`huyện Tứ Kỳ`);
    `above` is the province printed above it, when there is one."""

    id: str
    name: str
    above: Jurisdiction | None = None


def jurisdiction_of(lines: Sequence[str], dated: str | None, register: Register) -> Jurisdiction | None:
    """The place that an issuer serves, None when that is not sure.

    It is the lowest that the lines name; a central body's is the centre; a department that prints none serves the
    province of the date line (`dated`), but a town named there tells no province.
    """
    places = list(_printed(lines))
    if places:
        return _placed(*places[0], places[1:], register)
    if _CENTRAL.match(shortened(" ".join(lines)).replace("ubnd", "ủy ban nhân dân")):
        return Jurisdiction(CENTRAL, "Trung ương")
    name = re.sub(r"(?i)^(?:tp|thành phố|tỉnh)\.?\s+", "", dated or "").strip()
    return _known("", name, register) or (_province("tỉnh", name) if is_province(name) else None)


def unlisted_province(text: str) -> Jurisdiction | None:
    """The province that the text names in whole syllables, which no list holds and which none in a list is like."""
    for level, name in _printed([text]):
        if level == "tỉnh" and not near_province(name):
            return _province(level, name) if all(map(is_syllable, name.split())) else None
    return None


def stated_lines(name: str) -> list[str]:
    """A name as a person writes it, the places above its own before it as heads print them: `UBND xã Tân An, huyện
    Cần Đước` -> `huyện Cần Đước`, `UBND xã Tân An`."""
    starts = [found.start() for found in _LEVELS.finditer(name.casefold())][1:]
    pieces = [name[start:end] for start, end in pairwise([0, *starts, len(name)])]
    return [piece.strip(" ,;-–") for piece in reversed(pieces)]


def without_place(text: str) -> str:
    """A body's name in small letters without the place that ends it: `ubnd tỉnh kon tum` -> `ubnd`."""
    if party := _PARTY.search(text):
        return text[: party.start("name")].strip()
    places = list(_PLACE.finditer(text))
    return (text[: places[-1].start()] + text[places[-1].end() :]).strip() if places else text


def names_place(text: str) -> bool:
    """True when the text names a place of its own."""
    return next(_printed([text]), None) is not None


def shortened(text: str) -> str:
    """Small letters, with the two bodies that every level has in their short form."""
    text = text.casefold().replace("uỷ", "ủy")
    return text.replace("ủy ban nhân dân", "ubnd").replace("hội đồng nhân dân", "hđnd")


def _printed(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Level and name, in small letters, of each place that the lines name, the lowest first: (`huyện`, `hồng ngự`)."""
    named: list[tuple[str, str]] = []
    for text in [*(shortened(line) for line in reversed(lines)), shortened(" ".join(lines))]:
        if found := _PARTY.search(text):
            named.append((_PARTY_LEVELS[found["level"]], found["name"]))
        for place in reversed(list(_PLACE.finditer(text))):
            level = "thành phố" if place["level"].startswith("tp") else place["level"]
            named.append((level, place["name"]))
    yield from dict.fromkeys(named)


def _placed(level: str, name: str, above: Sequence[tuple[str, str]], register: Register) -> Jurisdiction | None:
    if known := _known(level, name, register):
        return known
    if level == "tỉnh" or (slug(name) in _CENTRAL_CITIES and level == "thành phố"):
        return _province(level, name) if is_province(name) else None
    province = next((each for each in above if each[0] == "tỉnh" or slug(each[1]) in _CENTRAL_CITIES), None)
    own = slug(f"{level} {name}")
    if province is None:
        return Jurisdiction(own, f"{level} {name.title()}")
    upper = _placed(*province, [], register)
    return Jurisdiction(f"{upper.id}/{own}", f"{level} {name.title()}", upper) if upper else None


def _province(level: str, name: str) -> Jurisdiction:
    shown = "thành phố" if slug(name) in _CENTRAL_CITIES else level
    return Jurisdiction(slug(name), f"{shown} {spelled_province(name).title()}")


def _known(level: str, name: str, register: Register) -> Jurisdiction | None:
    """The one place of the register with that level (any province when empty) and name; none when two share it.

    Đăk is Đắk; a name typed without marks is compared without them.
    """
    bare = not is_toned(name)
    found = [
        place
        for place, shown in register.places.items()
        if _spelling(level_of(shown)[1], bare=bare) == _spelling(folded(name), bare=bare)
        and (level_of(shown)[0] == level or (not level and "/" not in place))
    ]
    return Jurisdiction(found[0], register.places[found[0]]) if name and len(found) == 1 else None


def _spelling(name: str, *, bare: bool) -> str:
    return fold(name) if bare else name.replace("đăk", "đắk")
