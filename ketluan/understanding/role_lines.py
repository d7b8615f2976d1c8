"""Lines of their own under a task that say who leads, who helps and by when, as the columns of a table would."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ketluan.markdown.blocks import Block
from ketluan.markdown.outline import Position
from ketluan.model.notice import Deadline, Party
from ketluan.understanding.cell_limit import limits_of
from ketluan.understanding.cell_parties import parties_of
from ketluan.understanding.column_heading import Kind, column_kind
from ketluan.understanding.title_addressees import is_addressee

LONGEST_LABEL = 6
"""Words: `Cơ quan, đơn vị chủ trì thực hiện`."""

_LABEL = re.compile(
    rf"(?:^|[;.\n(]\s*)(?:[-–+•]\s*)?(?P<label>[^\W\d_]+(?:,? [^\W\d_]+){{0,{LONGEST_LABEL - 1}}})\s*:\s*"
)
_BEGINS = re.compile(r"[\s(]{0,3}(?:[-–+•]\s*)?[^\W\d_]++(?:,? [^\W\d_]++){0,5}+\s*:\s*\w")
"""Most texts hold no label in front, and this says so quickly."""
_ROLES: frozenset[Kind] = frozenset({"lead", "coordinate"})
_SAID: frozenset[Kind] = _ROLES | {"limit", "product", "note"}
_BODY = re.compile(r"(?:cơ quan|đơn vị|bộ phận)\b", re.IGNORECASE)


class RoleLine(NamedTuple):
    """What such a line says of its task."""

    lead: tuple[Party, ...] = ()
    coordinate: tuple[Party, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


NO_ROLES = RoleLine()


def role_line(text: str, issued: dt.date | None) -> RoleLine | None:
    """`Cơ quan chủ trì: X; cơ quan phối hợp: Y; thời hạn: Z.`; None for a line that says anything else."""
    parts = [*_parts(text)]
    if not parts or not all(_is_said(*part) for part in parts):
        return None
    lead: list[Party] = []
    coordinate: list[Party] = []
    deadlines: list[Deadline] = []
    for kind, _, value in parts:
        for piece in filter(None, map(str.strip, value.split(";"))):
            if limits := limits_of(piece, issued):
                deadlines += limits
            elif kind in _ROLES:
                named = parties_of([piece], "lead" if kind == "lead" else "coordinate")
                lead += named.lead
                coordinate += named.coordinate
    return RoleLine(
        lead=tuple(replace(party, origin="sentence") for party in lead),
        coordinate=tuple(replace(party, origin="sentence") for party in coordinate),
        deadlines=tuple(replace(limit, origin="sentence") for limit in deadlines),
    )


def _parts(text: str) -> Iterator[tuple[Kind, str, str]]:
    """What each label stands for, the label and its value; nothing when the line does not begin with a label."""
    found = [*_LABEL.finditer(text.strip().removesuffix(")"))]
    if not found or found[0].start("label") > len("(- "):
        return
    ends = [*(each.start() for each in found[1:]), len(text.strip().removesuffix(")"))]
    for label, end in zip(found, ends, strict=True):
        yield column_kind([label["label"]]), label["label"], text.strip()[label.end() : end].strip(" ;.")


def _is_said(kind: Kind, label: str, value: str) -> bool:
    """A label of roles is followed by bodies: `Thực hiện: rà soát hồ sơ` asks for something."""
    return (
        kind in _SAID
        and bool(value)
        and (kind not in _ROLES or bool(_BODY.match(label)) or is_addressee(value.partition(";")[0]))
    )


def role_lines(
    blocks: Sequence[Block], places: Sequence[Position], issued: dt.date | None
) -> Mapping[int, tuple[int, RoleLine]]:
    """For each block that is such a line the block of its task and what it says.

    Several in a row belong together, and one of them names a body: a limit alone may hold for all that stands above.
    """
    found: dict[int, tuple[int, RoleLine]] = {}
    for at, block in enumerate(blocks):
        labelled = at and block.kind != "table" and ":" in block.text and _BEGINS.match(block.text)
        said = role_line(block.text, issued) if labelled else None
        host = found[at - 1][0] if at - 1 in found else at - 1
        if said and (said.lead or said.coordinate or at - 1 in found) and _belongs(places, at, host):
            found[at] = host, said
    return found


def _belongs(places: Sequence[Position], at: int, host: int) -> bool:
    return host in places[at].parents or places[host].parents == places[at].parents
