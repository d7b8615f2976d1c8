"""Rules that a notice keeps with its file, the register and the other notices; the docstring of a rule is the rule."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ketluan.model.agency import Register
from ketluan.model.display_names import clipped
from ketluan.model.notice import UNKNOWN_YEAR, Notice
from ketluan.model.open_questions import open_questions
from ketluan.model.problem import Problem, nearest
from ketluan.store.header import Header
from ketluan.text.slug import slug


@dataclass(frozen=True, slots=True)
class CheckedNotice:
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
class CheckContext:
    """What the rules look at: all notices that could be read, sorted by path, the register and the day."""

    notices: Sequence[CheckedNotice]
    register: Register
    today: dt.date


Rule = Callable[[CheckContext], Iterable[Problem]]


def archive_problems(context: CheckContext) -> Iterator[Problem]:
    for rule in RULES:
        yield from rule(context)


def issuer_folder(context: CheckContext) -> Iterator[Problem]:
    """The folders above the year are the issuer's id (asked only of issuers that the register holds)."""
    for item in context.notices:
        folder = item.notice.id.rsplit("/", 2)[0]
        if folder != item.notice.issuer and item.notice.issuer in context.register.agencies:
            yield item.problem("issuer", f"issuer must be the folder '{folder}', not '{item.notice.issuer}'")


def year_folder(context: CheckContext) -> Iterator[Problem]:
    """The year's folder is the year of `issued` or of the meeting, or `khong-ro`.

    An address stays when a date is filled in later: another of these years than the import would choose is a remark.
    """
    for item in context.notices:
        notice = item.notice
        dates = (notice.issued, notice.meeting.date)
        years = list(dict.fromkeys([*(str(date.year) for date in dates if date), UNKNOWN_YEAR]))
        if notice.year not in years:
            yield item.problem("issued", f"year folder must be {' or '.join(years)}, not '{notice.year}'")
        elif notice.year != years[0]:
            yield item.remark("issued", f"year folder stays '{notice.year}' although the date says {years[0]}")


def stem_after_number(context: CheckContext) -> Iterator[Problem]:
    """A file is named after its number (`975-tb-vp`, `-2` for a second one); one named before stays, with a remark."""
    for item in context.notices:
        stem, number = item.notice.id.rsplit("/", 1)[1], item.notice.number
        if number and not re.fullmatch(re.escape(slug(number)) + r"(-\d+)?", stem):
            yield item.remark("number", f"file name stays '{stem}' although the number says '{slug(number)}'")


def dates_in_order(context: CheckContext) -> Iterator[Problem]:
    """A notice is issued on the day of its meeting or later."""
    for item in context.notices:
        issued, met = item.notice.issued, item.notice.meeting.date
        if issued and met and issued < met:
            yield item.problem("issued", f"issued must not be before the meeting ({met}), not '{issued}'")


def not_in_the_future(context: CheckContext) -> Iterator[Problem]:
    """A notice issued, a meeting held or a review made after today is remarked on."""
    for item in context.notices:
        notice = item.notice
        reviewed = notice.reviewed.on if notice.reviewed else None
        for key, date in (("issued", notice.issued), ("meeting", notice.meeting.date), ("reviewed", reviewed)):
            if date and date > context.today:
                yield item.remark(key, f"{key} lies after today ({context.today}): '{date}'")


def one_number(context: CheckContext) -> Iterator[Problem]:
    """An issuer gives a number once a year; a withdrawn notice may share its number with the one put in its place."""
    standing = CheckContext(
        [item for item in context.notices if not item.notice.withdrawn], context.register, context.today
    )

    def numbered(item: CheckedNotice) -> tuple[str, str, int] | None:
        notice = item.notice
        return (notice.issuer, notice.number.upper(), notice.date.year) if notice.number and notice.date else None

    yield from _once(standing, numbered, key="number", what="number of an issuer in a year")


def one_original(context: CheckContext) -> Iterator[Problem]:
    """An original, known by its digest, belongs to one notice."""
    yield from _once(context, lambda item: item.notice.sha256, key="sha256", what="sha256")


def _once(context: CheckContext, of: Callable[[CheckedNotice], object], *, key: str, what: str) -> Iterator[Problem]:
    first: dict[object, Notice] = {}
    for item in context.notices:
        value = of(item)
        if value is None:
            continue
        owner = first.setdefault(value, item.notice)
        if owner is not item.notice:
            shown = getattr(item.notice, key)
            yield item.problem(key, f"{what} must be given once, not again '{shown}' (first in {owner.path})")


def related_held(context: CheckContext) -> Iterator[Problem]:
    """A related notice given by id is in the archive and is another one."""
    ids = [item.notice.id for item in context.notices]
    known = set(ids)
    for item in context.notices:
        for related in item.notice.related:
            if related.id == item.notice.id:
                yield item.problem("related", "related.id must be another notice, not the notice itself")
            elif related.id and related.id not in known:
                near = nearest(related.id, ids)
                yield item.problem("related", f"related.id must be a notice of the archive, not '{related.id}'{near}")


def aliases_free(context: CheckContext) -> Iterator[Problem]:
    """An old address leads to one notice and is nobody's present address."""
    owners = {item.notice.id.casefold(): item.notice for item in context.notices}
    for item in context.notices:
        for alias in item.notice.aliases:
            owner = owners.setdefault(alias.casefold(), item.notice)
            if alias == item.notice.id:
                yield item.problem("aliases", f"item of aliases must be an old id, not the notice's own '{alias}'")
            elif owner is not item.notice:
                yield item.problem("aliases", f"item of aliases must be free, not '{alias}' (taken by {owner.path})")


def topics_listed(context: CheckContext) -> Iterator[Problem]:
    """A topic is one of the list `topics` of the register."""
    allowed = context.register.topics
    for item in context.notices:
        for topic in item.notice.topics:
            if topic not in allowed:
                choice = (
                    f"one of {', '.join(allowed)}" if allowed else "in the list topics of the register (it is empty)"
                )
                yield item.problem("topics", f"item of topics must be {choice}, not '{topic}'{nearest(topic, allowed)}")


def names_known(context: CheckContext) -> Iterator[Problem]:
    """A body told to do something or to help that the register does not hold is remarked on, once a notice."""
    for item in context.notices:
        jurisdiction = item.notice.jurisdiction
        asked: set[str] = set()
        for directive in item.notice.directives:
            for party in directive.lead + directive.coordinate:
                if party.id or party.name in asked or party.name in context.register.not_agencies:
                    continue
                asked.add(party.name)
                near = [agency.id for agency in context.register.nearest(party.name, jurisdiction)][:1]
                message = f"agency must be in the register, not '{party.name}'"
                hint = f"; nearest is '{near[0]}'" if near else ""
                yield Problem(item.notice.path, directive.line or 1, message + hint, remark=True)


def all_sure(context: CheckContext) -> Iterator[Problem]:
    """What the understanding left open (a block, a body, a limit) is remarked on."""
    for item in context.notices:
        for question in open_questions(item.notice):
            message = str(replace(question, words=clipped(question.words)))
            yield Problem(item.notice.path, question.line or 1, message, remark=True)


def hand_known(context: CheckContext) -> Iterator[Problem]:
    """A body given by hand is in the register."""
    known = context.register.agencies
    for item in context.notices:
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
    all_sure,
)
