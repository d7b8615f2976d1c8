"""Numbers for the keys of many groups: whatever names a key by its number needs four bytes for it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Generic, TypeVar

Group = TypeVar("Group", bound=Hashable)


class KeyNumbers(Generic[Group]):
    """`groups` has the keys of each with their numbers, `changed` those that got another key since it was made;
    `free` is the number for the next."""

    def __init__(self, groups: Mapping[Group, dict[Any, int]] | None = None, free: int = 0) -> None:
        self.groups, self.free = dict(groups or {}), free
        self.changed: set[Group] = set()
        self._owned: set[Group] = set()

    def copy(self) -> KeyNumbers[Group]:
        """One of its own; of groups that nobody changes there is one."""
        return KeyNumbers(self.groups, self.free)

    def get(self, group: Group, key: Any) -> int | None:
        """The number of a key, None where it has none."""
        numbers = self.groups.get(group)
        return numbers.get(key) if numbers else None

    def number(self, group: Group, key: Any) -> int:
        """The number of a key, which gets one where it has none."""
        found = self.get(group, key)
        if found is None:
            found = self.own(group)[key] = self.free
            self.free += 1
        return found

    def keep(self, numbers: set[int]) -> None:
        """These numbers alone."""
        for group, keys in [*self.groups.items()]:
            if not numbers.issuperset(keys.values()):
                kept = {key: number for key, number in keys.items() if number in numbers}
                self.own(group).clear()
                self.groups[group].update(kept)
                if not kept:
                    del self.groups[group]
                    self._owned.discard(group)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeyNumbers) and self.groups == other.groups

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __len__(self) -> int:
        return sum(map(len, self.groups.values()))

    def __iter__(self) -> Iterator[tuple[Group, Any, int]]:
        return ((group, key, number) for group, keys in self.groups.items() for key, number in keys.items())

    def own(self, group: Group) -> dict[Any, int]:
        """The keys of a group that is changed, which become a copy of those that it shares with others."""
        self.changed.add(group)
        if group not in self._owned:
            self._owned.add(group)
            self.groups[group] = dict(self.groups.get(group, ()))
        return self.groups[group]
