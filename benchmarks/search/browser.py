"""Measures a search page in Chromium: time to the first results, time a keystroke, frozen time, memory, bytes."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import re
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

Figures = dict[str, Any]
COLD = 9
QUERIES = (
    "duoi nuoc",
    "giải phóng mặt bằng",
    "so xay dung nuoc thai",
    "phòng chống cháy rừng",
    "gpmb xa an binh",
    "20/10/2024",
)

TYPE = """async ([field, query, done]) => {
  const input = document.querySelector(field), times = [], frames = [];
  let last = performance.now(), running = true;
  const frame = (now) => { frames.push(now - last); last = now; if (running) requestAnimationFrame(frame); };
  requestAnimationFrame((now) => { last = now; requestAnimationFrame(frame); });
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (let end = 1; end <= query.length; end += 1) {
    input.value = query.slice(0, end);
    const begun = performance.now();
    await new Promise((resolve) => {
      const watch = new MutationObserver(() => { if (eval(done)) { watch.disconnect(); resolve(); } });
      watch.observe(document, { subtree: true, childList: true, attributes: true });
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    times.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  running = false;
  return { times, frames };
}"""
OURS_DONE = """(() => {
  const { searchState, searchQuery } = document.querySelector('[data-search-state]').dataset;
  return searchState === 'done' && searchQuery === input.value.normalize('NFC').trim();
})()"""


class Packed(http.server.SimpleHTTPRequestHandler):
    """Serves a folder packed beforehand, so that packing takes no time from the browser, and counts what it sends."""

    sent: list[tuple[str, int]]
    packed: dict[Path, bytes]

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.exists():
            return self.send_error(404)
        packed = path in self.packed
        content = self.packed[path] if packed else path.read_bytes()
        self.sent.append((self.path, len(content)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    sent: list[tuple[str, int]] = []
    texts = (path for path in folder.rglob("*") if path.suffix in {".html", ".js", ".css", ".json", ".svg"})
    packed = {path: gzip.compress(path.read_bytes(), 6) for path in texts}
    handler = type("Counting", (Packed,), {"sent": sent, "packed": packed})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", sent
    server.shutdown()
    server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


def ours(folder: Path) -> Figures:
    """Our page, cold with a query in the address (the median of nine), then warm key by key."""
    with served(folder) as (base, sent), chromium() as browser:
        runs = []
        for page in cold_pages(browser):
            sent.clear()
            runs.append(_cold(page, f"{base}/tra-cuu/index.html?q=duoi+nuoc"))
        first, done = (statistics.median(run[at] for run in runs) for at in (0, 1))
        session = page.context.new_cdp_session(page)
        keys = [page.evaluate(TYPE, ['input[name="q"]', query, OURS_DONE]) for query in QUERIES]
        return {
            "first results, ms": round(first),
            "all years in, ms": round(done),
            "bytes to first": sum(size for _, size in _until_newest(sent)),
            "requests to first": len(_until_newest(sent)),
            "bytes to all": sum(size for _, size in sent),
            "requests": len(sent),
            **keystrokes(keys),
            **memory(session),
        }


def _until_newest(sent: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """What was sent before the second file of a year: the page, its script, the overview and the newest year."""
    years = [at for at, (path, _) in enumerate(sent) if re.search(r"/du-lieu/\d{4}-", path)]
    return sent[: years[1]] if len(years) > 1 else sent


def cold_pages(browser: Browser) -> Iterator[Page]:
    """Pages that know nothing, one after the other; the last one stays open."""
    for turn in range(COLD):
        context = browser.new_context()
        yield context.new_page()
        if turn < COLD - 1:
            context.close()


def _cold(page: Page, address: str) -> tuple[float, float]:
    page.add_init_script(
        "window.firstAt = 0; window.doneAt = 0;"
        "new MutationObserver(() => {"
        "  if (!window.firstAt && document.querySelector('[data-directive]')) window.firstAt = performance.now();"
        "  if (!window.doneAt && document.querySelector('[data-search-state=done]')) window.doneAt = performance.now();"
        "}).observe(document, { subtree: true, childList: true, attributes: true });"
    )
    page.goto(address)
    page.wait_for_function("window.doneAt > 0", timeout=60000)
    return float(page.evaluate("window.firstAt")), float(page.evaluate("window.doneAt"))


def keystrokes(runs: list[Figures]) -> Figures:
    times = sorted(time for run in runs for time in run["times"])
    frames = [frame for run in runs for frame in run["frames"]]
    return {
        "key, median ms": round(statistics.median(times), 1),
        "key, 95 % ms": round(times[int(len(times) * 0.95)], 1),
        "key, slowest ms": round(times[-1], 1),
        "frame, 99 % ms": round(sorted(frames)[int(len(frames) * 0.99)]),
        "longest frame, ms": round(max(frames)),
    }


def memory(session: CDPSession) -> Figures:
    session.send("HeapProfiler.collectGarbage")
    usage = session.send("Runtime.getHeapUsage")
    return {
        "heap, MB": round(usage["usedSize"] / 1e6, 1),
        "buffers, MB": round(usage.get("backingStorageSize", 0) / 1e6, 1),
    }


if __name__ == "__main__":
    import sys

    print(json.dumps(ours(Path(sys.argv[1])), indent=1))
