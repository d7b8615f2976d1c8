"""Reads `agencies.yml`, the register of agencies."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import get_args

from ketluan.model.agency import Agency, Kind, Place, Reason, Register
from ketluan.model.message import Message, say
from ketluan.model.problem import Problem, shown_path
from ketluan.store.register_rules import register_problems
from ketluan.store.schema_types import DATE, ID, PLACE_ID, TEXT, YES_NO, Key, listed, one_of, record
from ketluan.store.text_file import read_text
from ketluan.store.yaml_nodes import Node, Report, parse_yaml

KINDS: tuple[Kind, ...] = get_args(Kind)
REASONS: tuple[Reason, ...] = get_args(Reason)
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

    def report(line: int, message: Message) -> None:
        problems.append(Problem(path, line, message))

    node = parse_yaml(unicodedata.normalize("NFC", text), report)
    sections = node.value if node else None
    if sections is not None and not isinstance(sections, dict):
        given = {"sections": ", ".join(SECTIONS), "shown": node.shown if node else ""}
        report(1, say("register must be a table with {sections}, not {shown}", **given))
    if not isinstance(sections, dict):
        return Register(), problems
    for name, section in sections.items():
        if name not in SECTIONS:
            choice = say("one of {allowed}", allowed=", ".join(SECTIONS))
            message = say("{name} must be {wanted}, not {shown}", name=say("key"), wanted=choice, shown=f"'{name}'")
            report(section.line, message)
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
        report(node.line, say("places must be a table of ids and names, not {shown}", shown=node.shown))
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
        message = say("agencies must be a list, each entry beginning '- id: ...', not {shown}", shown=node.shown)
        report(node.line, message)
        return {}
    agencies: dict[str, Agency] = {}
    for item in node.value:
        fields = _ENTRY.read(item, "agency", report)
        if not isinstance(fields, dict) or None in (fields["id"], fields["name"], fields["kind"]):
            continue
        agency = Agency(line=item.line, **{name: part for name, part in fields.items() if part is not None})
        if agency.id in agencies:
            first = agencies[agency.id].line
            message = say(
                "agency.id must be given once, not again '{id}' (first on line {line})", id=agency.id, line=first
            )
            report(item.line, message)
        else:
            agencies[agency.id] = agency
    return agencies
