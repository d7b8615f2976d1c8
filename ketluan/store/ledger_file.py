"""Reads the ledger of published ids: text files under notices/, one for each issuer and year."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ketluan.model.ledger import ENDED, FOLDER, Ledger, PublishedId, in_order
from ketluan.model.message import say
from ketluan.model.problem import Problem, shown_path
from ketluan.store.text_file import read_text, unreadable

LARGEST = 100_000_000


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
    for entry in found.values():
        grouped[entry.notice].append(entry)
    return Ledger({notice: tuple(in_order(entries)) for notice, entries in sorted(grouped.items())}), problems


def ledger_paths(notices: Path, problems: list[Problem]) -> Iterator[Path]:
    """The files of the ledger, sorted."""
    top = notices / FOLDER
    if not os.path.lexists(top):
        return

    def closed(error: OSError) -> None:
        problems.append(unreadable(Path(error.filename or top), error, what=say("folder")))

    for here, folders, names in os.walk(top, onerror=closed):
        folders.sort()
        yield from (Path(here) / name for name in sorted(names) if name.endswith(".txt"))


def _taken_in(text: str, path: str, found: dict[str, PublishedId]) -> Iterator[Problem]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line or line.startswith("#") or line.isspace():
            continue
        entry = _entry(line, path, number)
        if entry is None:
            message = say("line must be an id, a tab and the words of its task, not '{line}'", line=line[:60])
            yield Problem(path, number, message)
        elif found.setdefault(entry.id, entry) != entry:
            yield Problem(path, number, say("id must be given once in the ledger, not '{id}' again", id=entry.id))


def _entry(line: str, path: str, number: int) -> PublishedId | None:
    """The published id of a line, None when it is not of that shape."""
    name, *parts = line.split("\t")
    notice, sign, anchor = name.partition("#")
    if not 1 <= len(parts) <= 3 or parts[2:] not in ([], [ENDED]) or bool(sign) != bool(anchor) or " " in name:
        return None
    words, heading, ended = (*parts, "", "")[:3]
    return PublishedId(
        notice=notice, anchor=anchor, words=words, heading=heading, ended=bool(ended), path=path, line=number
    )
