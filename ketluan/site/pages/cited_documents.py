"""Pages of cited documents: one a document that many notices cite, lists by kind and year of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment, in_order
from ketluan.model.notice import UNKNOWN_YEAR, Notice
from ketluan.model.page import Page
from ketluan.site import phrases
from ketluan.site.listings import Section, Task
from ketluan.site.pages.documents_by_day import DatedDocument, by_day
from ketluan.site.paging import parts
from ketluan.site.recipe import Recipe
from ketluan.site.rendering import page
from ketluan.text.collation import vietnamese
from ketluan.text.document_kind import OTHER_KIND, document_kind, number_year
from ketluan.text.slug import slug

SEVERAL = 2
"""So many notices cite a document that has a page of its own; those that cite another stand in a list."""
MANY = 8
"""So many in a large archive, where pages of two or three rows would be most of its files."""
LARGE = 10_000
"""Directives of an archive that is not large yet."""
WIDTHS = ((120, 0), (600, 500), (3000, 100), (0, 50))
"""For the rows of a kind and a year how many numbers a list has: 0 for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What bears a number, as printed most, and what cites it `by_day`; `in_archive` are the archive's notices of that
    number."""

    number: str
    address: str
    by_day: tuple[DatedDocument, ...]
    in_archive: tuple[Notice, ...]

    @property
    def anchor(self) -> str:
        return slug(self.number)

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """All that cite it, in the order of their days."""
        return tuple(assignment for one in self.by_day for assignment in one.assignments)

    @property
    def notices(self) -> int:
        """How many notices cite it."""
        return len({assignment.notice.id for assignment in self.assignments})

    @property
    def days(self) -> tuple[DatedDocument, ...]:
        """Those whose day or year is printed."""
        return tuple(one for one in self.by_day if one.printed)

    @property
    def name(self) -> str:
        """With its day where one alone is printed."""
        alone = len(self.by_day) == len(self.days) == 1 and not number_year(self.number)
        return f"{self.number} {self.by_day[0].when}" if alone else self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """What a page prints of a document that many notices cite, without the directives; `when` is its day where others
    bear its number, `days` how many are printed of what bears it."""

    number: str
    when: str
    days: int
    address: str
    directives: int
    notices: int
    in_archive: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLink:
    """What the overview prints of a `DocumentList`."""

    year_name: str
    first: int | None
    width: int
    address: str
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentList:
    """The documents of a kind and a year that few notices cite, by number; where there are many, those whose numbers
    are of the `width` from `first` on."""

    kind: str
    year: str
    first: int | None
    width: int
    documents: tuple[Document, ...]

    @property
    def address(self) -> str:
        return addresses.cited_list(self.kind, self.year, self.first)

    @property
    def name(self) -> str:
        """`Quyết định năm 2014, số 100-199`."""
        numbers = "" if self.first is None else f", số {self.first}-{self.first + self.width - 1}"
        return f"{self.kind} {self.year_name}{numbers}"

    @property
    def year_name(self) -> str:
        """`năm 2014`; the year of a document is printed in its number or behind it, or nobody knows it."""
        return "không in năm" if self.year == UNKNOWN_YEAR else phrases.year(self.year).lower()


def cited_recipes(archive: Archive) -> Iterator[Recipe]:
    """`/van-ban-dan-chieu/`, cited most first; a page a document that many notices cite; lists of the others."""
    yield Recipe(_overview)
    yield from (Recipe(_document, slug) for slug in archive.derived(often_cited))
    yield from (Recipe(_list, address) for address in archive.derived(cited_seldom))


def citing_notices(archive: Archive) -> int:
    """How many notices must cite a document that has a page of its own."""
    return SEVERAL if archive.directive_count <= LARGE else MANY


def often_cited(archive: Archive) -> dict[str, Document]:
    """By the slug of its number each document that many notices cite, cited most first."""
    least = citing_notices(archive)
    return {document.anchor: document for document in archive.derived(_ordered) if document.notices >= least}


def cited_seldom(archive: Archive) -> dict[str, DocumentList]:
    """The lists of the other documents, by their addresses."""
    least = citing_notices(archive)
    found = _lists([document for document in archive.derived(_ordered) if document.notices < least])
    return {one.address: one for one in found}


def cited_places(archive: Archive) -> dict[str, str]:
    """By the slug of its number where each document is listed with those who cite it."""
    places = {anchor: document.address for anchor, document in archive.derived(often_cited).items()}
    for address, listed in archive.derived(cited_seldom).items():
        places |= {document.anchor: f"{address}#{document.anchor}" for document in listed.documents}
    for document in archive.derived(often_cited).values():
        places |= _days_places(document)
    return places


def _days_places(document: Document) -> dict[str, str]:
    """Where documents of several days bear the number: for each directive that cites one, where that begins."""
    if len(document.by_day) == 1:
        return {}
    days = {assignment.id: one.anchor for one in document.by_day for assignment in one.assignments}
    begins: dict[str, str] = {}
    for part in parts(document.address, document.assignments):
        for assignment in part.rows:
            begins.setdefault(days[assignment.id], f"{part.address}#{days[assignment.id]}")
    return {f"{document.anchor}#{id}": begins[anchor] for id, anchor in days.items()}


def _ordered(archive: Archive) -> list[Document]:
    return sorted(_documents(archive), key=lambda found: (-len(found.assignments), vietnamese(found.number)))


def _overview(archive: Archive) -> Iterator[Page]:
    often = list(archive.derived(often_cited).values())
    lists = list(archive.derived(cited_seldom).values())
    least = archive.derived(citing_notices)
    total = len(often) + sum(len(one.documents) for one in lists)
    rows = [facts for document in often for facts in _of_each_day(document) if facts.notices >= least]
    shown = {row.number for row in rows}
    for part in parts(addresses.CITED, sorted(rows, key=lambda row: -row.directives)):
        yield page(
            archive,
            address=part.address,
            title="Văn bản dẫn chiếu" + part.suffix,
            description=f"{phrases.count(total)} văn bản được các chỉ đạo trong kho dẫn chiếu.",
            kind="cited",
            part=part,
            many=least,
            few=_few(least),
            total=total,
            shared=[document for document in often if document.number not in shown] if part.number == 1 else [],
            lists_of={kind: [*map(_list_link, group)] for kind, group in groupby(lists, key=lambda one: one.kind)},
            any_in_archive=any(document.in_archive for document in part.rows),
        )


def _few(least: int) -> str:
    """Fewer notices than so many, in words."""
    return "một thông báo" if least == SEVERAL else f"dưới {least} thông báo"


def _printed_facts(document: Document) -> CitedDocument:
    return CitedDocument(
        number=document.number,
        when="",
        days=len(document.days),
        address=document.address,
        directives=len(document.assignments),
        notices=document.notices,
        in_archive=document.in_archive,
    )


def _of_each_day(document: Document) -> list[CitedDocument]:
    whole = _printed_facts(document)
    if len(document.by_day) == 1:
        return [whole]
    return [
        replace(
            whole,
            when=one.when,
            address=f"{document.address}#{one.anchor}",
            directives=len(one.assignments),
            notices=one.notices,
        )
        for one in document.by_day
    ]


def _list_link(found: DocumentList) -> ListLink:
    return ListLink(
        year_name=found.year_name,
        first=found.first,
        width=found.width,
        address=found.address,
        documents=len(found.documents),
    )


def cited_address(archive: Archive, number: str) -> str | None:
    """Where a cited document is listed with those who cite it; None where no directive does."""
    return archive.derived(cited_places).get(slug(number))


def _year(document: Document) -> str:
    """Where its number says it, else as it is printed behind the number; the newest of several."""
    return number_year(document.number) or next((one.printed[:4] for one in document.days), UNKNOWN_YEAR)


def _lists(documents: Sequence[Document]) -> list[DocumentList]:
    """By kind, the newest year first; a number without letters of a kind is among the others, which come last."""
    groups: dict[tuple[str, str], list[Document]] = {}
    for document in sorted(documents, key=lambda one: (_value(one), vietnamese(one.number))):
        groups.setdefault((document_kind(document.number), _year(document)), []).append(document)
    lists = [one for (kind, year), found in groups.items() for one in _divided(kind, year, found)]
    newest_first = sorted(lists, key=lambda one: (one.year.isdigit(), one.year), reverse=True)
    return sorted(newest_first, key=lambda one: (one.kind == OTHER_KIND, vietnamese(one.kind)))


def _divided(kind: str, year: str, documents: Sequence[Document]) -> Iterator[DocumentList]:
    """One list while it is short, else one for so many numbers each that it is: where a document stands depends on
    its number, so that another one moves none but where a list has grown too long."""
    rows = sum(len(document.assignments) for document in documents)
    width = next((width for rows_at_most, width in WIDTHS if rows <= rows_at_most), WIDTHS[-1][1])
    for first, found in groupby(documents, key=lambda one: _value(one) // width * width if width else None):
        yield DocumentList(kind=kind, year=year, first=first, width=width, documents=tuple(found))


def _value(document: Document) -> int:
    """The figures that its number begins with."""
    return int(found[0]) if (found := re.match(r"\d{1,9}", document.number)) else 0


def _list(archive: Archive, address: str) -> Iterator[Page]:
    shown, few = archive.derived(cited_seldom)[address], _few(archive.derived(citing_notices))
    yield page(
        archive,
        address=shown.address,
        title=f"{shown.name} được dẫn chiếu",
        description=f"{shown.name}: {phrases.count(len(shown.documents))} văn bản mà {few} trong kho dẫn chiếu.",
        kind="cited-list",
        shown=shown,
        few=few,
    )


def holders(archive: Archive, number: str, citing: Notice) -> tuple[Notice, ...]:
    """The notices that a printed number may mean in a notice: same place before others, never newer ones.

    A link may be made when there is exactly one.
    """
    found = [notice for notice in archive.by_number.get(number.upper(), ()) if notice.id != citing.id]
    older = [notice for notice in found if not (notice.date and citing.date and notice.date > citing.date)]
    near = [notice for notice in older if _place(notice) == _place(citing)]
    return tuple(near or older)


def document_target(archive: Archive, notice: Notice, number: str, directive: str) -> str:
    """The notice that carries the number when only one can be meant, else where those who cite it are listed, with the
    day that the directive of this id prints."""
    found, places = holders(archive, number, notice), archive.derived(cited_places)
    if len(found) == 1:
        return addresses.notice(found[0])
    return places.get(f"{slug(number)}#{notice.id}#{directive}") or places[slug(number)]


def _place(notice: Notice) -> str:
    return notice.jurisdiction


def _documents(archive: Archive) -> Iterator[Document]:
    """Numbers that differ only in how they are written stand on one page."""
    groups: dict[str, list[str]] = {}
    for number in archive.by_citation:
        groups.setdefault(slug(number), []).append(number)
    for numbers in groups.values():
        yield Document(
            number=_printed(archive, max(numbers, key=lambda number: (len(archive.by_citation[number]), number))),
            address=addresses.cited(numbers[0]),
            by_day=_by_day(archive, numbers),
            in_archive=tuple(notice for number in numbers for notice in archive.by_number.get(number, ())),
        )


def _by_day(archive: Archive, numbers: Sequence[str]) -> tuple[DatedDocument, ...]:
    """A number that carries its year is of one document."""
    citing = in_order(one for number in numbers for one in archive.by_citation[number])
    if year := number_year(numbers[0]):
        return (DatedDocument(printed=year, assignments=tuple(citing)),)
    return by_day(numbers, citing)


def _printed(archive: Archive, number: str) -> str:
    """In the letters of the newest directive that cites it (`34/2014/QĐ-TTg`, not all capitals)."""
    newest = archive.by_citation[number][0].directive
    return next(cited for cited in newest.citations if cited.upper() == number)


def _document(archive: Archive, anchor: str) -> Iterator[Page]:
    document = archive.derived(often_cited)[anchor]
    tasks = [Task(assignment=assignment) for assignment in document.assignments]
    for part in parts(document.address, tasks):
        yield page(
            archive,
            address=part.address,
            title=f"Văn bản {document.number}{part.suffix}",
            description=f"Các chỉ đạo dẫn chiếu văn bản {document.number}: {phrases.count(len(tasks))} chỉ đạo"
            f" trong {phrases.count(document.notices)} thông báo kết luận.",
            kind="document",
            document=_printed_facts(document),
            part=part,
            sections=_sections(document, part.rows),
        )


def _sections(document: Document, tasks: Sequence[Task]) -> list[Section]:
    """The tasks under the days of what they cite; under no heading where one document alone bears the number."""
    if len(document.by_day) == 1:
        return []
    of_day = {assignment.id: one for one in document.by_day for assignment in one.assignments}
    days = groupby(tasks, key=lambda task: of_day[task.assignment.id])
    return [Section(id=one.anchor, heading=one.heading, rows=list(rows)) for one, rows in days]
