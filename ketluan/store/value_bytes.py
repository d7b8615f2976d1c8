"""Our values as bytes, from which nothing else is made, whatever the bytes ask for."""

from __future__ import annotations

import datetime as dt
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

from ketluan.model import follow_up, message, notice, open_questions, problem
from ketluan.store import notice_body

_MODULES = (follow_up, message, notice, problem, open_questions, notice_body)
_OURS = {
    (made.__module__, made.__name__): made
    for module in _MODULES
    for made in vars(module).values()
    if isinstance(made, type) and made.__module__ == module.__name__ and (is_dataclass(made) or issubclass(made, str))
} | {("datetime", name): getattr(dt, name) for name in ("date", "datetime", "timedelta", "timezone")}


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind))


def _maker(kind: Any) -> Callable[..., Any]:
    """Makes a value of the values of all its fields."""
    names, put = _names(kind), object.__setattr__

    def make(*values: Any) -> Any:
        made: Any = object.__new__(kind)
        for name, value in zip(names, values, strict=True):
            put(made, name, value)
        return made

    return make


def _values(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """The values of all fields of a value."""
    first, *others = _names(kind)
    return attrgetter(first, *others) if others else lambda value: (getattr(value, first),)


_MAKERS = {name: _maker(kind) for name, kind in _OURS.items() if is_dataclass(kind)}
_VALUES = {kind: _values(kind) for kind in _OURS.values() if is_dataclass(kind)}


class _ValueWriter(pickle.Pickler):
    """Writes our values as what they are made with, which is read twice as fast as their fields one by one."""

    def reducer_override(self, value: Any) -> Any:
        values = _VALUES.get(type(value))
        return (type(value), values(value)) if values else NotImplemented


class _SharingWriter(_ValueWriter):
    """Bodies and limits stand apart: thousands of directives have them alike, and each is read once for all."""

    def __init__(self, file: io.BytesIO, protocol: int) -> None:
        super().__init__(file, protocol)
        self._apart: dict[Any, bytes] = {}

    def persistent_id(self, value: Any) -> bytes | None:
        if type(value) is not tuple or not value or type(value[0]) not in (notice.Party, notice.Deadline):
            return None
        if value not in self._apart:
            self._apart[value] = written(value)
        return self._apart[value]


class _ValueReader(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, said: Said) -> None:
        super().__init__(file)
        self.persistent_load = said.__getitem__  # type: ignore[method-assign]

    def find_class(self, module: str, name: str) -> Any:
        if (made := _MAKERS.get((module, name)) or _OURS.get((module, name))) is None:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return made


class Said(dict[bytes, Any]):
    """What was read apart, by its bytes."""

    def __missing__(self, content: bytes) -> Any:
        made = self[content] = _ValueReader(io.BytesIO(content), Said()).load()
        return made


def written(value: object, *, sharing: bool = False) -> bytes:
    """A value for `loaded`; what is written `sharing` has bodies and limits apart."""
    out = io.BytesIO()
    (_SharingWriter if sharing else _ValueWriter)(out, protocol=5).dump(value)
    return out.getvalue()


def loaded(content: bytes | None, unpacked: Callable[[bytes], bytes] = bytes, said: Said | None = None) -> Any:
    """The value, whose bytes are `unpacked` first; None for bytes that are not ours: they can raise anything."""
    if content is None:
        return None
    try:
        return _ValueReader(io.BytesIO(unpacked(content)), Said() if said is None else said).load()
    except Exception:
        return None


def distinct(value: object) -> bytes:
    """The same bytes for equal values, whichever of their parts are one object."""
    out = io.BytesIO()
    writer = _ValueWriter(out, protocol=5)
    writer.fast = True
    writer.dump(value)
    return out.getvalue()
