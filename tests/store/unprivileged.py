"""Runs the command line as a user whom folders can be closed to; root reads everything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

NOBODY = 65534
_SCRIPT = f"""
import contextlib, encodings, importlib, os, pkgutil, sys
import ketluan.cli.command, ketluan.site.mkdocs_site  # read now: Python may lie in a folder that is closed later
for found in pkgutil.iter_modules(encodings.__path__):
    with contextlib.suppress(ImportError):
        importlib.import_module("encodings." + found.name)
if os.geteuid() == 0:
    os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})
sys.exit(ketluan.cli.command.main(sys.argv[1:]))
"""


def run_unprivileged(*words: str) -> subprocess.CompletedProcess[str]:
    """One command with its status and output."""
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": "", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-c", _SCRIPT, *words],
        cwd="/",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def hand_over(folder: Path) -> None:
    """Give everything under a folder to that user."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
