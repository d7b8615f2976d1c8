"""Imports point one way."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "ketluan"
MAP = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROWS = [line.split("|")[1] for line in MAP.splitlines() if line.startswith("| `")]
ORDER = [name for row in ROWS for name in re.findall(r"`(\w+)(?:\.py|/)`", row)]


def _modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE)


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    named |= {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    return named | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}


def _top(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_the_map_of_the_modules_names_every_module_once() -> None:
    assert sorted(ORDER) == sorted({_top(path) for path in _modules()})


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_the_map_names_before_it(path: Path) -> None:
    own = _top(path)
    above = ORDER[: ORDER.index(own)] if own in ORDER else ORDER
    imported = {name.split(".")[1] for name in _imports(path) if name.startswith("ketluan.")}
    assert sorted(imported - {own, *above}) == []


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_one_module_knows_mkdocs(path: Path) -> None:
    knows = any(name.split(".")[0] == "mkdocs" for name in _imports(path))
    assert knows == (path.name == "site.py" and path.parent == PACKAGE)


def test_nothing_in_the_package_prints_but_the_command_line() -> None:
    for path in _modules():
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        prints = any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls)
        assert not prints or path.name == "command.py", path
