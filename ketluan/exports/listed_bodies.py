"""The bodies that data files list: those of the register, then the printed names that it does not hold."""

from __future__ import annotations

from ketluan.model import addresses
from ketluan.model.agency import Agency
from ketluan.model.agency_counts import named_unregistered
from ketluan.model.archive import Archive, unregistered_name
from ketluan.model.display_names import full_name, place_name, with_place
from ketluan.model.page import link


def listed_bodies(archive: Archive) -> list[Agency]:
    """Those of the register, then the printed names that it does not hold, by place and name."""
    names = [(body, unregistered_name(body)[1]) for body in named_unregistered(archive)]
    waiting = [Agency(id=body, name=name, kind="department", confirmed=False) for body, name in names]
    return [*archive.register.agencies.values(), *waiting]


def is_registered(archive: Archive, agency: Agency) -> bool:
    return agency.id in archive.register.agencies


def body_place(archive: Archive, agency: Agency) -> str:
    return agency.jurisdiction if is_registered(archive, agency) else unregistered_name(agency.id)[0]


def body_name(archive: Archive, agency: Agency) -> str:
    if is_registered(archive, agency):
        return full_name(archive.register, agency.id)
    return with_place(agency.name, place_name(archive.register, body_place(archive, agency)))


def body_page(archive: Archive, agency: Agency) -> str:
    return link("", addresses.agency(agency.id) if is_registered(archive, agency) else addresses.UNKNOWN)
