"""Names of issuers that were misread or typed without marks: what of them can be meant in one way only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from ketluan.importing.parsing.letterhead_fields import as_letters
from ketluan.importing.parsing.provinces import province_of_letters
from ketluan.model.agency import Agency, Register
from ketluan.model.agency_names import folded
from ketluan.model.display_names import full_name
from ketluan.model.name_index import CENTRAL
from ketluan.text.folding import fold
from ketluan.text.syllables import is_syllable, is_toned

Words = tuple[str, ...]

_PHRASES = ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "VĂN PHÒNG", "THÀNH PHỐ")
_LEVELS = ("TỈNH", "HUYỆN", "QUẬN", "THỊ XÃ", "THỊ TRẤN", "XÃ", "PHƯỜNG", "ĐẶC KHU", "SỞ", "BỘ")
"""Words of a closed class: where the letters of one stand without marks, it is the one that is meant."""
_PROVINCE = re.compile(r"(?:(?<=^)|(?<=NHÂN DÂN )|(?<=UBND )|(?<=HĐND ))T[IÍÌĨỊ]NH(?=\s+[^\W\d_])")
_NAMED_PROVINCE = re.compile(
    r"\b(?:T[IÍÌĨỊỈ]NH|THÀNH PHỐ|TP\.?)\s+(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,2})\Z", re.IGNORECASE
)
_UNDER = re.compile(r"(?<=\S)\s+(?=VĂN PHÒNG(?:\Z|\s+(?:HĐND|UBND|ĐOÀN)\b))|(?<=\S)\s+(?=SỞ\s+\S)")
"""Where the name of an office or a department begins behind that of its superior."""
_CLOSED = frozenset(" ".join(fold(words) for words in (*_PHRASES, *_LEVELS)).split())
_CONFUSED = str.maketrans("015l", "oisi")
_SHORT = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"), (" tp ", " thanh pho "))


def mended(lines: Sequence[str]) -> list[str]:
    """The printed lines with the words that every head has as they are spelled: TÍNH, VAN PHONG, PH0NG.

    One line that names an office behind its superior becomes two, and what ends it in brackets goes. Names of places
    and of subjects stay as they were read.
    """
    bare = not any(is_toned(line) for line in lines)
    lines = [_unglued(line.strip(" _|~—–-.")) for line in lines]
    right = [_PROVINCE.sub("TỈNH", _spelled(as_letters(line), bare=bare)) for line in lines]
    return [part for line in right for part in _UNDER.split(re.sub(r"\s*\([^()]*\)?\Z", "", line))]


def _unglued(line: str) -> str:
    """With the blanks of a province's name that a scan lost: TỈNH KONTUM."""
    found = _NAMED_PROVINCE.search(line)
    name = province_of_letters(found["name"]) if found else None
    if not found or not name or len(name.split()) <= len(found["name"].split()):
        return line
    return line[: found.start("name")] + (name.upper() if found["name"].isupper() else name.title())


def _spelled(line: str, *, bare: bool) -> str:
    """With the phrases of a closed class, in a line that is typed without marks with its single words too."""
    for phrase in (*_PHRASES, *(_LEVELS if bare else ())):
        at = f" {fold(line)} ".find(f" {fold(phrase)} ")
        printed = line[at : at + len(phrase)]
        if at >= 0 and printed.isupper() and folded(printed) != folded(phrase):
            line = line[:at] + phrase + line[at + len(phrase) :]
    return line


def meant_issuer(
    lines: Sequence[str], places: Collection[str], register: Register, *, ocr: bool = False
) -> Agency | None:
    """The only body of the register whose name the lines have when neither marks, order nor confusions of OCR count.

    `places` are the jurisdictions to look in beside those that the lines name. Of a text that was not read by `ocr` a
    word with another mark is another word: Tân Hóa is not Tân Hòa.
    """
    printed = {*_words(" ".join(lines))}
    named_places = [id for id, name in register.places.items() if name and {*_words(name)} <= printed]
    named, local = _by_words(register, {*places, *named_places})
    for known, cuts in ((named, range(len(lines))), (local, range(len(lines)))):
        for cut in cuts:
            found = known.get(_words(" ".join(lines[cut:])), set())
            fitting = [id for id in found if ocr or not _is_another(" ".join(lines), full_name(register, id))]
            if fitting:
                return register.agencies[fitting[0]] if len(fitting) == 1 else None
    return None


def is_near_twin(name: str, register: Register, *, ocr: bool = False) -> bool:
    """Whether a name with its place is one letter away from a registered body's, by a misreading."""
    own = _words(name)
    return any(_is_misread(own, _words(full_name(register, id)), ocr=ocr) for id in register.agencies)


def _by_words(register: Register, places: Collection[str]) -> tuple[Mapping[Words, set[str]], Mapping[Words, set[str]]]:
    """Bodies by the words of their names with their places, and those of some places by their names alone."""
    named: defaultdict[Words, set[str]] = defaultdict(set)
    local: defaultdict[Words, set[str]] = defaultdict(set)
    for agency in register.agencies.values():
        for name in (agency.name, *agency.aliases):
            for whole in _with_places(name, agency, register):
                named[_words(whole)].add(agency.id)
            if agency.jurisdiction in places:
                local[_words(name)].add(agency.id)
    return named, local


def _with_places(name: str, agency: Agency, register: Register) -> Iterator[str]:
    place = register.places.get(agency.jurisdiction, "")
    above = register.places.get(agency.jurisdiction.rpartition("/")[0], "")
    own = re.sub(r"(?i)\s+(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\Z", "", name)
    if agency.jurisdiction == CENTRAL or place.casefold() in name.casefold():
        yield name
    else:
        yield from (f"{own} {place}", f"{own} {place} {above}")


def _words(name: str) -> Words:
    """The words of a name in no order, without marks, with the letters that are confused as one."""
    text = f" {fold(re.sub(r'(?<=[^0-9 ])[015]|[015](?=[^0-9 ])', lambda found: found[0].translate(_CONFUSED), name))} "
    for long, short in _SHORT:
        text = text.replace(long, short)
    return tuple(sorted(word if word.isdigit() else word.replace("l", "i") for word in text.split()))


def _is_another(printed: str, name: str) -> bool:
    """Whether a word of the printed name has other marks than the same letters in the registered one."""
    known = {fold(word): folded(word) for word in name.split()}
    return any(
        is_toned(word) and fold(word) not in _CLOSED and known.get(fold(word), folded(word)) != folded(word)
        for word in printed.split()
    )


def _is_misread(own: Words, other: Words, *, ocr: bool) -> bool:
    """One word differs, in one letter; in a text that was not read by OCR it must be no syllable."""
    if len(own) != len(other) or own == other:
        return False
    wrong, right = [*own], [*other]
    for word in own:
        if word in right:
            wrong.remove(word)
            right.remove(word)
    return len(wrong) == 1 and _is_one_letter_off(wrong[0], right[0]) and (ocr or not is_syllable(wrong[0]))


def _is_one_letter_off(one: str, other: str) -> bool:
    if one.isdigit() or other.isdigit() or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 3:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = {(one[start + cut :], other[start + skip :]) for cut, skip in ((1, 1), (0, 1), (1, 0))}
    return any(rest == left for rest, left in rests)
