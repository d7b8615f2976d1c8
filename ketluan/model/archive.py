"""The archive as one value: notices, register and the day, with the groupings that pages and files share.

Every count shown anywhere (page, JSON, CSV, search) comes from here.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar, get_args

from ketluan.model.agency import Register
from ketluan.model.follow_up import OPEN, FollowUpEvent, Standing, decision, lasting, standing, that_stand, unrecorded
from ketluan.model.grouping import Grouping, Members
from ketluan.model.ledger import EMPTY, Ledger
from ketluan.model.named_bodies import unlisted_names
from ketluan.model.notice import Directive, Notice, Party, Told
from ketluan.model.problem import Problem
from ketluan.model.validity import UNTOUCHED, Tie, Validity, ties_by_notice, validities
from ketluan.text.slug import folder_name

Role = Literal["lead", "coordinate", "unsure", "replaced"]
ROLES: tuple[Role, ...] = get_args(Role)
UNREGISTERED = "="
RECURRING = "recurring"
Index = Members[Notice]
Key = TypeVar("Key")
Value = TypeVar("Value")
Group = TypeVar("Group")


class Assignment(NamedTuple):
    """The `at`-th directive of a notice: what is `told` in it is at hand, its words may have to be fetched; `replaced`
    where another notice stands in its place."""

    notice: Notice
    at: int
    replaced: bool = False

    @property
    def told(self) -> Directive | Told:
        """It without its words."""
        return self.notice.told[self.at]

    @property
    def directive(self) -> Directive:
        """The whole of it."""
        return self.notice.directives[self.at]

    @property
    def key(self) -> tuple[str, int]:
        """It alone has it; no words are fetched for it."""
        return self.notice.id, self.at

    @property
    def id(self) -> str:
        """Its address among all notices: `<notice id>#<anchor>`."""
        return f"{self.notice.id}#{self.directive.id}"

    @property
    def counts(self) -> bool:
        """Whether figures, deadlines and calendars have it: also of a replaced notice what a person left open."""
        decided = decision(self.events) if self.replaced else None
        return not self.replaced or (decided is not None and decided.event == "still-open")

    @property
    def events(self) -> tuple[FollowUpEvent, ...]:
        """What was recorded of it and not taken back, in the order of the record."""
        return that_stand(self.record) if self.notice.follow_up else ()

    @property
    def record(self) -> tuple[FollowUpEvent, ...]:
        """All that was ever recorded of it."""
        return tuple(event for event in self.notice.follow_up if event.directive == self.directive.id)

    @property
    def first_due(self) -> dt.date | None:
        """The last day as the notice has it, None when there is no deadline, it recurs, or is not sure."""
        deadline = self.told.deadline
        return deadline.date if deadline and deadline.certain else None

    @property
    def due(self) -> dt.date | None:
        """The last day for doing it: the one that was granted last, else the notice's."""
        return self.standing().limit if self.notice.follow_up else self.first_due

    def standing(self, today: dt.date = dt.date.max) -> Standing:
        """Where it stands on a day; without one as it is when every limit is over, so that `overdue` means: not done,
        and there is a limit."""
        if not self.notice.follow_up:
            return unrecorded(self.first_due, today, recurring=self.recurs)
        return standing(self.first_due, self.events, today, recurring=self.recurs)

    @property
    def lasting_state(self) -> str:
        """Its key in `LASTING`."""
        return lasting(self.standing().state) if self.counts else "replaced"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return not self.notice.follow_up or self.standing().state in OPEN

    @property
    def has_limits(self) -> bool:
        """Whether it has a sure limit with a place in a calendar: a day, or a recurrence since a known day."""
        dated = self.notice.date is not None
        return any(
            limit.certain and (dated if limit.recurring else limit.date is not None) for limit in self.told.deadlines
        )

    @property
    def recurs(self) -> bool:
        """Whether it is surely due again and again."""
        deadline = self.told.deadline
        return bool(deadline and deadline.recurring and deadline.certain)


Make: TypeAlias = "Callable[[Archive, Iterable[Notice], Any], Mapping[Any, Value]]"
"""Groups what notices of an archive say; it may leave out what is in no group of a key that is not None."""


@dataclass(frozen=True)
class Archive:
    """`notices` newest first (by date, unknown dates last; then id); `today` decides what is past; `ledger` holds
    every id that was published, also those of notices that are gone; `remarks` is what the check says of the rest."""

    notices: tuple[Notice, ...]
    register: Register
    today: dt.date
    ledger: Ledger = EMPTY
    remarks: tuple[Problem, ...] = ()

    @cached_property
    def assignments(self) -> tuple[Assignment, ...]:
        """Every directive of every published notice, newest notice first, printed order inside."""
        return tuple(chain.from_iterable(map(self._assigned, self.published)))

    def _assigned(self, notice: Notice) -> tuple[Assignment, ...]:
        if (found := self._assignments.get(notice.id)) is None:
            replaced = is_replaced(self, notice)
            found = self._assignments[notice.id] = assignments_of(notice, replaced=replaced)
        return found

    @cached_property
    def _assignments(self) -> dict[str, tuple[Assignment, ...]]:
        return {}

    @cached_property
    def directive_count(self) -> int:
        """How many directives all published notices have."""
        return sum(notice.directive_count for notice in self.published)

    @cached_property
    def directive_counts(self) -> dict[str, int]:
        """How many those of each year have that has any."""
        counts = Counter[str]()
        for notice in self.published:
            counts[notice.year] += notice.directive_count
        return {year: number for year, number in counts.items() if number}

    @cached_property
    def counted(self) -> tuple[Assignment, ...]:
        """The directives that figures have: those of replaced notices only where a person left them open."""
        return tuple(assignment for assignment in self.assignments if assignment.counts)

    @cached_property
    def in_force(self) -> tuple[Notice, ...]:
        """The published notices that no other one replaced, newest first."""
        return tuple(notice for notice in self.published if not is_replaced(self, notice))

    def derived(self, rule: Callable[[Archive], Value]) -> Value:
        """What a rule makes of the whole archive, made once."""
        if rule not in self._derived:
            self._derived[rule] = rule(self)
        made: Value = self._derived[rule]
        return made

    def know(self, rule: Callable[[Archive], Value], made: Value) -> None:
        """What a rule makes of the archive, found out elsewhere."""
        self._derived[rule] = made

    @cached_property
    def _derived(self) -> dict[Callable[[Archive], Any], Any]:
        return {}

    @cached_property
    def published(self) -> tuple[Notice, ...]:
        """The notices that were not withdrawn."""
        return tuple(notice for notice in self.notices if notice.withdrawn is None)

    @cached_property
    def ties(self) -> dict[str, tuple[Tie, ...]]:
        """For each notice's id the published notices whose front matter names it, each with how it is tied to it."""
        return ties_by_notice(self.published, self.by_number)

    @cached_property
    def validity(self) -> dict[str, Validity]:
        """For each notice's id that was replaced, amended or corrected: by which."""
        return validities(self.ties)

    def index(self, index: Index) -> None:
        """Whoever asks for a group from now on goes through the notices that the index names."""
        self.__dict__["_index"] = index

    @cached_property
    def _index(self) -> Index | None:
        return None

    def grouping(self, name: str, make: Make[Value]) -> Mapping[Any, Value]:
        """What `make` makes of the published notices, or of those that the index names for a group."""
        return Grouping(name, partial(make, self), lambda: self.published, self._index)

    @cached_property
    def by_agency(self) -> Mapping[str, dict[Role, tuple[Assignment, ...]]]:
        """For each agency id with directives: those it surely leads, those it surely coordinates, and those in which it
        is named but not surely, and those of replaced notices that count no more; without groups and lineage."""
        return _Bodies(self._by_body, registered=True)

    @cached_property
    def by_body_year(self) -> Mapping[tuple[str, str], dict[Role, tuple[Assignment, ...]]]:
        """The same for each body, registered or not, and year of notices."""
        return self.grouping("by_body_year", _by_body_year) if self._index else _OfYears(self._by_body)

    @cached_property
    def by_unregistered(self) -> Mapping[str, dict[Role, tuple[Assignment, ...]]]:
        """The same for printed names that the register does not hold, by their `body_id`."""
        return _Bodies(self._by_body, registered=False)

    @cached_property
    def _by_body(self) -> Mapping[str, dict[Role, tuple[Assignment, ...]]]:
        return self.grouping("by_body", _by_body)

    @cached_property
    def by_id(self) -> dict[str, Notice]:
        return {notice.id: notice for notice in self.notices}

    @cached_property
    def by_issuer(self) -> dict[str, tuple[Notice, ...]]:
        """For each issuer its notices, newest first, withdrawn ones included."""
        return _grouped((notice.issuer, notice) for notice in self.notices)

    @cached_property
    def by_year(self) -> dict[str, tuple[Notice, ...]]:
        """For each year (`khong-ro` last) its notices, newest first, withdrawn ones included; newest year first."""
        groups = _grouped((notice.year, notice) for notice in self.notices)
        return dict(sorted(groups.items(), key=_newest_year_first))

    @cached_property
    def by_month(self) -> dict[str, tuple[Notice, ...]]:
        """For each month of a year, as `month_of` names it, its notices, newest first, withdrawn ones included."""
        return _grouped((month_of(notice), notice) for notice in self.notices)

    @cached_property
    def by_number(self) -> dict[str, tuple[Notice, ...]]:
        """For each printed number (folded to capitals) the notices that carry it."""
        return _grouped((notice.number.upper(), notice) for notice in self.notices if notice.number)

    @cached_property
    def by_chair(self) -> dict[tuple[str, str], tuple[Notice, ...]]:
        """For each `chair_of` notices who chaired: the published notices, newest first."""
        return _grouped((chair, notice) for notice in self.published if (chair := chair_of(notice)))

    @cached_property
    def by_topic(self) -> dict[str, tuple[Notice, ...]]:
        """For each topic its published notices, newest first."""
        return _grouped((topic, notice) for notice in self.published for topic in dict.fromkeys(notice.topics))

    @cached_property
    def by_citation(self) -> Mapping[str, tuple[Assignment, ...]]:
        """For each number of a cited document (in capitals) the directives that cite it, newest first."""
        return self.grouping("by_citation", _by_citation)

    @cached_property
    def recurring(self) -> tuple[Assignment, ...]:
        """The directives that surely come back, every day, week, month, quarter, half-year or year."""
        return self.grouping(RECURRING, _recurring).get(RECURRING, ())

    @cached_property
    def unknown_names(self) -> dict[tuple[str, str], tuple[Assignment, ...]]:
        """For each (jurisdiction of the issuer, printed name) that the register does not hold: where it is printed."""
        return _grouped(
            ((notice.jurisdiction, name), self._assigned(notice)[at])
            for notice in self.published
            for at, _, name in unlisted_names(notice)
            if name not in self.register.not_agencies
        )


def _by_body(archive: Archive, notices: Iterable[Notice], only: str | None) -> dict[str, dict[Role, Any]]:
    """Notices from the cache share their parties: whom these name is found out once for all that have them."""
    found: dict[str, dict[Role, list[Assignment]]] = defaultdict(lambda: {role: [] for role in ROLES})
    named: dict[tuple[int, int, str], tuple[tuple[tuple[Role, str], ...], Directive | Told]] = {}
    for notice in notices:
        for at, told in enumerate(notice.told):
            same = id(told.lead), id(told.coordinate), notice.jurisdiction
            if same not in named:
                every = tuple(roles_of(told, partial(body_id, notice)))
                named[same] = tuple(role for role in every if only in (None, role[1])), told  # whose parties stay
            if roles := named[same][0]:
                assignment = archive._assigned(notice)[at]
                for role, body in roles if assignment.counts else _gone(roles):
                    found[body][role].append(assignment)
    return {body: {role: tuple(tasks) for role, tasks in roles.items()} for body, roles in found.items()}


def _by_body_year(
    archive: Archive, notices: Iterable[Notice], key: tuple[str, str]
) -> dict[tuple[str, str], dict[Role, Any]]:
    return {(body, key[1]): roles for body, roles in _by_body(archive, notices, key[0]).items()}


def _by_citation(archive: Archive, notices: Iterable[Notice], only: str | None) -> dict[str, tuple[Assignment, ...]]:
    return _grouped(
        (number, archive._assigned(notice)[at])
        for notice in notices
        for at, told in enumerate(notice.told)
        if told.citations
        for number in dict.fromkeys(cited.upper() for cited in told.citations)
        if only in (None, number)
    )


def _recurring(archive: Archive, notices: Iterable[Notice], _: str | None) -> dict[str, tuple[Assignment, ...]]:
    tasks = chain.from_iterable(map(archive._assigned, notices))
    return {RECURRING: tuple(task for task in tasks if task.recurs and task.counts)}


class _Bodies(Mapping[str, Group]):
    """Of bodies those that the register holds, or the others."""

    def __init__(self, groups: Mapping[str, Group], *, registered: bool) -> None:
        self._groups, self._registered = groups, registered

    def _holds(self, body: str) -> bool:
        return body.startswith(UNREGISTERED) is not self._registered

    def __getitem__(self, body: str) -> Group:
        if not self._holds(body):
            raise KeyError(body)
        return self._groups[body]

    def __iter__(self) -> Iterator[str]:
        return filter(self._holds, self._groups)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _OfYears(Mapping[tuple[str, str], dict[Role, tuple[Assignment, ...]]]):
    """Of what bodies have in all years that of one, picked out when it is asked for."""

    def __init__(self, by_body: Mapping[str, Mapping[Role, tuple[Assignment, ...]]]) -> None:
        self._by_body = by_body

    def __getitem__(self, key: tuple[str, str]) -> dict[Role, tuple[Assignment, ...]]:
        body, year = key
        roles = self._by_body[body].items()
        found = {role: tuple(task for task in tasks if task.notice.year == year) for role, tasks in roles}
        if not any(found.values()):
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        of_bodies = ((body, chain.from_iterable(roles.values())) for body, roles in self._by_body.items())
        return iter(dict.fromkeys((body, task.notice.year) for body, tasks in of_bodies for task in tasks))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def is_replaced(archive: Archive, notice: Notice) -> bool:
    """Whether another notice stands in its place."""
    return bool(archive.validity.get(notice.id, UNTOUCHED).replaced_by)


def _gone(roles: Iterable[tuple[Role, str]]) -> Iterator[tuple[Role, str]]:
    """Each body once, of a directive that counts no more."""
    return (("replaced", body) for body in dict.fromkeys(body for _, body in roles))


def _newest_year_first(group: tuple[str, object]) -> int:
    return -int(group[0]) if group[0].isdigit() else 0


def chair_of(notice: Notice) -> tuple[str, str] | None:
    """The issuer's jurisdiction, and the chair's name in its address."""
    return (notice.jurisdiction, folder_name(notice.meeting.chair)) if notice.meeting.chair else None


def newest_first(notice: Notice) -> tuple[int, str]:
    """The order of notices everywhere: by date, unknown dates last; then by id."""
    return (-notice.date.toordinal() if notice.date else 0), notice.id


def month_of(notice: Notice) -> str:
    """Of the year under which a notice stands: `2014 2014-07`, of those without a day `2014`."""
    return f"{notice.year} {notice.date.isoformat()[:7]}" if notice.date else notice.year


def assignments_of(notice: Notice, *, replaced: bool = False) -> tuple[Assignment, ...]:
    """Its directives in printed order."""
    return tuple(Assignment(notice, at, replaced) for at in range(notice.directive_count))


def notice_assignments(archive: Archive, notice: Notice) -> tuple[Assignment, ...]:
    """Those that are published of a notice."""
    return () if notice.withdrawn else assignments_of(notice, replaced=is_replaced(archive, notice))


def in_order(assignments: Iterable[Assignment]) -> list[Assignment]:
    """Each once, newest notice first, printed order inside."""
    found = {assignment.key: assignment for assignment in assignments}
    return sorted(found.values(), key=place_in_order)


def place_in_order(assignment: Assignment) -> tuple[int, str, int]:
    """What `in_order` sorts by: it depends on nothing but the assignment."""
    return (*newest_first(assignment.notice), assignment.at)


def body_id(notice: Notice, party: Party) -> str:
    """The register's id, or the issuer's place and the printed name behind a sign that no id of the register holds."""
    return party.id or f"{UNREGISTERED}{notice.jurisdiction}{UNREGISTERED}{party.name}"


def unregistered_name(body: str) -> tuple[str, str]:
    """The place and the printed name of such an id."""
    place, _, name = body.removeprefix(UNREGISTERED).partition(UNREGISTERED)
    return place, name


def roles_of(told: Directive | Told, key: Callable[[Party], str]) -> Iterator[tuple[Role, str]]:
    """Each body by its key, once in each role; unsure only where it has no sure role."""
    parties = [(key(party), party) for party in (*told.lead, *told.coordinate)]
    lead = {found for found, party in parties[: len(told.lead)] if party.certain}
    coordinate = {found for found, party in parties[len(told.lead) :] if party.certain}
    for body in dict.fromkeys(found for found, _ in parties):
        if body in lead:
            yield "lead", body
        if body in coordinate:
            yield "coordinate", body
        if body not in lead | coordinate:
            yield "unsure", body


def _grouped(pairs: Iterator[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
