"""Reads `agencies.yml`, the register of agencies, and writes entries for it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Container, Iterable
from itertools import chain, count
from pathlib import Path

from ketluan.model.agency import Agency, Kind, Place, Reason, Register
from ketluan.model.archive import Archive
from ketluan.model.problem import Problem, shown_path
from ketluan.store.front_matter import dump
from ketluan.store.register_rules import register_problems
from ketluan.store.schema_types import DATE, ID, PLACE_ID, TEXT, YES_NO, Key, listed, one_of, record, table_of
from ketluan.store.text_file import read_text
from ketluan.store.yaml_nodes import Node, Report, parse_yaml
from ketluan.text.slug import slug

KINDS: tuple[Kind, ...] = (
    "issuer",
    "department",
    "local government",
    "steering committee",
    "mass organisation",
    "company",
    "group",
)
REASONS: tuple[Reason, ...] = ("renamed", "merged", "replaced", "split", "dissolved", "devolved")
ENTRY: tuple[Key, ...] = (
    Key("id", ID, "mã: địa bàn, rồi tên viết không dấu: `kon-tum/so-y-te`", needed=True),
    Key("name", TEXT, "tên như in, không kèm địa danh: `Sở Y tế`", needed=True),
    Key("kind", one_of(*KINDS), "loại; nhóm cơ quan là `group`", needed=True),
    Key("short", TEXT, "tên viết tắt thường dùng"),
    Key("aliases", listed(TEXT), "mọi cách viết khác"),
    Key("parent", ID, "cơ quan cấp trên trực tiếp; của ban chỉ đạo: cơ quan thường trực"),
    Key("members", listed(ID), "mã các thành viên của nhóm"),
    Key("closed", DATE, "ngày hoạt động cuối cùng"),
    Key("reason", one_of(*REASONS), "vì sao thôi hoạt động"),
    Key("successors", listed(ID), "mã các cơ quan kế thừa"),
    Key("source", TEXT, "văn bản làm căn cứ"),
    Key("confirmed", YES_NO, "`false` khi còn phải xác nhận"),
)
PLACE: tuple[Key, ...] = (
    Key("name", TEXT, "tên như in: `tỉnh Kon Tum`", needed=True),
    Key("closed", DATE, "ngày cuối cùng"),
    Key("successors", listed(PLACE_ID), "mã các địa bàn kế thừa"),
    Key("source", TEXT, "văn bản làm căn cứ"),
)
LARGEST = 20_000_000
SECTIONS = ("places", "topics", "not_agencies", "agencies")
_ENTRY, _PLACE, _TEXTS = record(ENTRY, dict), record(PLACE, dict), listed(TEXT)


def read_register(path: Path) -> tuple[Register, list[Problem]]:
    """The register and every problem of it; a file that is not there yet is an empty register."""
    if not os.path.lexists(path):
        return Register(), []
    text = read_text(path, largest=LARGEST)
    if isinstance(text, Problem):
        return Register(), [text]
    return parse_register(text.removeprefix("\ufeff"), shown_path(path))


def parse_register(text: str, path: str) -> tuple[Register, list[Problem]]:
    """As `read_register`, of a text."""
    problems: list[Problem] = []

    def report(line: int, message: str) -> None:
        problems.append(Problem(path, line, message))

    node = parse_yaml(unicodedata.normalize("NFC", text), report)
    sections = node.value if node else None
    if sections is not None and not isinstance(sections, dict):
        report(1, f"register must be a table with {', '.join(SECTIONS)}, not {node.shown if node else ''}")
    if not isinstance(sections, dict):
        return Register(), problems
    for name, section in sections.items():
        if name not in SECTIONS:
            report(section.line, f"key must be one of {', '.join(SECTIONS)}, not '{name}'")
    territory = _territory(sections.get("places"), report)
    register = Register(
        agencies=_agencies(sections.get("agencies"), report),
        places={place.id: place.name for place in territory.values()},
        not_agencies=frozenset(_texts(sections, "not_agencies", report)),
        territory=territory,
        topics=_texts(sections, "topics", report),
    )
    return register, problems + list(register_problems(register, path))


def _texts(sections: dict[str, Node], name: str, report: Report) -> tuple[str, ...]:
    found = _TEXTS.read(sections[name], name, report) if name in sections else ()
    return tuple(str(text) for text in found) if isinstance(found, tuple) else ()


def _territory(node: Node | None, report: Report) -> dict[str, Place]:
    """Places by id; `kon-tum: tỉnh Kon Tum` is short for a table with the name alone."""
    if node is None or node.value is None:
        return {}
    if not isinstance(node.value, dict):
        report(node.line, f"places must be a table of ids and names, not {node.shown}")
        return {}
    places: dict[str, Place] = {}
    for place, value in node.value.items():
        PLACE_ID.read(Node(place, value.line), "place", report)
        table = Node({"name": value}, value.line) if isinstance(value.value, str) else value
        fields = _PLACE.read(table, f"places.{place}", report)
        if isinstance(fields, dict) and fields["name"]:
            kept = {name: part for name, part in fields.items() if part is not None}
            places[place] = Place(id=place, line=value.line, **kept)
    return places


def _agencies(node: Node | None, report: Report) -> dict[str, Agency]:
    if node is None or node.value is None:
        return {}
    if not isinstance(node.value, list):
        report(node.line, f"agencies must be a list, each entry beginning '- id: ...', not {node.shown}")
        return {}
    agencies: dict[str, Agency] = {}
    for item in node.value:
        fields = _ENTRY.read(item, "agency", report)
        if not isinstance(fields, dict) or None in (fields["id"], fields["name"], fields["kind"]):
            continue
        agency = Agency(line=item.line, **{name: part for name, part in fields.items() if part is not None})
        if agency.id in agencies:
            first = agencies[agency.id].line
            report(item.line, f"agency.id must be given once, not again '{agency.id}' (first on line {first})")
        else:
            agencies[agency.id] = agency
    return agencies


def new_entry(
    id: str, name: str, *, kind: Kind = "department", aliases: Iterable[str] = (), confirmed: bool = False
) -> str:
    """An entry as YAML, to stand at the end of the register (its last section is `agencies`)."""
    entry: dict[str, object] = {"id": id, "name": name, "kind": kind}
    if other := list(aliases):
        entry["aliases"] = other
    if not confirmed:
        entry["confirmed"] = False
    return dump({"agencies": [entry]}).removeprefix("agencies:\n")


def with_entry(register: str, entry: str, *, place: str, place_name: str) -> str:
    """The text of a register (may be empty) with one more entry at its end, and with its place when it is new."""
    text = register if register.strip() else "places:\nagencies:\n"
    text = re.sub(r"(?m)^(places|agencies):[ \t]*(?:\{\}|\[\])?[ \t]*$", r"\1:", text)
    known, _ = parse_register(text, "")
    if place not in known.places:
        text = text.replace("places:\n", f"places:\n  {place}: {place_name}\n", 1)
    return text.rstrip("\n") + "\n" + entry


def entry_table() -> str:
    """The keys of an entry as a Markdown table in Vietnamese, for the guide."""
    return table_of(ENTRY)


def place_table() -> str:
    """The keys of a place, likewise."""
    return table_of(PLACE)


def names_to_add(archive: Archive) -> str:
    """Names that the register does not hold, as entries ready to paste, each with where it is printed first."""
    blocks: list[str] = []
    taken = dict.fromkeys(archive.register.agencies, "")
    for (jurisdiction, name), system_message in sorted(archive.unknown_names.items()):
        place = archive.register.place_of(name, jurisdiction)
        near = archive.register.nearest(name, place)
        hint = f"; gần giống: {', '.join(agency.id for agency in near)}" if near else ""
        comment = f"  # {len(system_message)} chỉ đạo, trước hết {system_message[0].id}{hint}\n"
        taken[_free_id(f"{place}/{slug(name) or 'khong-ten'}", taken)] = name
        blocks.append(comment + new_entry(list(taken)[-1], name, kind=_kind_of(name)))
    return "".join(blocks)


def _free_id(id: str, taken: Container[str]) -> str:
    """The id, or with `-2`, `-3`, ... when it is somebody's already ("Sở Y tê" beside "Sở Y tế")."""
    ids = chain([id], (f"{id}-{number}" for number in count(2)))
    return next(free for free in ids if free not in taken)


def _kind_of(name: str) -> Kind:
    """A first proposal by how the name begins; whoever pastes the entry decides."""
    lower = name.casefold()
    beginnings: tuple[tuple[tuple[str, ...], Kind], ...] = (
        (("các ", "toàn thể "), "group"),
        (("ubnd các", "uỷ ban nhân dân các", "ủy ban nhân dân các"), "group"),
        (("ban chỉ đạo", "ban điều hành", "bcđ"), "steering committee"),
        (("ubnd", "uỷ ban nhân dân", "ủy ban nhân dân"), "local government"),
        (("hội ", "đoàn ", "liên đoàn", "mặt trận", "ủy ban mttq"), "mass organisation"),
        (("công ty", "tổng công ty", "tập đoàn"), "company"),
    )
    return next((kind for starts, kind in beginnings if lower.startswith(starts)), "department")
