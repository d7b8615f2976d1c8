"""Ours, Pagefind and Material's search on the same graded queries over the five labelled notices beside the repository.

A result counts as the directive whose heading or page it names; queries with a filter are left out, since neither
of the others has one. Needs the folder `shared/` with labels and scorer.
"""

from __future__ import annotations

import importlib.util
import json
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[2]))

from playwright.sync_api import Page

from benchmarks.search import peers
from benchmarks.search.browser import chromium, served
from benchmarks.search.values import TODAY
from ketluan.model.archive import Archive
from tests.site.gold_archive import SHARED, gold_archive, write_bare_site

PAGEFIND = """async (query) => {
  while (!window.ready) await new Promise((resolve) => setTimeout(resolve, 5));
  const found = await (await import("/pagefind/pagefind.js")).search(query);
  const pages = await Promise.all(found.results.map((result) => result.data()));
  return pages.flatMap((page) => page.sub_results.map((part) => part.url));
}"""
LINKS = "all => all.map((link) => link.href)"
Ask = Callable[[Page, str, str], list[str]]


def main() -> int:
    archive, score = gold_archive(TODAY), _scorer()
    queries = json.loads((SHARED / "gold/queries_dev.json").read_text(encoding="utf-8"))
    plain = [query for query in queries if not query.get("filters")]
    with tempfile.TemporaryDirectory() as scratch:
        for name, (build, site, ask) in SEARCHES.items():
            folder = Path(scratch) / name
            build(archive, folder)
            print(name, json.dumps(_score(archive, score, plain, folder / site, ask)), flush=True)
    return 0


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_search", SHARED / "gold/score_search.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _score(
    archive: Archive, score: ModuleType, queries: list[dict[str, object]], site: Path, ask: Ask
) -> dict[str, object]:
    texts = {assignment.id: assignment.directive.text for assignment in archive.assignments}
    ranks, first, none = [], [], []
    with served(site) as (base, _), chromium() as browser:
        page = browser.new_page()
        for query in queries:
            found = dict.fromkeys(ask(page, base, str(query["query"])))
            gains = score.gains_of([texts[one] for one in found if one in texts], query["relevant"])
            if query.get("expect_none"):
                none.append(not found)
                continue
            ranks.append(score.ndcg(gains, query["relevant"]))
            if query.get("must_be_first"):
                first.append(bool(gains) and gains[0] == max(one["grade"] for one in query["relevant"]))  # type: ignore[attr-defined]
    return {
        "nDCG@10": round(statistics.mean(ranks), 3),
        "first": f"{sum(first)} of {len(first)}",
        "nothing": f"{sum(none)} of {len(none)}",
    }


def _ask_ours(page: Page, base: str, query: str) -> list[str]:
    page.goto(f"{base}/tra-cuu/index.html?q={quote(query)}")
    page.wait_for_selector("[data-search-state=done]", state="attached")
    return list(page.eval_on_selector_all("[data-directive]", "all => all.map((one) => one.dataset.directive)"))


def _ask_pagefind(page: Page, base: str, query: str) -> list[str]:
    if page.url == "about:blank":
        page.goto(base)
    return [_directive(address) for address in page.evaluate(PAGEFIND, query)]


def _ask_material(page: Page, base: str, query: str) -> list[str]:
    page.goto(f"{base}/?q={quote(query)}")
    page.wait_for_timeout(1500)
    return [_directive(address) for address in page.eval_on_selector_all(".md-search-result__link", LINKS)]


def _directive(address: str) -> str:
    """The id of the directive that an address names: `.../<notice>/?h=...#<anchor>`."""
    place, _, anchor = address.partition("#")
    path = place.split("?")[0].removeprefix("http://").partition("/")[2] if "://" in place else place.lstrip("/")
    return f"{path.split('?')[0].removesuffix('index.html').strip('/')}#{anchor}"


SEARCHES: dict[str, tuple[Callable[[Archive, Path], object], str, Ask]] = {
    "ours": (write_bare_site, ".", _ask_ours),
    "pagefind": (peers.build_pagefind, ".", _ask_pagefind),
    "material": (peers.build_material, "site", _ask_material),
}

if __name__ == "__main__":
    raise SystemExit(main())
