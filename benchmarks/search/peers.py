"""The same notices searched by Pagefind and by Material's own search, measured as ours is.

Pagefind is run by the Python named in PAGEFIND_PYTHON (with the package `pagefind[bin]` installed).
"""

from __future__ import annotations

import html
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page

from benchmarks.search.browser import QUERIES, TYPE, Figures, chromium, cold_pages, keystrokes, memory, served
from ketluan.model.archive import Archive
from ketluan.model.notice import Directive, Notice

PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head>
<body data-pagefind-body><h1>{title}</h1>{body}</body></html>"""
FINDER = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Pagefind</title></head><body>
<input id="field"><ol id="list"></ol><script type="module">
const finder = await import("/pagefind/pagefind.js");
window.answered = null;
window.search = async (query) => {
  const found = await finder.search(query);
  const shown = await Promise.all(found.results.slice(0, 20).map((result) => result.data()));
  document.getElementById("list").innerHTML = shown.map((one) => `<li>${one.excerpt}</li>`).join("");
  window.answered = query;
  return found.results.length;
};
document.getElementById("field").addEventListener("input", (event) => window.search(event.target.value));
window.ready = true;
</script></body></html>"""
FIRST = """async () => {
  while (!window.ready) await new Promise((resolve) => setTimeout(resolve, 1));
  await window.search("duoi nuoc");
  return performance.now();
}"""
MKDOCS = """site_name: x
use_directory_urls: true
theme: {name: material, language: vi, font: false}
plugins: [search]
markdown_extensions: [attr_list]
nav: [{Home: index.md}]
validation: {nav: {omitted_files: ignore}}
"""


def build_pagefind(archive: Archive, folder: Path) -> Figures:
    """A page a notice, a heading with an id for each directive, so that Pagefind can name it in its results."""
    for notice in archive.notices:
        page = PAGE.format(title=html.escape(notice.title), body=_html(notice))
        _write(folder / notice.id / "index.html", page)
    _write(folder / "index.html", FINDER)
    python = os.environ.get("PAGEFIND_PYTHON", sys.executable)
    return _timed([python, "-m", "pagefind", "--site", str(folder), "--force-language", "vi"])


def pagefind(archive: Archive, folder: Path) -> Figures:
    built = build_pagefind(archive, folder)
    with served(folder) as (base, sent), chromium() as browser:
        firsts = []
        for page in cold_pages(browser):
            sent.clear()
            page.goto(base)
            firsts.append(page.evaluate(FIRST))
        cold = sum(size for _, size in sent)
        requests = len(sent)
        counts = {query: page.evaluate("query => window.search(query)", query) for query in QUERIES}
        keys = [page.evaluate(TYPE, ["#field", query, "window.answered === input.value"]) for query in QUERIES]
        session = page.context.new_cdp_session(page)
        return {**built, "first results, ms": round(statistics.median(firsts)), "bytes to first": cold,
                "requests to first": requests, **keystrokes(keys), **memory(session), "found": counts}  # fmt: skip


def build_material(archive: Archive, folder: Path) -> Figures:
    """A page a notice, a heading with an id for each directive: Material's search then indexes each on its own."""
    for notice in archive.notices:
        _write(folder / "docs" / f"{notice.id}.md", f"# {notice.title}\n\n{_markdown(notice)}")
    _write(folder / "docs/index.md", "# Home\n")
    _write(folder / "mkdocs.yml", MKDOCS)
    return _timed([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")])


def material(archive: Archive, folder: Path) -> Figures:
    built = build_material(archive, folder)
    with served(folder / "site") as (base, sent), chromium() as browser:
        firsts = []
        for page in cold_pages(browser):
            sent.clear()
            page.goto(f"{base}/?q=h%E1%BB%8Dc%20b%E1%BB%95ng")
            page.wait_for_selector(".md-search-result__item", timeout=120000, state="attached")
            firsts.append(page.evaluate("performance.now()"))
        cold = sum(size for _, size in sent)
        requests = len(sent)
        counts = {query: _material_count(page, f"{base}/?q={quote(query)}") for query in QUERIES}
        session = page.context.new_cdp_session(page)
        return {**built, "first results, ms": round(statistics.median(firsts)), "bytes to first": cold,
                "requests to first": requests, **memory(session), "found": counts}  # fmt: skip


def _material_count(page: Page, address: str) -> int:
    page.goto(address)
    page.wait_for_timeout(4000)
    return page.locator(".md-search-result__item").count()


def _html(notice: Notice) -> str:
    rows = (
        f'<h2 id="{task.id}">{html.escape(_heading(task))}</h2><p>{html.escape(task.text)}</p>'
        for task in notice.directives
    )
    return "".join(rows)


def _markdown(notice: Notice) -> str:
    rows = (f"## {_heading(task)} {{: #{task.id} }}\n\n{html.escape(task.text)}\n" for task in notice.directives)
    return "\n".join(rows)


def _heading(task: Directive) -> str:
    return task.headings[-1] if task.headings else task.id


def _timed(command: list[str]) -> Figures:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return {"build, s": round(time.perf_counter() - begun, 1), "peak of a build so far, MB": round(peak)}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
