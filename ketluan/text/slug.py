"""Names as they stand in addresses: lower-case letters a-z, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Windows takes these for devices, with any ending and in any folder: no file or folder can have them for a name.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def slug(text: str) -> str:
    """`975/TB-VP` -> `975-tb-vp`, `Sở Y tế` -> `so-y-te`; empty when the text has no letter or digit."""
    return re.sub(r"[^a-z0-9]+", "-", without_marks(text)).strip("-")


def without_marks(text: str) -> str:
    """`Đề nghị:` -> `de nghi:`."""
    plain = text.casefold().replace("đ", "d").replace("ð", "d")
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def folder_name(text: str) -> str:
    """As `slug`, but never empty, nor a name that Windows keeps for a device: `Côn` -> `con-0`."""
    name = slug(text) or "khong-ten"
    return f"{name}-0" if is_device(name) else name


def is_device(name: str) -> bool:
    """Whether Windows keeps the name of a file or folder for itself: `con`, `aux.pdf`, `COM1`."""
    return _DEVICES.fullmatch(name) is not None
