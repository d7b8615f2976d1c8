"""Where front matter begins and ends in a file, and YAML as people would write it."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import yaml


def composed(text: str) -> str:
    """A file's text as it is read: composed letters, plain line ends, no byte order mark; its lines stay the lines."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def split(text: str) -> tuple[str | None, str, int]:
    """YAML between the two `---` lines (None when there are none), the body, and the body's first line.

    Blank lines before the body belong to neither.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    end = next((place for place, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        return None, text, 1
    first = next((place for place in range(end + 1, len(lines)) if lines[place].strip()), len(lines))
    return "\n".join(lines[1:end]) + "\n", "\n".join(lines[first:]).rstrip("\n"), first + 1


class _Dumper(yaml.SafeDumper):
    """Block style; items of a list stand indented under their key; printed lines stay lines."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _day(dumper: yaml.SafeDumper, value: dt.date) -> yaml.ScalarNode:
    return _text(dumper, value.isoformat())


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dt.date, _day)


def _guesses(first: str, tag: str) -> bool:
    """Whether text that begins so is quoted lest it be taken for another type: `on` is a key of ours, and a day is text
    to our reader, so that both stand without quotes."""
    return tag != "tag:yaml.org,2002:timestamp" and (first not in "oO" or tag != "tag:yaml.org,2002:bool")


_Dumper.yaml_implicit_resolvers = {
    first: [rule for rule in rules if _guesses(first, rule[0])]
    for first, rules in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def dump(values: Mapping[str, object]) -> str:
    """YAML in the mapping's order: letters as letters, no line broken, quotes only where they are needed."""
    return yaml.dump(_plain(values), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000)


def _plain(value: object) -> object:
    """Dataclasses and mappings without their empty parts, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        value = {part.name: getattr(value, part.name) for part in fields(value)}
        return {name: _plain(part) for name, part in value.items() if part is not None}
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
