"""Imports point one way."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "ketluan"
LAYERS = [
    ("problem", "slug", "folding", "naming", "wording", "genre", "marker", "inline", "strict_yaml", "front_matter"),
    ("dates", "number", "name_index", "body_name", "sorting", "secrecy", "notice"),
    ("agency", "page", "forms", "block"),
    ("citation", "calling", "deadline", "addressee", "hand", "markdown_blocks", "outline"),
    ("directive", "archive", "record", "header", "register_rules"),
    ("body", "register", "checks"),
    ("body_cache", "originals"),
    ("reading",),
    ("intake", "search_index", "takeaway", "plain"),
    ("views",),
    ("site",),
    ("command",),
]
LEVEL = {module: level for level, modules in enumerate(LAYERS) for module in modules}


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


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_stands_below_it(path: Path) -> None:
    own = LEVEL[_top(path)]
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] == "ketluan" and len(parts) > 1 and parts[1] in LEVEL and parts[1] != _top(path):
            assert LEVEL[parts[1]] < own, f"{_top(path)} imports {parts[1]}"


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_one_module_knows_mkdocs(path: Path) -> None:
    knows = any(name.split(".")[0] == "mkdocs" for name in _imports(path))
    assert knows == (path.name == "site.py" and path.parent == PACKAGE)


def test_nothing_in_the_package_prints_but_the_command_line() -> None:
    for path in _modules():
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        prints = any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls)
        assert not prints or path.name == "command.py", path
