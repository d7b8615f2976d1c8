"""Imports point one way: between rooms, and inside each, as CONTRIBUTING's table orders them."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "ketluan"
TABLE = re.findall(r"^\| `([\w/]+)/` \|[^|]*\|([^|]*)\|$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.M)
ORDER = {room: re.findall(r"`(\w+)/?`", modules) for room, modules in TABLE}
ORDER[""] = [room for room in ORDER if "/" not in room]


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


MODULES = _modules()
by_path = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())


def _parts(path: Path) -> tuple[str, ...]:
    """Where a module stands; a room's own file stands in the room, behind everything in it."""
    return path.relative_to(PACKAGE).with_suffix("").parts


def _named(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _imports(path: Path) -> set[tuple[str, ...]]:
    """The modules of the package among them: `ketluan.text.slug.slug` is the module `text/slug`."""
    return {found for name in _named(path) if name.split(".")[0] == "ketluan" for found in [_file(name.split(".")[1:])]}


def _file(names: list[str]) -> tuple[str, ...]:
    while names and not (PACKAGE.joinpath(*names).with_suffix(".py").exists() or PACKAGE.joinpath(*names).is_dir()):
        names = names[:-1]
    return tuple(names) if PACKAGE.joinpath(*names).with_suffix(".py").exists() else (*names, "__init__")


def _rank(room: tuple[str, ...], name: str) -> int:
    order = ORDER["/".join(room)]
    return len(order) if name == "__init__" else order.index(name)


def _goes_back(own: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether an import goes against the order, at the first name in which the two places differ."""
    if own == other:
        return True
    at = next(at for at, (one, two) in enumerate(zip(own, other, strict=False)) if one != two)
    return _rank(own[:at], own[at]) < _rank(own[:at], other[at])


def test_the_table_names_every_module_once_and_nothing_else() -> None:
    there = Counter(
        (path.parent.relative_to(PACKAGE).as_posix(), path.stem) for path in MODULES if path.stem != "__init__"
    )
    rooms = {path.parent.relative_to(PACKAGE) for path in MODULES} - {Path()}
    there += Counter((room.parent.as_posix(), room.name) for room in rooms if room.parent != Path())
    assert Counter((room, name) for room, names in ORDER.items() for name in names if room) == there


def test_nothing_stands_outside_the_rooms() -> None:
    assert [path.name for path in PACKAGE.glob("*.py")] == ["__init__.py"]


@by_path
def test_a_module_imports_only_what_the_table_names_before_it(path: Path) -> None:
    assert sorted("/".join(other) for other in _imports(path) if _goes_back(_parts(path), other)) == []


@by_path
def test_only_one_module_knows_mkdocs(path: Path) -> None:
    knows = any(name.split(".")[0] == "mkdocs" for name in _named(path))
    assert knows == (_parts(path) == ("site", "mkdocs_site"))


@by_path
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    prints = any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls)
    assert not prints or _parts(path)[0] == "cli"


@by_path
def test_a_room_says_what_it_owns(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_no_name_of_a_module_or_class_stands_twice() -> None:
    modules = Counter(path.stem for path in MODULES if path.stem != "__init__")
    classes = Counter(
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, times in (modules + classes).items() if times > 1] == []
