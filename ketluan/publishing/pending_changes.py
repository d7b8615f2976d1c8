"""What publishing would change: the notices since the release that readers see, and the pages of a site built anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ketluan.publishing.manifest import Manifest
from ketluan.publishing.release_files import digests_under, file_sha256, paths_under
from ketluan.publishing.source_snapshot import TEXTS, notice_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingChanges:
    """Ids of notices with a text that is new, other or gone; `others` are files that belong to none (the register)."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is anything to publish."""
        return bool(self.new or self.changed or self.gone or self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChanges:
    """Addresses of pages that are new, other or gone, and how many files the whole site has."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    files: int


def pending_changes(notices: Path, last: Manifest | None) -> PendingChanges:
    """Compares the texts under `notices` with those of a release; everything is new where there is none."""
    before = {path: digest for path, digest in last.sources.items() if _is_text(path)} if last else {}
    now = {path: file_sha256(notices / path) for path in paths_under(notices) if _is_text(path)}
    own = {path for path in {*before, *now} if path.endswith(".md") and path.count("/") > 2}
    beside = {path for path in {*before, *now} - own if f"{notice_of(path)}.md" in own}
    added, other, lost = _compared(before, now)
    touched = {notice_of(path) for path in (other & own) | ((added | other | lost) & beside)}
    new, gone = {notice_of(path) for path in added & own}, {notice_of(path) for path in lost & own}
    return PendingChanges(
        new=tuple(sorted(new)),
        changed=tuple(sorted(touched - new - gone)),
        gone=tuple(sorted(gone)),
        others=tuple(sorted((added | other | lost) - own - beside)),
    )


def page_changes(site: Path, last: Manifest | None) -> PageChanges:
    """Compares the pages of a site that was built with those that readers see."""
    files = digests_under(site)
    before = {path: digest for path, digest in last.files.items() if path not in last.retained} if last else {}
    added, other, lost = _compared(_pages(before), _pages(files))
    return PageChanges(
        new=tuple(sorted(added)), changed=tuple(sorted(other)), gone=tuple(sorted(lost)), files=len(files)
    )


def _is_text(path: str) -> bool:
    return path.endswith(TEXTS) and not any(part.startswith(".") for part in path.split("/"))


def _pages(files: Mapping[str, str]) -> dict[str, str]:
    return {path: digest for path, digest in files.items() if path.endswith(".html")}


def _compared(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[set[str], set[str], set[str]]:
    """The paths that are new, other, and gone."""
    both = before.keys() & now.keys()
    return set(now) - both, {path for path in both if before[path] != now[path]}, set(before) - both
