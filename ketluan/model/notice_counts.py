"""How many notices there are, and directives in them: one count for all pages, which says what it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ketluan.model.archive import Archive, assignments_of, is_replaced
from ketluan.model.notice import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeCounts:
    """Those that were replaced or withdrawn count apart; `directives` are those of the notices in force and those of
    replaced ones that a person left open (`still_open`)."""

    in_force: int
    replaced: int
    withdrawn: int
    directives: int
    still_open: int

    @property
    def total(self) -> int:
        """All of the notices, as a list has them."""
        return self.in_force + self.replaced + self.withdrawn


def notice_counts(archive: Archive, notices: Iterable[Notice]) -> NoticeCounts:
    """Of some of the archive's notices."""
    found, directives, still_open = Counter[str](), 0, 0
    for notice in notices:
        state = "withdrawn" if notice.withdrawn else "replaced" if is_replaced(archive, notice) else "in_force"
        found[state] += 1
        directives += notice.directive_count if state == "in_force" else 0
        if state == "replaced":
            still_open += sum(1 for task in assignments_of(notice, replaced=True) if task.counts)
    return NoticeCounts(
        in_force=found["in_force"],
        replaced=found["replaced"],
        withdrawn=found["withdrawn"],
        directives=directives + still_open,
        still_open=still_open,
    )
