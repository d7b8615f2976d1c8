"""Rules that a notice keeps with its file, the register and the other notices; the docstring of a rule is the rule."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ketluan.agency import Register
from ketluan.header import Header
from ketluan.notice import Notice
from ketluan.problem import Problem, nearest
from ketluan.slug import slug

UNKNOWN_YEAR = "khong-ro"


@dataclass(frozen=True, slots=True)
class Held:
    """A notice with its header, whose lines problems point to."""

    notice: Notice
    header: Header

    def problem(self, key: str, message: str) -> Problem:
        """A problem on the line of a key of the front matter, on the first line when the key is not there."""
        return Problem(self.notice.path, self.header.lines.get(key, 1), message)

    def remark(self, key: str, message: str) -> Problem:
        """As `problem`, of what need not stop a build."""
        return Problem(self.notice.path, self.header.lines.get(key, 1), message, remark=True)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the rules look at: all notices that could be read, sorted by path, the register and the day."""

    held: Sequence[Held]
    register: Register
    today: dt.date


Rule = Callable[[Shelf], Iterable[Problem]]


def archive_problems(shelf: Shelf) -> Iterator[Problem]:
    """Every rule applied."""
    for rule in RULES:
        yield from rule(shelf)


def issuer_folder(shelf: Shelf) -> Iterator[Problem]:
    """The folders above the year are the issuer's id (asked only of issuers that the register holds)."""
    for item in shelf.held:
        folder = item.notice.id.rsplit("/", 2)[0]
        if folder != item.notice.issuer and item.notice.issuer in shelf.register.agencies:
            yield item.problem("issuer", f"issuer must be the folder '{folder}', not '{item.notice.issuer}'")


def year_folder(shelf: Shelf) -> Iterator[Problem]:
    """The year's folder is the year of `issued` or of the meeting, or `khong-ro`.

    An address stays when a date is filled in later: another of these years than the import would choose is a remark.
    """
    for item in shelf.held:
        notice = item.notice
        dates = (notice.issued, notice.meeting.date)
        years = list(dict.fromkeys([*(str(date.year) for date in dates if date), UNKNOWN_YEAR]))
        if notice.year not in years:
            yield item.problem("issued", f"year folder must be {' or '.join(years)}, not '{notice.year}'")
        elif notice.year != years[0]:
            yield item.remark("issued", f"year folder stays '{notice.year}' although the date says {years[0]}")


def stem_after_number(shelf: Shelf) -> Iterator[Problem]:
    """A file is named after its number (`975-tb-vp`, `-2` for a second one); one named before stays, with a remark."""
    for item in shelf.held:
        stem, number = item.notice.id.rsplit("/", 1)[1], item.notice.number
        if number and not re.fullmatch(re.escape(slug(number)) + r"(-\d+)?", stem):
            yield item.remark("number", f"file name stays '{stem}' although the number says '{slug(number)}'")


def dates_in_order(shelf: Shelf) -> Iterator[Problem]:
    """A notice is issued on the day of its meeting or later."""
    for item in shelf.held:
        issued, met = item.notice.issued, item.notice.meeting.date
        if issued and met and issued < met:
            yield item.problem("issued", f"issued must not be before the meeting ({met}), not '{issued}'")


def not_in_the_future(shelf: Shelf) -> Iterator[Problem]:
    """A notice issued or a meeting held after today is remarked on."""
    for item in shelf.held:
        for key, date in (("issued", item.notice.issued), ("meeting", item.notice.meeting.date)):
            if date and date > shelf.today:
                yield item.remark(key, f"{key} lies after today ({shelf.today}): '{date}'")


def one_number(shelf: Shelf) -> Iterator[Problem]:
    """An issuer gives a number once a year; a withdrawn notice may share its number with the one put in its place."""
    standing = Shelf([item for item in shelf.held if not item.notice.withdrawn], shelf.register, shelf.today)

    def numbered(item: Held) -> tuple[str, str, int] | None:
        notice = item.notice
        return (notice.issuer, notice.number.upper(), notice.date.year) if notice.number and notice.date else None

    yield from _once(standing, numbered, key="number", what="number of an issuer in a year")


def one_original(shelf: Shelf) -> Iterator[Problem]:
    """An original, known by its digest, belongs to one notice."""
    yield from _once(shelf, lambda item: item.notice.sha256, key="sha256", what="sha256")


def _once(shelf: Shelf, of: Callable[[Held], object], *, key: str, what: str) -> Iterator[Problem]:
    first: dict[object, Notice] = {}
    for item in shelf.held:
        value = of(item)
        if value is None:
            continue
        owner = first.setdefault(value, item.notice)
        if owner is not item.notice:
            shown = getattr(item.notice, key)
            yield item.problem(key, f"{what} must be given once, not again '{shown}' (first in {owner.path})")


def related_held(shelf: Shelf) -> Iterator[Problem]:
    """A related notice given by id is in the archive and is another one."""
    ids = [item.notice.id for item in shelf.held]
    known = set(ids)
    for item in shelf.held:
        for related in item.notice.related:
            if related.id == item.notice.id:
                yield item.problem("related", "related.id must be another notice, not the notice itself")
            elif related.id and related.id not in known:
                near = nearest(related.id, ids)
                yield item.problem("related", f"related.id must be a notice of the archive, not '{related.id}'{near}")


def aliases_free(shelf: Shelf) -> Iterator[Problem]:
    """An old address leads to one notice and is nobody's present address."""
    owners = {item.notice.id.casefold(): item.notice for item in shelf.held}
    for item in shelf.held:
        for alias in item.notice.aliases:
            owner = owners.setdefault(alias.casefold(), item.notice)
            if alias == item.notice.id:
                yield item.problem("aliases", f"item of aliases must be an old id, not the notice's own '{alias}'")
            elif owner is not item.notice:
                yield item.problem("aliases", f"item of aliases must be free, not '{alias}' (taken by {owner.path})")


def topics_listed(shelf: Shelf) -> Iterator[Problem]:
    """A topic is one of the list `topics` of the register."""
    allowed = shelf.register.topics
    for item in shelf.held:
        for topic in item.notice.topics:
            if topic not in allowed:
                choice = (
                    f"one of {', '.join(allowed)}" if allowed else "in the list topics of the register (it is empty)"
                )
                yield item.problem("topics", f"item of topics must be {choice}, not '{topic}'{nearest(topic, allowed)}")


def names_known(shelf: Shelf) -> Iterator[Problem]:
    """A body told to do something or to help that the register does not hold is remarked on, once a notice."""
    for item in shelf.held:
        jurisdiction = item.notice.issuer.rpartition("/")[0]
        asked: set[str] = set()
        for directive in item.notice.directives:
            for party in directive.lead + directive.coordinate:
                if party.id or party.name in asked or party.name in shelf.register.not_agencies:
                    continue
                asked.add(party.name)
                near = [agency.id for agency in shelf.register.nearest(party.name, jurisdiction)][:1]
                message = f"agency must be in the register, not '{party.name}'"
                hint = f"; nearest is '{near[0]}'" if near else ""
                yield Problem(item.notice.path, directive.line or 1, message + hint, remark=True)


def hand_known(shelf: Shelf) -> Iterator[Problem]:
    """A body given by hand is in the register."""
    known = shelf.register.agencies
    for item in shelf.held:
        wrong = {
            party.id: directive.line
            for directive in reversed(item.notice.directives)
            for party in directive.lead + directive.coordinate
            if party.origin == "hand" and party.id and party.id not in known
        }
        for agency, line in wrong.items():
            message = f"agency given by hand must be in the register, not '{agency}'{nearest(agency, known)}"
            yield Problem(item.notice.path, line or 1, message)


RULES: tuple[Rule, ...] = (
    issuer_folder,
    year_folder,
    stem_after_number,
    dates_in_order,
    not_in_the_future,
    one_number,
    one_original,
    related_held,
    aliases_free,
    topics_listed,
    hand_known,
    names_known,
)
