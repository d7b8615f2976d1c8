"""The search and a notice in Firefox: the same results as in Chromium, and nothing that the console complains of.

Playwright drives only a Firefox of its own; the one of the system is driven over WebDriver BiDi, the standard.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT, program

FIREFOX = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")

QUERIES = ["không có gì như thế", "trẻ em", '"bảo vệ, chăm sóc trẻ em"', "so y te", "975/TB-VP", "tre em"]
"""The notice that is opened is the first result of the last."""


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


@pytest.mark.skipif(not FIREFOX, reason="this system has no Firefox, and none could be installed")
def test_firefox_finds_what_chromium_finds_and_shows_the_notice(address: str, tab: Page, tmp_path: Path) -> None:
    script = ROOT / "tests/site/js/firefox.js"
    command = [program("node"), str(script), str(FIREFOX), str(tmp_path / "profile"), address, *QUERIES]
    environment = {**os.environ, "HOME": str(tmp_path), "NODE_PATH": str(ROOT / "node_modules")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["version"].lower().startswith("firefox/")
    assert seen["said"] == []
    assert seen["found"] == {query: _found(tab, address, query) for query in QUERIES}
    assert seen["found"]["tre em"]
    notice = seen["notice"]
    assert (notice["wanted"].partition("#")[2], notice["seen"]) == (notice["anchor"], True)
    assert notice["words"].endswith("chỗ") or "/" in notice["words"], notice
    assert notice["edition"].startswith("Dựng ngày 15/01/2026 từ 2 thông báo")
    assert notice["scheme"] in ("light", "dark")


def _found(tab: Page, address: str, query: str) -> list[str]:
    tab.goto(f"{address}/tra-cuu/index.html")
    tab.locator('input[name="q"]').fill(query)
    tab.wait_for_function(
        """query => {
          const { searchQuery, searchState } = document.querySelector("[data-search-state]").dataset;
          return searchQuery === query && searchState === "done";
        }""",
        arg=query,
    )
    return tab.eval_on_selector_all("[data-directive]", "found => found.map(result => result.dataset.directive)")
