"""The numbers of documents that a text cites, in all printed forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ketluan.text.dates import DAY, MONTH, YEAR, day_of
from ketluan.text.number import Number, without_blanks

# symbols of decree 30/2020 and its forerunners, and of the Party: a sample, letters of other shape pass by their place
_KINDS = [
    "TTLT",
    "QĐ",
    "NQ",
    "NĐ",
    "CT",
    "TB",
    "CV",
    "KH",
    "TTr",
    "BC",
    "HD",
    "KL",
    "CTr",
    "CTHĐ",
    "ĐA",
    "PA",
    "QC",
    "QyĐ",
    "QĐi",
    "CĐ",
    "Qy",
    "GM",
    "GP",
    "GCN",
    "BB",
    "HĐ",
    "TT",
    "PL",
    "LCT",
    "L",
    "BCĐ",
    "VP",
    "VPCP",
    "UBND",
    "HĐND",
    "SL",
    "TL",
    "TTg",
    "CP",
    "QLNN",
]

_CITED = re.compile(
    rf"""
    \d (?:(?<![\w/.,:-]\d)|(?<=\b[Ss]ố\d))    # not inside a date, a fraction or another number
    (?:
        \d{{0,5}}[a-zđ]? \s?/\s? (?:(?:19|20)\d\d \s?/\s?)?      # number, year of a legal document
        (?:
            (?:{"|".join(_KINDS)}) \s?[-–/]\s? [A-ZĐƯ][\wĐđ]*[A-ZĐƯ\d][\wĐđ]*   # kind, blanks allowed, issuer
          | [A-ZĐƯ][A-Za-zĐđƯư\d]+ [-/] [A-ZĐƯ][\wĐđ]*                # 45/STC-QLNS
          | QH\d+                                                     # 39/2012/QH13
          | (?:{"|".join(_KINDS)})(?![\w-])                           # 1234/UBND
        )
      | \d{{0,5}} \s?-\s? (?:{"|".join(_KINDS)}) \s?/\s? [A-ZĐƯ][\wĐđ]*   # the Party's 34-NQ/TU
      | (?<=\b[Ss]ố\s\d) \d{{0,5}} \s?/\s? (?:(?:19|20)\d\d/)?          # số 1179/TTrSGTVT
        (?:[a-zđ]{{0,2}}[A-ZĐƯ]){{3,}}[a-zđ]{{0,2}}(?![\w-])
    )
    (?: [-/.&] [A-ZĐƯ][\wĐđ]* )*
    """,
    re.VERBOSE,
)

_ISSUERS = "UBND|HĐND|TTg|CP|TU|TW|BCĐ|VPCP|VP"
_GLUED = re.compile(
    r"(?P<number>\d(?<![\w/.,:-]\d)\d{0,5}\s?/\s?(?:(?:19|20)\d\d\s?/\s?)?)"
    rf"(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))}|UBND|HĐND|VP)"
    rf"(?P<issuer>(?:{_ISSUERS})|(?<=UBND)[A-ZĐ]{{2,8}}|(?<=HĐND)[A-ZĐ]{{2,8}})(?!\s?[-–]\s?[A-ZĐ]|[\w/-])"
)
"""`186/KHUBND`: the hyphen at a line's end was lost."""
# each pattern begins with its own letter, and looks behind it: so it is found fast
# a number broken over a line, or with a blank behind its hyphen before a known symbol
_BROKEN = re.compile(
    r"([-–/])(?:(?<=\w.)\s*\n\s*(?=[A-ZĐƯ])|(?<=[A-ZĐƯ][-–])\s(?=(?:TTg|CP|UBND|HĐND|TU|TW|BCĐ|VPCP)\b))"
)
# cheap: no citation where this finds nothing
_HINT = re.compile(r"\d[a-zđ]?\s?[/-]\s?(?:\d{4}\s?[/-]\s?)?[A-ZĐ]")


_PRINTED_DAY = re.compile(
    rf"""
    [\s,(]*
    (?: của \s [^\d,;.:()]{{2,60}}? (?<!trước\s) (?<!đến\s) (?<!trong\s) (?<!từ\s) (?<!hết\s) (?<!vào\s) (?<!nhất\s) )?
    (?:
        (?:ký\s+|ban\s+hành\s+)? ngày \s* (?P<day>{DAY}) (?: \s*[/.-]\s* | \s+tháng\s+ ) (?P<month>{MONTH})
        (?: \s*[/.-]\s* | \s+năm\s+ ) (?P<year>{YEAR})
      | (?:ký\s+|ban\s+hành\s+)? (?:tháng\s+{MONTH}\s*(?:/|\s+năm\s+) | năm\s+) (?P<only>{YEAR})
    )
    (?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What stands right behind a cited number: `ngày 5/3/2020`, `ngày 05 tháng 3 năm 2020`, `năm 2020`."""


def find_citations(text: str) -> tuple[str, ...]:
    """The numbers cited, without blanks, each once, in printed order; laws without numbers are no citations."""
    return tuple(dict.fromkeys(number for number, _ in _mentions(text)))


def cited_days(text: str) -> dict[str, str]:
    """For each number cited the day printed behind it, `2020-03-05`, or its year alone, `2020`; without those behind
    which neither is printed."""
    found: dict[str, str] = {}
    for number, mention in _mentions(text):
        if printed := _PRINTED_DAY.match(mention.string, mention.end()):
            day = printed["day"] and day_of(*(int(printed[part]) for part in ("year", "month", "day")))
            found.setdefault(number, day.isoformat() if day else printed["only"] or printed["year"])
    return found


def _mentions(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Each number cited, and where it stands in the text with its pieces joined."""
    if not ("/" in text or "-" in text) or not _HINT.search(text):
        return
    text = _GLUED.sub(r"\g<number>\g<kind>-\g<issuer>", _BROKEN.sub(r"\1", text))
    for found in _CITED.finditer(text):
        if number := _number(found[0]):
            yield number, found


def _number(printed: str) -> str | None:
    try:
        return str(Number.parse(without_blanks(printed)))
    except ValueError:
        return None
