"""Takes the words of withdrawn notices out of the caches: files that hold words are removed as a whole."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from ketluan.store.check_result import FILE as CHECKED
from ketluan.store.whole_files import replace_text

KNOWN = "thu-hoi.json"
"""The ids that were withdrawn when the caches were cleared last."""


def forget_withdrawn(notices: Path, withdrawn: Collection[str]) -> None:
    """Clear the caches when a notice was withdrawn since the last time; they are made again from the files."""
    folder, now = _folder(notices), sorted(withdrawn)
    known = _known(folder)
    if known == now:
        return
    if not set(now) <= set(known):
        clear_caches(notices)
    with suppress(OSError):
        replace_text(folder / KNOWN, json.dumps(now))


def clear_caches(notices: Path) -> None:
    """What was understood, what `check` found and what the last build asked: a row taken out of a database leaves its
    bytes in the file, so that whole files go."""
    folder = _folder(notices)
    for path in [folder / CHECKED, *folder.glob("*.sqlite*")]:
        path.unlink(missing_ok=True)


def _folder(notices: Path) -> Path:
    return notices.absolute().parent / ".cache"


def _known(folder: Path) -> list[str]:
    try:
        return [str(each) for each in json.loads((folder / KNOWN).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []
