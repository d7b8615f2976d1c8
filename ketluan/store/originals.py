"""Originals that lie beside notice files, and files that belong to no notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ketluan.model.problem import Problem, shown_path
from ketluan.store.notice_rules import CheckedNotice
from ketluan.store.text_file import unreadable


def original_problems(
    checked: Sequence[CheckedNotice], folder: Path, others: Iterable[Path], *, digest: Callable[[Path], str]
) -> Iterator[Problem]:
    """The original a notice names lies beside it and has the recorded digest; a file that no notice names is odd."""
    wanted: set[Path] = set()
    there = set(others)
    for item in checked:
        if item.notice.original:
            path = (folder / item.notice.id).parent / item.notice.original
            wanted.add(path)
            yield from _one(item, path, there, digest)
        elif item.notice.sha256:
            yield item.problem("sha256", "original must be given when sha256 is")
    for path in sorted(there - wanted):
        yield Problem(shown_path(path), 1, "file is neither a notice nor the original of one", remark=True)


def _one(item: CheckedNotice, path: Path, there: set[Path], digest: Callable[[Path], str]) -> Iterator[Problem]:
    if path not in there:
        yield item.problem("original", f"original must lie beside the notice, not missing '{item.notice.original}'")
    elif not item.notice.sha256:
        yield item.problem("original", "sha256 must be given when original is")
    else:
        yield from _changed(item, path, digest)


def _changed(item: CheckedNotice, path: Path, digest: Callable[[Path], str]) -> Iterator[Problem]:
    try:
        found = digest(path)
    except OSError as error:
        yield unreadable(path, error)
        return
    if found != item.notice.sha256:
        yield item.problem("sha256", f"sha256 must be that of the original ({found}), not '{item.notice.sha256}'")
