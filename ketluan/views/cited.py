"""Pages of cited documents: which there are, and who cites each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ketluan import addresses
from ketluan.archive import Archive, Told
from ketluan.notice import Notice
from ketluan.page import Page
from ketluan.slug import slug
from ketluan.sorting import vietnamese
from ketluan.views import wording
from ketluan.views.listing import Task
from ketluan.views.paging import parts
from ketluan.views.rendering import page


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document by the number printed most; `held` are the notices of the archive that carry that number."""

    number: str
    address: str
    told: tuple[Told, ...]
    held: tuple[Notice, ...]

    @property
    def notices(self) -> int:
        """How many notices cite it."""
        return len({told.notice.id for told in self.told})


def cited_pages(archive: Archive) -> Iterator[Page]:
    """`/van-ban-dan-chieu/`, cited most first, and one page a document."""
    documents = sorted(_documents(archive), key=lambda found: (-len(found.told), vietnamese(found.number)))
    for part in parts(addresses.CITED, documents):
        yield page(
            archive,
            address=part.address,
            title="Văn bản dẫn chiếu" + part.suffix,
            description=f"{wording.count(len(documents))} văn bản được các chỉ đạo trong kho dẫn chiếu.",
            kind="cited",
            part=part,
            any_held=any(document.held for document in part.rows),
        )
    for document in documents:
        yield from _document(archive, document)


def holders(archive: Archive, number: str, citing: Notice) -> tuple[Notice, ...]:
    """The notices that a printed number may mean in a notice: same place before others, never newer ones.

    A link may be made when there is exactly one.
    """
    found = [held for held in archive.by_number.get(number.upper(), ()) if held.id != citing.id]
    older = [held for held in found if not (held.date and citing.date and held.date > citing.date)]
    near = [held for held in older if _place(held) == _place(citing)]
    return tuple(near or older)


def document_target(archive: Archive, held: Notice, number: str) -> str:
    """The notice that carries the number when only one can be meant, else the page of who cites it."""
    found = holders(archive, number, held)
    return addresses.notice(found[0]) if len(found) == 1 else addresses.cited(number)


def _place(held: Notice) -> str:
    return held.issuer.rpartition("/")[0]


def _documents(archive: Archive) -> Iterator[Document]:
    """Numbers that differ only in how they are written stand on one page."""
    groups: dict[str, list[str]] = {}
    for number in archive.by_citation:
        groups.setdefault(slug(number), []).append(number)
    for numbers in groups.values():
        told = {told.id: told for number in numbers for told in archive.by_citation[number]}
        yield Document(
            number=_printed(archive, max(numbers, key=lambda number: (len(archive.by_citation[number]), number))),
            address=addresses.cited(numbers[0]),
            told=tuple(sorted(told.values(), key=lambda found: archive.position[found.id])),
            held=tuple(held for number in numbers for held in archive.by_number.get(number, ())),
        )


def _printed(archive: Archive, number: str) -> str:
    """In the letters of the newest directive that cites it (`34/2014/QĐ-TTg`, not all capitals)."""
    newest = archive.by_citation[number][0].directive
    return next(cited for cited in newest.citations if cited.upper() == number)


def _document(archive: Archive, document: Document) -> Iterator[Page]:
    tasks = [Task(told=told) for told in document.told]
    for part in parts(document.address, tasks):
        yield page(
            archive,
            address=part.address,
            title=f"Văn bản {document.number}{part.suffix}",
            description=f"Các chỉ đạo dẫn chiếu văn bản {document.number}: {wording.count(len(tasks))} chỉ đạo"
            f" trong {wording.count(document.notices)} thông báo kết luận.",
            kind="document",
            document=document,
            part=part,
        )
