"""How many notices there are: one count for every page, foot and list, which says what it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ketluan.model.archive import Archive, is_replaced
from ketluan.model.notice import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeCounts:
    """Of those that were replaced or withdrawn no directive and no limit counts, so they count apart."""

    in_force: int
    replaced: int
    withdrawn: int


def notice_counts(archive: Archive, notices: Iterable[Notice]) -> NoticeCounts:
    """Of some of the archive's notices."""
    found = Counter(
        "withdrawn" if notice.withdrawn else "replaced" if is_replaced(archive, notice) else "in_force"
        for notice in notices
    )
    return NoticeCounts(in_force=found["in_force"], replaced=found["replaced"], withdrawn=found["withdrawn"])
