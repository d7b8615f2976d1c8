"""Rules that a notice keeps with its file, the register and the other notices; the docstring of a rule is the rule."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ketluan.model.agency import Register
from ketluan.model.agency_names import names_many
from ketluan.model.display_names import clipped
from ketluan.model.message import Message, either, say
from ketluan.model.named_bodies import given_by_hand, unlisted_names
from ketluan.model.notice import UNKNOWN_YEAR, Notice, years_of
from ketluan.model.open_questions import open_questions
from ketluan.model.problem import Problem, near, nearest
from ketluan.store.header import Header
from ketluan.store.notice_body import READ_FROM_PICTURE
from ketluan.text.slug import slug


@dataclass(frozen=True, slots=True)
class CheckedNotice:
    """A notice with its header, whose lines problems point to."""

    notice: Notice
    header: Header

    def problem(self, key: str, message: Message) -> Problem:
        """A problem on the line of a key of the front matter, on the first line when the key is not there."""
        return Problem(self.notice.path, self.header.lines.get(key, 1), message)

    def remark(self, key: str, message: Message) -> Problem:
        """As `problem`, of what need not stop a build."""
        return Problem(self.notice.path, self.header.lines.get(key, 1), message, remark=True)


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What the rules look at: all notices that could be read, sorted by path, the register and the day."""

    notices: Sequence[CheckedNotice]
    register: Register
    today: dt.date


_SECOND = re.compile(r"-\d+")
Rule = Callable[[CheckContext], Iterable[Problem]]


def archive_problems(context: CheckContext, *, register_read: bool = True) -> Iterator[Problem]:
    """Every rule applied; while the register cannot be read, what it holds is not asked."""
    for rule in RULES:
        if register_read or rule not in OF_REGISTER:
            yield from rule(context)


def issuer_folder(context: CheckContext) -> Iterator[Problem]:
    """The folders above the year are the issuer's id (asked only of issuers that the register holds)."""
    for item in context.notices:
        folder = item.notice.id.rsplit("/", 2)[0]
        if folder != item.notice.issuer and item.notice.issuer in context.register.agencies:
            message = say(
                "issuer must be the folder '{folder}', not '{issuer}'", folder=folder, issuer=item.notice.issuer
            )
            yield item.problem("issuer", message)


def year_folder(context: CheckContext) -> Iterator[Problem]:
    """The year's folder is the year of `issued` (of its printed line where the day is blank) or of the meeting, or
    `khong-ro`.

    An address stays when a date is filled in later: another of these years than the import would choose is a remark.
    """
    for item in context.notices:
        notice = item.notice
        years = list(dict.fromkeys([*years_of(notice), UNKNOWN_YEAR]))
        if notice.year not in years:
            message = say("year folder must be {years}, not '{year}'", years=either(years), year=notice.year)
            yield item.problem("issued", message)
        elif notice.year != years[0]:
            message = say("year folder stays '{year}' although the date says {own}", year=notice.year, own=years[0])
            yield item.remark("issued", message)


def stem_after_number(context: CheckContext) -> Iterator[Problem]:
    """A file is named after its number (`975-tb-vp`, `-2` for a second one); one named before stays, with a remark."""
    for item in context.notices:
        stem, number = item.notice.id.rsplit("/", 1)[1], item.notice.number
        own = slug(number or "")
        if number and stem != own and not (stem.startswith(own) and _SECOND.fullmatch(stem, len(own))):
            message = say("file name stays '{stem}' although the number says '{own}'", stem=stem, own=own)
            yield item.remark("number", message)


def dates_in_order(context: CheckContext) -> Iterator[Problem]:
    """A notice is issued on the day of its meeting or later."""
    for item in context.notices:
        issued, met = item.notice.issued, item.notice.meeting.date
        if issued and met and issued < met:
            message = say("issued must not be before the meeting ({met}), not '{issued}'", met=met, issued=issued)
            yield item.problem("issued", message)


def not_in_the_future(context: CheckContext) -> Iterator[Problem]:
    """A notice issued, a meeting held or a review made after today is remarked on."""
    for item in context.notices:
        notice = item.notice
        reviewed = notice.reviewed.on if notice.reviewed else None
        for key, date in (("issued", notice.issued), ("meeting", notice.meeting.date), ("reviewed", reviewed)):
            if date and date > context.today:
                message = say("{key} lies after today ({today}): '{date}'", key=key, today=context.today, date=date)
                yield item.remark(key, message)


def one_number(context: CheckContext) -> Iterator[Problem]:
    """An issuer gives a number once a year; a withdrawn notice may share its number with the one put in its place."""
    standing = CheckContext(
        [item for item in context.notices if not item.notice.withdrawn], context.register, context.today
    )

    def numbered(item: CheckedNotice) -> tuple[str, str, int] | None:
        notice = item.notice
        return (notice.issuer, notice.number.upper(), notice.date.year) if notice.number and notice.date else None

    yield from _once(standing, numbered, key="number", what=say("number of an issuer in a year"))


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
            given = {"name": what, "value": getattr(item.notice, key), "path": owner.path}
            yield item.problem(key, say("{name} must be given once, not again '{value}' (first in {path})", **given))


def related_held(context: CheckContext) -> Iterator[Problem]:
    """A related notice given by id is in the archive and is another one."""
    ids = [item.notice.id for item in context.notices]
    known = set(ids)
    for item in context.notices:
        for related in item.notice.related:
            if related.id == item.notice.id:
                yield item.problem("related", say("related.id must be another notice, not the notice itself"))
            elif related.id and related.id not in known:
                message = say("related.id must be a notice of the archive, not '{id}'", id=related.id)
                yield item.problem("related", message + nearest(related.id, ids))


def aliases_free(context: CheckContext) -> Iterator[Problem]:
    """An old address leads to one notice and is nobody's present address."""
    owners = {item.notice.id.casefold(): item.notice for item in context.notices}
    for item in context.notices:
        for alias in item.notice.aliases:
            owner = owners.setdefault(alias.casefold(), item.notice)
            if alias == item.notice.id:
                message = say("item of aliases must be an old id, not the notice's own '{alias}'", alias=alias)
                yield item.problem("aliases", message)
            elif owner is not item.notice:
                given = {"alias": alias, "path": owner.path}
                yield item.problem(
                    "aliases", say("item of aliases must be free, not '{alias}' (taken by {path})", **given)
                )


def topics_listed(context: CheckContext) -> Iterator[Problem]:
    """A topic is one of the list `topics` of the register."""
    allowed = context.register.topics
    for item in context.notices:
        for topic in item.notice.topics:
            if topic not in allowed:
                choice = (
                    say("one of {allowed}", allowed=", ".join(allowed))
                    if allowed
                    else say("one listed under topics in the register, which lists none")
                )
                given = {"name": say("item of {name}", name="topics"), "wanted": choice, "shown": f"'{topic}'"}
                message = say("{name} must be {wanted}, not {shown}", **given)
                yield item.problem("topics", message + nearest(topic, allowed))


def names_known(context: CheckContext) -> Iterator[Problem]:
    """A body told to do something or to help that the register does not hold is remarked on, once a notice.

    Names of many bodies (`các đơn vị`) are one remark together, so that they do not hide the others.
    """
    for item in context.notices:
        jurisdiction = item.notice.jurisdiction
        asked: dict[str, int] = {}
        for _, line, name in unlisted_names(item.notice):
            if name in asked or name in context.register.not_agencies:
                continue
            asked[name] = line or 1
            if names_many(name):
                continue
            message = say("agency must be in the register, not '{name}'", name=name)
            for agency in context.register.nearest(name, jurisdiction)[:1]:
                message += near(agency.id)
            yield Problem(item.notice.path, line or 1, message, remark=True)
        if general := [name for name in asked if names_many(name)]:
            message = say("names of many bodies are not in the register: {names}", names=", ".join(general))
            yield Problem(item.notice.path, asked[general[0]], message, remark=True)


def all_sure(context: CheckContext) -> Iterator[Problem]:
    """What the understanding left open (a block, a body, a limit) is remarked on; what is unsure only since it was
    read from a picture once a notice."""
    for item in context.notices:
        questions = open_questions(item.notice)
        pictured = [each for each in questions if each.why == READ_FROM_PICTURE]
        together = pictured if len(pictured) > 1 else []
        if together:
            lines = sorted({each.line for each in together})
            message = say(
                "{number} places are not sure: {why}; lines {lines}",
                number=len(together),
                why=READ_FROM_PICTURE,
                lines=", ".join(map(str, lines)),
            )
            yield Problem(item.notice.path, lines[0] or 1, message, remark=True)
        for question in (each for each in questions if each not in together):
            message = replace(question, words=clipped(question.words)).message()
            yield Problem(item.notice.path, question.line or 1, message, remark=True)


def hand_known(context: CheckContext) -> Iterator[Problem]:
    """A body given by hand is in the register."""
    known = context.register.agencies
    for item in context.notices:
        for agency, line in given_by_hand(item.notice):
            if agency not in known:
                message = say("agency given by hand must be in the register, not '{name}'", name=agency)
                yield Problem(item.notice.path, line or 1, message + nearest(agency, known))


OF_REGISTER: tuple[Rule, ...] = (topics_listed, hand_known, names_known)
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
