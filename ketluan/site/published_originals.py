"""Under which addresses the original of a notice is published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ketluan.model import addresses
from ketluan.model.archive import Archive
from ketluan.model.notice import Notice
from ketluan.store.file_ending import is_harmless_name


def published_originals(archive: Archive, notices: Path) -> Iterator[tuple[str, Path]]:
    """Each original under its address, and under those that it had before where nothing would run it there."""
    for notice in archive.published:
        if notice.original and notice.published_original:
            source = (notices / notice.id).parent / notice.original
            yield addresses.original(notice), source
            yield from ((address, source) for address in _old_addresses(notice, source))


def _old_addresses(notice: Notice, original: Path) -> Iterator[str]:
    """Under its own name beside the notice, and under each old id of the notice."""
    names = [(notice.id, original.name)]
    for old in notice.aliases:
        stem = old.rpartition("/")[2]
        names += [(old, original.name), (old, f"{stem}{original.suffix}"), (old, f"{stem}{notice.original_ending}")]
    return (f"{addresses.NOTICES}/{id}/{name}" for id, name in names if is_harmless_name(name))
