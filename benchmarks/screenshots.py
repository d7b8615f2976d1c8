"""Make the pictures of the guide and of the README from a built site, in Chromium.

    python benchmarks/screenshots.py [SITE]        (default: site)

The pictures are written to docs/huong-dan/hinh/. Build the site with `--today 2026-01-15` so that what is ahead and
what is past stays the same from one time to the next.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "huong-dan" / "hinh"
DESKTOP, PHONE = (1280, 800), (390, 760)
DAY = "2026-01-15"
HEALTH = "co-quan/kon-tum/so-y-te"
NOTICE = "thong-bao/kon-tum/van-phong-ubnd/2014/975-tb-vp"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: `ready` is what must be there before it is taken."""

    name: str
    address: str
    ready: str = "main, article"
    size: tuple[int, int] = DESKTOP


SHOTS = (
    Shot("trang-chu", "index.html"),
    Shot("tra-cuu", "tra-cuu/index.html?q=hoc+bong+tre+em", ready="[data-search-state=done] [data-directive]"),
    Shot("co-quan", f"{HEALTH}/index.html"),
    Shot("thong-bao", f"{NOTICE}/index.html"),
    Shot("chi-dao", f"{NOTICE}/index.html#1-2"),
    Shot("thoi-han", "thoi-han/index.html"),
    Shot("du-lieu", "du-lieu/index.html"),
    Shot("dien-thoai", f"{NOTICE}/index.html", size=PHONE),
)


def main(site: Path) -> None:
    """Take every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking", "--lang=vi"]
        )
        page = browser.new_page(color_scheme="light", locale="vi-VN", reduced_motion="reduce")
        page.clock.set_fixed_time(DAY)
        for shot in SHOTS:
            take(page, f"{address}/{shot.address}", shot)
        browser.close()


def take(page: Page, address: str, shot: Shot) -> None:
    """One picture of what stands in the window."""
    width, height = shot.size
    page.set_viewport_size({"width": width, "height": height})
    page.goto("about:blank")  # so that an address with an anchor is opened, not only scrolled to
    page.goto(address)
    page.locator(shot.ready).first.wait_for()
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)
    page.screenshot(path=FOLDER / f"{shot.name}.png")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on loopback, for as long as the block lasts."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
