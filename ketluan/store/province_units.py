"""Adds one province to `agencies.yml`, when somebody asks for it: its bodies, its communes, and what they came from.

The units and what became of the old ones are data of the package vietnamadminunits (`province_units.json` states
version and licence; `benchmarks/province_units.py` makes it).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

from ketluan.model.agency import Register
from ketluan.model.agency_names import folded
from ketluan.model.display_names import place_parts
from ketluan.model.problem import Problem, Refused, errors
from ketluan.store.archive_files import REGISTER
from ketluan.store.archive_lock import locked
from ketluan.store.front_matter import dump
from ketluan.store.register_entries import with_item
from ketluan.store.register_file import parse_register
from ketluan.store.text_file import read_text
from ketluan.store.whole_files import replace_text
from ketluan.text.folding import fold
from ketluan.text.slug import slug

LAST_DAY = "2025-06-30"
_MERGED = "Nghị quyết 202/2025/QH15"
_ENDED = "Nghị quyết 203/2025/QH15, Luật 72/2025/QH15"
_DEPARTMENTS = "Nghị định 150/2025/NĐ-CP"
_UNIFORM = (
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Tài chính",
    "Sở Công Thương",
    "Sở Nông nghiệp và Môi trường",
    "Sở Xây dựng",
    "Sở Khoa học và Công nghệ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
)
"""The departments that every province has; others are added by hand where there are some."""


@dataclass(frozen=True, slots=True)
class Added:
    """What was added for a province, and how many entries were there already and stay as they are."""

    province: str
    places: int
    agencies: int
    kept: int


@dataclass(slots=True)
class _Additions:
    """Entries that the register does not hold yet, in the order of the file."""

    register: Register
    places: dict[str, object] = field(default_factory=dict)
    agencies: dict[str, dict[str, object]] = field(default_factory=dict)
    kept: int = 0

    def place(self, id: str, name: str, **end: object) -> str:
        """The id under which the place stands: another where the same letters are another place's already."""
        known = self.register.places.get(id) or self._added_place(id)
        if known and _spelling(known) != _spelling(name):
            return self.place(f"{id}-2", name, **end)
        if known:
            self.kept += 1
        else:
            self.places[id] = {"name": name, **end} if end else name
        return id

    def agency(self, place: str, name: str, kind: str, **more: object) -> str:
        """The id of a body, the registered one where the place has a body of that name already."""
        known = self.register.resolve(name, place)
        if known and known.rpartition("/")[0] == place:
            self.kept += 1
            return known
        id = f"{place}/{slug(name.removesuffix(f' {_level_of(name)}'))}"
        if id in self.register.agencies or id in self.agencies:
            self.kept += 1
        else:
            self.agencies[id] = {"id": id, "name": name, "kind": kind, **more}
        return id

    def _added_place(self, id: str) -> str:
        added = self.places.get(id, "")
        return str(added["name"]) if isinstance(added, dict) else str(added)


def add_province(notices: Path, name: str) -> Added:
    """Adds what the register does not hold yet of a province, named with or without marks; what it holds stays.

    Takes the archive's lock. Raises Refused for a name that is no province's today, and where the register would be
    wrong afterwards.
    """
    province = province_named(name)
    with locked(notices):
        path = notices / REGISTER
        text = read_text(path) if path.exists() else ""
        if isinstance(text, Problem):
            raise Refused(f"Không đọc được danh mục cơ quan: {text.message}.")
        before, wrong = parse_register(text, REGISTER)
        if first := errors(wrong)[:1]:
            raise Refused(f"Danh mục cơ quan đang có lỗi ở dòng {first[0].line}: {first[0].message}.")
        added = additions(province, before)
        after = _with_additions(text, added)
        if first := errors(parse_register(after, REGISTER)[1])[:1]:
            raise Refused(f"Chưa thêm được {province}, vì danh mục sẽ sai: {first[0].message}.")
        if after != text:
            replace_text(path, after)
    return Added(province, len(added.places), len(added.agencies), added.kept)


def province_named(name: str) -> str:
    """`quang ngai` -> `tỉnh Quảng Ngãi`; raises Refused with the province of today that an old one went into, or with
    those that are written like it."""
    provinces = units()["provinces"]
    known = {key: province for province in provinces for key in (fold(province), fold(place_parts(province)[1]))}
    asked = re.sub(r"^tp\b", "thanh pho", " ".join(fold(name).split()))
    if asked in known:
        return str(known[asked])
    for province, parts in provinces.items():
        if asked in {key for old in parts["old"] for key in (fold(old), fold(place_parts(old)[1]))}:
            raise Refused(f"{name} nay thuộc {province}: hãy dùng tên này.")
    near = get_close_matches(asked, known, n=3, cutoff=0.6)
    alike = f" (gần giống: {', '.join(dict.fromkeys(known[each] for each in near))})" if near else ""
    raise Refused(f"Không có tỉnh, thành phố nào tên “{name}”{alike}.")


@cache
def units() -> dict[str, Any]:
    """The data: `provinces` by name, each with its `communes`, and `old` provinces, districts and communes with the
    places in `communes` that they went into."""
    found: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return found


def additions(province: str, register: Register) -> _Additions:
    """What the register does not hold yet of a province."""
    parts, added = units()["provinces"][province], _Additions(register)
    id = added.place(slug(place_parts(province)[1]), province)
    committee = _province_bodies(added, id, province)
    communes = [added.place(f"{id}/{slug(name)}", name) for name in parts["communes"]]
    bodies = [
        added.agency(place, f"UBND {place_parts(name)[0]}", "local government", parent=committee)
        for place, name in zip(communes, parts["communes"], strict=True)
    ]
    for old, districts in parts["old"].items():
        _add_old_province(added, old, districts, _Today(id, committee, communes, bodies))
    return added


@dataclass(frozen=True, slots=True)
class _Today:
    """A province of today: its id, its committee's, and those of its communes and of their committees in order."""

    id: str
    committee: str
    communes: Sequence[str]
    bodies: Sequence[str]


def _province_bodies(added: _Additions, place: str, name: str) -> str:
    """The id of the province's committee; the departments wait to be confirmed."""
    level = place_parts(name)[0]
    committee = added.agency(place, f"UBND {level}", "local government")
    added.agency(place, f"HĐND {level}", "local government")
    added.agency(place, f"Văn phòng UBND {level}", "issuer", parent=committee)
    for department in (*_UNIFORM, f"Thanh tra {level}"):
        source = {"parent": committee, "source": _DEPARTMENTS, "confirmed": False}
        added.agency(place, department, "department", **source)
    return committee


def _add_old_province(
    added: _Additions, name: str, districts: Mapping[str, Mapping[str, Sequence[int]]], today: _Today
) -> None:
    id, parent = slug(place_parts(name)[1]), today.committee
    if id != today.id:
        end = {"closed": LAST_DAY, "successors": [today.id], "source": _MERGED}
        added.place(id, name, **end)
        ended = {**end, "reason": "merged", "successors": [today.committee]}
        parent = added.agency(id, f"UBND {place_parts(name)[0]}", "local government", **ended)
    for district, communes in districts.items():
        _add_old_district(added, f"{id}/{slug(district)}", district, communes, parent, today)


def _add_old_district(
    added: _Additions,
    id: str,
    name: str,
    communes: Mapping[str, Sequence[int]],
    above: str,
    today: _Today,
) -> None:
    """The district, and its communes; an island without communes stands for itself."""
    went = sorted({at for places in communes.values() for at in places})
    id = added.place(id, name, **_end(went, today.communes, _ENDED))
    ended = {"parent": above, "reason": "devolved", **_end(went, today.bodies, _ENDED)}
    parent = added.agency(id, f"UBND {place_parts(name)[0]}", "local government", **ended)
    for commune, places in communes.items():
        if commune != name:
            place = added.place(f"{id}/{slug(commune)}", commune, **_end(places, today.communes, _source()))
            reason = "merged" if len(places) == 1 else "split"
            ended = {"parent": parent, "reason": reason, **_end(places, today.bodies, _source())}
            added.agency(place, f"UBND {place_parts(commune)[0]}", "local government", **ended)


def _end(went: Sequence[int], today: Sequence[str], source: str) -> dict[str, object]:
    return {"closed": LAST_DAY, "successors": [today[at] for at in went], "source": source}


def _source() -> str:
    package = str(units()["source"]).partition(",")[0]
    return f"nghị quyết sắp xếp xã, phường năm 2025, theo dữ liệu {package}"


def _spelling(name: str) -> str:
    """Of a place: Sơn Hà is not Sơn Hạ, but Đăk Hà is Đắk Hà, and Hoà is Hòa."""
    return folded(name).replace("đăk", "đắk")


def _level_of(name: str) -> str:
    """`tỉnh` of `UBND tỉnh`: it is no part of a body's id."""
    return next((level for level in _LEVELS if name.endswith(f" {level}")), "")


_LEVELS = ("tỉnh", "thành phố", "quận", "huyện", "thị xã", "thị trấn", "phường", "xã", "đặc khu")


def _with_additions(text: str, added: _Additions) -> str:
    """The register's text with the entries, under a comment that says where they come from."""
    note = f"# Theo dữ liệu {units()['source']} ({units()['licence']}).\n"
    places = note + dump(added.places) if added.places else ""
    entries = [_ordered(entry) for entry in added.agencies.values()]
    agencies = note + dedent(dump({"agencies": entries}).removeprefix("agencies:\n")) if entries else ""
    text = text if text.strip() else "places:\nagencies:\n"
    text = with_item(text, "places", places) if places else text
    return with_item(text, "agencies", agencies) if agencies else text


def _ordered(entry: Mapping[str, object]) -> dict[str, object]:
    keys = ("id", "name", "kind", "parent", "closed", "reason", "successors", "source", "confirmed")
    return {key: entry[key] for key in keys if key in entry}
