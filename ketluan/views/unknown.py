"""The queue: printed names that the register does not hold, and entries that wait for confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ketluan import addresses
from ketluan.agency import Agency
from ketluan.archive import Archive, Told
from ketluan.page import Page
from ketluan.problem import Problem
from ketluan.sorting import vietnamese
from ketluan.views import wording
from ketluan.views.paging import parts
from ketluan.views.rendering import page

WHERE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """A printed name with where it stands; `offered` are bodies of the register with a similar name."""

    name: str
    place: str
    told: tuple[Told, ...]
    offered: tuple[Agency, ...]

    @property
    def first(self) -> tuple[Told, ...]:
        """The places that are linked; the template says how many more there are."""
        return self.told[:WHERE]


def unknown_pages(archive: Archive, problems: Sequence[Problem]) -> Iterator[Page]:
    """`/co-quan/chua-ro/`, printed most first, `/co-quan/cho-xac-nhan/` and `/du-lieu/kiem-tra/`."""
    remarks = sorted(problems)
    unconfirmed = sorted(
        (agency for agency in archive.register.agencies.values() if not agency.confirmed),
        key=lambda agency: (vietnamese(agency.name), agency.id),
    )
    names = sorted(_names(archive), key=lambda found: (-len(found.told), vietnamese(found.name), found.place))
    for part in parts(addresses.UNKNOWN, names):
        yield page(
            archive,
            address=part.address,
            title="Tên chưa có trong danh mục" + part.suffix,
            description=f"{wording.count(len(names))} tên cơ quan ghi trong các thông báo mà chưa có trong danh mục.",
            kind="unknown",
            part=part,
            unconfirmed=len(unconfirmed),
            remarks=len(remarks),
        )
    yield from _unconfirmed(archive, unconfirmed)
    yield from _remarks(archive, remarks)


def _unconfirmed(archive: Archive, agencies: Sequence[Agency]) -> Iterator[Page]:
    for part in parts(addresses.UNCONFIRMED, agencies):
        yield page(
            archive,
            address=part.address,
            title="Cơ quan chờ xác nhận" + part.suffix,
            description=f"{wording.count(len(agencies))} mục của danh mục cơ quan chờ người quản lý xác nhận.",
            kind="unconfirmed",
            part=part,
        )


def _remarks(archive: Archive, remarks: Sequence[Problem]) -> Iterator[Page]:
    for part in parts(addresses.REMARKS, remarks):
        yield page(
            archive,
            address=part.address,
            title="Ghi chú của lần kiểm tra" + part.suffix,
            description=f"{wording.count(len(remarks))} ghi chú khi kiểm tra các tệp của kho; không phải lỗi.",
            kind="remarks",
            part=part,
        )


def _names(archive: Archive) -> Iterator[UnknownName]:
    for (jurisdiction, name), told in archive.unknown_names.items():
        yield UnknownName(
            name=name,
            place=wording.place_name(archive.register, jurisdiction),
            told=told,
            offered=archive.register.nearest(name, jurisdiction),
        )
