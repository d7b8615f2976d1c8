"""Which files of earlier releases stay: those whose names carry their digest, for pages that are open in a browser."""

from __future__ import annotations

import datetime as dt

from ketluan.publishing.manifest import Manifest
from ketluan.site.asset_names import DIGEST_NAMED

DAYS = 14


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
