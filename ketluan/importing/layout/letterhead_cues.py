"""What stands left and what right in the heads and feet of Vietnamese official documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ketluan.text.slug import slug

_STATE = ("cong-hoa-xa-hoi-chu-nghia-viet-nam", "dang-cong-san-viet-nam")
# first words, for a heading that was cut
_STATE_STARTS = ("cong-hoa", "dang-cong")
# what heads a document in capitals, as slugs; "nghi-" covers nghị quyết and nghị định
_LABELS = ("thong-bao", "ket-luan", "quyet-dinh", "chi-thi", "thong-tu", "nghi-", "ke-hoach", "cong-dien", "bien-ban")
_MOTTO = re.compile(r"doc-lap-tu-do-hanh-phuc")
# a signer's line: the right column of a foot
_SIGNS = re.compile(
    r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\s*\.|(?:NGƯỜI\s+)?(?:CHỦ TR[IÌ]|CHỦ TỌA|CHỦ TOẠ|THƯ KÝ|GHI BIÊN BẢN)\b"
    r"|(?:PHÓ\s+)?(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|BÍ THƯ|CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG BAN|TRƯỞNG PHÒNG)\b"
)
# blanks, dots and misread brackets stand where day and month are filled in by hand
_DATED = re.compile(
    r"[^,;:()]{2,40},?\s*ngày\W*[\w./}{]{0,6}\W*tháng\W*\w{0,6}\W*năm\W*[\d./…]{0,8}\W*\Z", re.IGNORECASE
)


def is_number_line(text: str) -> bool:
    """`Số: 11/TB-UBND`, `Số 12-TB/TU`."""
    return bool(re.match(r"số\s*[:.\d/]|số\s*\Z", text.strip(), re.IGNORECASE))


def is_dated_line(text: str) -> bool:
    """`Quảng Ngãi, ngày 08 tháng 01 năm 2025`, blanks for day and month allowed."""
    return len(text) < 80 and bool(_DATED.match(text.strip()))


def is_state_heading(text: str) -> bool:
    """True for the state's or the Party's heading, misread letters allowed."""
    name = slug(text) if len(text) < 80 else ""
    return any(abs(len(name) - len(state)) < 5 and _like(name, state) > 0.85 for state in _STATE)


def is_title_label(text: str) -> bool:
    """`THÔNG BÁO` and the names of other kinds of documents, in capitals on their own line or before the title."""
    return text.isupper() and slug(text).startswith(_LABELS)


def is_motto(text: str) -> bool:
    """`Độc lập - Tự do - Hạnh phúc`."""
    return len(text) < 60 and bool(_MOTTO.match(slug(text)))


def right_side_at(words: Sequence[str]) -> int | None:
    """The place after the first at which the state's heading, the motto or place and date begin in a line's words.

    Place and date are only looked for behind a number. None when there is none of them.
    """
    names = [slug(word) for word in words]
    for at in range(1, len(names) - 1):
        rest = " ".join(words[at:])
        if "-".join(names[at : at + 2]) in _STATE_STARTS and is_state_heading(rest):
            return at
        if "-".join(names[at : at + 2]) == "doc-lap" and is_motto(rest):
            return at
    if is_number_line(" ".join(words)):
        dated = [at for at in range(2, len(names)) if words[at][:1].isupper() and is_dated_line(" ".join(words[at:]))]
        return next((at for at in dated if "/" in " ".join(words[:at])), None)
    return None


def is_recipients_label(text: str) -> bool:
    """`Nơi nhận:`, misread letters allowed."""
    name = slug(text[:10])
    return name.startswith("noi-nhan") or (
        len(text) < 12 and text.rstrip().endswith(":") and _like(slug(text), "noi-nhan") > 0.8
    )


def is_signature_line(text: str) -> bool:
    """`TM. ỦY BAN NHÂN DÂN`, `KT. CHÁNH VĂN PHÒNG`, `THƯ KÝ`: what stands above a signature."""
    return len(text) < 80 and text.isupper() and bool(_SIGNS.match(text.strip()))


def _like(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two, autojunk=False).ratio()
