"""YAML of which only text, lists and tables are left: no type is guessed, no key may come twice, no alias."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from ketluan.model.message import Message, catalogue, say, thousands

DEEPEST = 12
LONGEST = 4_000_000
Value: TypeAlias = "str | list[Node] | dict[str, Node] | None"
Report = Callable[[int, Message], None]
# As YAML refuses them raw: an escape such as "\\0" brings them in too, and no page or data file may hold them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
SYNTAX = (
    "mapping values are not allowed",
    "could not find expected ':'",
    "did not find expected key",
    "did not find expected '-' indicator",
    "found unexpected end of stream",
    "found character that cannot start any token",
    "found unknown escape character",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "what stands here is not understood",
)
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the line it starts on; in a table that of its key. Unquoted `null`, `~` or nothing is None."""

    value: Value
    line: int

    @property
    def shown(self) -> Message:
        """The value as a message prints it: `'text'`, nothing, a list, a table."""
        if self.value is None:
            return say("nothing")
        if isinstance(self.value, str):
            quoted = f"'{self.value if len(self.value) <= 60 else self.value[:59] + '…'}'"
            return Message(quoted, quoted)
        return say("a list") if isinstance(self.value, list) else say("a table")


class _Wrong(Exception):
    """YAML that we do not take; carries the line and what must be instead."""

    def __init__(self, line: int, message: Message) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def parse_yaml(text: str, report: Report, *, first_line: int = 1) -> Node | None:
    """The one document of a text, None when it cannot be read; what is wrong goes to `report(line, message)`.

    Events are read one by one, so that nesting meant to exhaust the machine ends at the first level too many.
    """
    if len(text) > LONGEST:
        sizes = {"most": thousands(LONGEST), "size": thousands(len(text))}
        report(first_line, say("YAML must be at most {most} characters long, not {size}", **sizes))
        return None
    try:
        return _document(yaml.parse(text, Loader=Loader), report, first_line)
    except _Wrong as wrong:
        report(wrong.line, wrong.message)
    except yaml.MarkedYAMLError as error:
        _report_broken(error, text, report, first_line)
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, int(error.position))
        report(line, _control(_code(error)))
    return None


def _report_broken(error: yaml.MarkedYAMLError, text: str, report: Report, first_line: int) -> None:
    """What the parser found, where, and where the construct began that it could not finish."""
    line = error.problem_mark.line if error.problem_mark else 0
    lines = text.split("\n")
    if line < len(lines) and lines[line].lstrip(" ").startswith("\t"):
        report(first_line + line, say("YAML must be indented with blanks, not with a tab"))
        return
    begun = error.context_mark.line if error.context_mark else line
    message = say("YAML must be well formed; {problem}", problem=_syntax(error.problem))
    if error.context and begun != line:
        message += say(" (begun on line {line})", line=first_line + begun)
    report(first_line + line, message)


def _syntax(problem: str | None) -> Message:
    """What the parser found, whose sentences are English: the common ones in Vietnamese too."""
    found = next((words for words in SYNTAX if words in (problem or "")), SYNTAX[-1])
    return Message(catalogue()[found], problem or found)


def _control(code: int) -> Message:
    return say("YAML must not hold the control character U+{code}", code=f"{code:04X}")


def _code(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character)


def _document(events: Iterator[Any], report: Report, first_line: int) -> Node:
    root = Node(None, first_line)
    documents = 0
    for event in events:
        line = first_line + event.start_mark.line
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Wrong(line, say("YAML must be one document, not several"))
            root = _node(next(events), events, report, first_line=first_line, depth=0)
    return root


def _node(event: Any, events: Iterator[Any], report: Report, *, first_line: int, depth: int) -> Node:
    line = first_line + event.start_mark.line
    if depth > DEEPEST:
        raise _Wrong(line, say("YAML must be nested at most {most} levels deep", most=DEEPEST))
    if isinstance(event, yaml.AliasEvent):
        raise _Wrong(line, say("YAML must not use aliases, not '*{anchor}'", anchor=event.anchor))
    if event.tag not in (None, "!"):
        raise _Wrong(line, say("YAML must not name types, not '{tag}'", tag=event.tag))
    if isinstance(event, yaml.ScalarEvent):
        if found := _CONTROL.search(event.value):
            raise _Wrong(line, _control(ord(found[0])))
        return Node(None if event.implicit[0] and event.value in ("", "~", "null") else event.value, line)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_node(item, events, report, first_line=first_line, depth=depth + 1))
        return Node(items, line)
    return Node(_table(events, report, first_line=first_line, depth=depth + 1), line)


def _table(events: Iterator[Any], report: Report, *, first_line: int, depth: int) -> dict[str, Node]:
    table: dict[str, Node] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(event, events, report, first_line=first_line, depth=depth)
        value = _node(next(events), events, report, first_line=first_line, depth=depth)
        if not isinstance(key.value, str):
            report(key.line, say("key must be text, not {shown}", shown=key.shown))
        elif key.value in table:
            given = {"key": key.value, "line": table[key.value].line}
            report(key.line, say("key must be given once, not again '{key}' (first on line {line})", **given))
        else:
            table[key.value] = Node(value.value, key.line)
    return table
