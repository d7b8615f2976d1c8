"""What stays of earlier releases: the last different ones, and files that pages which are open in a browser ask for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from ketluan.model import addresses
from ketluan.publishing.manifest import Manifest
from ketluan.site.asset_names import DIGEST_NAMED
from ketluan.site.edition import SCRIPT

DAYS = 14
DAILY = re.compile(rf"index\.html|(?:{addresses.DEADLINES}|{addresses.FIGURES})/.+|.+\.ics")
"""What says which day it was made on, and so differs every day."""


def surplus(releases: Sequence[Manifest], *, count: int) -> Iterator[int]:
    """The numbers of those, given oldest first, that go when the newest `count` different ones are kept."""
    kept: list[Manifest] = []
    for each in reversed(releases):
        if len(kept) < count and not any(same_content(each, newer) for newer in kept):
            kept.append(each)
        else:
            yield each.release


def same_content(one: Manifest, other: Manifest) -> bool:
    """Whether nothing but the day on which they were made, or rolled back to, makes them differ."""
    if one.edition.version != other.edition.version or one.archive_digest != other.archive_digest:
        return False
    differing = {path for path, _ in _own(one) ^ _own(other)} - {SCRIPT}
    return not differing or (one.edition.day != other.edition.day and all(map(DAILY.fullmatch, differing)))


def _own(manifest: Manifest) -> set[tuple[str, str]]:
    return {(path, digest) for path, digest in manifest.files.items() if path not in manifest.retained}


def retained_files(last: Manifest | None, new: Manifest) -> dict[str, str]:
    """Path -> the day since when no page of a release names it.

    Nothing stays of a release that holds what has been withdrawn since: such a file may hold it too.
    """
    if last is None or set(new.edition.withdrawn) - set(last.edition.withdrawn):
        return {}
    today = new.made[:10]
    oldest = (dt.date.fromisoformat(today) - dt.timedelta(days=DAYS)).isoformat()
    since = {path: last.retained.get(path, today) for path in last.files if DIGEST_NAMED.search(path)}
    return {path: day for path, day in since.items() if path not in new.files and day > oldest}
