"""What stands left and what right in the heads and feet of Vietnamese official documents."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from ketluan.slug import slug

_STATE = ("cong-hoa-xa-hoi-chu-nghia-viet-nam", "dang-cong-san-viet-nam")
_STATE_STARTS = ("cong-hoa", "dang-cong")
_MOTTO = re.compile(r"doc-lap-tu-do-hanh-phuc")
_DATED = re.compile(r"ngày\b.{0,30}\btháng\b.{0,30}\bnăm\b", re.IGNORECASE)


def is_number_line(text: str) -> bool:
    """`Số: 11/TB-UBND`, `Số 12-TB/TU`."""
    return bool(re.match(r"số\s*[:.\d/]|số\s*\Z", text.strip(), re.IGNORECASE))


def is_dated_line(text: str) -> bool:
    """`Quảng Ngãi, ngày 08 tháng 01 năm 2025`, blanks for day and month allowed."""
    return len(text) < 80 and bool(_DATED.search(text))


def is_state_heading(text: str) -> bool:
    """True for the state's or the Party's heading, misread letters allowed."""
    name = slug(text) if len(text) < 80 else ""
    return any(abs(len(name) - len(state)) < 5 and _like(name, state) > 0.85 for state in _STATE)


def is_motto(text: str) -> bool:
    """`Độc lập - Tự do - Hạnh phúc`."""
    return len(text) < 60 and bool(_MOTTO.match(slug(text)))


def state_heading_at(words: list[str]) -> int | None:
    """The place after the first at which the state's heading begins among a line's words, None when it does not."""
    names = [slug(word) for word in words]
    for at in range(1, len(names) - 1):
        if "-".join(names[at : at + 2]) in _STATE_STARTS and is_state_heading(" ".join(words[at:])):
            return at
    return None


def is_recipients_label(text: str) -> bool:
    """`Nơi nhận:`, misread letters allowed."""
    name = slug(text[:10])
    return name.startswith("noi-nhan") or (
        len(text) < 12 and text.rstrip().endswith(":") and _like(slug(text), "noi-nhan") > 0.8
    )


def _like(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two, autojunk=False).ratio()
