"""The page of a notice: the document itself, and beside it what a reader needs to use it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from ketluan.model import addresses
from ketluan.model.archive import Archive, is_replaced, notice_assignments
from ketluan.model.display_names import KIND_NAMES
from ketluan.model.follow_up import decision
from ketluan.model.notice import Directive, Notice, Party, TocItem
from ketluan.model.page import Page, link
from ketluan.model.validity import UNTOUCHED
from ketluan.site import phrases
from ketluan.site.letterhead import letterhead
from ketluan.site.pages.cited_documents import cited_place, holders
from ketluan.site.pages.directive_facts import body_with_facts
from ketluan.site.pages.related_notices import neighbours
from ketluan.site.progress import LimitInForce, limits_in_force
from ketluan.site.recipe import Recipe
from ketluan.site.rendering import page
from ketluan.site.structured_data import notice_data


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLink:
    """Something named in a row; `target` is a link's, if it is one, `before` what is said before it."""

    text: str
    target: str | None = None
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """A body told something in the notice, with the anchors of what it leads and coordinates."""

    name: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]

    @property
    def lead_links(self) -> list[NamedLink]:
        return [NamedLink(text=anchor, target=f"#{anchor}") for anchor in self.lead]

    @property
    def coordinate_links(self) -> list[NamedLink]:
        return [NamedLink(text=anchor, target=f"#{anchor}") for anchor in self.coordinate]


NOT_INDEXED = Markup('<meta name="robots" content="noindex">')
RELATIONS = {
    "replaces": "thay thế",
    "amends": "sửa đổi, bổ sung",
    "corrects": "đính chính",
    "implements": "thực hiện",
    "cites": "dẫn chiếu",
}


def notice_recipes(archive: Archive) -> Iterator[Recipe]:
    """A page for each notice, a tombstone for each withdrawn one, and one for each old address."""
    return (Recipe(_pages, notice.id) for notice in archive.notices)


def _pages(archive: Archive, id: str) -> Iterator[Page]:
    notice = archive.by_id[id]
    yield _withdrawn(archive, notice) if notice.withdrawn else notice_page(archive, notice)
    yield from (_moved(archive, notice, alias) for alias in notice.aliases)


def notice_page(archive: Archive, notice: Notice) -> Page:
    """Of a published one."""
    near = archive.derived(neighbours)[notice.id]
    address = addresses.notice(notice)
    addressed = _addressed(archive, notice)
    return page(
        archive,
        address=address,
        title=_title(archive, notice),
        description=_description(archive, notice, addressed),
        kind="notice",
        toc=_contents(notice),
        head=notice_data(archive, notice),
        notice=notice,
        letterhead=letterhead(notice, archive.register),
        issuer_name=phrases.full_name(archive.register, notice.issuer),
        kind_name=KIND_NAMES[notice.kind],
        validity=archive.validity.get(notice.id, UNTOUCHED),
        decided=_decided(archive, notice),
        placed=_placed(notice),
        meeting=_meeting(notice),
        chair=_chair(notice),
        topics=[NamedLink(text=topic, target=link(address, addresses.topic(topic))) for topic in notice.topics],
        citation=phrases.citation(notice, phrases.full_name(archive.register, notice.issuer)),
        quoted=phrases.QUOTED,
        body=body_with_facts(archive, notice),
        contents=notice.body.toc,
        addressed=addressed,
        dated=_dated(archive, notice),
        documents=_documents(archive, notice),
        cited_by=near.citing,
        related_by=near.related,
        relations=RELATIONS,
        newer=near.newer,
        older=near.older,
        same_chair=near.same_chair,
        same_series=near.same_series,
    )


def _decided(archive: Archive, notice: Notice) -> Counter[str]:
    """Of a replaced notice how many of its tasks were decided upon in each way, and how many wait."""
    if not is_replaced(archive, notice):
        return Counter()
    found = [decision(each.events) for each in notice_assignments(archive, notice)]
    return Counter(event.event if event else "waiting" for event in found)


def _title(archive: Archive, notice: Notice) -> str:
    """Number first: that is what a browser tab still shows when it is narrow."""
    return f"{phrases.notice_name(notice)}: {phrases.clip(phrases.shown_title(notice), 120)}"


def _description(archive: Archive, notice: Notice, addressed: Sequence[Addressed]) -> str:
    issuer = phrases.full_name(archive.register, notice.issuer)
    when = f", {phrases.long_day(notice.issued)}" if notice.issued else ""
    who = "; ".join(body.name for body in addressed[:6])
    assignment = f" {len(notice.directives)} chỉ đạo" + (f" cho {who}." if who else ".")
    return f"{issuer}{when}. {phrases.shown_title(notice)}.{assignment}"


def _placed(notice: Notice) -> str:
    """The place-and-date line: `Kon Tum, ngày 10 tháng 7 năm 2014`."""
    when = phrases.long_day(notice.issued) if notice.issued else "ngày … tháng … năm …"
    return f"{notice.place or '…'}, {when}"


def _meeting(notice: Notice) -> list[str]:
    """What it was called, when and where it was held, as far as that is known."""
    meeting = notice.meeting
    day = Markup('ngày <time datetime="{}">{}</time>').format(meeting.date, phrases.day(meeting.date))
    return [
        *([phrases.capital(meeting.name)] if meeting.name else []),
        *([day] if meeting.date else []),
        *([f"tại {meeting.place}"] if meeting.place else []),
    ]


def _chair(notice: Notice) -> list[NamedLink]:
    chair, position = notice.meeting.chair, notice.meeting.chair_position
    if not chair:
        return []
    page = link(addresses.notice(notice), addresses.chair(notice.jurisdiction, chair))
    return [NamedLink(text=chair, target=page), *([NamedLink(text=position)] if position else [])]


def _contents(notice: Notice) -> list[TocItem]:
    """The printed headings, and the page's own parts after them."""
    items = [replace(item, text=item.text.rstrip(" :")) for item in notice.body.toc]
    top = min((item.level for item in items), default=2)
    signed = notice.recipients or notice.signer_position or notice.signer
    after = [("noi-nhan", "Nơi nhận, chữ ký")] if signed else []
    after += [("ban-goc", "Bản gốc"), ("lien-quan", "Thông báo liên quan")]
    return [*items, *(TocItem(level=top, id=anchor, text=text) for anchor, text in after)]


def _addressed(archive: Archive, notice: Notice) -> list[Addressed]:
    """In the order of their first directive; known bodies by the register's name, others as printed."""
    found: dict[tuple[str | None, str], tuple[list[str], list[str]]] = {}
    for task in notice.directives:
        for role, parties in enumerate((task.lead, task.coordinate)):
            for party in parties:
                anchors = found.setdefault(_key(archive, party), ([], []))[role]
                if task.id not in anchors:
                    anchors.append(task.id)
    bodies = [
        Addressed(name=name, lead=tuple(lead), coordinate=tuple(coordinate))
        for (_, name), (lead, coordinate) in found.items()
    ]
    return sorted(bodies, key=lambda body: not body.lead)


def _key(archive: Archive, party: Party) -> tuple[str | None, str]:
    return (party.id, phrases.agency_name(archive.register, party.id)) if party.id else (None, party.name)


def _dated(archive: Archive, notice: Notice) -> list[tuple[Directive, LimitInForce]]:
    """Every limit in force with its directive: what is to be done first, the nearest first; those without a day last,
    in printed order."""
    tasks = notice_assignments(archive, notice)
    limits = [(task.directive, limit) for task in tasks for limit in limits_in_force(task)]
    return sorted(limits, key=lambda pair: (bool(pair[1].over), pair[1].due or dt.date.max))


def _documents(archive: Archive, notice: Notice) -> list[NamedLink]:
    """Those of the front matter with their relation, then those cited in directives, in printed order, each leading to
    the first directive that cites it."""
    ties = [
        (_number(archive, tie.number, tie.id), _target(archive, notice, number=tie.number, id=tie.id), tie.kind)
        for tie in notice.related
    ]
    related = {tie.number for tie in notice.related}
    cited: dict[str, str] = {}
    for task in notice.directives:
        for number in task.citations:
            cited.setdefault(number, task.id)
    return [_mention(notice, number, target, f"{RELATIONS[kind]} ") for number, target, kind in ties] + [
        NamedLink(text=number, target=f"#{task}") for number, task in cited.items() if number not in related
    ]


def _mention(notice: Notice, text: str, target: str | None, before: str = "") -> NamedLink:
    return NamedLink(text=text, target=link(addresses.notice(notice), target) if target else None, before=before)


def _number(archive: Archive, number: str | None, id: str | None) -> str:
    named = archive.by_id.get(id or "")
    return number or (phrases.notice_name(named) if named else id or "")


def _target(archive: Archive, notice: Notice, *, number: str | None, id: str | None) -> str | None:
    """By id as given; by number when one notice alone can be meant."""
    if id:
        return f"{addresses.NOTICES}/{id}"
    found = holders(archive, number or "", notice)
    if len(found) == 1:
        return addresses.notice(found[0])
    return cited_place(archive, number) if number else None


def _withdrawn(archive: Archive, notice: Notice) -> Page:
    name = phrases.notice_name(notice)
    return page(
        archive,
        address=addresses.notice(notice),
        title=f"{name} đã được thu hồi",
        description=f"{name} của {phrases.full_name(archive.register, notice.issuer)} đã được thu hồi khỏi kho.",
        kind="withdrawn",
        head=NOT_INDEXED,
        notice=notice,
        issuer_name=phrases.full_name(archive.register, notice.issuer),
    )


def _moved(archive: Archive, notice: Notice, alias: str) -> Page:
    """An old address: says where the notice stands now, and goes there."""
    address = f"{addresses.NOTICES}/{alias.strip('/').removeprefix(addresses.NOTICES + '/')}"
    return page(
        archive,
        address=address,
        title=f"{phrases.notice_name(notice)} đã chuyển địa chỉ",
        description=f"Địa chỉ mới của {phrases.notice_name(notice)}.",
        kind="moved",
        head=NOT_INDEXED,
        notice=notice,
    )
