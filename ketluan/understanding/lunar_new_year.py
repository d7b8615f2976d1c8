"""The first day of the lunar year in Vietnam, and the years' names in stems and branches.

The days follow the new moons of Hanoi (UTC+7), which in 2007 and 2030 are a day before those of Beijing.
"""

from __future__ import annotations

import datetime as dt

FIRST_YEAR = 1990
_DAYS = """
    0127 0215 0204 0123 0210 0131 0219 0207 0128 0216
    0205 0124 0212 0201 0122 0209 0129 0217 0207 0126
    0214 0203 0123 0210 0131 0219 0208 0128 0216 0205
    0125 0212 0201 0122 0210 0129 0217 0206 0126 0213
    0202 0123 0211 0131 0219 0208 0128 0215 0204 0124
    0212 0201 0122 0210 0130 0217 0206 0126 0214 0202
    0123 0211 0201 0218 0208 0128 0215 0204 0124 0212
    0202
""".split()
STEMS = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
BRANCHES = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
_OTHER_NAMES = {"tí": "tý", "tị": "tỵ", "mẹo": "mão", "kỉ": "kỷ"}


def new_year(year: int) -> dt.date | None:
    """The first day of Tết in a year of the solar calendar, None outside the table (1990 to 2060)."""
    at = year - FIRST_YEAR
    if not 0 <= at < len(_DAYS):
        return None
    return dt.date(year, int(_DAYS[at][:2]), int(_DAYS[at][2:]))


def is_named(year: int, stem: str, branch: str) -> bool:
    """Whether a year has the name: 2026 is `bính ngọ`."""
    named = STEMS[(year - 4) % 10], BRANCHES[(year - 4) % 12]
    return named == (_OTHER_NAMES.get(stem, stem), _OTHER_NAMES.get(branch, branch))
