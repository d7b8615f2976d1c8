"""Pages of cited documents: which there are, and who cites each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment
from ketluan.model.notice import Notice
from ketluan.model.page import Page
from ketluan.site import phrases
from ketluan.site.listings import Task
from ketluan.site.paging import parts
from ketluan.site.rendering import page
from ketluan.text.collation import vietnamese
from ketluan.text.slug import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document by the number printed most; `in_archive` are the notices of the archive that carry that number."""

    number: str
    address: str
    assignments: tuple[Assignment, ...]
    in_archive: tuple[Notice, ...]

    @property
    def notices(self) -> int:
        """How many notices cite it."""
        return len({assignment.notice.id for assignment in self.assignments})


def cited_pages(archive: Archive) -> Iterator[Page]:
    """`/van-ban-dan-chieu/`, cited most first, and one page a document."""
    documents = sorted(_documents(archive), key=lambda found: (-len(found.assignments), vietnamese(found.number)))
    for part in parts(addresses.CITED, documents):
        yield page(
            archive,
            address=part.address,
            title="Văn bản dẫn chiếu" + part.suffix,
            description=f"{phrases.count(len(documents))} văn bản được các chỉ đạo trong kho dẫn chiếu.",
            kind="cited",
            part=part,
            any_in_archive=any(document.in_archive for document in part.rows),
        )
    for document in documents:
        yield from _document(archive, document)


def holders(archive: Archive, number: str, citing: Notice) -> tuple[Notice, ...]:
    """The notices that a printed number may mean in a notice: same place before others, never newer ones.

    A link may be made when there is exactly one.
    """
    found = [notice for notice in archive.by_number.get(number.upper(), ()) if notice.id != citing.id]
    older = [notice for notice in found if not (notice.date and citing.date and notice.date > citing.date)]
    near = [notice for notice in older if _place(notice) == _place(citing)]
    return tuple(near or older)


def document_target(archive: Archive, notice: Notice, number: str) -> str:
    """The notice that carries the number when only one can be meant, else the page of who cites it."""
    found = holders(archive, number, notice)
    return addresses.notice(found[0]) if len(found) == 1 else addresses.cited(number)


def _place(notice: Notice) -> str:
    return notice.jurisdiction


def _documents(archive: Archive) -> Iterator[Document]:
    """Numbers that differ only in how they are written stand on one page."""
    groups: dict[str, list[str]] = {}
    for number in archive.by_citation:
        groups.setdefault(slug(number), []).append(number)
    for numbers in groups.values():
        assignments = {one.id: one for number in numbers for one in archive.by_citation[number]}
        yield Document(
            number=_printed(archive, max(numbers, key=lambda number: (len(archive.by_citation[number]), number))),
            address=addresses.cited(numbers[0]),
            assignments=tuple(sorted(assignments.values(), key=lambda found: archive.position[found.id])),
            in_archive=tuple(notice for number in numbers for notice in archive.by_number.get(number, ())),
        )


def _printed(archive: Archive, number: str) -> str:
    """In the letters of the newest directive that cites it (`34/2014/QĐ-TTg`, not all capitals)."""
    newest = archive.by_citation[number][0].directive
    return next(cited for cited in newest.citations if cited.upper() == number)


def _document(archive: Archive, document: Document) -> Iterator[Page]:
    tasks = [Task(assignment=assignment) for assignment in document.assignments]
    for part in parts(document.address, tasks):
        yield page(
            archive,
            address=part.address,
            title=f"Văn bản {document.number}{part.suffix}",
            description=f"Các chỉ đạo dẫn chiếu văn bản {document.number}: {phrases.count(len(tasks))} chỉ đạo"
            f" trong {phrases.count(document.notices)} thông báo kết luận.",
            kind="document",
            document=document,
            part=part,
        )
