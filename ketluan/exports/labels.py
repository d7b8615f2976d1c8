"""The words of the register and of a notice in files that people read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ketluan.model.agency import Register
from ketluan.model.display_names import full_name, notice_name
from ketluan.model.notice import Notice, Party
from ketluan.text.dates import printed_date

_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def notice_label(notice: Notice) -> str:
    """Its name and its day: `Thông báo số 975/TB-VP ngày 10/07/2014`."""
    return f"{notice_name(notice)} ngày {printed_date(notice.issued)}" if notice.issued else notice_name(notice)


def party_names(register: Register, parties: Iterable[Party]) -> str | None:
    """One after the other, bodies of the register with their place, others as printed; None when nobody is named.

    Whoever filters a spreadsheet by "Sở Y tế" must not mix those of several provinces.
    """
    return "; ".join(dict.fromkeys(party_name(register, party) for party in parties)) or None


def party_name(register: Register, party: Party) -> str:
    """`Sở Y tế tỉnh Kon Tum`; as printed when the register does not hold it."""
    return full_name(register, party.id) if party.id else party.name


def printable(text: str) -> str:
    """The text without control characters, which neither XML nor a calendar may hold; line breaks stay."""
    return _CONTROLS.sub("", text)
