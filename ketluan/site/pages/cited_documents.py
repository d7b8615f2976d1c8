"""Pages of cited documents: one a document that several notices cite, lists by kind and year of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment, in_order
from ketluan.model.notice import Notice
from ketluan.model.page import Page
from ketluan.site import phrases
from ketluan.site.listings import Task
from ketluan.site.paging import parts
from ketluan.site.recipe import Recipe
from ketluan.site.rendering import page
from ketluan.text.collation import vietnamese
from ketluan.text.document_kind import OTHER_KIND, document_kind, number_year
from ketluan.text.slug import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document by the number printed most; `in_archive` are the notices of the archive that carry that number."""

    number: str
    address: str
    assignments: tuple[Assignment, ...]
    in_archive: tuple[Notice, ...]

    @property
    def anchor(self) -> str:
        return slug(self.number)

    @property
    def notices(self) -> int:
        """How many notices cite it."""
        return len({assignment.notice.id for assignment in self.assignments})


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """What a page prints of a document that several notices cite, without the directives."""

    number: str
    address: str
    directives: int
    notices: int
    in_archive: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedYear:
    """What the overview prints of a `DocumentList`."""

    year: str
    address: str
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentList:
    """The documents of a kind and a year that one notice alone cites, by number."""

    kind: str
    year: str
    documents: tuple[Document, ...]

    @property
    def address(self) -> str:
        return addresses.cited_list(self.kind, self.year)


def cited_recipes(archive: Archive) -> Iterator[Recipe]:
    """`/van-ban-dan-chieu/`, cited most first; a page a document that two notices cite; lists of the others."""
    yield Recipe(_overview)
    yield from (Recipe(_document, slug) for slug in archive.derived(often_cited))
    yield from (Recipe(_list, kind, year) for kind, year in archive.derived(cited_once))


def often_cited(archive: Archive) -> dict[str, Document]:
    """By the slug of its number each document that two notices cite, cited most first."""
    return {document.anchor: document for document in _ordered(archive) if has_page(archive, document.number)}


def cited_once(archive: Archive) -> dict[tuple[str, str], DocumentList]:
    """The other documents by kind and year."""
    found = _lists(archive, [document for document in _ordered(archive) if not has_page(archive, document.number)])
    return {(one.kind, one.year): one for one in found}


def _ordered(archive: Archive) -> list[Document]:
    return sorted(_documents(archive), key=lambda found: (-len(found.assignments), vietnamese(found.number)))


def _overview(archive: Archive) -> Iterator[Page]:
    often = list(archive.derived(often_cited).values())
    lists = list(archive.derived(cited_once).values())
    total = len(often) + sum(len(one.documents) for one in lists)
    for part in parts(addresses.CITED, [_printed_facts(document) for document in often]):
        yield page(
            archive,
            address=part.address,
            title="Văn bản dẫn chiếu" + part.suffix,
            description=f"{phrases.count(total)} văn bản được các chỉ đạo trong kho dẫn chiếu.",
            kind="cited",
            part=part,
            total=total,
            years_of={kind: [*map(_listed_year, group)] for kind, group in groupby(lists, key=lambda one: one.kind)},
            any_in_archive=any(document.in_archive for document in part.rows),
        )


def _printed_facts(document: Document) -> CitedDocument:
    return CitedDocument(
        number=document.number,
        address=document.address,
        directives=len(document.assignments),
        notices=document.notices,
        in_archive=document.in_archive,
    )


def _listed_year(found: DocumentList) -> ListedYear:
    return ListedYear(year=found.year, address=found.address, documents=len(found.documents))


def has_page(archive: Archive, number: str) -> bool:
    """Whether two notices or more cite the document."""
    return len(archive.citing_notices[slug(number)]) > 1


def cited_address(archive: Archive, number: str) -> str:
    """Where a cited document is listed with those who cite it."""
    if has_page(archive, number):
        return addresses.cited(number)
    return f"{addresses.cited_list(document_kind(number), _year(archive, number))}#{slug(number)}"


def _year(archive: Archive, number: str) -> str:
    """Of the document where its number says it, else of the notice that cites it."""
    return number_year(number) or archive.citing_notices[slug(number)][0].year


def _lists(archive: Archive, documents: Sequence[Document]) -> list[DocumentList]:
    """By kind, the newest year first; a number without letters of a kind is among the others, which come last."""
    groups: dict[tuple[str, str], list[Document]] = {}
    for document in sorted(documents, key=lambda one: vietnamese(one.number)):
        groups.setdefault((document_kind(document.number), _year(archive, document.number)), []).append(document)
    lists = [DocumentList(kind=kind, year=year, documents=tuple(found)) for (kind, year), found in groups.items()]
    newest_first = sorted(lists, key=lambda one: (one.year.isdigit(), one.year), reverse=True)
    return sorted(newest_first, key=lambda one: (one.kind == OTHER_KIND, vietnamese(one.kind)))


def _list(archive: Archive, kind: str, year: str) -> Iterator[Page]:
    shown = archive.derived(cited_once)[kind, year]
    name = f"{shown.kind} {phrases.year(shown.year).lower()}"
    yield page(
        archive,
        address=shown.address,
        title=f"{name} được dẫn chiếu",
        description=f"{name}: {phrases.count(len(shown.documents))} văn bản mà một thông báo trong kho dẫn chiếu.",
        kind="cited-list",
        shown=shown,
    )


def holders(archive: Archive, number: str, citing: Notice) -> tuple[Notice, ...]:
    """The notices that a printed number may mean in a notice: same place before others, never newer ones.

    A link may be made when there is exactly one.
    """
    found = [notice for notice in archive.by_number.get(number.upper(), ()) if notice.id != citing.id]
    older = [notice for notice in found if not (notice.date and citing.date and notice.date > citing.date)]
    near = [notice for notice in older if _place(notice) == _place(citing)]
    return tuple(near or older)


def document_target(archive: Archive, notice: Notice, number: str) -> str:
    """The notice that carries the number when only one can be meant, else where those who cite it are listed."""
    found = holders(archive, number, notice)
    return addresses.notice(found[0]) if len(found) == 1 else cited_address(archive, number)


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
            assignments=tuple(in_order(one for number in numbers for one in archive.by_citation[number])),
            in_archive=tuple(notice for number in numbers for notice in archive.by_number.get(number, ())),
        )


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
        )
