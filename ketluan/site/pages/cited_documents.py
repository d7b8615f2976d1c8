"""Pages of cited documents: one a document that many notices cite, lists by kind and year of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment, in_order
from ketluan.model.keyed_rule import KeyedRule
from ketluan.model.notice import UNKNOWN_YEAR, Notice
from ketluan.model.page import Page
from ketluan.site import phrases
from ketluan.site.listings import Section, Task
from ketluan.site.pages.documents_by_day import DatedDocument, by_day, day_anchor, day_words, printed_day
from ketluan.site.paging import parts
from ketluan.site.recipe import Recipe
from ketluan.site.rendering import page
from ketluan.text.collation import vietnamese, vietnamese_order
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


class DaySums(NamedTuple):
    """The document of one `printed` day among those that bear a number: where it begins on their pages, how many
    directives and notices cite it, and the years printed alone that mean it."""

    printed: str
    address: str
    directives: int
    notices: int
    years: tuple[str, ...]


class DocumentSums(NamedTuple):
    """What lists print of what bears a number: its `forms` in capitals, the number as printed most, its place among
    others, how many directives and notices cite it, its days (as `DaySums`), and the ids of the archive's notices of
    that number."""

    forms: tuple[str, ...]
    number: str
    order: str
    directives: int
    notices: int
    days: tuple[tuple[str, str, int, int, tuple[str, ...]], ...]
    in_archive: tuple[str, ...]

    @property
    def by_day(self) -> list[DaySums]:
        """As in `Document`."""
        return [DaySums(*day) for day in self.days]

    @property
    def printed_days(self) -> list[str]:
        """The days and years that are printed."""
        return [printed for printed, *_ in self.days if printed]


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
class DocumentList:
    """The documents of a kind and a year that few notices cite, as the slugs of their numbers, by number; where there
    are many, those whose numbers are of the `width` from `first` on."""

    kind: str
    year: str
    first: int | None
    width: int
    documents: tuple[str, ...]

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
    yield from (Recipe(_document, slug) for slug in often_cited(archive))
    yield from (Recipe(_list, address) for address in archive.derived(cited_seldom))


def citing_notices(archive: Archive) -> int:
    """How many notices must cite a document that has a page of its own."""
    return SEVERAL if archive.directive_count <= LARGE else MANY


def number_forms(archive: Archive) -> Mapping[str, tuple[str, ...]]:
    """By its slug every number that is cited, as it is written, in capitals: what differs only so stands on one
    page."""
    return archive.grouping("documents", _forms)


def _forms(_: Archive, notices: Iterable[Notice], only: str | None) -> dict[str, tuple[str, ...]]:
    numbers = {number.upper() for notice in notices for told in notice.told for number in told.citations}
    forms: dict[str, tuple[str, ...]] = {}
    for number in sorted(numbers):
        anchor = slug(number)
        if only in (None, anchor):
            forms[anchor] = (*forms.get(anchor, ()), number)
    return forms


def _document_of(archive: Archive, anchor: str) -> Document:
    """Raises KeyError where no directive cites it."""
    numbers = archive.derived(number_forms)[anchor]
    return Document(
        number=_printed(archive, max(numbers, key=lambda number: (len(archive.by_citation[number]), number))),
        address=addresses.cited(numbers[0]),
        by_day=_by_day(archive, numbers),
        in_archive=tuple(notice for number in numbers for notice in archive.by_number.get(number, ())),
    )


def _sums(archive: Archive, anchor: str) -> DocumentSums | None:
    if (forms := archive.derived(number_forms).get(anchor)) is None:
        return None
    document = _document_of(archive, anchor)
    return DocumentSums(
        forms=forms,
        number=document.number,
        order=f"{_value(document.number):09}{vietnamese_order(document.number)}",
        directives=len(document.assignments),
        notices=document.notices,
        days=tuple(_day_sums(document)),
        in_archive=tuple(notice.id for notice in document.in_archive),
    )


def _day_sums(document: Document) -> Iterator[tuple[str, str, int, int, tuple[str, ...]]]:
    begins = {document.by_day[0].printed: document.address}
    if len(document.by_day) > 1:
        printed = {assignment.key: one.printed for one in document.by_day for assignment in one.assignments}
        begins = {}
        for part in parts(document.address, document.assignments):
            for assignment in part.rows:
                day = printed[assignment.key]
                begins.setdefault(day, f"{part.address}#{day_anchor(day)}")
    for one in document.by_day:
        yield one.printed, begins[one.printed], len(one.assignments), one.notices, one.years


documents = KeyedRule("documents", DocumentSums, keys=lambda archive: archive.derived(number_forms), make=_sums)
"""What bears each number that is cited, by the slug of the number."""


def often_cited(archive: Archive) -> list[str]:
    """The documents that many notices cite, cited most first."""
    least, found = archive.derived(citing_notices), archive.derived(documents)
    often = [(sums, anchor) for anchor, sums in found.items() if sums.notices >= least]
    return [anchor for _, anchor in sorted(often, key=lambda pair: (-pair[0].directives, vietnamese(pair[0].number)))]


def cited_seldom(archive: Archive) -> dict[str, DocumentList]:
    """The lists of the other documents, by their addresses."""
    least, found = citing_notices(archive), archive.derived(documents)
    lists = _lists([(sums, anchor) for anchor, sums in found.items() if sums.notices < least])
    return {one.address: one for one in lists}


def list_widths(archive: Archive) -> dict[tuple[str, str], int]:
    """For each kind and year that has lists how many numbers one has."""
    return {(one.kind, one.year): one.width for one in archive.derived(cited_seldom).values()}


def cited_place(archive: Archive, number: str) -> str | None:
    """Where a document is listed with those who cite it; None where no directive does."""
    anchor = slug(number)
    sums = archive.derived(documents).get(anchor)
    if sums is None:
        return None
    if sums.notices >= archive.derived(citing_notices):
        return addresses.cited(number)
    kind, year = document_kind(sums.number), _year(sums)
    first = _first(sums.number, archive.derived(list_widths)[kind, year])
    return f"{addresses.cited_list(kind, year, first)}#{anchor}"


def _overview(archive: Archive) -> Iterator[Page]:
    found, least = archive.derived(documents), archive.derived(citing_notices)
    often, lists = [found[anchor] for anchor in often_cited(archive)], list(archive.derived(cited_seldom).values())
    total = len(often) + sum(len(one.documents) for one in lists)
    rows = [each for sums in often for each in _of_each_day(archive, sums, least)]
    shown = {row.number for row in rows}
    shared = [_printed_sums(archive, sums) for sums in often if sums.number not in shown]
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
            shared=shared if part.number == 1 else [],
            lists_of={kind: [*group] for kind, group in groupby(lists, key=lambda one: one.kind)},
            any_in_archive=any(document.in_archive for document in part.rows),
        )


def _few(least: int) -> str:
    """Fewer notices than so many, in words."""
    return "một thông báo" if least == SEVERAL else f"dưới {least} thông báo"


def _printed_sums(archive: Archive, sums: DocumentSums) -> CitedDocument:
    return CitedDocument(
        number=sums.number,
        when="",
        days=len(sums.printed_days),
        address=addresses.cited(sums.number),
        directives=sums.directives,
        notices=sums.notices,
        in_archive=tuple(archive.by_id[id] for id in sums.in_archive),
    )


def _of_each_day(archive: Archive, sums: DocumentSums, least: int) -> list[CitedDocument]:
    """Those that so many notices cite."""
    whole = _printed_sums(archive, sums)
    if len(sums.days) == 1:
        return [whole]
    return [
        replace(whole, when=day_words(day.printed), address=day.address, directives=day.directives, notices=day.notices)
        for day in sums.by_day
        if day.notices >= least
    ]


def _year(sums: DocumentSums) -> str:
    """Where its number says it, else as it is printed behind the number; the newest of several."""
    return number_year(sums.number) or next((printed[:4] for printed in sums.printed_days), UNKNOWN_YEAR)


def _lists(found: Iterable[tuple[DocumentSums, str]]) -> list[DocumentList]:
    """By kind, the newest year first; a number without letters of a kind is among the others, which come last."""
    groups: dict[tuple[str, str], list[tuple[DocumentSums, str]]] = {}
    for sums, anchor in sorted(found, key=lambda pair: pair[0].order):
        groups.setdefault((document_kind(sums.number), _year(sums)), []).append((sums, anchor))
    lists = [one for (kind, year), group in groups.items() for one in _divided(kind, year, group)]
    newest_first = sorted(lists, key=lambda one: (one.year.isdigit(), one.year), reverse=True)
    return sorted(newest_first, key=lambda one: (one.kind == OTHER_KIND, vietnamese(one.kind)))


def _divided(kind: str, year: str, found: Sequence[tuple[DocumentSums, str]]) -> Iterator[DocumentList]:
    """One list while it is short, else one for so many numbers each that it is: where a document stands depends on
    its number, so that another one moves none but where a list has grown too long."""
    rows = sum(sums.directives for sums, _ in found)
    width = next((width for rows_at_most, width in WIDTHS if rows <= rows_at_most), WIDTHS[-1][1])
    for first, group in groupby(found, key=lambda pair: _first(pair[0].number, width)):
        anchors = tuple(anchor for _, anchor in group)
        yield DocumentList(kind=kind, year=year, first=first, width=width, documents=anchors)


def _first(number: str, width: int) -> int | None:
    """The first number of the list in which it stands."""
    return _value(number) // width * width if width else None


def _value(number: str) -> int:
    """The figures that it begins with."""
    return int(found[0]) if (found := re.match(r"\d{1,9}", number)) else 0


def _list(archive: Archive, address: str) -> Iterator[Page]:
    shown, few = archive.derived(cited_seldom)[address], _few(archive.derived(citing_notices))
    found = [_document_of(archive, anchor) for anchor in shown.documents]
    yield page(
        archive,
        address=shown.address,
        title=f"{shown.name} được dẫn chiếu",
        description=f"{shown.name}: {phrases.count(len(found))} văn bản mà {few} trong kho dẫn chiếu.",
        kind="cited-list",
        documents=found,
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


def document_target(archive: Archive, notice: Notice, number: str, at: int) -> str:
    """The notice that carries the number when only one can be meant, else where those who cite it are listed, with the
    day that the `at`-th directive prints."""
    found = holders(archive, number, notice)
    if len(found) == 1:
        return addresses.notice(found[0])
    sums = archive.derived(documents)[slug(number)]
    if len(sums.days) > 1 and sums.notices >= archive.derived(citing_notices):
        printed = printed_day(sums.forms, notice, at)
        return next(day.address for day in sums.by_day if printed in (day.printed, *day.years))
    return cited_place(archive, number) or ""


def _place(notice: Notice) -> str:
    return notice.jurisdiction


def _by_day(archive: Archive, numbers: Sequence[str]) -> tuple[DatedDocument, ...]:
    """A number that carries its year is of one document."""
    citing = in_order(one for number in numbers for one in archive.by_citation[number])
    if year := number_year(numbers[0]):
        return (DatedDocument(printed=year, assignments=tuple(citing)),)
    return by_day(numbers, citing)


def _printed(archive: Archive, number: str) -> str:
    """In the letters of the newest directive that cites it (`34/2014/QĐ-TTg`, not all capitals)."""
    newest = archive.by_citation[number][0].told
    return next(cited for cited in newest.citations if cited.upper() == number)


def _document(archive: Archive, anchor: str) -> Iterator[Page]:
    document = _document_of(archive, anchor)
    for part in parts(document.address, [Task(assignment=one) for one in document.assignments]):
        yield page(
            archive,
            address=part.address,
            title=f"Văn bản {document.number}{part.suffix}",
            description=f"Các chỉ đạo dẫn chiếu văn bản {document.number}: {phrases.count(part.total)} chỉ đạo"
            f" trong {phrases.count(document.notices)} thông báo kết luận.",
            kind="document",
            notices=document.notices,
            days=len(document.days),
            in_archive=document.in_archive,
            part=part,
            sections=_sections(document, part.rows),
        )


def _sections(document: Document, tasks: Sequence[Task]) -> list[Section]:
    """The tasks under the days of what they cite; under no heading where one document alone bears the number."""
    if len(document.by_day) == 1:
        return []
    of_day = {assignment.key: one for one in document.by_day for assignment in one.assignments}
    days = groupby(tasks, key=lambda task: of_day[task.assignment.key])
    return [Section(id=one.anchor, heading=one.heading, rows=list(rows)) for one, rows in days]
