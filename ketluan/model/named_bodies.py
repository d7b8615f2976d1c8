"""Bodies that a notice names and the register has to be asked for."""

from __future__ import annotations

from ketluan.model.kept_notice import kept_fact
from ketluan.model.notice import Notice


@kept_fact
def unlisted_names(notice: Notice) -> tuple[tuple[int, int, str], ...]:
    """The printed names of bodies that have no id, once a directive, in printed order: each with the place of its
    directive among the others, and with its line."""
    return tuple(
        (at, told.line, name)
        for at, told in enumerate(notice.told)
        for name in dict.fromkeys(party.name for party in (*told.lead, *told.coordinate) if party.id is None)
    )


@kept_fact
def given_by_hand(notice: Notice) -> tuple[tuple[str, int], ...]:
    """The ids of bodies that a person wrote into it, each with the line of its first directive."""
    lines: dict[str, int] = {}
    for told in notice.told:
        for party in (*told.lead, *told.coordinate):
            if party.origin == "hand" and party.id:
                lines.setdefault(party.id, told.line)
    return tuple(lines.items())
