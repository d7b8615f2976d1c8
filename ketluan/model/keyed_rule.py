"""Rules whose answers stand apart: a value for each key of an archive, made of the notices that the key names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from ketluan.model.archive import Archive

Value = TypeVar("Value", bound=NamedTuple)


class KeyedRule(Generic[Value]):
    """For every key that has one its value, in the order of the keys: what is known of keys that no changed notice
    names need not be made again.

    Values hold texts, numbers and tuples of them alone, so that they can be kept from one build to the next.
    """

    def __init__(
        self,
        name: str,
        kind: type[Value],
        *,
        keys: Callable[[Archive], Iterable[str]],
        make: Callable[[Archive, str], Value | None],
    ) -> None:
        self.__name__, self.kind = name, kind
        self._keys, self._make = keys, make

    def __call__(self, archive: Archive) -> dict[str, Value]:
        return self.renewed(archive, {}, [*self._keys(archive)])

    def renewed(self, archive: Archive, known: Mapping[str, Value], touched: Collection[str]) -> dict[str, Value]:
        """All values, of which those of the keys that are not `touched` are `known`."""
        now = {key: value for key, value in known.items() if key not in touched}
        made = ((key, self._make(archive, key)) for key in touched)
        now.update((key, value) for key, value in made if value is not None)
        return dict(sorted(now.items()))
