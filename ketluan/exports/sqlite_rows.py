"""The tables of the database: which cells of the flat tables they store, and how views give the others back.

Nothing is stored twice: what a join, or a number of rows, can tell is no column. Each flat table is a view of its own
name with all its columns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ketluan.exports.tables import (
    AGENCIES,
    ASSIGNMENTS,
    CITATIONS,
    DIRECTIVES,
    FOLLOW_UP,
    NOTICES,
    SUCCESSIONS,
    AssignedParty,
    Cell,
    Column,
    Table,
)
from ketluan.model import addresses
from ketluan.model.archive import Archive, Assignment
from ketluan.model.follow_up import LASTING

FIXED: Mapping[str, tuple[str, ...]] = {"state": tuple(LASTING.values()), "role": ("chủ trì", "phối hợp")}
"""Tables of words that thousands of rows have alike: rows hold the place of theirs, counted from one."""
KEY_TYPES = {"key": "INTEGER PRIMARY KEY", "notice": "INTEGER REFERENCES notice (key)"}
FlatRows = Sequence[tuple[Any, tuple[Cell, ...]]]
"""Items of a flat table, each with its row."""
TYPES = {"text": "TEXT", "date": "TEXT", "count": "INTEGER"}
_OF_NOTICE = "JOIN notice ON notice.key = directive.notice"
_OF_DIRECTIVE = f"JOIN directive ON directive.key = {{0}}.directive {_OF_NOTICE}"
_ID = "notice.id || '#' || directive.anchor"
_ISSUER = "JOIN agency AS issuer ON issuer.key = notice.issuer"
_ADDRESS = f"{addresses.NOTICES}/"
_PARTIES = (
    "(SELECT group_concat(name, '; ') FROM (SELECT coalesce(agency.full_name, assignment.name) AS name FROM assignment "
    "LEFT JOIN agency ON agency.key = assignment.agency WHERE assignment.directive = directive.key AND role = {} "
    "GROUP BY 1 ORDER BY min(assignment.rowid)))"
)
_UNREGISTERED = (
    "(SELECT group_concat(name, '; ') FROM (SELECT name FROM assignment WHERE assignment.directive = directive.key "
    "AND agency IS NULL GROUP BY name ORDER BY min(assignment.rowid)))"
)
_CITED = (
    "(SELECT group_concat(number, '; ') FROM (SELECT number FROM citation WHERE citation.directive = directive.key "
    "ORDER BY citation.rowid))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTable:
    """A table of the database: `told` gives the columns of the flat table that it does not store, in SQL, and `joins`
    what they need; `refers` names the table that a column's key points to, `own` are columns of its own, `keys` its key
    and what comes with it."""

    name: str
    flat: Table[Any]
    told: Mapping[str, str]
    joins: str = ""
    refers: Mapping[str, str] = field(default_factory=dict)
    own: tuple[Column[Any], ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def has_key(self) -> bool:
        """Whether other tables point to its rows."""
        return bool(self.keys)

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """Those that are stored, without the key."""
        kept = (one for one in self.flat.columns if one.name not in self.told or one.name in self.refers)
        return (*self.own, *(one for one in kept if one.name not in {own.name for own in self.own}))

    def rows(self, archive: Archive, flat: FlatRows) -> list[list[Cell]]:
        """What is stored of rows of the flat table, each of its item; a reference is the id of what it points to, or
        the place of a directive in its notice."""
        places = {column.name: at for at, column in enumerate(self.flat.columns)}
        own = [column.value for column in self.own]
        kept = [places[column.name] for column in self.columns[len(own) :]]
        return [[*(value(archive, item) for value in own), *(_stored(row[at]) for at in kept)] for item, row in flat]


def _stored(cell: Cell) -> Cell:
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _at(name: str = "directive") -> tuple[Column[Any], ...]:
    """Which directive of its notice: its place."""
    return (Column(name, "", lambda _, item: item[0].at, type="count"),)


def _anchor(_: Archive, assignment: Assignment) -> str:
    return assignment.directive.id


def _other_name(archive: Archive, item: AssignedParty) -> str | None:
    """The printed name where it is not the register's."""
    party = item[2]
    body = archive.register.agencies.get(party.id or "")
    return None if body and body.name == party.name else party.name


STORED: tuple[StoredTable, ...] = (
    StoredTable(
        name="agency",
        flat=AGENCIES,
        told={
            "parent": "(SELECT above.id FROM agency AS above WHERE above.key = agency.parent)",
            "successors": "(SELECT group_concat(id, '; ') FROM (SELECT heir.id FROM succession JOIN agency AS heir "
            "ON heir.key = succession.successor WHERE succession.agency = agency.key ORDER BY succession.rowid))",
            "successor_names": "(SELECT group_concat(full_name, '; ') FROM (SELECT heir.full_name FROM succession "
            "JOIN agency AS heir ON heir.key = succession.successor WHERE succession.agency = agency.key "
            "ORDER BY succession.rowid))",
        },
        refers={"parent": "agency"},
        keys=("key",),
    ),
    StoredTable(
        name="succession",
        flat=SUCCESSIONS,
        told={
            "agency": "agency.id",
            "successor": "heir.id",
            "agency_name": "agency.full_name",
            "successor_name": "heir.full_name",
            "closed": "agency.closed",
        },
        joins="JOIN agency ON agency.key = succession.agency JOIN agency AS heir ON heir.key = succession.successor",
        refers={"agency": "agency", "successor": "agency"},
    ),
    StoredTable(
        name="notice",
        flat=NOTICES,
        told={
            "issuer": "issuer.id",
            "issuer_name": "issuer.full_name",
            "directives": "(SELECT count(*) FROM directive WHERE directive.notice = notice.key)",
            "address": f"'{_ADDRESS}' || notice.id || '/index.html'",
        },
        joins=_ISSUER,
        refers={"issuer": "agency"},
        keys=("key",),
    ),
    StoredTable(
        name="directive",
        flat=DIRECTIVES,
        told={
            "id": _ID,
            "notice": "notice.id",
            "number": "notice.number",
            "issued": "notice.issued",
            "meeting_date": "notice.meeting_date",
            "issuer_name": "issuer.full_name",
            "issuer_place": "issuer.place",
            "chair": "notice.chair",
            "lead": _PARTIES.format(1),
            "coordinate": _PARTIES.format(2),
            "state": "(SELECT name FROM state WHERE state.key = directive.state)",
            "unregistered": _UNREGISTERED,
            "citations": _CITED,
            "address": f"'{_ADDRESS}' || notice.id || '/index.html#' || directive.anchor",
        },
        joins=f"{_OF_NOTICE} {_ISSUER}",
        refers={"state": "state"},
        own=(Column("anchor", "", _anchor),),
        keys=("key", "notice"),
    ),
    StoredTable(
        name="assignment",
        flat=ASSIGNMENTS,
        told={
            "directive": _ID,
            "role": "(SELECT name FROM role WHERE role.key = assignment.role)",
            "agency": "agency.id",
            "full_name": "coalesce(agency.full_name, assignment.name)",
            "issuer_place": "issuer.place",
            "name": "coalesce(assignment.name, agency.name)",
        },
        joins=f"{_OF_DIRECTIVE.format('assignment')} {_ISSUER} LEFT JOIN agency ON agency.key = assignment.agency",
        refers={"directive": "directive", "role": "role", "agency": "agency"},
        own=(*_at(), Column("name", "", _other_name)),
    ),
    StoredTable(
        name="citation",
        flat=CITATIONS,
        told={"directive": _ID},
        joins=_OF_DIRECTIVE.format("citation"),
        refers={"directive": "directive"},
        own=_at(),
    ),
    StoredTable(
        name="follow_up_event",
        flat=FOLLOW_UP,
        told={"directive": _ID},
        joins=_OF_DIRECTIVE.format("follow_up_event"),
        refers={"directive": "directive"},
        own=_at(),
    ),
)
OF_REGISTER = tuple(table for table in STORED if not table.flat.of_notices)
NOTICE = next(table for table in STORED if table.flat is NOTICES)
DIRECTIVE = next(table for table in STORED if table.flat is DIRECTIVES)
OF_NOTICES = tuple(table for table in STORED if table.flat.of_notices)


def stored_rows(archive: Archive, flat: Mapping[str, FlatRows]) -> list[list[list[Cell]]]:
    """What each table stores of the flat rows of a notice, which are given by the names of the flat tables."""
    return [table.rows(archive, flat[table.flat.name]) for table in OF_NOTICES]


def definition(table: StoredTable) -> str:
    """The statement that makes it."""
    columns = [f"{key} {KEY_TYPES[key]}" for key in table.keys]
    for column in table.columns:
        target = table.refers.get(column.name)
        kind = f"INTEGER REFERENCES {target} (key)" if target else TYPES[column.type]
        columns.append(f'"{column.name}" {kind}')
    return f"CREATE TABLE main.{table.name} ({', '.join(columns)})"


def view_definition(table: StoredTable) -> str:
    """The statement that makes the flat table, as a view."""
    told = (table.told.get(column.name, f'{table.name}."{column.name}"') for column in table.flat.columns)
    columns = (f'{value} AS "{column.name}"' for value, column in zip(told, table.flat.columns, strict=True))
    key = f", {table.name}.key" if table.has_key else ""
    return f"CREATE VIEW {table.flat.name} AS SELECT {', '.join(columns)}{key} FROM {table.name} {table.joins}"
