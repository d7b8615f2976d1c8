"""Dates, numbers, names and counts as Vietnamese offices write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypeVar

from ketluan.model.agency import Register
from ketluan.model.display_names import REASONS as REASONS
from ketluan.model.display_names import agency_name as agency_name
from ketluan.model.display_names import full_name as full_name
from ketluan.model.display_names import notice_name as notice_name
from ketluan.model.display_names import place_name as place_name
from ketluan.model.display_names import place_parts as place_parts
from ketluan.model.display_names import recurrence as recurrence
from ketluan.model.display_names import shown_title as shown_title
from ketluan.model.notice import UNKNOWN_YEAR, Directive, Notice, Party
from ketluan.model.notice_counts import NoticeCounts
from ketluan.text.dates import printed_date

Item = TypeVar("Item")

KNOWN_YEAR, NO_YEAR, THOUSANDS = "Năm {year}", "Không rõ năm", "."
BULLET = "-"
QUOTED = 160
"""Characters of a task that a copied citation repeats."""


def day(date: dt.date | None) -> str:
    """`08/02/2025`, or nothing."""
    return printed_date(date)


def long_day(date: dt.date) -> str:
    """`ngày 08 tháng 02 năm 2025`: days below 10 and the months 1 and 2 take a nought (decree 30/2020, article 8)."""
    month = f"{date.month:02}" if date.month < 3 else str(date.month)
    return f"ngày {date.day:02} tháng {month} năm {date.year}"


def month(key: str) -> str:
    """`2014-07` -> `tháng 7/2014`."""
    year, number = key.split("-")
    return f"tháng {int(number)}/{year}"


def year(name: str) -> str:
    """`2014` -> `Năm 2014`; `khong-ro` -> `Không rõ năm`."""
    return NO_YEAR if name == UNKNOWN_YEAR else KNOWN_YEAR.format(year=name)


def count(number: int) -> str:
    """`12.345`: a dot between the thousands."""
    return f"{number:,}".replace(",", THOUSANDS)


def apart(counts: NoticeCounts) -> str:
    """What notices are not counted with those in force, empty where there are none."""
    left_out = (("đã bị thay thế", counts.replaced), ("đã thu hồi", counts.withdrawn))
    return " và ".join(f"{count(number)} thông báo {why}" for why, number in left_out if number)


def directives(counts: NoticeCounts) -> str:
    """How many directives notices have, with what of them is of replaced notices."""
    of_replaced = f" (kể cả {count(counts.still_open)} chỉ đạo còn mở của thông báo đã bị thay thế)"
    return f"{count(counts.directives)} chỉ đạo{of_replaced if counts.still_open else ''}"


def size(octets: int) -> str:
    """`84 KB`, `1,2 MB`: a comma before the decimals."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))} KB"
    return f"{octets / 1_000_000:.1f} MB".replace(".", ",")


def percent(number: float) -> str:
    """`12,5%`."""
    return f"{number:.1f}%".replace(".", ",")


def capital(text: str) -> str:
    """With a capital at its beginning, the rest as it is: `tỉnh Kon Tum` -> `Tỉnh Kon Tum`."""
    return text[:1].upper() + text[1:]


def clip(text: str, limit: int) -> str:
    """Cut at a word with an ellipsis; for descriptions and quotations, never for what a page shows."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.-") + "…"


def short_name(notice: Notice) -> str:
    """What a link to a notice says in a list: its number, else its day."""
    if notice.number or not notice.date:
        return notice.number or "Thông báo chưa rõ số"
    return f"Thông báo ngày {day(notice.date)}"


def item_name(task: Directive, *, alone: bool) -> str:
    """How a directive is cited inside its notice: `mục II.1, ý 3`; `alone` when its section holds only it."""
    section, _, ordinal = task.id.rpartition("-")
    if section == "0":
        return f"ý {ordinal}"
    return f"mục {section}" if alone else f"mục {section}, ý {ordinal}"


def assignment_phrase(lead: Sequence[Party], register: Register) -> str:
    """What a copied citation adds before the words, for whoever cannot open the address: `, giao Sở Y tế`."""
    names = (agency_name(register, party.id) if party.id else party.name for party in lead)
    who = ", ".join(dict.fromkeys(names))
    return f", giao {who}" if who else ""


def quoted_words(task: Directive) -> str | None:
    """The words that a copied citation quotes; None where they are all that stands before the facts: no page says them
    twice. Printed markers are part of other paragraphs, and rows of tables have several cells."""
    return None if task.marker == BULLET and not task.columns else clip(task.text, QUOTED).rstrip(" ;,")


def citation(notice: Notice, issuer: str) -> str:
    """How another document names this one: `Thông báo số 975/TB-VP ngày 10/7/2014 của ...`."""
    when = f" {long_day(notice.issued)}" if notice.issued else ""
    return f"{notice_name(notice)}{when} của {issuer}"


def separated(items: Iterable[Item], mark: str = ", ") -> list[tuple[Item, str]]:
    """Each item of a list with the mark that stands behind it: none behind the last."""
    listed = list(items)
    return [(item, mark) for item in listed[:-1]] + [(item, "") for item in listed[-1:]]
