"""An archive that notes every query asked of it, so that what was made of its answers is made again only when one
of them is another.

A query names an attribute of the archive (`by_year`, `register.agencies`) or what a rule derives from it
(`neighbours`), and asks for all of it, for one item, or for its keys. Whatever a view can reach of the archive
it reaches through a query: no list of inputs is kept by hand.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import pickle
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Set
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from typing import Any, Literal, NamedTuple, TypeVar

from ketluan.exports.kept_parts import Make, PartKeeping
from ketluan.model.agency import Agency, Place, Register
from ketluan.model.archive import Archive, Assignment, Index
from ketluan.model.kept_notice import KeptNotice
from ketluan.model.keyed_rule import KeyedRule
from ketluan.model.notice import Notice
from ketluan.model.page import NO_HTML, Page
from ketluan.site.rendering import PageKeeping
from ketluan.site.touched_keys import GROUPS, WHOLE, Marked, TouchedItems, items_of, place_of

Value = TypeVar("Value")
Rule = Callable[[Archive], Any]
How = Literal["all", "item", "keys"]
_MISSING = object()


class Query(NamedTuple):
    """`key` is what an item is asked for by, None else."""

    name: str
    how: How
    key: Any = None


class Answers:
    """What an archive answers, and the digests of the answers; `others` are asked by their names as well."""

    def __init__(self, archive: Archive, rules: Iterable[Rule], others: Mapping[str, object]) -> None:
        self._archive = archive
        self._rules = {rule.__name__: rule for rule in rules}
        self._others = others
        self._values: dict[str, Any] = {}
        self._digests: dict[Query, str] = {}
        self._notices: dict[int, str] = {}
        self._index: Index | None = None

    def value(self, name: str) -> Any:
        """Raises LookupError for what nobody knows any more."""
        if name not in self._values:
            first, _, rest = name.rpartition(".")
            self._values[name] = _attribute(self.value(first), rest) if first else self._first(rest)
        return self._values[name]

    def _first(self, name: str) -> object:
        if name in self._others:
            return self._others[name]
        rule = self._rules.get(name)
        return self._archive.derived(rule) if rule else _attribute(self._archive, name)

    def name_of(self, rule: Rule) -> str:
        """Raises LookupError for a rule that is not among those given."""
        return self._rules[rule.__name__].__name__

    def digest(self, query: Query) -> str:
        """Of the answer; that nobody knows one is an answer too."""
        found = self._digests.get(query)
        if found is None:
            found = self._digests[query] = self._digest(query)
        return found

    def _digest(self, query: Query) -> str:
        if query.how == "all" and query.name in WHOLE:
            return self.whole
        if self._index and query.how == "item" and (items := GROUPS.get(query.name)):
            return _short("\n".join(self.notices[one.id] for one in self._index.members(items, query.key)).encode())
        try:
            return self.digest_of(self._answer(query))
        except LookupError:
            return ""

    @cached_property
    def register(self) -> str:
        """The digest of the register."""
        return self.digest_of(self._archive.register)

    @cached_property
    def ties(self) -> str:
        """The digest of what of the register decides about directives that do not name a body: who is a member and a
        successor of whom, and what is no body."""
        register = self._archive.register
        return self.digest_of((register.groups_of, register.predecessors, register.not_agencies))

    @cached_property
    def notices(self) -> dict[str, str]:
        """For each notice's id a digest of all that pages and files know of it alone, and of what became of it."""
        validity = self._archive.validity
        return {
            notice.id: self.digest_of((notice, validity[notice.id]))
            if notice.id in validity
            else self.digest_of(notice)
            for notice in self._archive.notices
        }

    @cached_property
    def whole(self) -> str:
        """The digest of what notices and register alone decide."""
        return _short("\n".join([self.register, *(f"{id} {digest}" for id, digest in self.notices.items())]).encode())

    def marked(self, id: str) -> Marked:
        """The notice of an id with the items that it is in."""
        notice = self._archive.by_id[id]
        return Marked(id, place_of(notice), frozenset(items_of(notice)))

    def touched(self, notices: Iterable[Marked], *, register: bool) -> TouchedItems:
        """What changed notices, as they were and as they are, may have changed, and perhaps a register with the same
        ties."""
        return TouchedItems(self._archive, notices, register=register)

    def index(self, index: Index, *, shared: bool) -> None:
        """Which notices groups are made of; the archive goes by it too where it is `shared`."""
        self._index = index
        if shared:
            self._archive.index(index)

    def renew(self, known: Mapping[str, Mapping[str, Any]], touched: TouchedItems | None) -> dict[str, dict[str, Any]]:
        """What the keyed rules make of the archive, from what they made before where only the `touched` items may have
        changed."""
        for rule in self._rules.values():
            if isinstance(rule, KeyedRule) and touched and rule.__name__ in known:
                before = {key: rule.kind(*value) for key, value in known[rule.__name__].items()}
                self._archive.know(rule, rule.renewed(self._archive, before, touched.keys(rule.__name__)))
        return {name: self.value(name) for name, rule in self._rules.items() if isinstance(rule, KeyedRule)}

    def _answer(self, query: Query) -> object:
        value = self.value(query.name)
        if query.how == "item" and type(value) is dict:
            return value.get(query.key, _MISSING)
        if callable(value):  # a method may look at anything its object holds
            return self.value(query.name.rpartition(".")[0])
        if query.how == "all":
            return value
        if isinstance(value, Set):
            return query.key in value if query.how == "item" else len(value)
        return value[query.key] if query.how == "item" else list(value)

    def digest_of(self, value: Any) -> str:
        """Of any value that views use: notices count with their own digests, and are not looked into twice."""
        if isinstance(value, Notice):
            return self._notice_digest(value)
        if value is None or value is _MISSING:
            return repr(value is None)
        if type(value) is str:
            return _short(value.encode())
        if type(value) in (tuple, list) and {*map(type, value)} == {Assignment}:
            return self._assignments_digest(value)
        if type(value) is dict:
            return _short("\n".join(f"{key!r} {self.digest_of(each)}" for key, each in value.items()).encode())
        return self._written_digest(value)

    def _written_digest(self, value: object) -> str:
        out = io.BytesIO()
        _Writer(out, self._notice_digest, self._assignment_digest).dump(
            sorted(value) if isinstance(value, Set) else self._plain(value)
        )
        return _short(out.getbuffer())

    def _plain(self, value: Any) -> Any:
        """In lists of texts and numbers where it can be: whoever writes these asks nobody."""
        kind: Any = type(value)
        if kind is dt.date:
            return value.isoformat()
        if kind is Assignment:
            return self._assignment_digest(value)
        if isinstance(value, Notice):
            return self._notice_digest(value)
        if isinstance(value, tuple | list):
            plain = [one if type(one) in _PLAIN else self._plain(one) for one in value]
            return plain if kind is tuple or kind is list else [kind.__qualname__, *plain]
        if kind is dict:
            return {key: one if type(one) in _PLAIN else self._plain(one) for key, one in value.items()}
        if kind in _PLAIN or kind is Register or not (names := _field_names(kind)):
            return value
        parts = [getattr(value, name) for name in names]
        return [kind.__qualname__, *(one if type(one) in _PLAIN else self._plain(one) for one in parts)]

    def _assignments_digest(self, assignments: Iterable[Assignment]) -> str:
        """Each notice once for those that follow each other."""
        found: list[str | int] = []
        last = None
        for notice, at, replaced in assignments:
            if notice is not last:
                found.append(self._notice_digest(notice))
                last = notice
            found.append(-1 - at if replaced else at)
        return _short(repr(found).encode())

    def _assignment_digest(self, assignment: Assignment) -> str:
        return f"{self._notice_digest(assignment.notice)} {assignment.at} {assignment.replaced}"

    def _notice_digest(self, notice: Notice) -> str:
        if (known := self._notices.get(id(notice))) is None:
            known = self._notices[id(notice)] = self._made_digest(notice)
        return known

    def _made_digest(self, notice: Notice) -> str:
        if not isinstance(notice, KeptNotice):
            return self._written_digest(_fields(notice))
        changes = sorted(notice.changes.items())
        return self._written_digest((notice.digest, changes)) if changes else notice.digest


_PLAIN = frozenset({str, int, float, bool, type(None)})


def _short(content: bytes | memoryview) -> str:
    return hashlib.blake2b(content, digest_size=12).hexdigest()


def _attribute(value: object, name: str) -> object:
    if name.startswith("_"):
        raise LookupError(name)
    try:
        return getattr(value, name)
    except AttributeError as error:
        raise LookupError(name) from error


def _fields(value: Any) -> tuple[object, ...]:
    return tuple(getattr(value, name) for name in _field_names(value.__class__))


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    """None of what is no dataclass; not the line of an entry of the register, which no page tells: those behind a new
    entry stand elsewhere and are the same."""
    names = [part.name for part in fields(kind)] if is_dataclass(kind) else []
    return tuple(name for name in names if name != "line" or kind not in (Agency, Place))


class _Writer(pickle.Pickler):
    """Writes values so that equal ones give equal bytes."""

    def __init__(
        self, out: io.BytesIO, notice_digest: Callable[[Notice], str], assignment_digest: Callable[[Assignment], str]
    ) -> None:
        super().__init__(out, protocol=5)
        self.fast = True  # without references to what was written: they depend on which objects are the same
        self._notice_digest, self._assignment_digest = notice_digest, assignment_digest

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Assignment):
            return str, (self._assignment_digest(value),)
        if isinstance(value, Notice):
            return str, (self._notice_digest(value),)
        if isinstance(value, Register):
            return list, ([sorted(each) if isinstance(each, Set) else each for each in _fields(value)],)
        if names := _field_names(value.__class__):
            return type(value), tuple(getattr(value, name) for name in names)
        return NotImplemented


class TracedArchive(PageKeeping, PartKeeping):
    """The archive as a view sees it; `asked` are the queries so far, `numbers` those of kept pages, and `keep` decides
    whether a page is made."""

    asked: set[Query]
    numbers: set[int]

    def __init__(self, answers: Answers, keep: Keep, keep_part: KeepPart) -> None:
        object.__setattr__(self, "_answers", answers)
        object.__setattr__(self, "_keep", keep)
        object.__setattr__(self, "_keep_part", keep_part)
        object.__setattr__(self, "_parts", {})
        object.__setattr__(self, "asked", set())
        object.__setattr__(self, "numbers", set())

    def __getattribute__(self, name: str) -> Any:
        if name in _OWN or name.startswith("__"):
            return object.__getattribute__(self, name)
        if name not in self._parts:
            self._parts[name] = _traced(name, self._answers, self.asked)
        return self._parts[name]

    def derived(self, rule: Callable[[Archive], Value]) -> Value:
        """As a mapping or an object of mappings, of which every item is a query of its own."""
        made: Value = _traced(self._answers.name_of(rule), self._answers, self.asked)
        return made

    def page(self, address: str, kind: str, made_of: object, make: Callable[[Archive], Page]) -> Page:
        """As `keep` has it, which is given what it would be without content."""
        empty = Page(address=address, title="", description="", content=NO_HTML, kind=kind)
        made: Page = self._keep(self, empty, self._answers.digest_of(made_of), make)
        return made

    def part(self, of: str, make: Make) -> bytes:
        """As `keep_part` has it."""
        made: bytes = self._keep_part(self, of, make)
        return made


KeepPart = Callable[["TracedArchive", str, Make], bytes]
Keep = Callable[[TracedArchive, Page, str, Callable[[Archive], Page]], Page]
_OWN = frozenset({"_answers", "_keep", "_keep_part", "_parts", "asked", "derived", "numbers", "page", "part"})


def _traced(name: str, answers: Answers, asked: set[Query]) -> Any:
    value = answers.value(name)
    if isinstance(value, Mapping):
        return _TracedMapping(name, value, asked)
    if isinstance(value, Set):
        return _TracedSet(name, value, asked)
    if is_dataclass(value):
        return _TracedObject(name, answers, asked)
    asked.add(Query(name, "all"))
    return value


class _TracedObject:
    def __init__(self, name: str, answers: Answers, asked: set[Query]) -> None:
        self._name, self._answers, self._asked = name, answers, asked

    def __getattr__(self, name: str) -> Any:
        """Asked once: the part is an attribute from then on."""
        made = _traced(f"{self._name}.{name}", self._answers, self._asked)
        setattr(self, name, made)
        return made


class _TracedMapping(Mapping[Any, Any]):
    __slots__ = ("_asked", "_name", "_value")

    def __init__(self, name: str, value: Mapping[Any, Any], asked: set[Query]) -> None:
        self._name, self._value, self._asked = name, value, asked

    def __getitem__(self, key: Any) -> Any:
        self._asked.add(Query(self._name, "item", key))
        return self._value[key]

    def __contains__(self, key: object) -> bool:
        self._asked.add(Query(self._name, "item", key))
        return key in self._value

    def get(self, key: Any, default: Any = None) -> Any:
        self._asked.add(Query(self._name, "item", key))
        return self._value.get(key, default)

    def __iter__(self) -> Iterator[Any]:
        self._asked.add(Query(self._name, "keys"))
        return iter(self._value)

    def __len__(self) -> int:
        self._asked.add(Query(self._name, "keys"))
        return len(self._value)

    def keys(self) -> KeysView[Any]:
        self._asked.add(Query(self._name, "keys"))
        return self._value.keys()

    def items(self) -> Any:
        self._asked.add(Query(self._name, "all"))
        return self._value.items()

    def values(self) -> Any:
        self._asked.add(Query(self._name, "all"))
        return self._value.values()


class _TracedSet(Set[Any]):
    __slots__ = ("_asked", "_name", "_value")

    def __init__(self, name: str, value: Set[Any], asked: set[Query]) -> None:
        self._name, self._value, self._asked = name, value, asked

    def __contains__(self, key: object) -> bool:
        self._asked.add(Query(self._name, "item", key))
        return key in self._value

    def __iter__(self) -> Iterator[Any]:
        self._asked.add(Query(self._name, "all"))
        return iter(self._value)

    def __len__(self) -> int:
        self._asked.add(Query(self._name, "all"))
        return len(self._value)
