"""Sentences about what is wrong, in Vietnamese for the clerk and in English for developers.

A sentence is written down in the code in English, with the names of its values in braces; `messages.json` has the
Vietnamese of each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

CATALOGUE = Path(__file__).with_name("messages.json")


class Message(str):
    """The Vietnamese sentence, as which it goes everywhere; `english` says the same."""

    __slots__ = ("english",)
    english: str

    def __new__(cls, vietnamese: str, english: str) -> Message:
        message = super().__new__(cls, vietnamese)
        message.english = english
        return message

    def __add__(self, other: str) -> Message:
        return Message(str(self) + other, self.english + in_english(other))

    def __reduce__(self) -> tuple[Any, ...]:
        return Message, (str(self), self.english)


def say(sentence: str, /, **values: object) -> Message:
    """The sentence with its values; a value that is a message itself is put in in either language."""
    english = {name: in_english(value) if isinstance(value, str) else value for name, value in values.items()}
    return Message(catalogue()[sentence].format(**values), sentence.format(**english))


def in_english(text: str) -> str:
    """Of a message its English, of other text the text."""
    return text.english if isinstance(text, Message) else text


def either(words: Iterable[str]) -> Message:
    """The words with `or` between them."""
    words = list(words)
    return Message(" hoặc ".join(words), " or ".join(map(in_english, words)))


def thousands(number: int) -> Message:
    """A number with its thousands apart, as each language does it."""
    return Message(f"{number:,}".replace(",", "."), f"{number:,}")


@cache
def catalogue() -> dict[str, str]:
    """English sentence to Vietnamese sentence."""
    return dict(json.loads(CATALOGUE.read_text(encoding="utf-8")))
