"""Vietnamese names of persons, told from names of places and bodies by their family names."""

from __future__ import annotations

import re

from ketluan.importing.parsing.provinces import is_province
from ketluan.lexicon.lexicon import family_names

# words of bodies and positions that look like names once printed in capitals
_BODY = re.compile(
    r"\b(?:[uủ][yỷ] ban|nhân dân|hội đồng|văn phòng|chủ tịch|bí thư|giám đốc|trưởng|thành phố|công an|quân sự|kế hoạch|"
    r"tài chính|nội vụ|trung tâm|chi cục|chi nhánh|liên hiệp|thanh tra|sở|phường|huyện|tỉnh|đảng|cục|viện|chính phủ|"
    r"nhà nước|đoàn thể|ban ngành|công ty|quốc hội|kính gửi|như trên|thường trực|các)\b",
    re.IGNORECASE,
)
# with such a middle word the given name may be a body's word: Nguyễn Văn Phường
_MIDDLE = ("Văn", "Thị", "Xuân", "Đình", "Hữu", "Đức", "Ngọc", "Quang", "Minh", "Thanh", "Công", "Trọng")
_TOKEN = re.compile(r"(?:[A-ZÀ-ỸĐ][a-zà-ỹđ]*(?:['’-][A-Za-zÀ-ỹĐđ]+)?|[A-ZÀ-ỸĐ]{2,})\Z")
_RANK = re.compile(
    r"(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy|uý)|(?:GS|PGS|TSKH|TS|Ts|ThS|Ths|BS|BSCKI{1,2}|BSCK\s?[12I]+|"
    r"DS|DSCKI{1,2}|KS|KTS|CN|NGƯT|TTƯT|Tiến sĩ|Thạc sĩ|Bác sĩ)\.?)[\s.,]*(?=\S)"
)


def is_person(text: str) -> bool:
    """True for a text that is a person's name and nothing else: two to five syllables, the first a family name.

    A person may be called like a body (`Bùi Văn Tỉnh`): behind a middle name the last syllable is a name's.
    """
    tokens = text.split()
    if not 2 <= len(tokens) <= 5 or not all(_TOKEN.match(token) for token in tokens):
        return False
    if is_province(text) or tokens[0].casefold() not in family_names():
        return False
    return not _BODY.search(" ".join(tokens[:-1]) if tokens[1] in _MIDDLE else text)


def looks_like_person(text: str) -> bool:
    """True for a text with the shape of a name, the family name not being a known one."""
    tokens = text.split()
    shaped = 2 <= len(tokens) <= 5 and all(_TOKEN.match(token) and not token.isupper() for token in tokens)
    return shaped and not is_province(text) and not _BODY.search(text)


def parted_rank(text: str) -> tuple[str, str]:
    """(`Đại tá`, `Nguyễn Văn A`); the rank or degree is empty when none stands before the name."""
    end, found = 0, _RANK.match(text)
    while found:
        end, found = found.end(), _RANK.match(text, found.end())
    return text[:end].strip(" ,"), text[end:].strip()


def trailing_person(text: str) -> str | None:
    """The name with which a text ends: `Phó Chủ tịch UBND tỉnh Quảng Ngãi Võ Phiên` -> `Võ Phiên`."""
    tokens = text.split()
    run = 0
    while run < min(len(tokens), 9) and _TOKEN.match(token := tokens[-1 - run]) and not token[1:].isupper():
        run += 1
    tail = tokens[len(tokens) - run :]
    tail = tail[_place_length(tail) :] if len(tail) > 3 else tail
    for size in (4, 5, 3, 2):
        if len(tail) >= size and is_person(name := " ".join(tail[-size:])):
            return name
    return None


def leading_person(text: str) -> str | None:
    """The name with which a text begins."""
    tokens = re.split(r"\s+", text.strip())
    run = 0
    while run < min(len(tokens), 5) and _TOKEN.match(tokens[run].rstrip(",;:.)")):
        run += 1
        if tokens[run - 1][-1] in ",;:.)":
            break
    for size in range(run, 1, -1):
        name = " ".join(tokens[:size]).rstrip(",;:.)")
        if is_person(name) or (size == run and looks_like_person(name)):
            return name
    return None


def _place_length(tokens: list[str]) -> int:
    return next((n for n in (3, 2, 1) if is_province(" ".join(tokens[:n])) and len(tokens) > n + 1), 0)
