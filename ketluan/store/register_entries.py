"""New entries of `agencies.yml`: as YAML, proposed for names it does not hold, put in without touching the rest."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from textwrap import dedent, indent

import yaml

from ketluan.model.agency import Agency, Kind, Register
from ketluan.model.agency_names import key
from ketluan.model.archive import Archive
from ketluan.model.display_names import place_name, without_place
from ketluan.store.front_matter import dump
from ketluan.store.register_file import parse_register
from ketluan.store.yaml_nodes import parse_yaml
from ketluan.text.slug import folder_name


def new_entry(
    id: str, name: str, *, kind: Kind = "department", aliases: Iterable[str] = (), confirmed: bool = False
) -> str:
    """An entry as YAML, an item of `agencies`."""
    entry: dict[str, object] = {"id": id, "name": name, "kind": kind}
    if other := list(aliases):
        entry["aliases"] = other
    if not confirmed:
        entry["confirmed"] = False
    return dump({"agencies": [entry]}).removeprefix("agencies:\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBody:
    """A body to be entered, and the name that it was met under in a notice of `jurisdiction`."""

    name: str
    place: str
    kind: Kind
    printed: str = ""
    jurisdiction: str = ""


def proposed_body(register: Register, printed: str, jurisdiction: str) -> NewBody:
    """What a printed name seems to name; a person decides."""
    place = register.place_of(printed, jurisdiction) if printed else jurisdiction
    name = without_place(printed, place_name(register, place))
    return NewBody(name=name, place=place, kind=kind_of(printed), printed=printed, jurisdiction=jurisdiction)


def with_bodies(text: str, bodies: Sequence[NewBody]) -> tuple[str, tuple[Agency, ...]]:
    """The register with new bodies at its end, and these: each is meant by the names that it was met under.

    Several names of one body make one entry.
    """
    register = parse_register(text, "")[0]
    met: dict[tuple[str, str], list[NewBody]] = {}
    for body in bodies:
        met.setdefault((body.place, key(body.name)), []).append(body)
    known, added = dict(register.agencies), list[Agency]()
    for same in met.values():
        first = same[0]
        own = Agency(id=free_id(f"{first.place}/{folder_name(first.name)}", known), name=first.name, kind=first.kind)
        alone = replace(register, agencies={**register.agencies, own.id: own})
        unclear = (name for each in same if (name := each.printed) and alone.resolve(name, each.jurisdiction) != own.id)
        known[own.id] = replace(own, aliases=tuple(dict.fromkeys(unclear)))
        added.append(known[own.id])
    entries = (new_entry(each.id, each.name, kind=each.kind, aliases=each.aliases, confirmed=True) for each in added)
    return with_item(text, "agencies", "".join(entries)), tuple(added)


def with_entry(register: str, entry: str, *, place: str, place_name: str) -> str:
    """The text of a register (may be empty) with one more entry, and with its place when that is new.

    Each stands behind the last of its section, wherever the sections stand; every other byte stays.
    """
    text = register if register.strip() else "places:\nagencies:\n"
    if not _is_table(text):
        return text  # whoever reads it says what is wrong with it
    if place not in parse_register(text, "")[0].places:
        text = with_item(text, "places", dump({place: " ".join(place_name.split())}))
    return with_item(text, "agencies", entry) if entry else text


def with_item(text: str, section: str, item: str) -> str:
    """The text with one more item (lines of YAML) at the end of a section, which may be missing or empty."""
    found = _section(text, section)
    if found is None:
        return f"{_ended(text)}{section}:\n{indent(dedent(item), '  ')}"
    key, value = found
    start, end = value.start_mark, value.end_mark
    if isinstance(value, yaml.CollectionNode) and value.value:
        if value.flow_style:
            return f"{text[: end.index - 1]}, {_flow(item)}{text[end.index - 1 :]}"
        return put_behind(text, last_line(value), indent(dedent(item), " " * start.column))
    emptied = text[: start.index].rstrip(" ") + text[end.index :]
    return put_behind(emptied, key.end_mark.line, indent(dedent(item), "  "))


def _is_table(text: str) -> bool:
    """Asked event by event: `yaml.compose` takes the whole process down with a text that is nested deep enough."""
    root = parse_yaml(text, lambda line, message: None)
    return root is not None and (root.value is None or isinstance(root.value, dict))


def _section(text: str, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    """The key and the value of a section, with their places in the text."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    sections = root.value if isinstance(root, yaml.MappingNode) else []
    return next(((key, value) for key, value in sections if key.value == name), None)


def last_line(node: yaml.Node) -> int:
    """The line (from 0) on which the last part of a node in block style ends; comments behind it are not its own."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node.end_mark.line - (node.end_mark.column == 0)


def put_behind(text: str, line: int, item: str) -> str:
    lines = _ended(text).splitlines(keepends=True)
    return "".join([*lines[: line + 1], item, *lines[line + 1 :]])


def _ended(text: str) -> str:
    return text.rstrip("\n") + "\n"


def _flow(item: str) -> str:
    """The item as it stands in a list or table written on one line."""
    value = yaml.load(item, Loader=yaml.CSafeLoader)
    inline = yaml.dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1_000_000)
    return inline.strip()[1:-1]


def names_to_add(archive: Archive) -> str:
    """Names that the register does not hold, as entries ready to paste, each with where it is printed first."""
    blocks: list[str] = []
    taken = dict.fromkeys(archive.register.agencies, "")
    for (jurisdiction, name), tasks in sorted(archive.unknown_names.items()):
        place = archive.register.place_of(name, jurisdiction)
        near = archive.register.nearest(name, place)
        hint = f"; gần giống: {', '.join(agency.id for agency in near)}" if near else ""
        comment = f"  # {len(tasks)} chỉ đạo, trước hết {tasks[0].id}{hint}\n"
        taken[free_id(f"{place}/{folder_name(name)}", taken)] = name
        blocks.append(comment + new_entry(list(taken)[-1], name, kind=kind_of(name)))
    return "".join(blocks)


def free_id(id: str, taken: Container[str]) -> str:
    """The id, or with `-2`, `-3`, ... when it is somebody's already ("Sở Y tê" beside "Sở Y tế")."""
    ids = chain([id], (f"{id}-{number}" for number in count(2)))
    return next(free for free in ids if free not in taken)


_BEGINNINGS: tuple[tuple[Kind, str], ...] = (
    ("group", "các |toàn thể |ubnd các|uỷ ban nhân dân các|ủy ban nhân dân các"),
    (
        "central branch",
        "cục |kho bạc|ngân hàng nhà nước|bảo hiểm xã hội|công an |bộ chỉ huy|tòa án|viện kiểm sát",
    ),
    ("steering committee", "ban chỉ đạo|ban điều hành|bcđ"),
    ("local government", "ubnd|uỷ ban nhân dân|ủy ban nhân dân"),
    ("mass organisation", "hội |đoàn |liên đoàn|mặt trận|ủy ban mttq"),
    ("company", "công ty|tổng công ty|tập đoàn"),
)


def kind_of(name: str) -> Kind:
    """A first proposal by how the name begins; whoever pastes the entry decides."""
    lower = name.casefold()
    return next((kind for kind, starts in _BEGINNINGS if lower.startswith(tuple(starts.split("|")))), "department")
