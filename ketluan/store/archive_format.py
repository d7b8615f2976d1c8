"""The number of the format in which an archive is kept: a small file in notices/, so that a later version can tell."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ketluan.model.message import say
from ketluan.model.problem import Problem, Refused, shown_path
from ketluan.store.text_file import read_text
from ketluan.store.whole_files import replace_text

FILE = "dinh-dang.txt"
FORMAT = 1
"""Grows when an archive is written in a way that programs before would misread; an archive without the file is of 1."""
TEXT = f"{FORMAT}\nĐây là số định dạng của kho. Chương trình cũ không đọc kho có số lớn hơn số mà nó biết.\n"


def format_problem(notices: Path) -> Problem | None:
    """What keeps this program from reading the archive."""
    path = notices / FILE
    if not os.path.lexists(path):  # also where the folder may not be read, which the reader says itself
        return None
    text = read_text(path)
    if isinstance(text, Problem):
        return text
    value = text.removeprefix("\ufeff").partition("\n")[0].strip()
    if not re.fullmatch(r"[1-9][0-9]{0,8}", value, re.ASCII):
        return Problem(shown_path(path), 1, say("format must be a number from 1, not '{value}'", value=value))
    if int(value) > FORMAT:
        return Problem(
            shown_path(path),
            1,
            say("format must be at most {known}, not {value}: use a newer program", known=FORMAT, value=value),
        )
    return None


def refuse_format(notices: Path) -> None:
    """Raises Refused where this program must not write."""
    if problem := format_problem(notices):
        raise Refused(f"Không ghi vào kho này: {problem}.")


def write_format(notices: Path) -> None:
    """For an archive that does not say it yet."""
    if not (notices / FILE).exists():
        replace_text(notices / FILE, TEXT)
