"""A body as a text names it, and one item of a list of such names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ketluan.understanding.grammar import compiled


class Name(NamedTuple):
    """A body as printed, the head that it shares given back.

    `words` what it was taken from; `vague` for those that name nobody (`các đơn vị liên quan`); `plural` for groups;
    `role` what the bracket behind it says, `lead` or `help`; `unsure` why its end is not certain.
    """

    text: str
    words: str
    vague: bool = False
    plural: bool = False
    role: str = ""
    unsure: str = ""


@dataclass(slots=True)
class Item:
    """One item of a list: usually one name, several behind a shared head; where it ends, and the head."""

    names: tuple[Name, ...]
    end: int
    shared: str = ""


@cache
def name_rule(name: str) -> re.Pattern[str]:
    return compiled("names", name)
