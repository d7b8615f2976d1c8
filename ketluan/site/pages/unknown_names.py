"""The queue: names that the register does not hold, entries to be confirmed, and what was not read for sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ketluan.model import addresses
from ketluan.model.agency import Agency
from ketluan.model.archive import Archive, Assignment
from ketluan.model.notice import AccountedBlock, Notice
from ketluan.model.open_questions import ABOUT, OpenQuestion, open_questions, unread
from ketluan.model.page import Page
from ketluan.site import phrases
from ketluan.site.paging import parts
from ketluan.site.recipe import Recipe
from ketluan.site.rendering import page
from ketluan.text.collation import vietnamese

WHERE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """A printed name with where it stands; `offered` are bodies of the register with a similar name."""

    name: str
    place: str
    assignments: tuple[Assignment, ...]
    offered: tuple[Agency, ...]

    @property
    def first(self) -> tuple[Assignment, ...]:
        """The places that are linked; the template says how many more there are."""
        return self.assignments[:WHERE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that was not read for sure, with its notice; `place` leads to the directive, else to the notice."""

    notice: Notice
    asked: OpenQuestion

    @property
    def place(self) -> str:
        """Its address in the site."""
        anchor = f"#{self.asked.anchor}" if self.asked.anchor else ""
        return addresses.notice(self.notice) + anchor


def unknown_recipes() -> Iterator[Recipe]:
    """`/co-quan/chua-ro/`, printed most first, `/co-quan/cho-xac-nhan/`, `/du-lieu/chua-chac/`,
    `/du-lieu/chua-doc/`, and
    `/du-lieu/kiem-tra/`."""
    return map(Recipe, (_unknown, _unconfirmed, _questions, _unread, _remarks))


def questions(archive: Archive) -> list[Question]:
    """What was not read for sure, newest notice first."""
    return [Question(notice=notice, asked=asked) for notice in archive.published for asked in open_questions(notice)]


def unread_blocks(archive: Archive) -> list[tuple[Notice, AccountedBlock]]:
    """Paragraphs that may give out a task and were read as nothing, newest notice first, in the order of its file."""
    return [(notice, block) for notice in archive.published for block in unread(notice)]


def unconfirmed(archive: Archive) -> list[Agency]:
    """The entries of the register that a person has to confirm, in Vietnamese order."""
    waiting = (agency for agency in archive.register.agencies.values() if not agency.confirmed)
    return sorted(waiting, key=lambda agency: (vietnamese(agency.name), agency.id))


def _unknown(archive: Archive) -> Iterator[Page]:
    names = sorted(_names(archive), key=lambda found: (-len(found.assignments), vietnamese(found.name), found.place))
    for part in parts(addresses.UNKNOWN, names):
        yield page(
            archive,
            address=part.address,
            title="Tên chưa có trong danh mục" + part.suffix,
            description=f"{phrases.count(len(names))} tên cơ quan ghi trong các thông báo mà chưa có trong danh mục.",
            kind="unknown",
            part=part,
            unconfirmed=len(archive.derived(unconfirmed)),
            remarks=len(archive.remarks),
            questions=len(archive.derived(questions)),
            unread=len(archive.derived(unread_blocks)),
        )


def _unconfirmed(archive: Archive) -> Iterator[Page]:
    agencies = archive.derived(unconfirmed)
    for part in parts(addresses.UNCONFIRMED, agencies):
        yield page(
            archive,
            address=part.address,
            title="Cơ quan chờ xác nhận" + part.suffix,
            description=f"{phrases.count(len(agencies))} mục của danh mục cơ quan chờ người quản lý kho xác nhận.",
            kind="unconfirmed",
            part=part,
        )


def _questions(archive: Archive) -> Iterator[Page]:
    asked = archive.derived(questions)
    for part in parts(addresses.QUESTIONS, asked):
        yield page(
            archive,
            address=part.address,
            title="Chỗ chưa chắc" + part.suffix,
            description=f"{phrases.count(len(asked))} chỗ trong các thông báo mà chương trình chưa hiểu chắc.",
            kind="questions",
            part=part,
            about=ABOUT,
        )


def _unread(archive: Archive) -> Iterator[Page]:
    for part in parts(addresses.UNREAD, archive.derived(unread_blocks)):
        yield page(
            archive,
            address=part.address,
            title="Đoạn chưa đọc được" + part.suffix,
            description=f"{phrases.count(part.total)} đoạn trong các thông báo mà chương trình chưa rõ có giao việc hay"
            " không.",
            kind="unread",
            part=part,
        )


def _remarks(archive: Archive) -> Iterator[Page]:
    remarks = archive.remarks
    for part in parts(addresses.REMARKS, remarks):
        yield page(
            archive,
            address=part.address,
            title="Ghi chú của lần kiểm tra" + part.suffix,
            description=f"{phrases.count(len(remarks))} ghi chú khi kiểm tra các tệp của kho; không phải lỗi.",
            kind="remarks",
            part=part,
        )


def _names(archive: Archive) -> Iterator[UnknownName]:
    for (jurisdiction, name), assignments in archive.unknown_names.items():
        yield UnknownName(
            name=name,
            place=phrases.place_name(archive.register, jurisdiction),
            assignments=assignments,
            offered=archive.register.nearest(name, jurisdiction),
        )
