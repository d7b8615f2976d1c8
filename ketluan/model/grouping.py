"""Directives in groups by what they name, each group made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

Of = TypeVar("Of", covariant=True)
Group = TypeVar("Group")


class Members(Protocol[Of]):
    """An index: who may be in a group."""

    def keys(self, name: str) -> Iterable[Any]:
        """Of all groups that anyone may be in, by the name of the grouping."""

    def members(self, name: str, key: Any) -> Iterable[Of]:
        """Those of one group in the order of all, and perhaps others."""


class Grouping(Mapping[Any, Group], Generic[Of, Group]):
    """The groups of all by their keys, in the order of the keys.

    Where an `index` tells who may be in a group it is made of these alone, so that whoever asks for a few groups of a
    large archive goes through a few of its notices.
    """

    def __init__(
        self,
        name: str,
        make: Callable[[Iterable[Of], Any], Mapping[Any, Group]],
        every: Callable[[], Iterable[Of]],
        index: Members[Of] | None,
    ) -> None:
        """`make` may leave out what is in no group of a key that is not None."""
        self._name, self._make, self._every, self._index = name, make, every, index
        self._found: dict[Any, Group | None] = {}

    @cached_property
    def _whole(self) -> dict[Any, Group]:
        return dict(sorted(self._make(self._every(), None).items()))

    def __getitem__(self, key: Any) -> Group:
        if self._index is None:
            return self._whole[key]
        if key not in self._found:
            self._found[key] = self._make(self._index.members(self._name, key), key).get(key)
        if (found := self._found[key]) is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[Any]:
        if self._index is None:
            return iter(self._whole)
        return (key for key in sorted(self._index.keys(self._name)) if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
