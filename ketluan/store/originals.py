"""Originals that lie beside notice files, and files that belong to no notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ketluan.model.message import say
from ketluan.model.problem import Problem, shown_path
from ketluan.store.notice_rules import CheckedNotice
from ketluan.store.reading_cache import FileFacts
from ketluan.store.text_file import unreadable

WANTED = (
    "original must be a PDF, a Word or RTF document, a text or a picture (PNG, JPEG, TIFF) by its bytes, not '{name}'; "
    "else publish_original must be false"
)


def original_problems(
    checked: Sequence[CheckedNotice], folder: Path, others: Iterable[Path], *, facts: Callable[[Path], FileFacts]
) -> Iterator[Problem]:
    """The original a notice names lies beside it and has the recorded digest; a file that no notice names is odd."""
    wanted: set[Path] = set()
    there = set(others)
    for item in checked:
        if item.notice.original:
            path = (folder / item.notice.id).parent / item.notice.original
            wanted.add(path)
            yield from _one(item, path, there, facts)
        elif item.notice.sha256:
            yield item.problem("sha256", say("original must be given when sha256 is"))
    for path in sorted(there - wanted):
        yield Problem(shown_path(path), 1, say("file is neither a notice nor the original of one"), remark=True)


def _one(item: CheckedNotice, path: Path, there: set[Path], facts: Callable[[Path], FileFacts]) -> Iterator[Problem]:
    if path not in there:
        message = say("original must lie beside the notice, not missing '{name}'", name=item.notice.original)
        yield item.problem("original", message)
    elif not item.notice.sha256:
        yield item.problem("original", say("sha256 must be given when original is"))
    else:
        yield from _changed(item, path, facts)


def _changed(item: CheckedNotice, path: Path, facts: Callable[[Path], FileFacts]) -> Iterator[Problem]:
    try:
        found = facts(path)
    except OSError as error:
        yield unreadable(path, error)
        return
    if found.digest != item.notice.sha256:
        given = {"digest": found.digest, "given": item.notice.sha256}
        yield item.problem("sha256", say("sha256 must be that of the original ({digest}), not '{given}'", **given))
    if found.ending is None and item.notice.publish_original:
        yield item.problem("original", say(WANTED, name=item.notice.original))
