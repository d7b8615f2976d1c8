"""The provinces by name, those of before 2025 and of before 1997 too: what a printed place can be."""

from __future__ import annotations

from difflib import get_close_matches

from ketluan.text.slug import slug
from ketluan.text.syllables import is_toned

# of today and former ones that notices still print, in both spellings
_PROVINCES = {
    slug(name): " ".join(name.split())
    for name in """
    an giang, bà rịa, bà rịa vũng tàu, bắc giang, bắc kạn, bạc liêu, bắc ninh, bến tre, bình định, bình dương, bình
    phước, bình thuận, cà mau, cần thơ, cao bằng, đà nẵng, đắk lắk, đắk nông, điện biên, đồng nai, đồng
    tháp, gia lai, hà giang, hà nam, hà nội, hà tĩnh, hải dương, hải phòng, hậu giang, hòa bình, hưng yên, khánh
    hòa, kiên giang, kon tum, lai châu, lâm đồng, lạng sơn, lào cai, long an, nam định, nghệ an, ninh bình, ninh
    thuận, phú thọ, phú yên, quảng bình, quảng nam, quảng ngãi, quảng ninh, quảng trị, sóc trăng, sơn la, tây ninh,
    thái bình, thái nguyên, thanh hóa, thừa thiên huế, huế, tiền giang, hồ chí minh, trà vinh, tuyên quang, vĩnh
    long, vĩnh phúc, yên bái, hà tây, hà bắc, hải hưng, nam hà, vĩnh phú, bình trị thiên, quảng nam đà nẵng, sông
    bé, minh hải, thừa thiên - huế, đắc lắc,
    đắc nông, việt nam, vũng tàu
    """.split(",")
}

_BY_LETTERS = {key.replace("-", ""): name for key, name in _PROVINCES.items()}


def province_of_letters(name: str) -> str | None:
    """The province whose name has these letters, whatever stands between them: `KONTUM` -> `kon tum`."""
    return _BY_LETTERS.get(slug(name).replace("-", ""))


def is_province(name: str) -> bool:
    """True for a province, for Vũng Tàu and Việt Nam, which stand where provinces do; tones do not count."""
    return slug(name) in _PROVINCES


def spelled_province(name: str) -> str:
    """The name with the marks that it lacks when it was typed without any."""
    return name if is_toned(name) else _PROVINCES.get(slug(name), name)


def near_province(name: str) -> str | None:
    """The province that the name may be a misspelling of."""
    near = get_close_matches(slug(name), _PROVINCES, n=1, cutoff=0.8)
    return _PROVINCES[near[0]] if near else None
