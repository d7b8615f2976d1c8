"""Measure pages of a built site with Lighthouse, as a server that compresses sends them.

    npm install --prefix /tmp/lighthouse lighthouse
    python benchmarks/lighthouse.py SITE /tmp/lighthouse [--runs 3] [--form desktop]

Prints the four scores of the home page, the longest notice, the longest page of an agency and the search, the median
of the runs, what held the performance back, and what the page weighs compressed: ours, and Material's stylesheet
beside it. Exits with 1 when a score is below 95, or ours weighs 60 kB or more.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

WANTED, HEAVIEST = 95, 60_000
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
FRAME, DATA = ("Document", "Stylesheet", "Script"), re.compile(r"/tra-cuu/du-lieu/(?!tra-cuu-)")
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}


def main() -> int:
    """Measure, print, and say whether every score is high enough."""
    given = _arguments()
    low = 0
    with served(given.site) as address:
        for page in _pages(given.site):
            reports = [_report(given, f"{address}/{page}") for _ in range(given.runs)]
            scores = _scores(reports)
            ours, theirs = _weight(reports[-1])
            low += sum(score < WANTED for score in scores.values()) + (ours >= HEAVIEST)
            print(page, *(f"{name} {score:.0f}" for name, score in scores.items()), sep="\t")
            print("", *(f"{name} {_metric(reports, name)}" for name in METRICS), sep="\t")
            print("", f"ours {ours / 1000:.1f} kB", f"Material {theirs / 1000:.1f} kB", sep="\t")
            print("", "failed:", ", ".join(_failed(reports[-1])) or "nothing", sep="\t")
    return 1 if low else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("lighthouse", type=Path, help="the folder in which npm installed lighthouse")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--form", choices=("mobile", "desktop"), default="mobile")
    return parser.parse_args()


def _pages(site: Path) -> list[str]:
    """The four kinds, of notices and agencies the longest page."""
    pages = [_longest(site, folder="thong-bao", kind="notice"), _longest(site, folder="co-quan", kind="agency")]
    return ["index.html", *pages, "tra-cuu/index.html"]


def _longest(site: Path, *, folder: str, kind: str) -> str:
    """The longest of the pages under a folder that are of a kind, which each page says in a class of its article."""
    pages = (page for page in site.glob(f"{folder}/**/index.html") if f'kl-kind-{kind}"' in page.read_text("utf-8"))
    return max(pages, key=lambda page: (page.stat().st_size, page)).relative_to(site).as_posix()


def _report(given: argparse.Namespace, url: str) -> dict[str, Any]:
    command = ["node", str(given.lighthouse / "node_modules" / "lighthouse" / "cli" / "index.js"), url]
    command += ["--quiet", "--output=json", "--output-path=stdout"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-background-networking"]
    command += ["--preset=desktop"] if given.form == "desktop" else []
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "CHROME_PATH": chromium})
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _scores(reports: list[dict[str, Any]]) -> dict[str, float]:
    return {
        name: statistics.median(100 * (report["categories"][name]["score"] or 0) for report in reports)
        for name in CATEGORIES
    }


def _metric(reports: list[dict[str, Any]], name: str) -> str:
    return f"{statistics.median(report['audits'][name]['numericValue'] for report in reports):.3g}"


def _weight(report: dict[str, Any]) -> tuple[int, int]:
    """The octets sent of our pages, styles and scripts without the data that the search reads, and of Material's."""
    sent = report["audits"]["network-requests"]["details"]["items"]
    frame = [item for item in sent if item.get("resourceType") in FRAME and not DATA.search(item["url"])]
    theirs = sum(item["transferSize"] for item in frame if "/assets/stylesheets/" in item["url"])
    return sum(item["transferSize"] for item in frame) - theirs, theirs


def _failed(report: dict[str, Any]) -> list[str]:
    """The audits that are scored and not passed, with what they say."""
    audits = report["audits"].values()
    return [
        f"{audit['id']} ({audit.get('displayValue') or audit['score']})"
        for audit in audits
        if audit["scoreDisplayMode"] in ("binary", "numeric", "metricSavings") and (audit["score"] or 0) < 0.9
    ]


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as nginx does with `gzip on`: text compressed, files kept for a day."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The file, compressed when it is text."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=86400")
        self.end_headers()
        return BytesIO(body)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the site on loopback."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Compressing, directory=str(site.resolve()))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    sys.exit(main())
