"""Printed names of bodies made comparable: spelling folded, abbreviations written out, positions led back to bodies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

LEVELS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "tỉnh", "huyện", "quận", "phường", "xã")

# two spellings of one name must fold alike; general abbreviations only, the register holds the others
_WRITTEN_OUT = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "vpubnd": "văn phòng ủy ban nhân dân",
    "vp": "văn phòng",
    "mttq": "mặt trận tổ quốc",
    "mttqvn": "mặt trận tổ quốc việt nam",
    "bcđ": "ban chỉ đạo",
    "bql": "ban quản lý",
    "qlda": "quản lý dự án",
    "bqlda": "ban quản lý dự án",
    "kkt": "khu kinh tế",
    "kcn": "khu công nghiệp",
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thường trực",
    "tv": "thành viên",
    "lhpn": "liên hiệp phụ nữ",
    "lđlđ": "liên đoàn lao động",
    "tncs": "thanh niên cộng sản",
    "hcm": "hồ chí minh",
    "tw": "trung ương",
    "cp": "chính phủ",
    "chqs": "chỉ huy quân sự",
}
_NEW, _OLD = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ", "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
_TONE_PLACES = dict(zip(_NEW.split(), _OLD.split(), strict=True))
_NEW_TONE_PLACE = re.compile("|".join(_TONE_PLACES))
# y and i are one sound at the end of these (lý, lí)
_LONE_I = re.compile(r"(h|k|l|m|s|t|v|qu)([iìíỉĩị])")
_Y = str.maketrans("iìíỉĩị", "yỳýỷỹỵ")
# "Giám đốc Sở Y tế" means the body: who leads it does not tell it apart
_POSITION = re.compile(
    r"(?:các |toàn thể )?(?:đồng chí|đ c|ông|bà|tập thể|đại diện|lãnh đạo|người đứng đầu|cấp ủy|thủ trưởng|"
    r"(?:phó )?(?:tổng )?giám đốc|(?:phó )?chủ tịch|(?:phó )?chủ nhiệm|(?:phó )?bí thư|(?:bộ|thứ) trưởng|"
    r"(?:phó )?(?:tổng cục|chi cục|cục|vụ|viện|hiệu|chỉ huy) trưởng|chỉ huy phó|"
    r"(?:phó )?chánh(?= văn phòng| thanh tra| án)|"
    r"(?:phó )?trưởng(?: ban(?= ban)| phòng(?= phòng))?(?= ban| phòng| công an| đoàn| đài| trạm))(?: |$)"
)
# "trên địa bàn tỉnh" behind a name is no part of it
_TAIL = re.compile(r" (?:trên địa bàn|thuộc|của)(?: toàn)?(?: (?:tỉnh|thành phố|huyện|xã|phường))?$")
# plural words anywhere in the name, or a head that says what a body is and not which one
_MANY = re.compile(
    r"\b(?:các|những|mọi|từng|mỗi|toàn thể|tất cả)\b|^(?:(?:thủ trưởng |lãnh đạo |người đứng đầu )?"
    r"(?:cơ quan|đơn vị|địa phương|tổ chức|doanh nghiệp|chủ đầu tư|nhà thầu|cấp ủy|chính quyền|ngành)"
    r"(?: (?:có )?liên quan| chức năng| chủ trì| thi công| tư vấn| trực thuộc| địa phương| sở tại)*)$"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)?")


@lru_cache(maxsize=20_000)
def folded(printed: str) -> str:
    """Words of a name apart by one blank: lower case, `và` and `&` left out, abbreviations written out.

    Tone places are the old ones (`hòa`, `ủy`), a lone final i is y (`kỹ`), marks between words are gone.
    """
    text = unicodedata.normalize("NFC", printed).casefold().replace("ð", "đ")
    words = (_word(word) for word in re.findall(r"[^\W_]+", text) if word != "và")
    return " ".join(words)


def _word(word: str) -> str:
    if word in _WRITTEN_OUT:
        return _WRITTEN_OUT[word]
    if _LONE_I.fullmatch(word):
        return word[:-1] + word[-1].translate(_Y)
    return _NEW_TONE_PLACE.sub(lambda found: _TONE_PLACES[found[0]], word)


def names_many(name: str) -> bool:
    """Whether a name stands for bodies that no register lists one by one: `các đơn vị`, `UBND các xã`, `chủ đầu tư`."""
    return bool(_MANY.search(folded(name)))


def key(name: str) -> str:
    """What two ways of printing one name have in common; blanks do not count, since extraction glues words."""
    return folded(name).replace(" ", "")


def spoken_forms(printed: str) -> Iterator[str]:
    """The folded name, then without brackets that explain, without `trên địa bàn ...`, without a position.

    "Giám đốc Sở Y tế" and "Chủ tịch UBND các huyện" stand for the bodies; each form is given once.
    """
    plain = folded(printed)
    bare = folded(_BRACKETS.sub(" ", printed))
    local = _TAIL.sub("", bare)
    seen = dict.fromkeys((plain, bare, local, _without_position(local), _office_last(bare)))
    yield from (form for form in seen if form)


def _office_last(name: str) -> str:
    """A head of two lines the other way round: "UBND tỉnh Lào Cai, Văn phòng" is Văn phòng UBND tỉnh Lào Cai."""
    found = re.fullmatch(r"(ủy ban nhân dân) (.+) (văn phòng)((?: .+)? ủy ban nhân dân)?", name)
    return f"{found[3]}{found[4] or ' ' + found[1]} {found[2]}" if found else name


def _without_position(name: str) -> str:
    while found := _POSITION.match(name):
        shorter = name[found.end() :].strip()
        if not shorter:
            return name
        name = shorter
    return name


def abbreviations(name: str) -> set[str]:
    """Keys of the abbreviations officials make by rule, of names that begin with Sở, Bộ or Phòng.

    Each part between `và`, `,` and `-` may be shortened to its initials (Sở LĐTBXH, Sở Nông nghiệp và PTNT); of
    departments and ministries also all initials together (SYT, BTC), when there are at least three.
    """
    found = re.match(r"(Sở|Bộ|Phòng)\s+(.+)", name)
    if not found:
        return set()
    parts = [part for part in re.split(r"\s*(?:,|-|–|&|\bvà\b)\s*", found[2]) if part]
    choices = [(part, _initials(part)) for part in parts[:4]]
    made = {key(f"{found[1]} {' '.join(choice)}") for choice in product(*choices)}
    made.add(key(f"{found[1]} {_initials(found[2])}"))
    letters = found[1][0] + _initials(found[2])
    if found[1] != "Phòng" and len(letters) >= 3:
        made.add(letters.casefold())
    return made - {key(name)}


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W_]+", name) if word.casefold() != "và")


def level_of(place: str) -> tuple[str, str]:
    """`tỉnh Kon Tum` -> (`tỉnh`, `kon tum`), both folded; the level is empty when none is printed."""
    name = folded(place)
    level = next((folded(level) for level in LEVELS if name.startswith(folded(level) + " ")), "")
    return level, name.removeprefix(level).strip()


def trailing_level(name: str) -> str:
    """The word of a level that a folded name ends with, else nothing; never one of a list ("các huyện, thành phố")."""
    if " các " in f" {name} ":
        return ""
    return next((folded(level) for level in LEVELS if name.endswith(" " + folded(level))), "")
