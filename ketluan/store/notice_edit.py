"""Changes in the text of a notice file, as a person would make them: what is not changed stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from textwrap import dedent

from ketluan.store.front_matter import dump, split
from ketluan.store.header import KEYS
from ketluan.store.yaml_nodes import Node, parse_yaml

ATTRIBUTES = re.compile(r"\{:([^{}]*)\}")
_LINE_OF_ATTRIBUTES = re.compile(r"\s*\{:[^{}]*\}\s*")
HEADING = re.compile(r"#{1,6}\s")
BULLET = re.compile(r"( *)[-*+] +")
_PARTS = re.compile(r"""[#.][^\s#.{}"'=]+|[^\s=]+=(?:"[^"]*"|'[^']*'|\S*)|\S+""")


def with_field(text: str, key: str, value: object) -> str:
    """The file with one field of the front matter set, `meeting.date` inside `meeting`; None takes it out.

    Only the field's own lines change. Raises ValueError for a key that the schema does not have, or when the front
    matter cannot be read.
    """
    name, _, inner = key.partition(".")
    if name not in [row.name for row in KEYS]:
        raise ValueError(f"no such field: {key}")
    table = _table(text)
    if inner:
        return _with_inner(text, table, name, inner, value)
    lines = text.split("\n")
    needed = next(row.needed for row in KEYS if row.name == name)
    written = dump({name: value}).splitlines() if needed or value not in (None, "", (), [], {}) else []
    start, end = _span(lines, table, name) if name in table else (_place(lines, table, name),) * 2
    if lines[start:end] == written or (name in table and _same(table[name], written)):
        return text
    return "\n".join([*lines[:start], *written, *lines[end:]])


def with_item(text: str, key: str, item: object) -> str:
    """The file with one item added at the end of a list of the front matter; items that stand there stay as they are.

    Raises ValueError as `with_field`.
    """
    node = _table(text).get(key)
    items = node.value if node else None
    lines = text.split("\n")
    last = items[-1].line - 1 if isinstance(items, list) and items else None
    if last is None or not lines[last].lstrip().startswith("- "):
        before = [_plain(one) for one in items] if isinstance(items, list) else []
        return with_field(text, key, [*before, item])
    _, end = _span(lines, _table(text), key)
    indent = " " * _indent(lines[last])
    written = dedent("\n".join(dump({key: [item]}).splitlines()[1:])).splitlines()
    return "\n".join([*lines[:end], *(indent + line for line in written), *lines[end:]])


def _table(text: str) -> dict[str, Node]:
    yaml_text, _, _ = split(text)
    node = parse_yaml(yaml_text or "", lambda line, message: None, first_line=2)
    if node is None or not isinstance(node.value, dict):
        raise ValueError("front matter cannot be read")
    return node.value


def _span(lines: list[str], table: Mapping[str, Node], name: str, *, indent: int = 0) -> tuple[int, int]:
    """First and last line (from 0, the last not included) of a key's lines; blank lines and comments stay outside."""
    start = table[name].line - 1
    end = start + 1
    while end < len(lines) and _belongs(lines[end], indent):
        end += 1
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return start, end


def _belongs(line: str, indent: int) -> bool:
    """Whether a line carries on the value above: deeper in, blank, or an item of a list that is not indented."""
    deeper = len(line) - len(line.lstrip(" ")) > indent
    return deeper or not line.strip() or (line[indent:].startswith("- ") and not line[:indent].strip())


def _place(lines: list[str], table: Mapping[str, Node], name: str) -> int:
    """The line (from 0) before which a new field stands, in the order of the schema; a key that it does not have is
    in nobody's way."""
    names = [row.name for row in KEYS]
    behind = set(names[names.index(name) + 1 :])
    later = [node.line - 1 for other, node in table.items() if other in behind]
    return min(later) if later else lines.index("---", 1)


def _same(node: Node, written: list[str]) -> bool:
    again = parse_yaml(dedent("\n".join(written)), lambda line, message: None)
    if again is None or not isinstance(again.value, dict) or len(again.value) != 1:
        return False
    return _plain(node) == _plain(next(iter(again.value.values())))


def _plain(node: Node) -> object:
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    if isinstance(node.value, dict):
        return {name: _plain(item) for name, item in node.value.items()}
    return node.value


def _with_inner(text: str, table: Mapping[str, Node], name: str, inner: str, value: object) -> str:
    outer = table.get(name)
    inside = outer.value if outer else None
    if not isinstance(inside, dict):
        return with_field(text, name, {inner: value} if value is not None else None)
    lines = text.split("\n")
    indent = _indent(lines[next(iter(inside.values())).line - 1])
    written = [" " * indent + line for line in dump({inner: value}).splitlines()] if value is not None else []
    if inner in inside:
        if _same(inside[inner], written):
            return text
        start, end = _span(lines, inside, inner, indent=indent)
    else:
        start = end = _span(lines, table, name)[1]
    rest = {key: node for key, node in inside.items() if key != inner}
    if not written and not rest:
        return with_field(text, name, None)
    return "\n".join([*lines[:start], *written, *lines[end:]])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def with_attributes(text: str, line: int, changes: Mapping[str, str | None]) -> str:
    """The file with what a person says of the block that begins on a line (from 1) of it.

    `changes` holds attributes (`lead`, `due`, ...), `role` (`directive`, `assessment`) and `id`; None takes one out.
    """
    lines = text.split("\n")
    change_attributes(lines, line - 1, changes)
    return "\n".join(lines)


def change_attributes(lines: list[str], at: int, changes: Mapping[str, str | None]) -> int | None:
    """As `with_attributes`, in the lines themselves, of the block at an index; the index of a line that is new."""
    under = attribute_line(lines, at)
    old = ATTRIBUTES.search(lines[under]) if under < len(lines) and is_attributes(lines[under]) else None
    if HEADING.match(lines[at]) and not old and not lines[at].rstrip().endswith("#"):
        lines[at] = _at_end(lines[at], changes)
        return None
    if lines[at].lstrip().startswith("|"):
        lines[at] = _in_row(lines[at], changes)
        return None
    new = _written(old[1] if old else "", changes)
    indent = " " * (len(found[0]) if (found := BULLET.match(lines[at])) else _indent(lines[at]))
    lines[under : under + (1 if old else 0)] = [f"{indent}{new}"] if new else []
    return under if new and not old else None


def is_attributes(line: str) -> bool:
    return _LINE_OF_ATTRIBUTES.fullmatch(line) is not None


def attribute_line(lines: list[str], at: int) -> int:
    """Where the attributes of a block stand or would stand under it: behind its last line, a heading's only one."""
    end = at + 1
    if HEADING.match(lines[at]):
        return end
    while end < len(lines) and lines[end].strip() and not is_attributes(lines[end]) and not begins_block(lines[end]):
        end += 1
    return end


def begins_block(line: str) -> bool:
    return bool(BULLET.match(line) or HEADING.match(line) or line.lstrip().startswith("|"))


def _at_end(line: str, changes: Mapping[str, str | None]) -> str:
    found = ATTRIBUTES.search(line, max(0, line.rfind("{:")))
    bare = line[: found.start()].rstrip() if found else line.rstrip()
    return f"{bare} {new}" if (new := _written(found[1] if found else "", changes)) else bare


def _in_row(line: str, changes: Mapping[str, str | None]) -> str:
    row = line.rstrip()[:-1]
    if row.endswith("|"):  # a blank between the last two pipes would end the merging of the last cell
        return f"{row}{_written('', changes)}|"
    return f"{_at_end(row, changes)} |"


def _written(old: str, changes: Mapping[str, str | None]) -> str:
    """The attributes in the order they stood, new ones behind them; nothing when none is left."""
    parts = {_name(part): part for part in _PARTS.findall(old)}
    for name, value in changes.items():
        if value is None:
            parts.pop(name, None)
        else:
            parts[name] = {"role": f".{value}", "id": f"#{value}"}.get(name, f'{name}="{value}"')
    return f"{{: {' '.join(parts.values())} }}" if parts else ""


def _name(part: str) -> str:
    if part.startswith("#"):
        return "id"
    return "role" if part in (".directive", ".assessment") else part.partition("=")[0]
