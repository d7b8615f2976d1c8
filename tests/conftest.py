"""What several tests need: the built site, a server on loopback, a browser; which tests may be skipped."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import os
import shutil
import signal
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from ketluan.desk.site_viewer import PageServer
from ketluan.publishing.server_rules import POLICY
from ketluan.site.mkdocs_site import build_site

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
TODAY = dt.date(2026, 1, 15)
NO_SHARED = "the folder shared/ with real files is not there"
PATIENCE = 30_000
"""Milliseconds that a page has to reach a state; five seconds, the default, are few on a busy machine."""
MAY_SKIP = (NO_SHARED, "this system")
SLOW = [HealthCheck.too_slow]  # says something of the machine, not of the test
settings.register_profile("here", deadline=None, suppress_health_check=SLOW)
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
# the same examples each time there; whoever runs the tests by hand looks for new ones
settings.load_profile("ci" if os.environ.get("CI") else "here")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # of a run in the background, which its programs would inherit
    signal.signal(signal.SIGINT, signal.default_int_handler)
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason=NO_SHARED)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that is skipped for any other reason than those has failed."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2]
        if not any(allowed in reason for allowed in MAY_SKIP):
            report.outcome, report.longrepr = "failed", f"This test may not be skipped. {reason}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many were skipped, since green without them means less."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ") for report in terminalreporter.stats.get("skipped", ())
    )
    for reason, number in sorted(reasons.items()):
        terminalreporter.write_line(f"SKIPPED {number} tests: {reason}", red=True, bold=True)


def program(*names: str) -> str:
    """The first of these programs that is installed; the test fails when none is."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.fail(f"{names[0]} is missing: run `make test`, which installs or names what the tests need.")
    return found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the archive in notices/, built once."""
    folder = tmp_path_factory.mktemp("site") / "site"
    build_site(notices=ROOT / "notices", site=folder, today=TODAY)
    return folder


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on loopback and gives its address; everything stops at the end."""
    servers: list[PageServer] = []

    def start(folder: Path) -> str:
        server = PageServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a log, and with the policy that an administrator is told to send."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Send the policy with every file."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as installed on this machine."""
    found = os.environ.get("CHROMIUM") or program(
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
    )
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-background-networking"]
        )
        expect.set_options(timeout=PATIENCE)
        yield opened
        opened.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A fresh page that fails its test when the console speaks or anything outside loopback is asked for."""
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900})
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(f"console {message.type}: {message.text} {message.location}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("request", lambda request: said.append(f"outside: {request.url}") if _outside(request.url) else None)
    yield page
    context.close()
    assert said == []


def _outside(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "file://", "data:", "blob:"))
