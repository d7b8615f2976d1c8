"""What should not stand on a public page though it is no state secret: remarks for the clerk, who decides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_INTERNAL = re.compile(
    r"(?:chỉ\s+)?lưu\s+hành\s+nội\s+bộ|(?:không|chưa)\s+phổ\s+biến\s+(?:rộng\s+rãi|ra\s+ngoài)", re.IGNORECASE
)
_IDENTITY = re.compile(
    r"""
    (?:CMND|CMTND|CCCD|căn\s+cước|chứng\s+minh\s+(?:nhân\s+dân|thư)|định\s+danh|hộ\s+chiếu)
        [^\d\n]{0,40}\d(?:[ .]?\d){8}(?:(?:[ .]?\d){3})?(?![\d.,]*\d)
    | (?<![\d.,/])0(?:0[1-9]|[1-8]\d|9[0-6])(?:[ ]?\d){9}(?![\d.,/]*\d)   # twelve digits begin with the province
    """,
    re.IGNORECASE | re.VERBOSE,
)
# mobile and fixed numbers; never part of an amount, a date or a document's number
_PHONE = re.compile(
    r"""
    (?<![\d.,/])(?:\+84|\(\+84\)|0084|0)[ .-]?(?:[35789]\d(?:[ .-]?\d){7}|\(?2\d{1,2}\)?(?:[ .-]?\d){7,8})(?![\d,/]*\d)
    | (?<![\d.,/])\(02\d{1,2}\)(?:[ .-]?\d){7,8}(?!\d)
    """,
    re.VERBOSE,
)
# an address of a private person, with the name or initial that follows
_PERSON = re.compile(
    r"\b(?:(?P<patient>bệnh\s+nhân|người\s+bệnh|BN)|ông|bà|anh|chị|em|cháu|bé|trường\s+hợp|học\s+sinh)\s+"
    r"(?:số\s+)?(?P<name>[^\W\d_]+\.?(?:\s*[^\W\d_]+)?|\d+)",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"\b(?:HIV|AIDS|dương\s+tính|chẩn\s+đoán|bệnh\s+án|ung\s+thư|tâm\s+thần|trầm\s+cảm|viêm\s+gan|bệnh\s+lao|lao\s+phổi|giang\s+mai"
    r"|ma\s+túy|ma\s+tuý|nhóm\s+máu|mang\s+thai|phá\s+thai|động\s+kinh|tiểu\s+đường|đái\s+tháo\s+đường|tự\s+kỷ|di\s+truyền)\b",
    re.IGNORECASE,
)
# a health word alone speaks of a disease, with a colon of a patient
_DIAGNOSIS = re.compile(r"\bchẩn\s+đoán(?:\s+(?:xác\s+định|sơ\s+bộ|ra\s+viện|vào\s+viện))?\s*:", re.IGNORECASE)
_SENTENCE_END = re.compile(r";|\.\s")
_FEW = 3


def private_words(text: str) -> list[str]:
    """Vietnamese sentences on what the text says of persons or forbids to spread, with lines and words."""
    text = unicodedata.normalize("NFC", text)
    return [
        *_said("có ghi “lưu hành nội bộ”", _lines(text, _INTERNAL)),
        *_said("có số giấy tờ tùy thân (căn cước, chứng minh nhân dân)", _lines(text, _IDENTITY)),
        *_said("có số điện thoại", _lines(text, _PHONE)),
        *_said("có thông tin sức khỏe của một người", _of_patients(text)),
    ]


def _said(what: str, found: Iterator[tuple[int, str]]) -> Iterator[str]:
    places = list(found)
    if places:
        shown = ", ".join(f"dòng {line} (“{quote}”)" for line, quote in places[:_FEW])
        more = f" và {len(places) - _FEW} chỗ khác" if len(places) > _FEW else ""
        yield f"Văn bản {what}: {shown}{more}; hãy cân nhắc trước khi công bố."


def _lines(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    line = at = 0
    for found in pattern.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        yield line + 1, " ".join(found[0].split())[:60]


def _of_patients(text: str) -> Iterator[tuple[int, str]]:
    """Sentences that name a person and an illness; a word of health without a person is a matter of policy."""
    for number, line in enumerate(text.split("\n"), 1):
        for sentence in _SENTENCE_END.split(line) if _HEALTH.search(line) else ():
            found = _HEALTH.search(sentence)
            if found and (_DIAGNOSIS.search(sentence) or any(map(_names, _PERSON.finditer(sentence)))):
                yield number, " ".join(sentence[max(0, found.start() - 30) : found.end() + 20].split())


def _names(person: re.Match[str]) -> bool:
    """A patient's name or number; of others, two words with capitals."""
    words = person["name"].replace(".", " ").split()
    capitals = all(word.istitle() or word.isdigit() for word in words)
    return capitals and (person["patient"] is not None or len(words) > 1)
