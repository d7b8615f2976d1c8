"""Tells which lines of a letterhead belong to the stamp of a digital signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ketluan.importing.parsing.printed_lines import bare
from ketluan.text.folding import fold

# the minute, a time zone, a mail address (possessive, so that it stays linear)
_CLOCK = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}\s+\d{1,2}:\d{2}|\+07:?00|(?<![\w.])[\w.]++@[\w)]++\.\w")
# labels of such stamps, as slugs
_LABEL = re.compile(
    r"^\W*(?:(?:da-)?(?:duoc-)?ky-(?:so-)?boi|da-ky-so|digitally-signed|dn-c[nv]?-|nguoi-ky|email|co-quan-|thoi-gian-ky|ngay-ky|chu-ky-so|ky-so|signature|signed-by)"
)
# a label behind which the signer stands
_SIGNER = re.compile(r"(?:ky\s+(?:so\s+)?boi|nguoi\s+ky|signed\s+by)\W*")
# the author's part of a number: `VP` of `Số: 12/TB-VP`, filled in or not
_SYMBOL = re.compile(r"\b[Ss]\S{1,2}[\s:;\d….]*+/(?:\d{4}/)?\s*[A-ZĐ]{2,4}\s*[-–]\s*(?P<author>[A-ZĐ][A-Za-zĐđ.\s-]*)")
_SHORT = (("UBND", "U B N D"), ("HDND", "H D N D"), ("VPCP", "V P C P"))
# a line that names only the place goes on with the body above it
_PLACE = re.compile(r"(?:tinh|thanh-pho|huyen|quan|thi-xa|thi-tran|xa|phuong|dac-khu|tp)-")


def is_clock(text: str) -> bool:
    """Whether a line says the minute of a signature, or the signer's mail address."""
    return bool(_CLOCK.search(text))


def is_stamp_label(text: str) -> bool:
    """Whether a line begins with a label of such a stamp."""
    return bool(_LABEL.match(bare(text)))


def signer_lines(cells: Sequence[str], names_body: Callable[[str], bool]) -> set[int]:
    """Which of the lines above a label name the signer: those below the last one that the number's symbol stands for.

    `TRUNG TÂM TIN HỌC` above `Ký số` is no issuer of `12/TB-VP` when `VĂN PHÒNG` stands above it.
    """
    signers: set[int] = set()
    for label, text in enumerate(cells):
        if not is_stamp_label(text) or _names_signer(text, names_body):
            continue
        named = [at for at in range(label) if names_body(cells[at])]
        issuer = [at for at in named if numbered_by(cells, [cells[at]])]
        signers |= {at for at in named if issuer and at > issuer[-1]} - _going_on(cells, issuer)
    return signers


def numbered_by(cells: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether the symbol of the number that the cells print stands for one of the lines."""
    found = _SYMBOL.search("\n".join(cells))
    return any(_stands_for(found["author"], line) for line in lines) if found else False


def _names_signer(text: str, names_body: Callable[[str], bool]) -> bool:
    found = _SIGNER.search(fold(text))
    return bool(found) and names_body(text[found.end() :])  # type: ignore[union-attr]


def _going_on(cells: Sequence[str], issuer: Sequence[int]) -> set[int]:
    """The line below the issuer's that names nothing but the place which that one leaves out."""
    if not issuer or issuer[-1] + 1 >= len(cells):
        return set()
    above, below = bare(cells[issuer[-1]]), bare(cells[issuer[-1] + 1])
    return {issuer[-1] + 1} if _PLACE.match(below) and not _PLACE.search(above) else set()


def _stands_for(author: str, line: str) -> bool:
    """`UBND` and `VP.KT` for the initials of a line, or for a part of them from the first one on."""
    words = fold(line).upper()
    for short, letters in _SHORT:
        words = words.replace(short, letters)
    initials = "".join(word[0] for word in re.findall(r"[A-Z]+", words))
    letters = fold(author).upper().partition(" ")[0]
    if not letters or not initials or letters[0] != initials[0]:
        return False
    return _in_order(letters, initials) or (len(initials) > 1 and letters.startswith(initials))


def _in_order(letters: str, initials: str) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)
