"""Names as they stand in addresses: lower-case letters a-z, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str) -> str:
    """`975/TB-VP` -> `975-tb-vp`, `Sở Y tế` -> `so-y-te`; empty when the text has no letter or digit."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("ð", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
