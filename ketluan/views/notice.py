"""The page of a notice: the document itself, and beside it what a reader needs to use it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from ketluan import addresses
from ketluan.archive import Archive
from ketluan.notice import Directive, Notice, Party, TocItem
from ketluan.page import Page
from ketluan.views import wording
from ketluan.views.cited import document_target, holders
from ketluan.views.facts import body_with_facts
from ketluan.views.letterhead import letterhead
from ketluan.views.neighbours import Neighbours, neighbours
from ketluan.views.rendering import page
from ketluan.views.structured import notice_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """A body told something in the notice, with the anchors of what it leads and coordinates."""

    name: str
    id: str | None
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]

    @property
    def first(self) -> str:
        """Where its chip jumps."""
        return (self.lead + self.coordinate)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """A document named in a directive or in the front matter; `target` is an address in the site, if any."""

    number: str
    target: str | None
    anchors: tuple[str, ...]
    relation: str = ""


NOT_INDEXED = Markup('<meta name="robots" content="noindex">')
RELATIONS = {"replaces": "thay thế", "amends": "sửa đổi, bổ sung", "implements": "thực hiện", "cites": "dẫn chiếu"}


def notice_pages(archive: Archive) -> Iterator[Page]:
    """A page for each notice, a tombstone for each withdrawn one, and one for each old address."""
    near = neighbours(archive)
    for held in archive.notices:
        yield _withdrawn(archive, held) if held.withdrawn else _notice(archive, held, near)
        yield from (_moved(archive, held, alias) for alias in held.aliases)


def _notice(archive: Archive, held: Notice, near: Neighbours) -> Page:
    address = addresses.notice(held)
    addressed = _addressed(archive, held)
    return page(
        archive,
        address=address,
        title=_title(archive, held),
        description=_description(archive, held, addressed),
        kind="notice",
        toc=_contents(held),
        head=notice_data(archive, held),
        held=held,
        letterhead=letterhead(held, archive.register),
        issuer_name=wording.full_name(archive.register, held.issuer),
        placed=_placed(held),
        chair_address=_chair(held),
        citation=wording.citation(held, wording.full_name(archive.register, held.issuer)),
        body=body_with_facts(archive, held),
        contents=held.body.toc,
        addressed=addressed,
        dated=_dated(held),
        documents=_documents(archive, held),
        cited_by=near.citing.get(held.id, ()),
        related_by=near.related.get(held.id, ()),
        relations=RELATIONS,
        newer=near.newer.get(held.id),
        older=near.older.get(held.id),
        same_chair=near.same_chair.get(held.id, ()),
        same_series=near.same_series.get(held.id, ()),
    )


def _title(archive: Archive, held: Notice) -> str:
    """Number first: that is what a browser tab still shows when it is narrow."""
    return f"{wording.notice_name(held)}: {wording.clip(held.title, 120)}"


def _description(archive: Archive, held: Notice, addressed: Sequence[Addressed]) -> str:
    issuer = wording.full_name(archive.register, held.issuer)
    when = f", {wording.long_day(held.issued)}" if held.issued else ""
    who = "; ".join(body.name for body in addressed[:6])
    told = f" {len(held.directives)} chỉ đạo" + (f" cho {who}." if who else ".")
    return f"{issuer}{when}. {held.title}.{told}"


def _placed(held: Notice) -> str:
    """The place-and-date line: `Kon Tum, ngày 10 tháng 7 năm 2014`."""
    when = wording.long_day(held.issued) if held.issued else "ngày … tháng … năm …"
    return f"{held.place or '…'}, {when}"


def _chair(held: Notice) -> str | None:
    chair = held.meeting.chair
    return addresses.chair(held.issuer.rpartition("/")[0], chair) if chair else None


def _contents(held: Notice) -> list[TocItem]:
    """The printed headings, and the page's own parts after them."""
    items = [replace(item, text=item.text.rstrip(" :")) for item in held.body.toc]
    top = min((item.level for item in items), default=2)
    after = [("noi-nhan", "Nơi nhận, chữ ký"), ("ban-goc", "Bản gốc"), ("lien-quan", "Thông báo liên quan")]
    return [*items, *(TocItem(level=top, id=anchor, text=text) for anchor, text in after)]


def _addressed(archive: Archive, held: Notice) -> list[Addressed]:
    """In the order of their first directive; known bodies by the register's name, others as printed."""
    found: dict[tuple[str | None, str], tuple[list[str], list[str]]] = {}
    for task in held.directives:
        for role, parties in enumerate((task.lead, task.coordinate)):
            for party in parties:
                anchors = found.setdefault(_key(archive, party), ([], []))[role]
                if task.id not in anchors:
                    anchors.append(task.id)
    bodies = [
        Addressed(name=name, id=id, lead=tuple(lead), coordinate=tuple(coordinate))
        for (id, name), (lead, coordinate) in found.items()
    ]
    return sorted(bodies, key=lambda body: not body.lead)


def _key(archive: Archive, party: Party) -> tuple[str | None, str]:
    return (party.id, wording.agency_name(archive.register, party.id)) if party.id else (None, party.name)


def _dated(held: Notice) -> list[Directive]:
    """The directives with a deadline, the nearest first; those without a day last, in printed order."""
    tasks = [task for task in held.directives if task.deadline]
    return sorted(tasks, key=lambda task: (task.deadline and task.deadline.date) or dt.date.max)


def _documents(archive: Archive, held: Notice) -> list[CitedDocument]:
    """Those of the front matter with their relation, then those cited in directives, in printed order."""
    cited: dict[str, list[str]] = {}
    for task in held.directives:
        for number in task.citations:
            cited.setdefault(number, []).append(task.id)
    related = [
        CitedDocument(
            number=_number(archive, tie.number, tie.id),
            target=_target(archive, held, number=tie.number, id=tie.id),
            anchors=tuple(cited.pop(tie.number or "", ())),
            relation=RELATIONS[tie.kind],
        )
        for tie in held.related
    ]
    return related + [
        CitedDocument(number=number, target=document_target(archive, held, number), anchors=tuple(anchors))
        for number, anchors in cited.items()
    ]


def _number(archive: Archive, number: str | None, id: str | None) -> str:
    named = archive.by_id.get(id or "")
    return number or (wording.notice_name(named) if named else id or "")


def _target(archive: Archive, held: Notice, *, number: str | None, id: str | None) -> str | None:
    """By id as given; by number when one notice alone can be meant."""
    if id:
        return f"{addresses.NOTICES}/{id}"
    found = holders(archive, number or "", held)
    if len(found) == 1:
        return addresses.notice(found[0])
    return addresses.cited(number) if number and number.upper() in archive.by_citation else None


def _withdrawn(archive: Archive, held: Notice) -> Page:
    name = wording.notice_name(held)
    return page(
        archive,
        address=addresses.notice(held),
        title=f"{name} đã được thu hồi",
        description=f"{name} của {wording.full_name(archive.register, held.issuer)} đã được thu hồi khỏi kho.",
        kind="withdrawn",
        head=NOT_INDEXED,
        held=held,
        issuer_name=wording.full_name(archive.register, held.issuer),
    )


def _moved(archive: Archive, held: Notice, alias: str) -> Page:
    """An old address: says where the notice stands now, and goes there."""
    address = f"{addresses.NOTICES}/{alias.strip('/').removeprefix(addresses.NOTICES + '/')}"
    return page(
        archive,
        address=address,
        title=f"{wording.notice_name(held)} đã chuyển địa chỉ",
        description=f"Địa chỉ mới của {wording.notice_name(held)}.",
        kind="moved",
        head=NOT_INDEXED,
        held=held,
    )
