"""Which notices may be in a group, by what a record says of each: so that groups are made of few notices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from ketluan.model.notice import Notice
from ketluan.site.build_record import BuildRecord


class NoticeIndex:
    """Of notices, newest first, that all have their marks in the record."""

    def __init__(self, notices: Iterable[Notice], record: BuildRecord) -> None:
        self._notices, self._record = notices, record

    def keys(self, name: str) -> Iterable[Any]:
        """Of all groups of a grouping that any notice may be in."""
        return self._keys.get(name, ())

    def members(self, name: str, key: Any) -> Sequence[Notice]:
        """Those that may be in a group."""
        number = self._record.items.get(name, key)
        return self._members.get(number, ()) if number is not None else ()

    @cached_property
    def _keys(self) -> Mapping[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for name, key, number in self._record.items:
            if number in self._members:
                found.setdefault(name, []).append(key)
        return found

    @cached_property
    def _members(self) -> Mapping[int, list[Notice]]:
        found, marks = defaultdict[int, list[Notice]](list), self._record.notices
        for notice in self._notices:
            for number in marks[notice.id].items:
                found[number].append(notice)
        return dict(found)
