"""Which body a printed name means: an index of all names by jurisdiction, and the places that names end with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Protocol

from ketluan.model.agency_names import abbreviations, folded, key, level_of, spoken_forms, trailing_level

CENTRAL = "trung-uong"
"""The place of bodies that serve the whole country."""


class Named(Protocol):
    """What an index needs to know of a body."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str | None: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def jurisdiction(self) -> str: ...


Index = dict[str, dict[str, set[str]]]


class Names:
    """Three tables by jurisdiction and key: names as registered, names without their level or place, abbreviations."""

    def __init__(self, bodies: Iterable[Named], places: Mapping[str, str], ended: Collection[str] = ()) -> None:
        """`ended` are the places that are no more: of places of one name the one of today is meant."""
        self._ended = frozenset(ended)
        self._places = {place: level_of(name) for place, name in places.items()}
        self._registered: Index = {}
        self._bare: Index = {}
        self._shortened: Index = {}
        self._answers: dict[tuple[str, str], str | None] = {}
        self._near: dict[str, list[tuple[str, tuple[str, str]]]] = {}
        self._alike: dict[tuple[str, str], list[str]] = {}
        for body in bodies:
            self._add(body)

    def _add(self, body: Named) -> None:
        for name in (body.name, body.short, *body.aliases):
            if not name:
                continue
            _put(self._registered, body, key(name))
            for where, stem in self._ends(folded(name), body.jurisdiction):
                if where == body.jurisdiction:
                    _put(self._bare, body, stem.replace(" ", ""))
            for shortened in abbreviations(name):
                _put(self._shortened, body, shortened)

    def resolve(self, printed: str, jurisdiction: str) -> str | None:
        asked = (printed, jurisdiction)
        if asked not in self._answers:
            found = (self._find(form, jurisdiction) for form in spoken_forms(printed))
            self._answers[asked] = next((agency for agency in found if agency), None)
        return self._answers[asked]

    def _find(self, name: str, jurisdiction: str) -> str | None:
        """A folded name among the registered ones up the places, then without its level or place."""
        squeezed = name.replace(" ", "")
        for where in chain(jurisdiction):
            if where == CENTRAL != jurisdiction and " " not in name:
                break  # bare initials such as BTC mean something else in a province
            if bodies := self._of(where, squeezed):
                return _only(bodies)
        if bodies := self._bare.get(jurisdiction, {}).get(squeezed, set()):
            return _only(bodies)
        return self._find_placed(name, jurisdiction)

    def _find_placed(self, name: str, jurisdiction: str) -> str | None:
        for where, stem in self._ends(name, jurisdiction):
            squeezed = stem.replace(" ", "")
            bodies = self._bare.get(where, {}).get(squeezed, set()) | self._of(where, squeezed)
            if bodies:
                return _only(bodies)
            return self._find_placed(stem, where)
        return None

    def _of(self, where: str, squeezed: str) -> set[str]:
        registered = self._registered.get(where, {}).get(squeezed)
        return registered or self._shortened.get(where, {}).get(squeezed, set())

    def _ends(self, name: str, jurisdiction: str) -> Iterator[tuple[str, str]]:
        """The place that a folded name ends with and the name without it; nothing when it names none we know.

        Places inside the jurisdiction's province need their level ("xã Yên Bình"), provinces do not ("Sở Y tế Lào
        Cai"); a level alone ("Công an tỉnh") means the nearest place of that level. Of several places of one level and
        name inside a province the one of today is meant; a name that several have today is nobody's.
        """
        for place, (level, proper) in self._reachable(jurisdiction):
            if not name.endswith(" " + proper):
                continue
            stem = name.removesuffix(" " + proper)
            printed_level = trailing_level(stem)
            if printed_level == level or (not printed_level and "/" not in place):
                meant = self._meant(place, jurisdiction) if "/" in place else place
                yield from ((each, stem.removesuffix(printed_level).strip()) for each in [meant] if each)
                return
        if level := trailing_level(name):
            same = (place for place in chain(jurisdiction) if self._places.get(place, ("", ""))[0] == level)
            yield from ((place, name.removesuffix(level).strip()) for place in list(same)[:1])

    def _meant(self, place: str, jurisdiction: str) -> str | None:
        """The one of its namesakes that lies in the jurisdiction, else that stands today; None when several do."""
        alike = [each for each, named in self._reachable(jurisdiction) if named == self._places[place] and "/" in each]
        within = [each for each in alike if f"{each}/".startswith(f"{jurisdiction}/") and "/" in jurisdiction]
        standing = [each for each in alike if each not in self._ended]
        found = within or standing or alike
        return found[0] if len(found) == 1 else None

    def _reachable(self, jurisdiction: str) -> list[tuple[str, tuple[str, str]]]:
        province = jurisdiction.split("/")[0] + "/"
        if province not in self._near:
            near = [item for item in self._places.items() if "/" not in item[0] or item[0].startswith(province)]
            self._near[province] = sorted(near, key=lambda item: (-len(item[1][1]), -item[0].count("/"), item[0]))
        return self._near[province]

    def place_of(self, printed: str, jurisdiction: str) -> str:
        return next((place for place, _ in self._ends(folded(printed), jurisdiction)), jurisdiction)

    def nearest(self, printed: str, jurisdiction: str) -> list[str]:
        """Ids of up to three bodies up the places with a name like the printed one, best first.

        Looked for once: notices of one office leave the same names unknown again and again.
        """
        asked = (key(printed), jurisdiction)
        if asked not in self._alike:
            self._alike[asked] = self._nearest(*asked)
        return self._alike[asked]

    def _nearest(self, wanted: str, jurisdiction: str) -> list[str]:
        keys: dict[str, set[str]] = {}
        for where in chain(jurisdiction):
            for table in (self._registered, self._bare):
                for name, bodies in table.get(where, {}).items():
                    keys.setdefault(name, set()).update(bodies)
        alike = get_close_matches(wanted, sorted(keys), n=5, cutoff=0.8)
        return list(dict.fromkeys(agency for name in alike for agency in sorted(keys[name])))[:3]


def chain(jurisdiction: str) -> list[str]:
    """The jurisdiction, the places above it, then the centre."""
    parts = jurisdiction.split("/")
    above = ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return [*above, *([] if CENTRAL in above else [CENTRAL])]


def _put(index: Index, body: Named, name: str) -> None:
    index.setdefault(body.jurisdiction, {}).setdefault(name, set()).add(body.id)


def _only(bodies: set[str]) -> str | None:
    return next(iter(bodies)) if len(bodies) == 1 else None
