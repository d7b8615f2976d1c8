"""Originals that carry a stamp of secrecy, whoever put them beside a notice; reads them, each content once.

What was found clean is kept under `.cache`, a line a digest, in a file that may be deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from ketluan.importing.sandbox import allowance, stamp_within
from ketluan.model.archive import Archive
from ketluan.model.message import say
from ketluan.model.notice import Notice
from ketluan.model.problem import Problem, Refused

CLEAN = "originals-without-stamps.txt"
SECONDS = 60.0
SECRET = (
    "original must not be a state secret, but it carries the stamp '{degree}': '{quote}' ({place}); "
    "take it off this network"
)
_PACKAGE = Path(__file__).parents[1]


def stamped_originals(archive: Archive, notices: Path) -> Iterator[Problem]:
    """An original must not be a state secret; one that cannot be looked through is remarked on.

    Pictures of scans are read when they are imported, not here: that takes seconds a page.
    """
    kept = notices.absolute().parent / ".cache" / CLEAN
    clean = _clean(kept)
    for notice in archive.notices:
        if not notice.original or not notice.sha256 or notice.sha256 in clean:
            continue
        path = (notices / notice.id).parent / notice.original
        if not path.is_file():
            continue
        problem = _problem(notice, path)
        if problem is None:
            keep_clean(notices, notice.sha256)
        else:
            yield problem


def keep_clean(notices: Path, sha256: str) -> None:
    """Notes that a content carries no stamp; where nothing can be written it is read again the next time."""
    path = notices.absolute().parent / ".cache" / CLEAN
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="ascii") as file:
            file.write(f"{_version()} {sha256}\n")


def _problem(notice: Notice, path: Path) -> Problem | None:
    try:
        found = stamp_within(path, allowance(SECONDS))
    except Refused as error:
        said = say("original cannot be looked through for stamps of secrecy: {reason}", reason=str(error))
        return Problem(notice.path, 1, said, remark=True)
    if not found:
        return None
    degree, quote, place = found
    given = {"degree": degree, "quote": quote, "place": place}
    return Problem(notice.path, 1, say(SECRET, **given))


def _clean(path: Path) -> set[str]:
    with suppress(OSError, UnicodeDecodeError):
        lines = (line.split(" ") for line in path.read_text(encoding="ascii").splitlines())
        return {line[1] for line in lines if len(line) == 2 and line[0] == _version()}
    return set()


@cache
def _version() -> str:
    """A digest of everything that finds stamps: another version looks again."""
    sources = [*sorted((_PACKAGE / "importing").rglob("*.py")), *sorted((_PACKAGE / "store").glob("secrecy*.py"))]
    return hashlib.sha256(b"\n".join(path.read_bytes() for path in sources)).hexdigest()[:16]
