"""Digests of what stands around every page, and of what makes every file: packages, program, theme, settings."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ketluan.site.asset_names import FOLDER
from ketluan.store.reading_cache import program_version

FRAME = ("mkdocs", "mkdocs-material")
MAKERS = ("jinja2", "markupsafe", "xlsxwriter")


def frame_digest(settings: Path, site_url: str | None, names: Mapping[str, str]) -> str:
    """Of the theme, the settings file, the names of assets and the packages that make the frame."""
    assets = sorted(name for path, name in names.items() if path.startswith(FOLDER))
    parts = (_theme_digest(), _digest(settings.read_bytes()), site_url, *assets)
    return _digest("\n".join(map(str, parts)).encode())


@cache
def makers_digest() -> str:
    """Of the program and the packages that write pages and files."""
    versions = "\n".join(f"{name} {version(name)}" for name in MAKERS)
    return _digest(f"{program_version()}\n{versions}\n{sqlite3.sqlite_version}".encode())


@cache
def _theme_digest() -> str:
    theme = Path(__file__).parent / "theme"
    files = [path for path in sorted(theme.rglob("*")) if path.is_file()]
    parts = [f"{path.relative_to(theme).as_posix()}\t{_digest(path.read_bytes())}" for path in files]
    return _digest("\n".join([*parts, *(f"{name} {version(name)}" for name in FRAME)]).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
