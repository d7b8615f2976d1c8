"""How a command is typed: its help in Vietnamese, and of what was mistyped the word itself with what is near to it."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from ketluan.model.message import Message, either, say
from ketluan.model.problem import as_text, nearest

_OF_ARGUMENT = re.compile(r"argument (?P<name>[^:]+): (?P<message>.*)", re.DOTALL)
_MISSING = "the following arguments are required: "
_EXTRA = "unrecognized arguments: "
_NO_VALUE = re.compile(r"expected (?:one|at least one) argument")
_A_VALUE = "ignored explicit argument "


class CommandParser(argparse.ArgumentParser):
    """An option is written whole; those of the commands above stand before the command."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"formatter_class": _Help, **given, "add_help": False, "allow_abbrev": False})
        self._positionals.title, self._optionals.title = "phải ghi", "lựa chọn"
        self.add_argument("-h", "--help", action="help", help="in phần này rồi thôi")
        self._above: frozenset[str] = frozenset()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        words = sys.argv[1:] if args is None else list(args)
        for command in self._commands():
            command._above = self._above | frozenset(self._option_string_actions)
        for option in self._unknown_options(words):
            self.error(self._said_of(option))
        found: tuple[Any, list[str]] = super().parse_known_args(words, namespace)
        return found

    def error(self, message: str) -> NoReturn:
        self.exit(2, as_text(f"{_in_vietnamese(message)}.\nXem cách gõ: {self.prog} --help\n"))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        allowed = [str(choice) for choice in action.choices]
        if isinstance(action, argparse._SubParsersAction):
            said = say("no command '{word}'", word=value)
        else:
            name = "/".join(action.option_strings) or str(action.metavar)
            said = say(
                "'{word}' does not go with {name}: it takes {allowed}", word=value, name=name, allowed=either(allowed)
            )
        raise argparse.ArgumentError(None, said + nearest(str(value), allowed))

    def _commands(self) -> list[CommandParser]:
        nested = (each for each in self._actions if isinstance(each, argparse._SubParsersAction))
        return [command for action in nested for command in action.choices.values()]

    def _unknown_options(self, words: Sequence[str]) -> Iterator[str]:
        """Up to the name of a command, to which the words behind it belong."""
        rest, has_commands = iter(words), bool(self._commands())
        for word in rest:
            option, given, _ = word.partition("=")
            if word == "--" or (has_commands and not option.startswith("-")):
                return
            action = self._option_string_actions.get(option)
            if action and action.nargs is None and not given:
                next(rest, None)
            elif not action and re.match(r"--?[^\W\d]", option):
                yield option

    def _said_of(self, option: str) -> Message:
        said = say("'{word}' is no option of {command}", word=option, command=self.prog)
        if option in self._above:
            return said + say("; it stands before the command")
        return said + nearest(option, self._option_string_actions)


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "cách gõ: " if prefix is None else prefix)


def _in_vietnamese(message: str) -> str:
    """Of what argparse says; what is said here is Vietnamese already."""
    if message.startswith(_MISSING):
        return say("{names} must be given", names=message.removeprefix(_MISSING))
    if message.startswith(_EXTRA):
        return say("'{words}' is too much", words=message.removeprefix(_EXTRA))
    if not (found := _OF_ARGUMENT.fullmatch(message)):
        return message
    name, rest = found["name"], found["message"]
    if _NO_VALUE.fullmatch(rest):
        return say("a value must stand behind {name}", name=name)
    if rest.startswith(_A_VALUE):
        return say("{name} takes no value, not {value}", name=name, value=rest.removeprefix(_A_VALUE))
    return f"{name}: {rest}"
