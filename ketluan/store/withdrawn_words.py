"""Takes the words of withdrawn notices out of the caches.

What was understood of the other notices stays; of other files nobody can say which words are whose, so that each is
removed as a whole.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Set
from contextlib import suppress
from pathlib import Path

from ketluan.store.check_result import FILE as CHECKED
from ketluan.store.reading_cache import FILE as UNDERSTOOD
from ketluan.store.reading_cache import forget_notices
from ketluan.store.whole_files import replace_text

DESK, PREVIEW = "ban-van-thu", "xem-thu"
"""Where the desk keeps what it has read of originals, what was dropped on it, and a site to look at."""

KNOWN = "thu-hoi.json"
"""The ids that were withdrawn when the caches were cleared last."""


def forget_withdrawn(notices: Path, withdrawn: Set[str]) -> None:
    """Clear the caches when a notice was withdrawn since the last time; they are made again from the files."""
    folder, now = _folder(notices), sorted(withdrawn)
    known = _known(folder)
    if known == now:
        return
    if not withdrawn <= set(known):
        clear_caches(notices, withdrawn)
    with suppress(OSError):
        replace_text(folder / KNOWN, json.dumps(now))


def clear_caches(notices: Path, withdrawn: Set[str]) -> None:
    """What was understood of withdrawn notices and of those that are no longer there, what `check` found, and what
    the last build asked."""
    folder = _folder(notices)
    forget_notices(folder, lambda id: id in withdrawn or not (notices / f"{id}.md").is_file())
    databases = [path for path in folder.glob("*.sqlite*") if path.name != UNDERSTOOD]
    for path in [folder / CHECKED, *databases, *(folder / DESK).glob("ban-goc-*")]:
        with suppress(NotADirectoryError):  # a file stands where the caches would
            path.unlink(missing_ok=True)
    for path in [folder / DESK / PREVIEW, *map(Path.absolute, _imported_items(folder))]:
        shutil.rmtree(path, ignore_errors=True)


def _imported_items(folder: Path) -> Iterator[Path]:
    """The desk's items of files that are in the archive: their reports quote the notices."""
    for path in (folder / DESK).glob("hop-nhan/*/muc.json"):
        with suppress(OSError, ValueError, TypeError, AttributeError):
            if json.loads(path.read_text(encoding="utf-8")).get("notice"):
                yield path.parent


def _folder(notices: Path) -> Path:
    return notices.absolute().parent / ".cache"


def _known(folder: Path) -> list[str]:
    try:
        return [str(each) for each in json.loads((folder / KNOWN).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []
