"""Changes of entries of `agencies.yml`, as a person would make them: one more way to write a name, a confirmation.

What is not changed stays byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import indent

import yaml

from ketluan.model.problem import Refused
from ketluan.store.front_matter import dump
from ketluan.store.register_entries import last_line, put_behind, with_item


def with_alias(text: str, agency: str, alias: str) -> str:
    """The register with one more way to write a body's name; raises Refused when it has no such body."""
    entry = _entry(text, agency)
    aliases = next((value for key, value in entry.value if key.value == "aliases"), None)
    if isinstance(aliases, yaml.SequenceNode) and any(item.value == alias for item in aliases.value):
        return text
    if entry.flow_style or (aliases is not None and (aliases.flow_style or not aliases.value)):
        return _in_flow(text, entry, aliases, alias)
    if aliases is None:
        written = indent(dump({"aliases": [alias]}), " " * entry.start_mark.column)
        return put_behind(text, last_line(entry), written)
    column = aliases.value[-1].start_mark.column - 2
    return put_behind(text, last_line(aliases), indent(dump({"a": [alias]}).split("\n", 1)[1].lstrip(), " " * column))


def _in_flow(text: str, entry: yaml.MappingNode, aliases: yaml.Node | None, alias: str) -> str:
    """Into a list or an entry that stands on one line."""
    quoted = json.dumps(alias, ensure_ascii=False)
    if aliases is None:
        at = entry.end_mark.index - 1
        return f"{text[:at].rstrip()}, aliases: [{quoted}]{text[at:]}"
    start, end = aliases.start_mark.index, aliases.end_mark.index
    items = [*(json.dumps(item.value, ensure_ascii=False) for item in aliases.value), quoted]
    return f"{text[:start]}[{', '.join(items)}]{text[end:]}"


def with_confirmed(text: str, agency: str) -> str:
    """The register with a body that a person has confirmed; raises Refused when it has no such body."""
    entry = _entry(text, agency)
    found = next((pair for pair in entry.value if pair[0].value == "confirmed"), None)
    if found is None:
        return text
    key, value = found
    if entry.flow_style or key.start_mark.line == entry.start_mark.line:
        return f"{text[: value.start_mark.index]}true{text[value.end_mark.index :]}"
    lines = text.splitlines(keepends=True)
    return "".join([*lines[: key.start_mark.line], *lines[key.start_mark.line + 1 :]])


def with_value(text: str, agency: str, key: str, value: str) -> str:
    """The register with another value of a key that an entry has (`name`, `kind`); raises Refused when it has not."""
    entry = _entry(text, agency)
    found = next((node for name, node in entry.value if name.value == key), None)
    if found is None:
        raise Refused(f"Mục '{agency}' của danh mục cơ quan không có khóa {key}.")
    if found.value == value:
        return text
    plain = dump({key: value}).removeprefix(f"{key}: ").rstrip("\n")
    written = json.dumps(value, ensure_ascii=False) if entry.flow_style else plain
    return f"{text[: found.start_mark.index]}{written}{text[found.end_mark.index :]}"


def without_entry(text: str, agency: str) -> str:
    """The register without a body; raises Refused when it has none such, or holds it on one line with others."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    entry, (key, entries) = _entry(text, agency), next(pair for pair in _pairs(root) if pair[0].value == "agencies")
    if not isinstance(entries, yaml.SequenceNode) or entries.flow_style:
        raise Refused("Các cơ quan của danh mục đứng chung một dòng: hãy bỏ cơ quan này trong tệp agencies.yml.")
    lines = text.splitlines(keepends=True)
    left = [*lines[: entry.start_mark.line], *lines[last_line(entry) + 1 :]]
    if len(entries.value) == 1:
        left[key.start_mark.line] = left[key.start_mark.line].rstrip() + " []\n"
    return "".join(left)


def with_not_agency(text: str, name: str) -> str:
    """The register with a printed name that is no body."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    known = next((value for key, value in _pairs(root) if key.value == "not_agencies"), None)
    if isinstance(known, yaml.SequenceNode) and any(item.value == name for item in known.value):
        return text
    return with_item(text, "not_agencies", dump({"a": [name]}).split("\n", 1)[1])


def _entry(text: str, agency: str) -> yaml.MappingNode:
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    entries = next((value for key, value in _pairs(root) if key.value == "agencies"), None)
    for entry in entries.value if isinstance(entries, yaml.SequenceNode) else ():
        if any(key.value == "id" and value.value == agency for key, value in _pairs(entry)):
            assert isinstance(entry, yaml.MappingNode)
            return entry
    raise Refused(f"Danh mục cơ quan không có '{agency}'.")


def _pairs(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    yield from node.value if isinstance(node, yaml.MappingNode) else ()
