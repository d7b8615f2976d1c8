"""Reads the ledger of published ids: text files under notices/, one for each issuer and year."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ketluan.model.ledger import FOLDER, Ledger, PublishedId, in_order
from ketluan.model.problem import Problem, shown_path
from ketluan.store.text_file import read_text, unreadable

LARGEST = 100_000_000

_LINE = re.compile(
    r"(?P<notice>[a-z0-9/-]+)(?:#(?P<anchor>[^\s#]+))?\t(?P<words>[^\t]*)(?:\t(?P<heading>[^\t]*)(?P<ended>\tended)?)?"
)


def read_ledger(notices: Path) -> tuple[Ledger, list[Problem]]:
    """The ledger of an archive, empty where there is none yet, with every problem of its files."""
    problems: list[Problem] = []
    found: dict[str, PublishedId] = {}
    for path in ledger_paths(notices, problems):
        text = read_text(path, largest=LARGEST)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            problems += _taken_in(text, shown_path(path), found)
    grouped: dict[str, list[PublishedId]] = defaultdict(list)
    for entry in in_order(found.values()):
        grouped[entry.notice].append(entry)
    return Ledger({notice: tuple(entries) for notice, entries in grouped.items()}), problems


def ledger_paths(notices: Path, problems: list[Problem]) -> Iterator[Path]:
    """The files of the ledger, sorted."""
    top = notices / FOLDER
    if not os.path.lexists(top):
        return

    def closed(error: OSError) -> None:
        problems.append(unreadable(Path(error.filename or top), error, what="folder"))

    for here, folders, names in os.walk(top, onerror=closed):
        folders.sort()
        yield from (Path(here) / name for name in sorted(names) if name.endswith(".txt"))


def _taken_in(text: str, path: str, found: dict[str, PublishedId]) -> Iterator[Problem]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = _LINE.fullmatch(line)
        if parts is None:
            yield Problem(path, number, f"line must be an id, a tab and the words of its task, not '{line[:60]}'")
            continue
        entry = PublishedId(
            notice=parts["notice"],
            anchor=parts["anchor"] or "",
            words=parts["words"],
            heading=parts["heading"] or "",
            ended=bool(parts["ended"]),
            path=path,
            line=number,
        )
        if found.setdefault(entry.id, entry) != entry:
            yield Problem(path, number, f"id must be given once in the ledger, not '{entry.id}' again")
