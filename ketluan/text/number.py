"""The printed number of a document as a value: `975/TB-VP`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import total_ordering

from ketluan.text.slug import slug

_CAPITALS = "A-ZĐƯƠÔÂĂÊ"

_NUMBER = re.compile(
    rf"""
    (?P<digits>\d{{1,6}})                      # 975, 09
    (?P<letter>[a-zđ]?)                        # 30c/NQ-CP
    (?:/(?P<year>(?:19|20)\d\d)(?=[/-]))?      # 34/2014/QĐ-TTg
    (?P<symbol>
        [/-] [{_CAPITALS}][A-Za-zĐđƯưƠơÔÂĂÊ\d]*        # /TB, -NQ, /QH13, /UBND
        (?: [-/.&,+] [{_CAPITALS}\d][A-Za-zĐđƯưƠơÔÂĂÊ\d]* )*  # -VP, /TW, .VX3
    )
    """,
    re.VERBOSE,
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, without blanks; `digits` keeps the padding, comparing and hashing do not."""

    digits: str
    letter: str
    year: int | None
    symbol: str

    @classmethod
    def parse(cls, text: str) -> Number:
        """`975/TB - VP` -> `975/TB-VP`; raises ValueError when the text is no number of a document.

        The form follows Decree 30/2020/NĐ-CP (number, year of a legal document, kind, issuer) and, for the Party,
        Instruction 36-HD/VPTW; older and local forms (`.VX3` at the end) are read too.
        """
        found = _NUMBER.fullmatch(without_blanks(text))
        if found is None:
            raise ValueError(f"must be a document number such as 975/TB-VP, not '{text}'")
        year = found["year"]
        return cls(found["digits"], found["letter"], int(year) if year else None, found["symbol"])

    @property
    def order(self) -> int:
        """The running number: 9 for `09/TB-VPCP`."""
        return int(self.digits)

    @property
    def slug(self) -> str:
        """As it stands in addresses: `975-tb-vp`."""
        return slug(str(self))

    @property
    def key(self) -> tuple[int, int, str, str]:
        """Equal for all printed forms of one number: `09/TB-VPCP` and `9/TB-VPCP`; sorts by year, then number."""
        return self.year or 0, self.order, self.letter, self.symbol.upper()

    def __str__(self) -> str:
        """As printed, without blanks."""
        return f"{self.digits}{self.letter}{f'/{self.year}' if self.year else ''}{self.symbol}"

    def __eq__(self, other: object) -> bool:
        """Padding does not count."""
        return isinstance(other, Number) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __lt__(self, other: Number) -> bool:
        """By year, then number."""
        return self.key < other.key


def without_blanks(text: str) -> str:
    """The letters of a printed number: blanks dropped, `Ð` and `–` as they are typed today, composed letters."""
    text = unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("–", "-").replace("—", "-")
    return "".join(text.split())
